"""Labels as they are met in documents: numbered, hyphenated, damaged, shortened."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from documents.reader.spelling import LONGEST_LABEL, normalised, with_damaged
from forms.grammar import Field, FormDefinition, Item, Section
from forms.late import late
from validators.guidance import guidance_spans

_SHORTEST_FUZZY = 7
_ALIKE = 87.0
_BRACKETED = late(r"\s{0,5}\([^()]{1,400}\)\s{0,5}:?")
_SENTENCE = late(r"\s{1,5}[A-ZÆØÅ][^.!?:]{8,600}[.!?:]")
_LEAST_WORDS = 3
_MOST_WORDS = 40
_LONGEST_WORD = 60
_SHORTEST_MORE = 25
_LONGEST_LEAD = 120
_OF_DAMAGED = 0.75
_CUT = late(r"[:\t?]|\s[-–—]\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """One way to write the label of a section; `strength` is 1 for its own whole title."""

    words: str
    section: int
    strength: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A label met in a line: `end` is where in the line's text the label ends.

    `certainty` is 1 for the title as the form has it; `is_whole` says that nothing else stands in
    the line; `tailed` is how many words the label has where the line goes on after it, else 0.
    """

    section: int
    end: int
    certainty: float
    is_whole: bool
    tailed: int = 0


