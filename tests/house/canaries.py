"""Words that must not be met again: what people write, their files, addresses and ways in."""

import io
import logging
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass, field

import logs

TEXT, CPR = "Kanariefugl i bur", "010203-1234"
FILE, EMAIL = "kanariefil-hemmelig", "kanarie@example.dk"
PASSWORD, TOKEN = "kanarie adgangskode 7", "kanarie-token-" + "x" * 29
WRITTEN = (TEXT, CPR, FILE, EMAIL)
"""What a page may show again to whoever wrote it."""
WAYS_IN = (PASSWORD, TOKEN)
"""What no page shows again."""
POSTED = {
    **dict.fromkeys(("vision", "tekst", "grund", "begrundelse", "svar", "navn"), f"{TEXT} {CPR}"),
    **dict.fromkeys(("organisation", "titel", "formular", "kommentar"), f"{TEXT} {CPR}"),
    "email": EMAIL,
    **dict.fromkeys(("password", "present", "proof"), PASSWORD),
    **dict.fromkeys(("code", "secret", "vouched"), TOKEN),
}
HEADERS = {"User-Agent": f"{TEXT} {CPR}", "Referer": f"http://localhost/l/{TOKEN}"}
HEADERS |= {"X-Request-ID": TOKEN, "X-Forwarded-For": CPR}
QUERY = {"q": f"{TEXT} {CPR}", "state": TOKEN, "code": TOKEN}
TRAILS = (
    *("events", "case_events", "review_events", "person_events", "template_events"),
    "sign_in_attempts",
)


def posted():
    """The fields of every form at once, with a file whose name tells."""
    files = {name: (io.BytesIO(b"x"), f"{FILE}.docx") for name in ("fil", "filer", "raekker")}
    return POSTED | files


@dataclass
class Seen:
    """What came out while the canaries were in: lines of the log, and pages by how they ended."""

    lines: list[str] = field(default_factory=list)
    mistakes: dict[str, str] = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)
    trails: list[str] = field(default_factory=list)

    def note(self, name, answer):
        if answer.status_code >= 500:
            self.failures[name] = answer.get_data(as_text=True)
        elif answer.status_code >= 400:
            self.mistakes[name] = answer.get_data(as_text=True)

    def note_trails(self, file):
        with closing(sqlite3.connect(file)) as connection:
            for table in TRAILS:
                self.trails += map(repr, connection.execute(f"SELECT * FROM {table}"))


@contextmanager
def logged(seen):
    """Everything that is logged by anybody, down to the smallest matter, as it is written."""

    class Kept(logs._Handler):
        def emit(self, record):
            seen.lines.append(self.format(record))

    handler, root = Kept(), logging.getLogger()
    handler.setFormatter(logs._json())
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        root.setLevel(level)
        root.removeHandler(handler)


def met(words, texts):
    """Where a word is met again."""
    return sorted({(word, text[:300]) for text in texts for word in words if word in text})
