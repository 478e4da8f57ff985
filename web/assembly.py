"""The pages put together: every blueprint, and what all of them answer by."""

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from flask import Flask

from forms.registry import all_forms, all_programmes
from web import (
    account,
    answers,
    blanks,
    case_files,
    case_life,
    cases,
    conflicts,
    desk,
    drafts,
    examination,
    extent,
    health,
    history,
    inbox,
    invitations,
    jobs,
    leaving,
    library,
    library_templates,
    outbox,
    people,
    programmes,
    proof_files,
    review,
    review_answers,
    review_files,
    review_letter,
    review_rounds,
    rules,
    sharing,
    sign_in,
    start,
    statement,
    statistics,
    take_over,
    traces,
    trail,
    wizard,
    word,
    writers,
)
from web.elsewhere import pages as elsewhere
from web.errors import map_errors
from web.forgery import protect_posts
from web.formats import add_formats
from web.frame import quicken
from web.language import speak
from web.library_wording import add_library_words
from web.life_wording import add_life_words
from web.limits import limit_work
from web.naming import add_names
from web.pages.drawn import add_drawing
from web.people_wording import add_people_words
from web.quick_saves import answer_quickly
from web.request_log import log_requests
from web.review_wording import add_review_words
from web.security import secure
from web.sessions import Sessions
from web.signing_in import allow_signing_in
from web.told_limits import add_limits
from web.uploads import allow_bundles

BLUEPRINTS = (
    start.blueprint,
    drafts.blueprint,
    wizard.blueprint,
    writers.blueprint,
    conflicts.blueprint,
    history.blueprint,
    answers.blueprint,
    proof_files.blueprint,
    extent.blueprint,
    word.blueprint,
    take_over.blueprint,
    programmes.blueprint,
    cases.blueprint,
    case_files.blueprint,
    case_life.blueprint,
    inbox.blueprint,
    blanks.blueprint,
    examination.blueprint,
    desk.blueprint,
    review.blueprint,
    review_answers.blueprint,
    review_files.blueprint,
    review_letter.blueprint,
    review_rounds.blueprint,
    rules.blueprint,
    statement.blueprint,
    statistics.blueprint,
    health.blueprint,
    sign_in.blueprint,
    elsewhere.blueprint,
    invitations.blueprint,
    account.blueprint,
    people.blueprint,
    leaving.blueprint,
    sharing.blueprint,
    outbox.blueprint,
    traces.blueprint,
    trail.blueprint,
    jobs.blueprint,
    library.blueprint,
    library_templates.blueprint,
)


def add_pages(app: Flask) -> None:
    """Give an application its pages, which have all forms: none is first loaded for a person."""
    all_forms()
    all_programmes()
    quicken(app)
    log_requests(app)
    allow_bundles(app)
    app.session_interface = Sessions(app)
    protect_posts(app)
    speak(app)
    answer_quickly(app)
    secure(app)
    allow_signing_in(app)
    limit_work(app)
    map_errors(app)
    add_formats(app)
    add_limits(app)
    add_drawing(app)
    add_names(app)
    add_review_words(app)
    add_people_words(app)
    add_life_words(app)
    add_library_words(app)
    app.jinja_env.globals.update(_addresses(app))
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)


def _addresses(app: Flask) -> Mapping[str, object]:
    """Where templates find our own files; each address changes with the file's content."""
    folder = Path(str(app.static_folder))
    vendor = f"{app.static_url_path}/vendor/dkfds-11.2.0"

    @cache
    def asset(name: str) -> str:
        digest = hashlib.sha256((folder / name).read_bytes()).hexdigest()[:12]
        return f"{app.static_url_path}/{name}?v={digest}"

    return {"asset": asset, "vendor": vendor, "sprite": f"{vendor}/img/all-svg-icons.svg"}
