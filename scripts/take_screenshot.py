"""Take the README's picture: the example's budget with a total that is 100.000 off.

    make run                              # and note the address of the example
    .venv/bin/python scripts/take_screenshot.py ADDRESS docs/images/udgifter.png

Needs the packages of the tests and Debian's Chromium. It leaves the example as it was.
"""

import shutil
import sys

from playwright.sync_api import sync_playwright

SIZE = {"width": 1280, "height": 860}


def main(address: str, picture: str) -> None:
    """Type a wrong total on the example's page, picture what is said, and put it right again."""
    program = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE)
        page.goto(address)
        budget = f"{page.url}/trin/udgifter"
        for total in ("985.000", "885.000"):
            page.goto(budget)
            page.fill('[name="udgifter.i_alt"]', total)
            page.click("#page-form .page-actions .button-primary")
            page.wait_for_load_state()
            if page.query_selector("#errors"):
                page.screenshot(path=picture)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
