"""An editor files a case, writes about it, links it, explains it, and publishes both."""

import re

import pytest

from cases.models import Case, Court
from newsroom.articles.models import Article
from newsroom.explainers.models import Explainer
from newsroom.publishing.models import Author, Publication
from tests.factories.staff import PASSWORD, member

PASTED = (
    "<h1 onclick='steal()'>What it says</h1><p class='MsoNormal' style='color:red'>The stipulation is "
    "<b>with prejudice</b>.<script>steal()</script></p><ul><li>Three claims</li></ul>"
)


@pytest.fixture
def newsroom(transactional_db):
    member("publisher", "nora")
    member("editor", "ada")
    Court.objects.create(code="dcd", name="U.S. District Court for D.C.", citation_name="D.D.C.")
    Author.objects.create(name="Nora Quill", slug="nora-quill")


class Editor:
    """Someone at the desk, doing what people do with a mouse and a keyboard."""

    def __init__(self, page, address, console):
        self.page = page
        self.address = address
        self.console = console

    def signs_in(self, name="nora"):
        self.page.context.clear_cookies()
        self.opens("/admin/")
        self.page.fill("#id_username", name)
        self.page.fill("#id_password", PASSWORD)
        self.page.click("input[type=submit]")
        self.page.wait_for_selector(".desk")

    def opens(self, path):
        self.page.goto(self.address + path)

    def adds(self, prefix, number=0):
        self.page.click(f"#{prefix}-group .add-row a")
        self.page.wait_for_selector(f"#{prefix}-{number}")

    def adds_section(self, kind, number=0):
        self.page.click("[data-add]")
        self.page.click(f".section-kinds [data-kind={kind}]")
        self.page.wait_for_selector(f"#sections-{number} [contenteditable=true]")

    def chooses(self, field, words):
        """Type into an autocomplete and take the first suggestion."""
        box = f"#id_{field} + .select2-container"
        self.page.click(f"{box} .select2-selection")
        self.page.locator(".select2-container--open .select2-search__field").last.fill(words)
        self.page.click(f".select2-results__option:has-text('{words}')")

    def writes(self, row, words):
        """Type into the rich-text editor."""
        self.page.click(f"{row} [contenteditable=true]")
        self.page.keyboard.type(words)

    def pastes(self, row, html):
        assert self.console == []
        self.page.eval_on_selector(
            f"{row} [contenteditable=true]",
            """(area, html) => {
                const data = new DataTransfer();
                data.setData("text/html", html);
                area.dispatchEvent(new ClipboardEvent("paste",
                    {clipboardData: data, bubbles: true, cancelable: true}));
            }""",
            html,
        )
        self.page.wait_for_selector(f"{row} [contenteditable=true] strong")
        # The browser says what of the pasted page it refused to run; of our own pages it says nothing.
        refused = ("Executing inline event handler violates", "Applying inline style violates")
        assert [said for said in self.console if not said.startswith(refused)] == []
        self.console.clear()

    def saves(self, button="_continue"):
        self.page.click(f"[name={button}]")
        self.page.wait_for_selector(".messagelist .success")

    def is_published_by_a_colleague(self):
        """What one wrote another reads and publishes."""
        story = self.page.url
        self.signs_in("ada")
        self.page.goto(story)
        self.page.click("button[name=_then][value=publish]")
        self.page.wait_for_url(re.compile("/publish/$"))
        self.page.click(".desk-verb-page input[type=submit]")
        self.page.wait_for_selector(".messagelist .success:has-text('Published as edition 1')")
        self.signs_in()


def files_a_case(editor):
    editor.opens("/admin/cases/case/add/")
    editor.page.locator("#id_caption").press_sequentially("SEC v. Roe")
    editor.page.fill("#id_date_filed", "5 June 2023")
    editor.chooses("dockets-0-court", "D.D.C.")
    editor.page.fill("#id_dockets-0-docket_number", "1:23-cv-01599-ABJ")
    editor.page.click("[name=_save]")
    editor.page.wait_for_selector(".file-told:has-text('Case filed.')")


def writes_an_article(editor):
    editor.opens("/admin/newsroom/article/add/")
    editor.page.locator("#id_headline").press_sequentially("SEC drops its case")
    editor.writes(".field-body", "The SEC dropped its case against Roe.")
    editor.page.keyboard.press("Enter")
    editor.pastes(".field-body", PASTED)
    editor.adds("bylines")
    editor.chooses("bylines-0-author", "Nora")
    editor.adds("links")
    editor.chooses("links-0-case", "SEC v. Roe")
    editor.adds("links-2")
    editor.page.fill("#id_links-2-0-surface", "its case")
    editor.chooses("links-2-0-case", "SEC v. Roe")
    editor.saves()


def builds_an_explainer(editor):
    editor.opens("/admin/newsroom/explainer/add/")
    editor.page.locator("#id_headline").press_sequentially("What the dismissal means")
    editor.adds("bylines")
    editor.chooses("bylines-0-author", "Nora")
    editor.adds_section("text")
    editor.page.fill("#id_sections-0-heading", "Can it come back?")
    editor.writes("#sections-0", "No: it ended with prejudice.")
    editor.adds_section("status", 1)
    editor.chooses("sections-1-cases", "SEC v. Roe")
    editor.adds("links")
    editor.chooses("links-0-case", "SEC v. Roe")
    editor.saves()


def test_editor_files_writes_links_explains_and_publishes(live_server, newsroom, browser_page, console):
    editor = Editor(browser_page, live_server.url, console)

    editor.signs_in()
    files_a_case(editor)
    editor.opens("/admin/cases/case/")
    writes_an_article(editor)
    editor.is_published_by_a_colleague()
    builds_an_explainer(editor)
    editor.is_published_by_a_colleague()

    case, article, explainer = Case.objects.get(), Article.objects.get(), Explainer.objects.get()
    assert (case.slug, case.dockets.get().docket_number_key) == ("sec-v-roe", "1:23-cv-01599")
    assert (article.slug, explainer.slug) == ("sec-drops-its-case", "what-the-dismissal-means")
    assert article.body.startswith("<p>The SEC dropped its case against Roe.</p>")
    assert "<strong>with prejudice</strong>" in article.body
    assert not re.search("script|onclick|style|Mso", article.body)
    assert {(link.relation, link.case) for link in article.links.all()} == {
        ("about", case),
        ("mention", case),
    }
    assert [str(p) for p in Publication.objects.order_by("pk")] == [
        "SEC drops its case (1)",
        "What the dismissal means (1)",
    ]
    shown = Publication.objects.get(kind="explainer").content["sections"]
    assert [(s["kind"], s["body"], s["cases"]) for s in shown] == [
        ("text", "<p>No: it ended with prejudice.</p>", []),
        ("status", "", [case.pk]),
    ]
    assert console == []
