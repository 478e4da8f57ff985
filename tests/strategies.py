"""What people may answer and type, as hypothesis strategies derived from kinds and forms."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import lru_cache, singledispatch

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from forms.answers import Answers
from forms.exchange import normalised
from forms.grammar import Field, FormDefinition, Group, Item
from forms.kinds.amount import Amount
from forms.kinds.baseline import Baseline
from forms.kinds.choice import Choice
from forms.kinds.cvr import Cvr
from forms.kinds.date import CalendarDay
from forms.kinds.email import Email
from forms.kinds.kind import Kind, Measured, PartialDate, Percent, Period, Value
from forms.kinds.kommune import Kommune
from forms.kinds.line import Line
from forms.kinds.number import Number
from forms.kinds.numerals import plain
from forms.kinds.percent import Percentage
from forms.kinds.period import TimeSpan
from forms.kinds.phone import Phone
from forms.kinds.prose import Prose
from forms.kinds.tick import Tick
from forms.kinds.whole_number import WholeNumber
from forms.path import Path

HOSTILE_TEXTS = (
    "&<>\"'",
    "&amp; &lt;b&gt; &#x41; &nbsp;",
    "]]>",
    "<![CDATA[ x ]]>",
    "<w:p><w:r><w:t>x</w:t></w:r></w:p>",
    "<script>alert(1)</script>",
    "{{ x }}",
    "{{ x.__class__ }}",
    "{% raw %}",
    "{%tr for a in b %}",
    "{%p endfor %}",
    "{# y #}",
    "{{r x }}",
    "${x} %(x)s %s {0} #{x}",
    "\x00\x01\x0b\x0c\x1b\x7f",
    "a\x00b\x0bc\x0cd",
    "linje 1\nlinje 2\r\nlinje 3\rlinje 4",
    "\n\n  \n",
    "a\tb\t\tc",
    "a\u2028b\u2029c\x85d",
    "  to  mellemrum  ",
    "\u00a0hårdt\u00a0mellemrum\u00a0",
    "\u200bnul\u200dbredde\ufeff",
    "\u202eעברית\u202c العربية",
    "👩‍👩‍👧 🇩🇰 é e\u0301 𝔘𝔫𝔦",
    "\ud800 løs halvdel \udfff",
    "\ufffe\uffff",
    "=SUM(A1:A9)",
    "+45",
    "-",
    "–",
    "æøåÆØÅ ß ŒIJ ǆ",
    "nej",
    "☒",
    "☐",
    "Klik her for at skrive tekst.",
    "[1] <1> (1)",
    "\\ / \\n \\u0041",
    "x" * 300,
    "ord " * 120,
)

HARSH_CHARACTERS = st.characters(codec=None)


@lru_cache
def raw_texts(*, longest: int = 60) -> SearchStrategy[str]:
    """Anything a browser, a Word file or an attacker may send, not cleaned."""
    pieces = st.one_of(
        st.sampled_from(HOSTILE_TEXTS),
        st.text(HARSH_CHARACTERS, max_size=longest),
        st.text("abcæøå .,\n", max_size=longest),
    )
    return st.lists(pieces, min_size=1, max_size=3).map("".join)


@singledispatch
def read_values(kind: Kind) -> SearchStrategy[Value]:
    """Values of a kind that were read for certain."""
    raise TypeError(f"tests know no values of {type(kind).__name__}; add them here")


@singledispatch
def written_forms(kind: Kind) -> SearchStrategy[str]:
    """Ways people write values of a kind, besides the way we show them."""
    return st.nothing()


@lru_cache
def unread_values(kind: Kind) -> SearchStrategy[Value]:
    """What is left of texts the kind cannot read, or any text for kinds that read all."""
    return raw_texts().map(kind.parse).filter(_is_answer)


@lru_cache
def values(kind: Kind) -> SearchStrategy[Value]:
    """Every value a field of the kind may hold, unread ones included."""
    return st.one_of(read_values(kind), read_values(kind), unread_values(kind))


def typed(kind: Kind) -> SearchStrategy[str]:
    """What a person may type: shown values, other spellings, and any text, with loose spaces."""
    shown = read_values(kind).map(kind.format)
    text = st.one_of(shown, written_forms(kind), raw_texts())
    spaces = st.sampled_from(("", " ", "\t", "\n", "\u00a0"))
    return st.tuples(spaces, text, spaces).map("".join)


def answers(definition: FormDefinition, *, most_rows: int = 3) -> SearchStrategy[Answers]:
    """Whole sets of answers to a form, any of them empty, as reading would give them."""
    return _answers(definition, most_rows)


@st.composite
def _answers(draw: DrawFn, definition: FormDefinition, most_rows: int) -> Answers:
    found: dict[Path, Value] = {}
    for section in definition.sections:
        _draw_items(draw, section.items, Path(), found, most_rows)
    return normalised(definition, Answers(found))


def _draw_items(
    draw: DrawFn, items: tuple[Item, ...], at: Path, found: dict[Path, Value], most_rows: int
) -> None:
    for item in items:
        if isinstance(item, Field):
            value = draw(_optional(item.kind))
            if value is not None:
                found[at / item.id] = value
        elif isinstance(item, Group):
            for row in range(draw(_row_counts(item, most_rows))):
                _draw_items(draw, item.items, (at / item.id).row(row), found, most_rows)


@lru_cache
def _optional(kind: Kind) -> SearchStrategy[Value | None]:
    """A value or none; made once a kind, since making strategies costs more than drawing."""
    return st.one_of(st.none(), values(kind), values(kind))


@lru_cache
def _row_counts(group: Group, most_rows: int) -> SearchStrategy[int]:
    fixed = len(group.fixed_rows)
    own = min(most_rows, group.at_most - fixed) if group.takes_own_rows else 0
    return st.integers(0 if fixed == 0 else fixed, fixed + own)


def _is_answer(value: Value | None) -> bool:
    return value is not None


@read_values.register
def _(kind: Line) -> SearchStrategy[Value]:
    return raw_texts().map(kind.parse).filter(_is_answer)


@read_values.register
def _(kind: Prose) -> SearchStrategy[Value]:
    paragraphs = st.lists(raw_texts(), min_size=1, max_size=5).map("\n".join)
    return paragraphs.map(kind.parse).filter(_is_answer)


@read_values.register
def _(kind: Choice) -> SearchStrategy[Value]:
    return st.sampled_from([option.id for option in kind.options])


@read_values.register
def _(kind: Tick) -> SearchStrategy[Value]:
    return st.just(True)


@read_values.register
def _(kind: WholeNumber) -> SearchStrategy[Value]:
    return st.integers(kind.least, kind.most)


@read_values.register
def _(kind: Amount) -> SearchStrategy[Value]:
    most = Decimal("999999999999999.99")
    usual = st.integers(-20_000, 200_000).map(lambda hundreds: Decimal(hundreds * 100))
    numbers = st.integers(-99_999, 99_999).filter(bool)
    rounded = st.builds(Decimal.scaleb, numbers.map(Decimal), st.integers(1, 9))
    return st.one_of(usual.map(_in_oere), rounded, st.decimals(-most, most, places=2).map(_in_oere))


@read_values.register
def _(kind: Percentage) -> SearchStrategy[Value]:
    numbers = st.decimals(-1000, 1000, places=4)
    return st.builds(Percent, number=numbers, is_points=st.booleans())


@read_values.register
def _(kind: Baseline) -> SearchStrategy[Value]:
    words = st.from_regex(r"[a-zæøå]{1,9}( [a-zæøå]{1,9})?", fullmatch=True)
    years = st.none() | st.integers(1900, 2099)
    told = {"year": years, "note": st.just("") | words}
    shares = st.builds(Percent, number=st.decimals(-999, 999, places=2).map(_plainly))
    numbers = st.decimals(-9_999, 9_999, places=2).map(_plainly)
    units = st.sampled_from(("", "borgere", "unge i job", "ud af 30", "af 12 unge"))
    return st.one_of(
        st.builds(Measured, number=shares, **told),
        st.builds(Measured, number=numbers, unit=units, **told),
        st.builds(Measured, number=st.none(), **told),
    )


@read_values.register
def _(kind: Number) -> SearchStrategy[Value]:
    return st.decimals(0, min(kind.most, 9_999), places=2).map(_plainly)


@read_values.register
def _(kind: CalendarDay) -> SearchStrategy[Value]:
    return days()


@read_values.register
def _(kind: TimeSpan) -> SearchStrategy[Value]:
    moments = st.one_of(st.none(), days(), partial_dates())
    periods = st.builds(Period, start=moments, end=moments)
    return periods.filter(lambda period: period != Period())


@read_values.register
def _(kind: Email) -> SearchStrategy[Value]:
    names = st.from_regex(r"[a-zæøå0-9_+-]{1,12}(\.[a-z0-9]{1,8})?", fullmatch=True)
    domains = st.from_regex(r"([a-zæøå0-9]{1,8}\.){1,2}[a-z]{2,6}", fullmatch=True)
    return st.tuples(names, domains).map("@".join)


@read_values.register
def _(kind: Phone) -> SearchStrategy[Value]:
    digits = st.from_regex(r"[2-9][0-9]{7}", fullmatch=True)
    shapes: tuple[Callable[[str], str], ...] = (
        str,
        lambda d: f"{d[:4]} {d[4:]}",
        lambda d: f"{d[:2]} {d[2:4]} {d[4:6]} {d[6:]}",
        lambda d: f"+45 {d}",
        lambda d: f"+46 {d[:1]} {d[1:]}",
    )
    return st.tuples(st.sampled_from(shapes), digits).map(lambda pair: pair[0](pair[1]))


@read_values.register
def _(kind: Kommune) -> SearchStrategy[Value]:
    known = st.sampled_from(kind.alternatives())
    unknown = raw_texts().map(kind.parse).filter(_is_answer)
    return st.one_of(known, unknown)


@read_values.register
def _(kind: Cvr) -> SearchStrategy[Value]:
    return st.from_regex(r"[0-9]{8}", fullmatch=True)


@written_forms.register
def _(kind: Amount) -> SearchStrategy[str]:
    numbers = st.from_regex(
        r"[-−]?[0-9]{1,3}([.,  ][0-9]{1,3}){0,3}(,[0-9]{1,3}|½)?", fullmatch=True
    )
    units = ("", " kr.", ",-", " mio. kr.", " t.kr.", " årligt", " %", " mia.", ")", "-", " kr. ")
    return st.tuples(
        st.sampled_from(("", "kr. ", "(", "ca. ")), numbers, st.sampled_from(units)
    ).map("".join)


@written_forms.register
def _(kind: CalendarDay) -> SearchStrategy[str]:
    return st.from_regex(
        r"(d\. |fredag den )?[0-9]{1,2}(\.|/|-|\. oktober | maj )[0-9]{0,2}[./ -]?[0-9]{0,4}",
        fullmatch=True,
    )


@written_forms.register
def _(kind: TimeSpan) -> SearchStrategy[str]:
    moments = st.from_regex(
        r"([0-9]{1,2}[./]){0,2}[0-9]{2,4}|(ultimo|maj|1\. kvartal) 20[0-9]{2}", fullmatch=True
    )
    between = st.sampled_from((" - ", "-", " til ", " – ", "/", " til og med "))
    return st.tuples(moments, between, moments).map("".join)


@written_forms.register
def _(kind: Percentage) -> SearchStrategy[str]:
    return st.from_regex(
        r"[-+]?[0-9]{1,3}([.,][0-9]{1,4})?( ?%| pct\.| procentpoint)?", fullmatch=True
    )


@written_forms.register
def _(kind: Baseline) -> SearchStrategy[str]:
    return st.from_regex(
        r"-?[0-9]{1,4}([.,][0-9]{1,3})?( ?(%|pct\.|borgere|point))?( i 20[0-9]{2})?"
        r"( ?\((20[0-9]{2}|[A-Z][a-z]{0,5}|KV 2017|2019, FV|2018/19)\)){0,2}",
        fullmatch=True,
    )


@written_forms.register
def _(kind: Number) -> SearchStrategy[str]:
    words = ("", kind.unit, *kind.units, "årsværk", "dagligt")
    numbers = st.from_regex(r"[0-9]{1,3}([.,][0-9]{1,3})?|[0-9]?½", fullmatch=True)
    return st.tuples(numbers, st.sampled_from(("", " ")), st.sampled_from(words)).map("".join)


@written_forms.register
def _(kind: Kommune) -> SearchStrategy[str]:
    shapes = st.sampled_from(("{} Kommune", "{}s Kommune", "Kommune: {}", "{} kommune.", "{}"))
    names = st.sampled_from(kind.alternatives())
    return st.tuples(shapes, names).map(lambda pair: pair[0].format(pair[1]))


@written_forms.register
def _(kind: WholeNumber) -> SearchStrategy[str]:
    return st.tuples(
        st.integers(kind.least - 3, kind.least + 2000).map(str),
        st.sampled_from(("", " år", ",0", ".000")),
    ).map("".join)


def days() -> SearchStrategy[date]:
    """Dates an application may name."""
    return st.dates(date(1900, 1, 1), date(2199, 12, 31))


def partial_dates() -> SearchStrategy[PartialDate]:
    """Months, quarters and years."""
    years = st.integers(1900, 2199)
    return st.one_of(
        st.builds(PartialDate, year=years),
        st.builds(PartialDate, year=years, month=st.integers(1, 12)),
        st.builds(PartialDate, year=years, quarter=st.integers(1, 4)),
    )


def _plainly(number: Decimal) -> Decimal:
    return Decimal(plain(number)) + 0


def _in_oere(number: Decimal) -> Decimal:
    return number.quantize(Decimal("0.01")) + 0
