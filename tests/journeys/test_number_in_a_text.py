"""A number: made with its rows in sight, put into a text by keyboard, followed by a reader to the case."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from newsroom.articles.models import Article
from newsroom.numbers.models import Number
from newsroom.prose.references import number_html
from newsroom.publishing.actions import publish
from newsroom.publishing.models import Byline
from tests.factories.numbers import NumberFactory, dismissed_case
from tests.factories.staff import member
from tests.factories.stories import AuthorFactory, ExplainerFactory, published
from tests.journeys.test_editor_publishes import Editor
from tests.journeys.test_editor_writes import AREA, KNOWN

PHONE = {"viewport": {"width": 390, "height": 844}}


@pytest.fixture
def editor(live_server, transactional_db, browser_page, console):
    dismissed_case(caption="SEC v. Roe Exchange", date_filed="2023-06-05")
    dismissed_case(caption="SEC v. Doe Coin", date_filed="2023-06-06")
    member("publisher", "nora")
    editor = Editor(browser_page, live_server.url, console)
    editor.signs_in()
    return editor


def faults(page):
    return {found["id"] for found in Axe().run(page).response["violations"]} - KNOWN


def test_editor_sees_what_a_number_counts_before_it_is_kept(editor, browser_page, console):
    editor.opens("/admin/newsroom/number/add/")
    browser_page.fill("#id_title", "Cases the SEC dropped")
    browser_page.locator("#id_query").press_sequentially("outcom=dismissed")
    browser_page.wait_for_selector("#desk-counted:has-text('Did you mean outcome?')")
    assert faults(browser_page) == set()
    browser_page.fill("#id_query", "outcome=dismissed")
    browser_page.wait_for_selector("#desk-counted:has-text('SEC v. Doe Coin')")
    assert browser_page.locator(".desk-counted-value strong").inner_text() == "2"
    browser_page.wait_for_function("document.getElementById('desk-counted-said').textContent.startsWith('2')")
    assert faults(browser_page) == set()
    editor.saves()

    assert Number.objects.get().query == "outcome=dismissed"
    assert console == []


def test_editor_puts_a_number_in_by_keyboard(editor, browser_page, console):
    number = NumberFactory(title="Cases the SEC dropped", unit="cases")
    NumberFactory(title="Criminal cases", query="kind=criminal")
    keyboard = browser_page.keyboard
    editor.opens("/admin/newsroom/article/add/")
    browser_page.locator("#id_headline").press_sequentially("SEC drops two")
    browser_page.wait_for_selector(AREA)
    browser_page.focus(AREA)
    keyboard.type("The SEC dropped ")
    keyboard.press("Control+Alt+n")
    browser_page.wait_for_selector(".editor-dialog li")
    assert faults(browser_page) == set()
    keyboard.type("sec dropped")
    browser_page.wait_for_selector(".editor-found:not(:has(li:nth-child(2)))")
    keyboard.press("ArrowDown")
    keyboard.press("Enter")
    browser_page.wait_for_selector(".editor-picked:has-text('Puts in: 2 (Cases the SEC dropped)')")
    browser_page.locator(".editor-dialog button[type=submit]").press("Enter")
    browser_page.wait_for_selector(".editor-dialog", state="detached")
    keyboard.type(" cases in June.")
    assert browser_page.locator(f"{AREA} p").inner_text() == "The SEC dropped 2 cases in June."
    keyboard.press("Control+z")
    keyboard.press("Control+Shift+z")
    editor.saves()
    browser_page.wait_for_selector(f"{AREA} data[title='Cases the SEC dropped: 2 cases: how many cases']")

    assert Article.objects.get().body == f"<p>The SEC dropped {number_html(number.pk)} cases in June.</p>"
    assert faults(browser_page) == set()
    assert console == []


@pytest.fixture
def read(live_server, transactional_db):
    """An article and an explainer with numbers, as readers have them."""
    dismissed_case(caption="SEC v. Roe Exchange", date_filed="2023-06-05")
    dismissed_case(caption="SEC v. Doe Coin", date_filed="2024-06-06")
    number = NumberFactory(title="Cases the SEC dropped", unit="cases")
    chart = NumberFactory(title="Cases by year", query="", grouped_by="year", unit="cases")
    article = Article(headline="SEC drops two", slug="sec-drops-two")
    article.body = f"<p>The SEC dropped {number_html(number.pk)} cases.</p>"
    article.save()
    Byline.objects.create(story=article, author=AuthorFactory())
    publish(Article.objects.get(), by=None, now=timezone.now())
    explainer = ExplainerFactory(
        slug="how-many", sections=[{"kind": "numbers", "heading": "How many?", "numbers": [number, chart]}]
    )
    published(explainer, at=timezone.now())
    return live_server.url


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_reader_gets_from_the_number_to_the_case(read, read_as, scheme):
    page = read_as(java_script_enabled=False, color_scheme=scheme, **PHONE)
    page.goto(f"{read}/articles/sec-drops-two/")
    link = page.locator("a.live-number")
    assert link.inner_text() == "2"
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/numbers/*/")
    assert page.locator(".number-rows li").count() == 2
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    with page.expect_download() as taken:
        page.click("text=Download as CSV")
    assert taken.value.suggested_filename.startswith("sec-drops-two-number-")
    page.click("text=SEC v. Roe Exchange")
    page.wait_for_url("**/cases/**")

    assert page.locator("h1").inner_text() == "SEC v. Roe Exchange"
    assert page.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_reader_follows_a_bar_by_keyboard(read, read_as, scheme):
    page = read_as(color_scheme=scheme, **PHONE)
    page.goto(f"{read}/explainers/how-many/")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert faults(page) == set()
    page.click("text=The same as a table")
    assert page.locator(".chart-table tbody tr").count() == 2
    bar = page.locator(".chart-bars a").first
    bar.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/numbers/*/?group=2023")
    assert page.locator(".number-rows li").all_inner_texts() == ["SEC v. Roe Exchange\nfiled 5 June 2023"]
    assert faults(page) == set()
    assert page.complaints == []
