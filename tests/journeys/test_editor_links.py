"""An editor decides every link by keyboard, records a statement, publishes, and links an older story."""

import re

import pytest

from cases.actions import add_alias, join_party, register_entity
from cases.models import Entity, Statement
from newsroom.articles.models import Article
from newsroom.publishing.models import Author, Publication
from tests.factories.record import CaseFactory
from tests.factories.staff import PASSWORD, member
from tests.factories.stories import ArticleFactory, published

STORY = (
    "The SEC dropped its lawsuit against Avalon Trading. "
    "“We are relieved,” Avalon Trading said. Jane Calloway, its founder, was silent."
)


@pytest.fixture
def newsroom(transactional_db):
    member("publisher", "nora")
    Author.objects.create(name="Nora Quill", slug="nora-quill")
    sec = register_entity("Securities and Exchange Commission", kind="agency", by=None)
    add_alias(sec, "SEC", kind="acronym", by=None)
    avalon = register_entity("Avalon Trading", kind="company", by=None)
    case = CaseFactory(caption="SEC v. Avalon Trading")
    join_party(case, sec, role="plaintiff", by=None)
    join_party(case, avalon, role="defendant", by=None)
    published(ArticleFactory(headline="Years ago", body="<p>The exchange Avatra opened its doors.</p>"))


class Editor:
    def __init__(self, page, address):
        self.page, self.address = page, address

    def signs_in(self):
        self.page.goto(f"{self.address}/admin/")
        self.page.fill("#id_username", "nora")
        self.page.fill("#id_password", PASSWORD)
        self.page.click("input[type=submit]")
        self.page.wait_for_selector(".desk")

    def writes(self, headline, text):
        self.page.goto(f"{self.address}/admin/newsroom/article/add/")
        self.page.locator("#id_headline").press_sequentially(headline)
        self.page.click(".field-body [contenteditable=true]")
        self.page.keyboard.type(text)
        self.page.click("#bylines-group .add-row a")
        self.page.click("#id_bylines-0-author + .select2-container .select2-selection")
        self.page.locator(".select2-container--open .select2-search__field").last.fill("Nora")
        self.page.click(".select2-results__option:has-text('Nora')")
        self.page.click("[name=_continue]")
        self.page.wait_for_selector(".messagelist .success")

    def presses(self, key, until):
        """A key, and what is then said where it is heard."""
        self.page.keyboard.press(key)
        self.page.wait_for_selector(f"#link-desk-said:text('{until}')", state="attached")


def decides_by_keyboard(editor, story):
    page = editor.page
    page.click("text=to the link desk")
    page.wait_for_selector(".link-mark[aria-current]:focus")
    assert page.locator(".link-mark[data-stop]").count() == 4
    editor.presses("a", "“SEC” is linked to Securities and Exchange Commission.")
    editor.presses("r", "“lawsuit” is not linked")
    editor.presses("u", "Taken back: what you said to “lawsuit”.")
    editor.presses("j", "“Avalon Trading” → Avalon Trading")
    editor.presses("k", "“lawsuit” → SEC v. Avalon Trading")
    editor.presses("a", "“lawsuit” is linked to SEC v. Avalon Trading.")
    page.keyboard.press("c")
    page.keyboard.type("Securities")
    page.keyboard.press("Enter")
    page.wait_for_selector("#link-found button")
    page.keyboard.press("Escape")
    editor.presses("Shift+A", "strong proposals accepted.")
    editor.presses("j", "“SEC” → ")
    for _ in range(4):
        page.keyboard.press("j")
        page.wait_for_selector("[data-desk]:not([aria-busy])")
    page.wait_for_selector("#link-card-head:has-text('“Jane Calloway”')")


def enters_a_name(editor):
    page = editor.page
    page.focus("#id_description")
    page.keyboard.type("founder of Avalon Trading")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#link-desk-said:text('Jane Calloway is in the record now')", state="attached")


def records_a_statement(editor):
    page = editor.page
    page.click("text=Facts found in it")
    offer = page.locator(".fact-offer", has=page.locator("h2:text('Statement')")).first
    offer.locator("select[name$=-case]").select_option(label="SEC v. Avalon Trading")
    offer.locator("button[value=record]").press("Enter")
    page.wait_for_selector(".messagelist .success:has-text('Recorded: statement')")


def publishes(editor):
    page = editor.page
    page.click("text=Back to the story")
    page.click("button[name=_then][value=publish]")
    page.wait_for_url(re.compile("/publish/$"))
    page.fill("#id_alone", "Nobody else is at the desk tonight.")
    page.click(".desk-verb-page input[type=submit]")
    page.wait_for_selector(".messagelist .success:has-text('Published as edition 1')")


def links_an_older_story(editor, avalon):
    page = editor.page
    add_alias(avalon, "Avatra", by=None)
    page.goto(f"{editor.address}/admin/cases/entity/{avalon.pk}/change/")
    page.click("text=Stories that mention it")
    assert "One story has the words" in page.inner_text(".reverse-desk")
    page.locator("button:text('Link in the chosen stories')").press("Enter")
    page.wait_for_selector("text=published as edition 2, a minor edit")


def test_editor_links_by_keyboard_records_publishes_and_links_an_older_story(
    live_server, newsroom, browser_page, console
):
    editor = Editor(browser_page, live_server.url)

    editor.signs_in()
    editor.writes("SEC drops its case", STORY)
    decides_by_keyboard(editor, Article.objects.get(headline="SEC drops its case"))
    enters_a_name(editor)
    records_a_statement(editor)
    publishes(editor)
    avalon = Entity.objects.get(name="Avalon Trading")
    links_an_older_story(editor, avalon)

    article = Article.objects.get(headline="SEC drops its case")
    content = article.publications.get().content
    assert sorted(link["surface"] for link in content["links"]) == [
        "Avalon Trading",
        "Avalon Trading",
        "Jane Calloway",
        "SEC",
        "lawsuit",
    ]
    statement = Statement.objects.get()
    assert (statement.text, statement.asserted_by, statement.is_quotation) == (
        "We are relieved",
        avalon,
        True,
    )
    older = Publication.objects.get(headline="Years ago", number=2)
    assert [link["surface"] for link in older.content["links"]] == ["Avatra"]
    assert console == []
