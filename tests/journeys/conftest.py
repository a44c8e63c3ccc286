"""A real browser. Where there is none the journeys say so and skip; CI must not skip them."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

CHROMIUM = Path("/usr/bin/chromium")


@pytest.fixture(scope="session")
def chromium():
    if not CHROMIUM.exists() and os.environ.get("CI") != "true":
        pytest.skip("needs Chromium: apt-get install chromium")
    # Playwright's loop makes Django think it is called asynchronously.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def console():
    """What the browser's console complained of: among it every violation of the content security policy."""
    return []


@pytest.fixture
def browser_page(chromium, console):
    context = chromium.new_context()
    page = context.new_page()
    page.on("console", lambda said: said.type in {"error", "warning"} and console.append(said.text))
    page.on("pageerror", lambda error: console.append(str(error)))
    page.set_default_timeout(30_000)
    yield page
    context.close()
