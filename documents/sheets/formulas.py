"""The totals of a form as Excel reckons them, by defined names, and the same in words."""

from collections.abc import Callable, Sequence

from documents.sheets.naming import UNKNOWN, name_of
from forms.conditions import AllOf, Answered, AnyOf, Condition, Is, Not
from forms.formulas import Formula, Minus, Plus, Stated, Sum, Times, columns_of
from forms.grammar import FormDefinition
from forms.kinds.choice import Choice
from forms.kinds.kind import Value
from forms.outline import outline

Rounded = Callable[[str], str]
"""What the amounts of a field may be off by, as Excel reckons it, for the address of the field."""


def reckoned(definition: FormDefinition, formula: Formula) -> str:
    """A formula in Excel's words, in whole øre; unknown where a column holds a text."""
    texts = "+".join(
        f"SUMPRODUCT(--ISTEXT({name_of(definition, address)}))"
        for address in dict.fromkeys(columns_of(formula))
    )
    value = f"ROUND({unrounded(definition, formula)},2)"
    return f'=IF({texts}>0,"{UNKNOWN}",{value})' if texts else f"={value}"


def difference(stated: str, computed: str) -> str:
    """What a stated cell is above a computed one, where both hold numbers."""
    return f'=IF(AND(ISNUMBER({stated}),ISNUMBER({computed})),ROUND({stated}-{computed},2),"")'


def unrounded(definition: FormDefinition, formula: Formula) -> str:
    """The reckoning alone, without the sign of a formula."""

    def inner(each: Formula) -> str:
        return unrounded(definition, each)

    match formula:
        case Stated(address):
            return f"N({name_of(definition, address)})"
        case Sum(address, None):
            return f"SUM({name_of(definition, address)})"
        case Sum(address, when) if when is not None:
            return f"SUMPRODUCT(({_test(definition, when)})*1,{name_of(definition, address)})"
        case Plus(terms):
            return "+".join(map(inner, terms))
        case Minus(left, right):
            return f"({inner(left)})-({inner(right)})"
        case Times(left, right):
            return f"({inner(left)})*({inner(right)})"
        case _:
            raise TypeError(f"{formula} is no formula")


def allowed(definition: FormDefinition, formula: Formula, rounded: Rounded) -> str:
    """How far a formula may be off, by the amounts it takes that are still as they were printed.

    Of a sum of some rows alone the amounts of the others are counted too: no total that anything
    is stated of is one.
    """

    def inner(each: Formula) -> str:
        return allowed(definition, each, rounded)

    match formula:
        case Stated(address) | Sum(address, _):
            return rounded(address)
        case Plus(terms):
            return "+".join(map(inner, terms))
        case Minus(left, right):
            return f"{inner(left)}+{inner(right)}"
        case Times(left, right):
            factors = [f"ABS({unrounded(definition, each)})" for each in (left, right)]
            largest = "*".join(
                f"({factor}+{inner(each)})"
                for factor, each in zip(factors, (left, right), strict=True)
            )
            return f"({largest}-{factors[0]}*{factors[1]})"
        case _:
            raise TypeError(f"{formula} is no formula")


def words_of(definition: FormDefinition, formula: Formula) -> str:
    """How a total is reckoned, as a person says it."""
    match formula:
        case Stated(address):
            return _label(definition, address)
        case Sum(address, when):
            return _sum_in_words(definition, (address,), when)
        case Plus(terms):
            conditions = {each.when for each in terms if isinstance(each, Sum)}
            columns = [each.address for each in terms if isinstance(each, Sum)]
            if len(columns) == len(terms) and len(conditions) == 1 and _is_one_group(columns):
                return _sum_in_words(definition, columns, conditions.pop())
            return " + ".join(words_of(definition, each) for each in terms)
        case Minus(left, right):
            return f"{words_of(definition, left)} − {words_of(definition, right)}"
        case Times(left, right):
            return f"{words_of(definition, left)} × {words_of(definition, right)}"


def _sum_in_words(
    definition: FormDefinition, columns: Sequence[str], when: Condition | None
) -> str:
    group = outline(definition).at(columns[0].rpartition(".")[0])
    labels = ", ".join(_label(definition, address) for address in columns)
    chosen = f", hvor {_condition_in_words(definition, when)}" if when else ""
    return f"Summen af {labels} i »{group.section.title}«{chosen}"


def _condition_in_words(definition: FormDefinition, condition: Condition) -> str:
    match condition:
        case Is(address, value):
            return f"{_label(definition, address)} er »{_shown(definition, address, value)}«"
        case Answered(address):
            return f"{_label(definition, address)} er udfyldt"
        case Not(inner):
            return f"det ikke gælder, at {_condition_in_words(definition, inner)}"
        case AllOf(inners):
            return " og ".join(_condition_in_words(definition, each) for each in inners)
        case AnyOf(inners):
            return _any_in_words(definition, inners)


def _any_in_words(definition: FormDefinition, conditions: Sequence[Condition]) -> str:
    """`A eller B`; of the options of one field the field is told once."""
    options = [each for each in conditions if isinstance(each, Is)]
    if len(options) < len(conditions) or len({each.address for each in options}) > 1:
        return " eller ".join(_condition_in_words(definition, each) for each in conditions)
    *others, last = (f"»{_shown(definition, each.address, each.value)}«" for each in options)
    told = f"{', '.join(others)} eller {last}" if others else last
    return f"{_label(definition, options[0].address)} er {told}"


def _test(definition: FormDefinition, condition: Condition) -> str:
    """A condition as an array of zeros and ones, a row each."""
    match condition:
        case Is(address, value):
            shown = _shown(definition, address, value).replace('"', '""')
            return f'({name_of(definition, address)}="{shown}")'
        case Answered(address):
            return f'({name_of(definition, address)}<>"")'
        case Not(inner):
            return f"(1-{_test(definition, inner)})"
        case AllOf(inners):
            return f"({'*'.join(_test(definition, each) for each in inners)})"
        case AnyOf(inners):
            return f"(({'+'.join(_test(definition, each) for each in inners)})>0)"


def _shown(definition: FormDefinition, address: str, value: Value) -> str:
    kind = outline(definition).at(address).field.kind
    return kind.format(value) if isinstance(kind, Choice) else str(value)


def _label(definition: FormDefinition, address: str) -> str:
    return f"»{outline(definition).at(address).item.label}«"


def _is_one_group(columns: Sequence[str]) -> bool:
    return len({address.rpartition(".")[0] for address in columns}) == 1
