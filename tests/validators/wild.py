"""Answers no reader gives, that an examination must bear all the same."""

from decimal import Decimal

from hypothesis import strategies as st

from forms.answers import Answers
from forms.grammar import FormDefinition
from forms.kinds.kind import Fault, PartialDate, Percent, Period, Unread
from forms.outline import outline
from forms.path import Path
from tests.strategies import raw_texts

WILD_VALUES = st.one_of(
    raw_texts(),
    st.booleans(),
    st.integers(),
    st.just(10**400),
    st.decimals(),
    st.sampled_from([Decimal("sNaN"), Decimal("1E+999999"), Decimal("-Infinity")]),
    st.dates(),
    st.builds(PartialDate, year=st.integers()),
    st.builds(Period, start=st.none() | st.dates(), end=st.none() | st.dates()),
    st.builds(Percent, number=st.decimals()),
    st.builds(
        Unread,
        text=raw_texts(),
        fault=st.sampled_from(Fault),
        suggestions=st.lists(raw_texts(), max_size=3).map(tuple),
    ),
)


def wild_answers(definition: FormDefinition) -> st.SearchStrategy[Answers]:
    """Values of any kind at any paths, most of them paths the form has."""
    addresses = [placed.address for placed in outline(definition).placed()]
    names = st.sampled_from([name for each in addresses for name in each.split(".")])
    loose = st.lists(st.one_of(names, st.integers(0, 999_999)), max_size=5)
    proper = st.builds(
        lambda address, rows: Path.at(
            address, rows, tuple(each.address for each in outline(definition).at(address).groups)
        ),
        st.sampled_from(addresses),
        st.tuples(st.integers(0, 3), st.integers(0, 3)),
    )
    paths = st.one_of(proper, proper, loose.map(lambda parts: Path(tuple(parts))))
    return st.dictionaries(paths, WILD_VALUES, max_size=12).map(Answers)
