"""What a page adds up while one types is what the server adds up, to the øre."""

import random
from decimal import Decimal

import pytest
from playwright.sync_api import Browser

from forms.answers import Answers
from forms.formulas import compute
from forms.outline import outline
from forms.path import Path
from forms.registry import form_of
from web.formats import money

pytestmark = pytest.mark.browser

FORM = form_of("projektskitse")
TOTALS = [each for each in outline(FORM).totals() if each.section.id == "udgifter"]
HOW_MANY = 1_000
GROUPS = {"udgifter.poster": 3, "udgifter.medfinansiering": 2}
FIELDS = ("udgifter.i_alt", "udgifter.medfinansiering_i_alt")
YEARS = ("1", "2", "3", "3 år", "10", "", "12", "fire")
MALFORMED = ("200.00", "1.5", "1,500", "ca. 5.000", "5-", "2 mio. årligt", "x", "1,234 mio. kr. og")

# Types each set of answers in turn, and reads all totals of the page after each.
TYPE_ALL = """sets => {
  const form = document.querySelector("form[data-page]");
  const totals = [...form.querySelectorAll("output[data-formula]")];
  return sets.map(texts => {
    for (const [name, text] of Object.entries(texts)) {
      const field = form.elements.namedItem(name);
      if (field instanceof RadioNodeList)
        for (const each of field) each.checked = each.value === text;
      else field.value = text;
    }
    form.dispatchEvent(new Event("input", { bubbles: true }));
    return Object.fromEntries(totals.map(each => [each.dataset.path, each.textContent]));
  });
}"""


def amount(chance: random.Random) -> str:
    """An amount in one of the ways people write it, now and then none that can be read."""
    oere = chance.choice((0, 0, chance.randrange(100)))
    number = chance.randrange(10 ** chance.randrange(1, 10)) * chance.choice((1, 1, 1, -1))
    grouped = f"{number:,}".replace(",", ".")
    millions = f"{Decimal(number % 99_999) / 10 ** chance.randrange(3)}".replace(".", ",")
    return chance.choice(
        (
            f"{grouped},{oere:02} kr.",
            grouped,
            f"kr. {grouped}",
            f"{number}",
            f"{number},{oere % 10}",
            f"{grouped},-",
            f"{number:,} kr.".replace(",", "\u00a0"),
            f"{millions} mio. kr.",
            f"{millions} t.kr.",
            f"({grouped.lstrip('-')})",
            f"{number % 99}½ mio.",
            "",
            chance.choice(MALFORMED),
        )
    )


def typed(chance: random.Random) -> dict[str, str]:
    texts = {"udgifter.antal_aar": chance.choice(YEARS)}
    texts |= {name: amount(chance) for name in FIELDS}
    for group, rows in GROUPS.items():
        for row in range(rows):
            texts[f"{group}[{row}].beloeb"] = amount(chance)
            texts[f"{group}[{row}].hyppighed"] = chance.choice(("aarligt", "engang", ""))
    return texts


def added_up(texts: dict[str, str], unknown: str) -> dict[str, str]:
    """What the server shows for the same texts."""
    fields = {Path.parse(name): text for name, text in texts.items()}
    kinds = {path: outline(FORM).at(path.address).field.kind for path in fields}
    values = {path: kinds[path].parse(text) for path, text in fields.items()}
    answers = Answers((path, value) for path, value in values.items() if value is not None)
    found = {each.address: compute(each.total.formula, answers).value for each in TOTALS}
    return {name: unknown if sum_ is None else money(sum_) for name, sum_ in found.items()}


def test_live_totals_equal_the_servers_for_a_thousand_random_inputs(
    browser: Browser, address: str, seed: int
) -> None:
    chance = random.Random(seed)
    sets = [typed(chance) for _ in range(HOW_MANY)]
    page = browser.new_page()
    page.goto(f"{address}/?sprog=da")
    page.click("main form .button-primary")
    page.wait_for_url("**/kladder/*")
    page.goto(f"{page.url}/trin/udgifter")
    for group, rows in GROUPS.items():
        for _ in range(rows - 1):
            page.click(f'button[name="_add"][value="{group}"]')
    unknown = page.get_attribute("output[data-formula]", "data-unknown") or ""
    shown = page.evaluate(TYPE_ALL, sets)
    page.close()
    for texts, live in zip(sets, shown, strict=True):
        assert live == added_up(texts, unknown), f"seed {seed}: {texts}"
    certain = [live for live in shown if unknown not in live.values()]
    assert len(certain) > HOW_MANY / 20, f"seed {seed}"
