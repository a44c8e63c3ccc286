"""A stranger opens the API's docs page in a browser and tries a resource out."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

CHROMIUM = "/usr/bin/chromium"

# Playwright runs a loop of its own, within which Django would refuse the test database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(autouse=True)
def _plain_static_files(settings):
    """Under their own names, which the live server finds whether or not they were collected."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


@pytest.fixture
def page():
    if not Path(CHROMIUM).exists() and os.environ.get("CI") != "true":
        pytest.skip("needs Chromium at /usr/bin/chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser.new_page()
        browser.close()


def test_docs_page_lists_resources_and_tries_one_out_without_a_complaint(page, live_server):
    complaints, foreign = [], []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: foreign.append(request.url))

    page.goto(f"{live_server.url}/api/v1/docs/")
    page.click("#operations-courts-courts_list .opblock-summary-control")
    page.click(".try-out__btn")
    page.click(".execute")
    answer = page.text_content(".live-responses-table .response-col_description code")

    assert '"results": []' in answer
    assert page.locator(".opblock").count() == 11
    assert complaints == []
    ours = (live_server.url, "data:")
    assert [url for url in foreign if not url.startswith(ours)] == []
