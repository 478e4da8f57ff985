"""The browser reads amounts as the server does, or not at all."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from playwright.sync_api import Browser

from forms.kinds.amount import Amount, shown_amount
from tests.strategies import typed

pytestmark = pytest.mark.browser

WRITTEN = (
    "500.000",
    "500.000 kr.",
    "kr. 500.000",
    "500.000,-",
    "500 000",
    "1\u2009000\u00a0000,50",
    "2,5 mio. kr.",
    "33,136 mio. kr.",
    "16,6 millioner kroner",
    "1½ mio.",
    "750 t.kr.",
    "750 tkr.",
    "-5.224,0",
    "(5.224)",
    "−5.224",
    "200.00",
    "1.5",
    "1,500",
    "1,234",
    "0,5",
    "00",
    "600.000 pr. år",
    "25 %",
    "12 12 12",
    "\t1\x851\x85\t",
    "999999999999999,99",
    "9999999999999999",
    "½",
    "mio. 3 mio.",
    "5-",
    "",
    "kr.",
)
EXPRESSION = """async texts => {
    const { hundredthsOf } = await import('/static/js/amounts.js');
    return texts.map(text => hundredthsOf(text)?.toString() ?? null);
}"""
SHOWN = """async numbers => {
    const { shownAmount } = await import('/static/js/amounts.js');
    return numbers.map(number => shownAmount(BigInt(number)));
}"""


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """The written amounts, and a few hundred texts that the laws of amounts are held with."""
    found = list(WRITTEN)

    @settings(max_examples=300, database=None, deadline=None)
    @given(typed(Amount()))
    def collect(text: str) -> None:
        found.append(text)

    collect()
    return found


def test_the_browser_reads_what_the_server_reads_or_nothing(
    browser: Browser, address: str, texts: list[str]
) -> None:
    page = browser.new_page()
    page.goto(address)
    for text, read in zip(texts, page.evaluate(EXPRESSION, texts), strict=True):
        value = Amount().parse(text)
        if read is not None:
            assert value == Decimal(read) / 100, repr(text)
    certain = [text for text in WRITTEN if isinstance(Amount().parse(text), Decimal)]
    assert None not in page.evaluate(EXPRESSION, certain), certain
    page.close()


def test_the_browser_shows_amounts_as_the_server_does(browser: Browser, address: str) -> None:
    numbers = [0, 1, -1, 99, 100, 123_456, -5_224_00, 10**12, 99_999_999_999_999_999]
    page = browser.new_page()
    page.goto(address)
    shown = page.evaluate(SHOWN, [str(number) for number in numbers])
    assert shown == [shown_amount(Decimal(number) / 100) for number in numbers]
    page.close()
