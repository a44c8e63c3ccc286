"""A reporter back from court files a case and keeps its file by keyboard; and the file is accessible."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from cases.models import Case, Court, Entity
from tests.factories.full_case import full_case
from tests.factories.staff import PASSWORD, member


@pytest.fixture
def signed_in(live_server, transactional_db, read_as):
    """A reporter's browser, at the desk."""

    def sign_in(**options):
        page = read_as(**options)
        page.goto(f"{live_server.url}/admin/")
        page.fill("#id_username", "nora")
        page.fill("#id_password", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_selector(".desk")
        return page

    member("reporter", "nora")
    Court.objects.create(code="dcd", name="U.S. District Court for D.C.", citation_name="D.D.C.")
    return sign_in


def choose(page, field, words, option):
    page.click(f"#{field} + .select2-container")
    # The box has the keyboard a moment after it opened.
    page.locator(".select2-container--open .select2-search__field").press_sequentially(words)
    page.click(f".select2-results__option:has-text('{option}')")


def file_the_case(page, address):
    page.goto(f"{address}/admin/cases/case/add/")
    page.locator("#id_caption").press_sequentially("SEC v. Acme")
    page.fill("#id_date_filed", "3 March 2025")
    choose(page, "id_dockets-0-court", "D.D.C.", "D.D.C.")
    page.fill("#id_dockets-0-docket_number", "1:25-cv-00457")
    for row, name in enumerate(("Acme Holdings LLC", "Jonas Vale", "Acme Trading Ltd")):
        choose(page, f"id_parties-{row}-entity", name, f"Create “{name}”")
    page.fill("#id_claims-0-title", "Offering unregistered securities")
    page.fill("#id_claims-1-title", "Misleading investors")
    page.click("[name=_save]")
    page.wait_for_selector(".file-told")


def record_the_dismissal(page):
    page.focus("#act-end > summary")
    page.keyboard.press("Enter")
    page.check("#end-which_1")
    page.select_option("#end-outcome", "dismissed")
    page.select_option("#end-prejudice", "with")
    page.select_option("#end-decided_by", "stipulation")
    page.fill("#end-date", "29 May 2025")
    page.keyboard.press("Enter")
    page.wait_for_selector("#claims .file-told")


def expect_the_hearing(page):
    page.focus("#act-happen > summary")
    page.keyboard.press("Enter")
    page.fill("#happen-date", "31 February 2099")
    page.fill("#happen-title", "Status conference")
    page.keyboard.press("Enter")
    page.wait_for_selector(".act-errors")
    assert page.evaluate("document.activeElement.className") == "act-errors"
    assert page.input_value("#happen-title") == "Status conference"
    page.fill("#happen-date", "15 January 2099")
    page.keyboard.press("Enter")
    page.wait_for_selector("#timeline .file-told")


def test_reporter_files_a_case_ends_it_and_expects_a_hearing(live_server, signed_in):
    page = signed_in()

    file_the_case(page, live_server.url)
    record_the_dismissal(page)
    status = page.inner_text(".file-status")
    expect_the_hearing(page)

    assert status == (
        "Dismissed with prejudice for all three defendants on 29 May 2025, by joint stipulation."
    )
    assert sorted(Entity.objects.values_list("name", "kind")) == [
        ("Acme Holdings LLC", "company"),
        ("Acme Trading Ltd", "company"),
        ("Jonas Vale", "person"),
    ]
    assert Case.objects.get().events.get().standing == "expected"
    assert page.complaints == []


def test_sections_and_their_forms_are_there_without_javascript(live_server, signed_in):
    case = full_case(1)
    page = signed_in(java_script_enabled=False)
    page.goto(f"{live_server.url}/admin/cases/case/{case.pk}/change/")

    page.click("a[href='#timeline']")
    page.click("#timeline ol a:has-text('Edit')")
    page.fill("#edit-event-title", "Status conference, adjourned")
    page.keyboard.press("Enter")

    page.wait_for_url("**/change/#timeline")
    assert case.events.get().title == "Status conference, adjourned"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("act", ["change", "end", "state"])
def test_case_file_is_accessible(live_server, signed_in, scheme, act):
    case = full_case(2)
    page = signed_in(color_scheme=scheme)

    page.goto(f"{live_server.url}/admin/cases/case/{case.pk}/{act}/")

    found = Axe().run(page).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"]) for v in found] == []
    assert page.complaints == []
