import re

from forms.grammar import Group
from forms.registry import all_forms
from tests.house.source import ROOT

# Danish that means the same to an English reader, or is no term of the field.
PLAIN = {
    "adresse",
    "børn",
    "centrale",
    "e",
    "eventuelle",
    "forhold",
    "fra",
    "kommentarer",
    "kort",
    "lokal",
    "mail",
    "mål",
    "møder",
    "navn",
    "nr",
    "organisering",
    "overordnede",
    "tlf",
    "unge",
    "vision",
}
SMALL = {"i", "og", "til", "af", "med", "for", "den", "det", "de", "om", "på", "ved", "hos"}
WORD = re.compile(r"[a-zæøå]+")


def entries():
    text = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    return re.findall(r"^\| \*\*(.+?)\*\* \| (.+?) \|$", text, flags=re.MULTILINE)


def test_every_form_and_group_is_explained():
    known = _words(" ".join(term for term, _ in entries()))
    for form in all_forms():
        groups = [item for section in form.sections for item in section.items]
        names = {
            *form.id.split("_"),
            *(group.id.split(".")[-1] for group in groups if isinstance(group, Group)),
        }
        assert {
            name for name in names if not any(_is_known(each, known) for each in _folded(name))
        } == set(), form.key


def test_every_term_of_a_section_title_is_explained():
    known = _words(" ".join(f"{term} {meaning}" for term, meaning in entries()))
    for form in all_forms():
        titles = _words(" ".join(section.title for section in form.sections))
        unknown = {word for word in titles - PLAIN - SMALL if not _is_known(word, known)}
        assert unknown == set(), form.key


def test_each_term_stands_once_in_order():
    terms = [term for term, _ in entries()]
    assert len(terms) > 20
    assert len(set(terms)) == len(terms)
    assert terms == sorted(terms, key=_order)


def _order(term):
    return [("abcdefghijklmnopqrstuvwxyzæøå".index(c) if c.isalpha() else -1) for c in term.lower()]


def _words(text):
    return set(WORD.findall(text.lower()))


def _folded(name):
    text = name.lower()
    return {text, text.replace("aa", "å").replace("oe", "ø").replace("ae", "æ")}


def _is_known(word, known):
    """Danish inflects at the end: `kommunens` is known where `kommune` is."""
    return any(word.startswith(each) and len(word) - len(each) <= 4 for each in known if each[3:])
