"""A story goes from desk to desk: sent back, approved, signed off, changed, signed off again, published."""

import re

import pytest

from newsroom.articles.models import Article
from newsroom.publishing.models import Author, Publication
from tests.factories.staff import PASSWORD, member
from tests.journeys.test_editor_writes import faults


@pytest.fixture
def newsroom(transactional_db):
    for role in ("reporter", "editor", "legal", "publisher"):
        member(role)
    Author.objects.create(name="Nora Quill", slug="nora-quill")


class Colleague:
    """Somebody of the desk in a browser of their own."""

    def __init__(self, page, address, name):
        self.page, self.address = page, address
        page.goto(f"{address}/admin/")
        page.fill("#id_username", name)
        page.fill("#id_password", PASSWORD)
        page.click("input[type=submit]")
        page.wait_for_selector(".desk")

    def opens(self, story):
        self.page.goto(f"{self.address}/admin/newsroom/article/{story.pk}/change/")
        return self.page

    def takes(self, button, why=""):
        """Press what the form offers, say why, and be led back to the story."""
        self.page.locator(f":is(button, a):has-text('{button}')").first.click()
        self.page.wait_for_selector(".desk-verb-page")
        self.page.fill("#id_why", why)
        self.page.click(".desk-verb-page input[type=submit]")
        self.page.wait_for_selector(".messagelist .success")

    def adds_to_the_body(self, words):
        self.page.click(".field-body [contenteditable=true]")
        self.page.keyboard.press("Control+End")
        self.page.keyboard.type(words)


def writes(reporter):
    page = reporter.page
    page.goto(f"{reporter.address}/admin/newsroom/article/add/")
    page.locator("#id_headline").press_sequentially("SEC drops its case")
    page.click(".field-body [contenteditable=true]")
    page.keyboard.type("The SEC dropped its case against Roe.")
    page.click("#bylines-group .add-row a")
    page.click("#id_bylines-0-author + .select2-container .select2-selection")
    page.locator(".select2-container--open .select2-search__field").last.fill("Nora")
    page.click(".select2-results__option:has-text('Nora')")
    page.click("[name=_continue]")
    page.wait_for_selector(".messagelist .success")
    return Article.objects.get()


def comments_on_selected_words(editor, story):
    page = editor.opens(story)
    page.wait_for_selector(".ProseMirror p")
    page.evaluate(
        """() => {
            const words = document.querySelector(".ProseMirror p").firstChild;
            const range = document.createRange();
            range.setStart(words, 4);
            range.setEnd(words, 7);
            document.getSelection().removeAllRanges();
            document.getSelection().addRange(range);
        }"""
    )
    page.wait_for_function("document.getElementById('id_words').value === 'SEC'")
    page.locator("#id_text").press_sequentially("Spell it out, @rep")
    page.click(".desk-people button:has-text('@reporter')")
    page.click("[name=comment]")
    page.wait_for_selector(".desk-comment blockquote:has-text('SEC')")
    assert faults(page) == set()


def settles(reporter, story):
    page = reporter.page
    page.goto(f"{reporter.address}/admin/my-desk/")
    assert "calls you: “Spell it out, @reporter" in page.inner_text("#content")
    assert faults(page) == set()
    page.click("section:has(h2:has-text('Sent back')) a")
    page.wait_for_selector(".ProseMirror p")
    reporter.adds_to_the_body(" It did so on Thursday.")
    page.click(".desk-comment [name=resolve]")
    page.wait_for_selector("#desk-comments summary:has-text('Settled: 1')")
    assert "on Thursday" in page.inner_text(".ProseMirror")
    reporter.takes("Save and submit for review")


def test_story_goes_from_desk_to_desk(live_server, newsroom, read_as):
    pages = {name: read_as() for name in ("reporter", "editor", "legal", "publisher")}
    reporter, editor, legal, publisher = (
        Colleague(page, live_server.url, name) for name, page in pages.items()
    )

    story = writes(reporter)
    reporter.takes("Save and submit for review", "Ready.")
    comments_on_selected_words(editor, story)
    editor.page.goto(f"{live_server.url}/admin/newsroom/article/{story.pk}/review/")
    editor.page.click("button[name=need][value=legal]")
    editor.page.wait_for_selector("li:has-text('asked for here')")
    assert faults(editor.page) == set()
    editor.opens(story)
    editor.takes("Save and send back", "Which day?")
    settles(reporter, story)
    editor.opens(story)
    editor.takes("Save and approve")
    legal.opens(story)
    legal.takes("Sign off: legal", "Read with the filing.")

    reporter.opens(story).wait_for_selector(".ProseMirror p")
    reporter.adds_to_the_body(" Nobody was cleared.")
    reporter.page.click("[name=_continue]")
    reporter.page.wait_for_selector(".desk-signed .is-void:has-text('the story has changed since')")
    reporter.page.click(".desk-signed .is-void:has-text('Legal') a:has-text('what changed')")
    assert "Nobody was cleared." in reporter.page.inner_text("#content")

    publisher.opens(story)
    publisher.page.click("button[name=_then][value=publish]")
    publisher.page.wait_for_selector(
        ".desk-problems li:has-text('ask legal to read it and sign it off again')"
    )
    legal.opens(story)
    legal.takes("Sign off: legal")
    publisher.opens(story)
    publisher.page.click("button[name=_then][value=publish]")
    publisher.page.wait_for_url(re.compile("/publish/$"))
    publisher.page.click(".desk-verb-page input[type=submit]")
    publisher.page.wait_for_selector(".messagelist .success:has-text('Published as edition 1')")

    assert Publication.objects.get().published_by.username == "publisher"
    assert [page.complaints for page in pages.values()] == [[], [], [], []]
