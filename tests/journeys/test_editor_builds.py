"""An editor builds an explainer: sections by kind, moved by keyboard and mouse, taken out, put back."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from newsroom.explainers.models import Explainer, ExplainerSection
from newsroom.publishing.actions import record_revision
from tests.factories.record import CaseFactory, EventFactory, SourceFactory, StatementFactory
from tests.factories.staff import member
from tests.factories.stories import NOON, ExplainerFactory, TermFactory, published
from tests.journeys.test_editor_publishes import Editor
from tests.journeys.test_editor_writes import KNOWN

# Its own: the cross that clears a choice stands in a list and is no item of it.
SELECT2 = {"list"}
HEADINGS = ["First", "Second", "Third", "Fourth", "Fifth"]


@pytest.fixture
def explainer(transactional_db):
    """Five written sections."""
    member("publisher", "nora")
    sections = [{"heading": heading, "body": f"<p>{heading} words.</p>"} for heading in HEADINGS]
    explainer = ExplainerFactory(sections=sections)
    record_revision(explainer, by=None, now=NOON)
    return explainer


@pytest.fixture
def editor(live_server, explainer, browser_page, console):
    editor = Editor(browser_page, live_server.url, console)
    editor.signs_in()
    editor.opens(f"/admin/newsroom/explainer/{explainer.pk}/change/")
    browser_page.wait_for_selector(".section-card .section-acts:visible")
    return editor


def order(page):
    return page.eval_on_selector_all(
        ".section-card:not(.is-gone) .section-name", "names => names.map(n => n.textContent)"
    )


def saved(explainer):
    return list(explainer.sections.values_list("heading", flat=True))


def faults(page):
    return {found["id"] for found in Axe().run(page).response["violations"]} - KNOWN - SELECT2


def test_sections_are_moved_by_keyboard_and_focus_stays(editor, explainer, browser_page, console):
    browser_page.get_by_role("button", name="Move “Third” up").focus()
    for _ in range(3):
        browser_page.keyboard.press("Enter")

    assert browser_page.evaluate("document.activeElement.getAttribute('aria-label')") == "Move “Third” up"
    assert browser_page.inner_text(".sections-says") == "“Third” is first already."
    browser_page.get_by_role("button", name="Move “First” down").press("Space")
    assert browser_page.inner_text(".sections-says") == "“First” is now 3 of 5."
    assert order(browser_page) == ["Third", "Second", "First", "Fourth", "Fifth"]
    assert faults(browser_page) == set()

    editor.saves()

    assert saved(explainer) == ["Third", "Second", "First", "Fourth", "Fifth"]
    assert console == []


def test_section_is_dragged_to_its_place(editor, explainer, browser_page, console):
    grip = browser_page.locator(".section-grip").nth(3)
    grip.scroll_into_view_if_needed()
    from_ = grip.bounding_box()
    to = browser_page.locator(".section-card").nth(0).bounding_box()
    mouse = browser_page.mouse
    mouse.move(from_["x"] + 8, from_["y"] + 8)
    mouse.down()
    mouse.move(from_["x"] + 8, to["y"] + 4, steps=8)
    mouse.up()

    assert order(browser_page) == ["Fourth", "First", "Second", "Third", "Fifth"]
    assert browser_page.inner_text(".sections-says") == "“Fourth” is now 1 of 5."
    editor.saves()
    assert saved(explainer) == ["Fourth", "First", "Second", "Third", "Fifth"]
    assert console == []


def test_section_taken_out_can_be_put_back_until_it_is_saved(editor, explainer, browser_page, console):
    for heading in ("Second", "Fourth"):
        browser_page.get_by_role("button", name=f"Take “{heading}” out").press("Enter")
        assert browser_page.evaluate("document.activeElement.textContent") == "Undo"
    assert order(browser_page) == ["First", "Third", "Fifth"]
    assert faults(browser_page) == set()
    browser_page.get_by_role("button", name="Put “Second” back").press("Enter")

    editor.saves()

    assert saved(explainer) == ["First", "Second", "Third", "Fifth"]
    assert console == []


def test_section_begins_with_its_kind_and_shows_the_fields_it_uses(editor, explainer, browser_page, console):
    case = CaseFactory(caption="Doe v. Roe")
    browser_page.get_by_role("button", name="Add a section below “First”").click()
    assert faults(browser_page) == set()
    browser_page.keyboard.press("Escape")
    browser_page.get_by_role("button", name="Add a section below “First”").press("Enter")
    browser_page.locator(".section-kinds [data-kind=timeline]").press("Enter")
    browser_page.keyboard.type("How did it come to this?")
    card = browser_page.locator("#sections-5")

    assert card.locator(".form-row.field-cases").is_visible()
    assert card.locator(".form-row.field-filter").is_visible()
    assert not card.locator(".form-row.field-facts").is_visible()
    assert not card.locator(".form-row.field-terms").is_visible()
    editor.chooses("sections-5-cases", "Doe v. Roe")
    card.locator("summary").click()
    card.locator(".narrow").get_by_label("major").check()
    card.locator(".narrow").get_by_label("after").fill("2023-06")
    assert card.locator("[name$=-filter]").input_value() == "significance=major&after=2023-06"
    assert faults(browser_page) == set()
    editor.saves()

    section = ExplainerSection.objects.get(kind="timeline")
    assert (section.heading, section.filter) == (
        "How did it come to this?", "significance=major&after=2023-06",
    )  # fmt: skip
    assert section.cases.get() == case
    assert saved(explainer) == ["First", "How did it come to this?", "Second", "Third", "Fourth", "Fifth"]
    assert console == []


def test_nothing_typed_is_lost_when_the_kind_changes_or_the_save_is_refused(
    editor, explainer, browser_page, console
):
    CaseFactory(caption="Doe v. Roe")
    browser_page.get_by_role("button", name="“Second”: its fields").click()
    browser_page.select_option("#id_sections-1-kind", "timeline")
    editor.chooses("sections-1-cases", "Doe v. Roe")
    browser_page.fill("#id_sections-1-filter", "date_after=2023")
    editor.writes("#sections-1", "Typed. ")
    browser_page.get_by_role("button", name="Move “Second” up").click()
    browser_page.click("[name=_continue]")
    browser_page.wait_for_selector(".errornote")

    assert order(browser_page)[:2] == ["Second", "First"]
    card = browser_page.locator("#sections-1")
    assert card.locator(".errorlist").inner_text() == (
        "date_after: There is no such parameter. Did you mean after?"
    )
    assert browser_page.locator("#id_sections-1-cases option[selected]").inner_text() == "Doe v. Roe"
    browser_page.select_option("#id_sections-1-kind", "text")
    assert card.locator(".section-kept").inner_text() == (
        "Kept in this section, but not shown by its kind: 1 case, a filter."
    )
    assert faults(browser_page) == set()
    editor.saves()

    section = Explainer.objects.get().sections.get(heading="Second")
    assert (section.kind, section.filter, section.cases.get().caption) == (
        "text", "date_after=2023", "Doe v. Roe",
    )  # fmt: skip
    assert "Typed." in section.body
    assert saved(explainer)[:2] == ["Second", "First"]
    assert console == []


def test_long_explainer_folds_to_lines_that_say_what_is_in_them(editor, browser_page, console):
    summary = browser_page.locator(".section-summary").first
    assert summary.inner_text() == "text · “First words.” · shown in full only"
    browser_page.get_by_role("button", name="“First”: its fields").press("Enter")
    assert browser_page.locator("#id_sections-0-heading").is_visible()
    assert not summary.is_visible()
    browser_page.reload()
    browser_page.wait_for_selector("#id_sections-0-heading:visible")
    assert not browser_page.locator("#id_sections-1-heading").is_visible()
    browser_page.get_by_role("button", name="Expand all").click()
    assert browser_page.locator("#id_sections-4-heading").is_visible()
    assert console == []


def test_reader_chooses_a_depth_and_asks_for_a_word_without_javascript(
    live_server, transactional_db, read_as
):
    case = CaseFactory(caption="Doe v. Roe")
    EventFactory(case=case, title="Hearing", significance="major")
    TermFactory(term="joint stipulation", definition="Filed together.", variants=["joint filing"])
    fact = StatementFactory(case=case, mode="confirmed", sources=[SourceFactory()])
    sections = [
        {"heading": "In short", "body": "<p>A joint filing ended it.</p>", "shown_from": "glance"},
        {"heading": "Known", "kind": "known", "statements": [fact], "body": "<p>Who paid.</p>"},
        {"heading": "When", "kind": "timeline", "cases": [case]},
        {"heading": "Ends", "kind": "dispositions", "cases": [case]},
    ]
    published(ExplainerFactory(slug="what-it-means", sections=sections))
    page = read_as(java_script_enabled=False, color_scheme="dark", viewport={"width": 390, "height": 800})

    page.goto(f"{live_server.url}/explainers/what-it-means/")
    page.click("text=30 seconds")
    assert page.url.endswith("/explainers/what-it-means/30-seconds/")
    assert page.get_by_role("link", name="30 seconds").get_attribute("aria-current") == "page"
    page.get_by_role("button", name="What “joint filing” means").press("Enter")
    assert page.locator(".gloss-box").inner_text().startswith("Joint stipulation")
    page.keyboard.press("Escape")
    assert not page.locator(".gloss-box").is_visible()
    page.click("text=Read the whole explainer")
    page.wait_for_url("**/explainers/what-it-means/")
    assert page.locator("h2").all_inner_texts()[1:5] == ["In short", "Known", "When", "Ends"]
    assert page.complaints == []
    looked = read_as(color_scheme="dark")
    looked.goto(page.url)
    looked.get_by_role("button", name="What “joint filing” means").click()
    assert {found["id"] for found in Axe().run(looked).response["violations"]} == set()
