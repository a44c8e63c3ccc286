"""The builder of explainers: what its form holds, keeps and refuses. How it moves is for the journeys."""

import json
import re
from html import unescape

import pytest
from django.urls import reverse

from newsroom.explainers.kinds import KINDS
from newsroom.explainers.models import Explainer, ExplainerSection
from newsroom.publishing.actions import record_revision
from tests.factories.browser import added_row, errors, filled, submit
from tests.factories.record import CaseFactory, StatementFactory
from tests.factories.staff import member
from tests.factories.stories import NOON, ExplainerFactory


@pytest.fixture
def explainer(db):
    explainer = ExplainerFactory(sections=[{"heading": "First", "body": "<p>One.</p>"}])
    record_revision(explainer, by=None, now=NOON)
    return explainer


def change(explainer):
    return reverse("admin:newsroom_explainer_change", args=[explainer.pk])


def section(number=1, initial=1, **fields):
    return added_row("sections", number, initial, **{"position": number, "shown_from": "full", **fields})


def test_form_is_told_of_every_kind_what_it_uses(desk, explainer):
    page = desk.get(change(explainer)).text

    told = json.loads(unescape(re.search(r'data-kinds="([^"]*)"', page)[1]))

    assert list(told) == list(KINDS)
    assert (told["key_facts"]["uses"], told["key_facts"]["shown_from"]) == (["facts"], "glance")
    assert [each["name"] for each in told["timeline"]["parameters"]] == [
        "kind", "significance", "standing", "after", "before", "ordering",
    ]  # fmt: skip
    assert told["text"]["parameters"] == []
    assert 'data-most="200"' in page


def test_nobody_types_a_position_and_all_fields_are_there_before_any_script(desk, explainer):
    page = desk.get(change(explainer)).text

    assert re.search(r'<input type="hidden" name="sections-0-position"', page)
    for name in ("kind", "shown_from", "heading", "body", "cases", "facts", "terms", "filter", "DELETE"):
        assert f'name="sections-0-{name}"' in page


def test_section_without_a_position_stands_where_its_row_does(desk, explainer):
    rows = section(1, kind="text", heading="Second", body="<p>Two.</p>", position="")

    submit(desk, change(explainer), **rows)

    assert list(explainer.sections.values_list("heading", "position")) == [("First", 0), ("Second", 1)]


def test_filter_and_depth_are_kept_and_frozen(desk, explainer):
    rows = section(kind="timeline", cases=[CaseFactory().pk], filter="significance=major", shown_from="brief")

    submit(desk, change(explainer), **rows)

    frozen = explainer.revisions.first().content["sections"][1]
    assert (frozen["filter"], frozen["shown_from"]) == ("significance=major", "brief")


def test_filter_in_error_is_told_in_the_words_of_the_api_and_nothing_is_lost(desk, explainer):
    case = CaseFactory()
    rows = section(kind="timeline", heading="When", cases=[case.pk], filter="date_after=2023")

    response = submit(desk, change(explainer), **{**rows, "headline": "Another"})

    assert errors(response) == {
        "sections-1-filter": ["date_after: There is no such parameter. Did you mean after?"]
    }
    shown = filled(response)
    assert (shown["headline"], shown["sections-1-heading"]) == (["Another"], ["When"])
    assert (shown["sections-1-filter"], shown["sections-1-cases"]) == (["date_after=2023"], [str(case.pk)])
    assert explainer.sections.count() == 1


def test_what_was_chosen_stays_when_the_kind_changes(desk, explainer):
    case, statement = CaseFactory(), StatementFactory()
    chosen = {"cases": [case.pk], "facts": [statement.pk], "filter": "date_after=2023"}
    submit(desk, change(explainer), **section(kind="text", heading="Second", body="<p>Two.</p>", **chosen))

    row = ExplainerSection.objects.get(heading="Second")
    assert (row.cases.get(), row.facts.get().statement, row.filter) == (case, statement, "date_after=2023")
    submit(desk, change(explainer), **{"sections-1-kind": "key_facts"})
    assert explainer.revisions.first().content["sections"][1]["statements"] == [statement.pk]
    assert ExplainerSection.objects.get(heading="Second").cases.get() == case


def test_more_sections_than_an_explainer_holds_are_refused_with_all_that_was_typed(desk, explainer):
    rows = {}
    for number in range(1, 201):
        rows |= section(number, kind="text", heading=f"Question {number}", body="<p>Yes.</p>")

    response = submit(desk, change(explainer), **rows)

    said = (
        "An explainer holds at most 200 sections, and this one would have 201: take 1 out, or make two "
        "explainers of it."
    )
    assert errors(response) == {"sections": [said]}
    assert filled(response)["sections-200-heading"] == ["Question 200"]
    assert explainer.sections.count() == 1


def test_section_taken_out_before_it_was_saved_is_not_saved(desk, explainer):
    rows = section(kind="timeline", heading="When", filter="nonsense", DELETE="on")

    response = submit(desk, change(explainer), **rows)

    assert response.status_code == 302
    assert list(explainer.sections.values_list("heading", flat=True)) == ["First"]


def test_explainer_of_two_hundred_sections_is_saved_with_one_change(desk):
    explainer = ExplainerFactory(sections=[])
    ExplainerSection.objects.bulk_create(
        ExplainerSection(explainer=explainer, position=place, heading=f"Question {place}")
        for place in range(200)
    )
    record_revision(explainer, by=None, now=NOON)

    response = submit(desk, change(explainer), **{"sections-199-heading": "The last question"})

    assert response.status_code == 302
    assert explainer.sections.last().heading == "The last question"


@pytest.mark.parametrize("number", [1, 3])
def test_form_costs_the_same_for_any_number_of_sections(desk, django_assert_num_queries, number):
    sections = [
        {"kind": "timeline", "cases": [CaseFactory()], "filter": "significance=major"},
        {"kind": "known", "statements": [StatementFactory()], "body": "<p>Who paid.</p>"},
    ]
    explainer = ExplainerFactory(sections=sections * number)
    record_revision(explainer, by=None, now=NOON)
    desk.get(change(explainer))

    with django_assert_num_queries(51):
        desk.get(change(explainer))


@pytest.mark.usefixtures("roles")
@pytest.mark.parametrize(
    ("role", "builds"),
    [("reporter", True), ("editor", True), ("legal", False), ("publisher", True), ("administrator", True)],
)
def test_role_builds_or_reads(client, explainer, role, builds):
    client.force_login(member(role))

    page = client.get(change(explainer))

    assert page.status_code == 200
    assert ("data-sections=" in page.text) == builds
    assert ('name="sections-0-heading"' in page.text) == builds
    assert "First" in page.text
    saved = client.post(change(explainer), {**filled(page), "sections-0-heading": "Changed"})
    assert (saved.status_code == 302) == builds
    assert Explainer.objects.get().sections.get().heading == ("Changed" if builds else "First")
