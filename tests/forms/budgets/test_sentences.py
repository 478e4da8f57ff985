"""The sentence an amount stands in, as it is quoted beside its proof."""

import pytest

from forms.budgets.sentences import sentence_at


@pytest.mark.parametrize(
    ("text", "amount", "quote"),
    [
        ("Klub 10.000\nI alt 1,4 mio. kr.\nVi søger 2 mio.", "1,4 mio. kr.", "I alt 1,4 mio. kr."),
        (
            "Det koster 4 mio. kr. i alt. Vi søger 3 mio. kr.",
            "4 mio. kr.",
            "Det koster 4 mio. kr. i alt.",
        ),
        ("Det koster 4 mio. kr. Vi søger 3 mio. kr.", "3 mio. kr.", "Vi søger 3 mio. kr."),
        ("Post\t2009\tI alt\nKlub\t120.000\t250.000", "250.000", "Klub 120.000 250.000"),
        ("Løn ca. 2 mio. kr. pr. år; tur 1 mio. kr.", "2 mio. kr.", "Løn ca. 2 mio. kr. pr. år;"),
    ],
)
def test_the_sentence_or_line_of_an_amount_is_quoted(text: str, amount: str, quote: str) -> None:
    start = text.index(amount)
    assert sentence_at(text, start, start + len(amount)) == quote


def test_a_sentence_without_end_is_quoted_around_its_amount() -> None:
    text = "ord " * 1_000 + "i alt 5.000 kr. " + "mere " * 1_000
    start = text.index("5.000 kr.")
    quote = sentence_at(text, start, start + len("5.000 kr."))
    assert "5.000 kr." in quote
    assert len(quote) <= 320
    assert (quote[0], quote[-1]) == ("…", "…")
