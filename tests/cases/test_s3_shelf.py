"""A bucket whose server is away, silent, confused or unwilling is told of within a bounded time."""

import errno
import io
import socket
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from cases.actions.sweep_files import sweep_files
from cases.errors import StorageFull, StoreDown
from cases.file_store import FileStore
from cases.s3_shelf import S3Shelf
from cases.shelf import FileGone, FileTooLarge
from tests.cases import s3

SHORT = 0.05
HTTP = b"HTTP/1.1 %s\r\nContent-Type: application/xml\r\nContent-Length: %d\r\n\r\n%s"


def refusal(status, code):
    body = b"<Error><Code>%s</Code><Message>m</Message></Error>" % code
    return HTTP % (status, len(body), body)


def store_of(bucket):
    return FileStore(S3Shelf(bucket, seconds=SHORT))


def deeds(store):
    return (
        lambda: store.put(b"indhold"),
        lambda: store.get("0" * 64),
        lambda: store.size("0" * 64),
        lambda: list(store.names()),
        lambda: store.remove(["0" * 64]),
        store.check,
    )


@pytest.mark.parametrize(
    "reply",
    [
        b"",
        b"hvad?\r\n\r\n",
        HTTP % (b"200 OK", 9_999_999, b"og s"),
        HTTP % (b"502 Bad Gateway", 2, b"hm"),
        HTTP % (b"403 Forbidden", 2, b"hm"),
        refusal(b"403 Forbidden", b"AccessDenied"),
        refusal(b"404 Not Found", b"NoSuchBucket"),
        refusal(b"503 Slow Down", b"SlowDown"),
    ],
    ids=["silent", "no HTTP", "cut", "gateway", "no XML", "denied", "no bucket", "slow down"],
)
def test_a_server_that_does_not_answer_as_it_should_is_down(reply):
    with s3.answering(reply) as port:
        for deed in deeds(store_of(s3.bucket_at(port, "spand"))):
            with pytest.raises(StoreDown):
                deed()


def test_a_server_that_is_not_there_is_down():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    for deed in deeds(store_of(s3.bucket_at(port, "spand"))):
        with pytest.raises(StoreDown):
            deed()


def test_a_bucket_that_is_full_is_a_full_disk():
    with s3.answering(refusal(b"507 Insufficient Storage", b"XMinioStorageFull")) as port:
        shelf = S3Shelf(s3.bucket_at(port, "spand"), seconds=SHORT)
        with pytest.raises(StorageFull):
            shelf.write("0" * 64, io.BytesIO(b"indhold"), 7)


def test_what_is_larger_than_anything_of_ours_is_not_taken_in(bucket, monkeypatch):
    name = bucket.put(b"for stor")
    monkeypatch.setattr("cases.s3_shelf._LARGEST", 7)
    monkeypatch.setattr("cases.s3_shelf._LARGEST_FETCHED", 7)
    for look in (bucket.get, bucket.open):
        with pytest.raises(StoreDown):
            look(name)


def test_what_would_not_be_fetched_again_is_not_sent(bucket, tmp_path, monkeypatch):
    monkeypatch.setattr("cases.s3_shelf._LARGEST_FETCHED", 7)
    file = tmp_path / "stor"
    file.write_bytes(b"for stor")
    with pytest.raises(FileTooLarge):
        bucket.put_file(file)
    assert list(bucket.names()) == []


def test_no_room_here_for_what_is_fetched_is_a_full_disk_and_hinders_no_putting(
    bucket, monkeypatch
):
    def no_room():
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr("cases.s3_shelf.TemporaryFile", no_room)
    name = bucket.put(b"indhold")
    with pytest.raises(StorageFull):
        bucket.open(name)
    with pytest.raises(FileGone):
        bucket.get("0" * 64)


def test_a_file_of_many_pieces_is_put_in_one_and_comes_back_whole(bucket):
    content = bytes(range(256)) * 40_000
    assert bucket.get(bucket.put(content)) == content


def test_a_large_file_goes_in_parts_and_comes_back_whole(bucket, tmp_path, monkeypatch):
    monkeypatch.setattr("cases.s3_shelf._PART", 5 * 1024 * 1024)
    file = tmp_path / "stor"
    file.write_bytes(bytes(range(256)) * 40_000)
    with bucket.open(bucket.put_file(file)) as kept:
        assert kept.read() == file.read_bytes()


def test_a_file_that_comes_a_byte_at_a_time_is_not_waited_for(bucket, monkeypatch):
    name = bucket.put(b"dryp")
    monkeypatch.setattr("cases.s3_shelf._SECONDS_A_FILE", -1)
    for look in (bucket.get, bucket.open):
        with pytest.raises(StoreDown):
            look(name)


