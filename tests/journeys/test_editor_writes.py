"""An editor writes with the body editor: pastes, cites, puts in a picture, undoes; by keyboard alone."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from newsroom.articles.models import Article
from newsroom.images.models import Image
from tests.factories.record import SourceFactory, StatementFactory
from tests.factories.staff import member
from tests.factories.stories import picture_file
from tests.journeys.test_editor_publishes import Editor

PASTED = Path(__file__).parents[1] / "newsroom" / "prose" / "pasted"
AREA = ".field-body [contenteditable=true]"
# Django's own: the heads of the columns that hold a row's marks, and the box above its lists.
KNOWN = {"empty-table-header", "label-title-only"}


@pytest.fixture
def at_the_form(live_server, transactional_db, settings, tmp_path, browser_page, console):
    """An editor at the form of a new article."""
    settings.MEDIA_ROOT = tmp_path
    member("publisher", "nora")
    editor = Editor(browser_page, live_server.url, console)
    editor.signs_in()
    editor.opens("/admin/newsroom/article/add/")
    browser_page.locator("#id_headline").press_sequentially("Judge ends Doe v. Roe")
    browser_page.wait_for_selector(AREA)
    browser_page.focus(AREA)
    return editor


def pastes(page, html, wait_for):
    page.eval_on_selector(
        AREA,
        """(area, html) => {
            const data = new DataTransfer()
            data.setData("text/html", html)
            const said = {clipboardData: data, bubbles: true, cancelable: true}
            area.dispatchEvent(new ClipboardEvent("paste", said))
        }""",
        html,
    )
    page.wait_for_selector(f"{AREA} {wait_for}")


def faults(page):
    return {found["id"] for found in Axe().run(page).response["violations"]} - KNOWN


def test_editor_pastes_from_word_and_the_server_cleans_it(at_the_form, browser_page, console):
    pastes(browser_page, (PASTED / "word.html").read_text(), "table")
    browser_page.wait_for_selector(".editor-says:empty", state="attached")
    at_the_form.saves()

    wanted = (PASTED / "word.clean.html").read_text().replace("\n", "")
    assert Article.objects.get().body == wanted
    assert console == []


def test_pictures_of_a_paste_are_left_out_and_said_to_be(at_the_form, browser_page, console):
    data = "A" * 3_000_000
    pastes(
        browser_page,
        f"<p>Words<img src='data:image/png;base64,{data}'><img src=https://x.example/a.png></p>",
        "p",
    )
    browser_page.wait_for_selector(".editor-says:has-text('2 pictures in what you pasted were left out')")
    at_the_form.saves()

    assert Article.objects.get().body == "<p>Words</p>"
    assert console == []


def test_editor_cites_and_undoes_by_keyboard(at_the_form, browser_page, console):
    keyboard = browser_page.keyboard
    source, statement = SourceFactory(title="Order of 2 June"), StatementFactory(text="It is over.")
    keyboard.type("The judge ended it.")
    for words in ("Order of", "It is over"):
        keyboard.press("Control+Alt+f")
        browser_page.wait_for_selector(".editor-dialog li")
        assert faults(browser_page) == set()
        keyboard.type(words)
        browser_page.wait_for_selector(".editor-found:not(:has(li:nth-child(2)))")
        keyboard.press("ArrowDown")
        keyboard.press("Enter")
        keyboard.press("Tab")
        if words == "Order of":
            browser_page.get_by_label("Where in it").fill("p. 4")
        browser_page.locator(".editor-dialog button[type=submit]").press("Enter")
        browser_page.wait_for_selector(".editor-dialog", state="detached")
    keyboard.press("Control+z")
    browser_page.locator(f"{AREA} cite").nth(1).wait_for(state="detached")
    keyboard.press("Control+Shift+z")
    browser_page.locator(f"{AREA} cite").nth(1).wait_for()
    at_the_form.saves()
    browser_page.wait_for_selector(f"{AREA} cite[title='Order of 2 June, p. 4']")

    assert Article.objects.get().body == (
        f'<p>The judge ended it.<cite data-source="{source.pk}" data-locator="p. 4"></cite>'
        f'<cite data-statement="{statement.pk}"></cite></p>'
    )
    assert console == []


def test_editor_puts_in_a_picture_with_alt_text_and_credit(at_the_form, browser_page, tmp_path, console):
    file = tmp_path / "court.jpg"
    file.write_bytes(picture_file())
    browser_page.keyboard.type("Words.")
    browser_page.keyboard.press("Control+Alt+p")
    browser_page.set_input_files(".editor-dialog input[type=file]", file)
    put_in = browser_page.locator(".editor-dialog button[type=submit]")
    put_in.click()
    browser_page.wait_for_selector(".errornote:has-text('Write the alt text')")
    browser_page.get_by_label("Alt text").fill("Steps of the court")
    put_in.click()
    browser_page.wait_for_selector(".errornote:has-text('Say who made the picture')")
    browser_page.get_by_label("Credit").fill("Iris Vance")
    assert faults(browser_page) == set()
    put_in.click()
    browser_page.click(".editor-picture figcaption")
    browser_page.keyboard.type("On Monday")
    browser_page.keyboard.press("Enter")
    browser_page.keyboard.type("After.")
    at_the_form.saves()
    browser_page.locator(".editor-picture img").evaluate("image => image.decode()")

    image = Image.objects.get()
    assert (image.alt, image.credit) == ("Steps of the court", "Iris Vance")
    assert Article.objects.get().body == (
        f'<p>Words.</p><figure><img data-image="{image.pk}" alt="Steps of the court">'
        "<figcaption>On Monday</figcaption></figure><p>After.</p>"
    )
    assert faults(browser_page) == set()
    assert console == []


def test_story_is_taken_in_from_a_saved_page(at_the_form, browser_page, console):
    page = Path(__file__).parents[1] / "newsroom" / "intake" / "pages" / "structured.html"
    at_the_form.opens("/admin/take-in/")
    assert faults(browser_page) == set()
    browser_page.click("text=A page of another site")
    browser_page.set_input_files("#id_page-page", page)
    browser_page.click("text=Read the page")
    browser_page.wait_for_selector(AREA)
    assert faults(browser_page) == set()
    browser_page.click("text=File as a draft")
    browser_page.wait_for_selector(".messagelist .success")

    article = Article.objects.get()
    assert (article.publisher.name, article.original_author) == ("The Harbour Wire", "Ada Quill, Ben Marsh")
    assert console == []