def _by_opening(spellings: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """The labels by their first word."""
    found: dict[str, list[str]] = {}
    for words in spellings:
        found.setdefault(words.split(" ", 1)[0], []).append(words)
    return {opening: tuple(labels) for opening, labels in found.items()}


def labels_before(text: str) -> tuple[tuple[int, str], ...]:
    """Where a label at the start of a line may end, the longest first: colons, tabs, dashes.

    Each with what stands before it, as labels are compared.
    """
    return _labels_before(text[: LONGEST_LABEL + 1])


@lru_cache(maxsize=4096)
def _labels_before(opening: str) -> tuple[tuple[int, str], ...]:
    ends = [match.end() for match in _CUT.finditer(opening[:LONGEST_LABEL])][:6]
    if len(opening) <= LONGEST_LABEL and (not ends or ends[-1] != len(opening)):
        ends.append(len(opening))
    return tuple((end, normalised(opening[:end])) for end in reversed(ends))


@lru_cache(maxsize=4096)
def _beginning(opening: str) -> tuple[str, str]:
    """The first word of a line's first characters, and all of them, as labels are compared."""
    return normalised(opening[:_LONGEST_WORD]).split(" ", 1)[0], normalised(opening)


class Lookalikes:
    """Labels that are known by words nearly theirs, damaged or misspelled.

    `alike` is how near they must be, of 100. Short labels are known by their own words alone.
    """

    def __init__(self, labels: Iterable[str], alike: float) -> None:
        sized = ((words, len(words)) for words in labels)
        self._sized = [each for each in sized if each[1] >= _SHORTEST_FUZZY]
        self._alike = alike
        self._of_like_length: dict[int, list[str]] = {}

    def nearest(self, words: str) -> tuple[str, float] | None:
        """The label most like these words, and how like; of equals the first."""
        near = self._near(len(words))
        if not near:
            return None
        from rapidfuzz import fuzz  # noqa: PLC0415 - loaded where asked for

        found, most = None, self._alike
        for label in near:
            likeness = fuzz.ratio(words, label, score_cutoff=most)
            if likeness > most or (found is None and likeness == most):
                found, most = label, likeness
        return None if found is None else (found, most)

    def _near(self, length: int) -> list[str]:
        """The labels that words of a length can be alike enough to, had they the same letters."""
        near = self._of_like_length.get(length)
        if near is None:
            unlike = 200 - self._alike
            # As long as the shorter of two may be, in both directions.
            shortest, most = self._alike * length / unlike, length * unlike / self._alike
            near = self._of_like_length[length] = [
                label
                for label, size in self._sized
                if shortest <= size <= most and length >= _SHORTEST_FUZZY
            ]
        return near


class LabelBook:
    """The labels of the sections of one form, to be looked up by the words of a line."""

    def __init__(self, definition: FormDefinition) -> None:
        self._spellings: dict[str, Spelling] = {}
        for index, section in enumerate(definition.sections):
            for words, strength in _section_labels(section):
                self._add(Spelling(words=words, section=index, strength=strength))
        self._fields = with_damaged(
            {
                normalised(label): item.id
                for section in definition.sections
                for item in section.items
                if isinstance(item, Field)
                for label in field_labels(item)
            }
        )
        self._lookalikes = Lookalikes(self._spellings, _ALIKE)
        for words, spelling in with_damaged(self._spellings).items():
            self._add(replace(spelling, words=words, strength=_OF_DAMAGED * spelling.strength))
        self._leads = [
            tuple(lead for item in section.items for lead in leads_of(item))
            for section in definition.sections
        ]
        self._longest = max(len(words) for words in self._spellings)
        self._by_opening = _by_opening(self._spellings)
        self._beginnings = {
            words[: match.start()] for words in self._spellings for match in re.finditer(" ", words)
        }

    def match(self, text: str, *, stands_out: bool) -> Match | None:
        """The label a line begins with, if any.

        A line that stands out (numbered or a heading) may go on after its label with words that
        belong to the label; in any other line the label must end by itself.
        """
        labels = labels_before(text)
        longer = self._before_more(text, stands_out=stands_out)
        if not labels:
            return longer
        whole = labels[0][0] == len(text)
        tailed = (
            self._with_tail(labels[0][1], text) if stands_out and whole and not longer else None
        )
        for end, words in labels:
            spelling = self._spellings.get(words)
            if spelling is not None:
                is_longer = tailed is not None and tailed.tailed > words.count(" ") + 1
                return tailed if is_longer else self._found(spelling, text, end, 1.0)
        return longer or tailed or self._alike(text, labels)

    def may_have(self, text: str) -> bool:
        """Whether a line can begin with a label: a long one only with the words of one."""
        is_short = len(text) < LONGEST_LABEL or bool(labels_before(text))
        return is_short or self._begins_as_one(text)

    def is_label(self, text: str) -> bool:
        """Whether a text is the label of a section or field and nothing else."""
        words = normalised(text)
        return words in self._spellings or words in self._fields

    def sections_among(self, words: set[str]) -> set[int]:
        """The sections whose labels stand among these normalised texts."""
        met = self._spellings.keys() & words
        return {self._spellings[each].section for each in met}

    def may_begin(self, text: str) -> bool:
        """Whether a line may be the first half of a label broken in two."""
        return len(text) < LONGEST_LABEL and normalised(text) in self._beginnings

    def _add(self, spelling: Spelling) -> None:
        known = self._spellings.get(spelling.words)
        if spelling.words and (known is None or known.strength < spelling.strength):
            self._spellings[spelling.words] = spelling

    def _with_tail(self, label: str, text: str) -> Match | None:
        words = label.split(" ")
        if words[0] not in self._by_opening:
            return None
        for count in range(len(words) - 1, 0, -1):
            spelling = self._spellings.get(" ".join(words[:count]))
            if spelling is not None and spelling.strength > 0.9:
                return replace(self._found(spelling, text, len(text), 0.9), tailed=count)
        return None

    def _before_more(self, text: str, *, stands_out: bool) -> Match | None:
        """A label before a bracket or a whole sentence, with no mark between them."""
        if len(text) < _SHORTEST_MORE or not self._begins_as_one(text):
            return None
        words_end = [match.end() for match in re.finditer(r"\w(?=\W)", text[:LONGEST_LABEL])]
        for end in reversed(words_end[:_MOST_WORDS]):
            words = normalised(text[:end])
            spelling = self._spellings.get(words)
            if spelling is None:
                continue
            rest = text[end : end + _LONGEST_LEAD]
            spans = guidance_spans(rest, self._leads[spelling.section])
            if spans and not rest[: spans[0][0]].strip():
                return self._found(spelling, text, end, 0.95)
            if not stands_out and words.count(" ") + 1 < _LEAST_WORDS:
                continue
            bracket = _BRACKETED.match(text, end)
            if bracket is not None:
                return self._found(spelling, text, bracket.end(), 0.95)
            if _SENTENCE.match(text, end):
                return self._found(spelling, text, end, 0.9)
        return None

    def _begins_as_one(self, text: str) -> bool:
        """Whether a line begins with the words of a label, however it goes on."""
        opening, words = _beginning(text[:LONGEST_LABEL])
        return words.startswith(self._by_opening.get(opening, ()))

    def _alike(self, text: str, labels: tuple[tuple[int, str], ...]) -> Match | None:
        for end, words in labels:
            if end <= self._longest + 40 and len(words) <= self._longest + 12:
                hit = self._lookalikes.nearest(words)
                if hit is not None:
                    return self._found(self._spellings[hit[0]], text, end, 0.8 * hit[1] / 100)
        return None

    @staticmethod
    def _found(spelling: Spelling, text: str, end: int, certainty: float) -> Match:
        return Match(
            section=spelling.section,
            end=end,
            certainty=certainty * spelling.strength,
            is_whole=not text[end:].strip(),
        )


@lru_cache(maxsize=64)
def label_book(definition: FormDefinition) -> LabelBook:
    """The labels of a form, gathered once."""
    return LabelBook(definition)


def field_labels(field: Field) -> tuple[str, ...]:
    """The label of a field and its other spellings."""
    return (field.label, *field.aliases)


def leads_of(item: Item) -> tuple[str, ...]:
    """The first words of the guidance of a field, or of every field in the rows of a group."""
    if isinstance(item, Field):
        return item.leads
    inner = getattr(item, "items", ())
    return tuple(lead for each in inner for lead in leads_of(each))


def _section_labels(section: Section) -> list[tuple[str, float]]:
    labels = [(normalised(title), 1.0) for title in (section.title, *section.aliases)]
    short, colon, _ = section.title.partition(":")
    if colon:
        labels.append((normalised(short), 0.95))
    for item in section.items:
        if isinstance(item, Field) and item.id == section.box:
            labels.extend((normalised(label), 0.8) for label in field_labels(item))
    return labels