def test_other_objects_in_the_bucket_are_not_ours(s3_port):
    place = s3.new_bucket(s3_port, "filer")
    store, others = FileStore(S3Shelf(place)), FileStore(S3Shelf(replace(place, prefix="")))
    name = others.put(b"andres")
    with pytest.raises(FileGone):
        store.get(name)
    own = store.put(b"vores")
    assert (list(store.names()), list(others.names())) == ([own], [name])


def test_a_bucket_s_secret_is_not_told_with_it():
    assert s3.SECRET not in repr(s3.bucket_at(1, "spand"))


BEGUN = datetime(2010, 11, 10, 20, 48, 33, tzinfo=UTC)
"""When the server of the tests says that every upload was begun."""


def begin(place, key):
    """What a process leaves that is killed between two parts of a file."""
    client = s3.client_of(place)
    upload = client._create_multipart_upload(place.name, key, {})
    client._upload_part(place.name, key, b"den del, der kom", None, upload, 1)


def begun(place):
    found = s3.client_of(place)._list_multipart_uploads(place.name)
    return sorted(each.object_name for each in found.uploads)


def test_what_was_broken_off_between_two_parts_is_given_up_a_day_later(s3_port):
    place, name = s3.new_bucket(s3_port, "filer"), "ab" + "0" * 62
    others = (f"ab/{name}", "filer/andres", f"filer/cd/{name}")
    for key in (f"filer/ab/{name}", *others):
        begin(place, key)
    shelf = S3Shelf(place)
    assert shelf.tidy(BEGUN + timedelta(days=1)) == 0
    assert len(begun(place)) == 4
    assert shelf.tidy(BEGUN + timedelta(days=1, seconds=1)) == 1
    assert begun(place) == sorted(others)


def test_a_sweep_gives_up_what_was_broken_off(s3_port, database):
    place, name = s3.new_bucket(s3_port), "0" * 64
    begin(place, f"00/{name}")
    assert sweep_files(database, FileStore(S3Shelf(place)), now=BEGUN + timedelta(days=2)) == 1
    assert begun(place) == []


def test_what_another_gives_up_or_ends_meanwhile_hinders_no_sweep(s3_port, monkeypatch):
    place, shelves = s3.new_bucket(s3_port), []
    for digit in "01":
        begin(place, f"{digit * 2}/{digit * 64}")
    here, elsewhere = S3Shelf(place), S3Shelf(place)
    plain = here._client.begun

    def while_another_sweeps(*given):
        for each in plain(*given):
            if not shelves:
                shelves.append(elsewhere._client.give_up(place.name, *each))
            yield each

    monkeypatch.setattr(here._client, "begun", while_another_sweeps)
    assert here.tidy(BEGUN + timedelta(days=2)) == 1
    assert shelves == [True]
    assert begun(place) == []


@pytest.mark.parametrize("code", [b"AccessDenied", b"NotImplemented"])
def test_a_server_that_keeps_from_us_what_was_broken_off_hinders_no_sweep(code, caplog):
    with s3.answering(refusal(b"403 Forbidden", code)) as port:
        assert store_of(s3.bucket_at(port, "spand")).tidy(before=BEGUN) == 0
    assert "expire" in caplog.text


@pytest.mark.parametrize("reply", [b"", refusal(b"404 Not Found", b"NoSuchBucket")])
def test_a_server_that_is_down_is_so_for_what_was_broken_off_too(reply):
    with s3.answering(reply) as port, pytest.raises(StoreDown):
        store_of(s3.bucket_at(port, "spand")).tidy(before=BEGUN)


def listing(*keys, more):
    uploads = "".join(
        f"<Upload><Key>{key}</Key><UploadId>u</UploadId>"
        f"<Initiated>2010-11-10T20:48:33.000Z</Initiated></Upload>"
        for key in keys
    )
    body = (
        '<ListMultipartUploadsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">'
        f"<Bucket>spand</Bucket>{uploads}<NextKeyMarker>n</NextKeyMarker>"
        f"<NextUploadIdMarker>u</NextUploadIdMarker><IsTruncated>{more}</IsTruncated>"
        "</ListMultipartUploadsResult>"
    ).encode()
    return HTTP % (b"200 OK", len(body), body)


def test_of_endless_lists_of_what_was_broken_off_some_are_asked_for():
    with s3.answering(listing("andres", more="true")) as port:
        assert store_of(s3.bucket_at(port, "spand")).tidy(before=BEGUN + timedelta(days=9)) == 0
