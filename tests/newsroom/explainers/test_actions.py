import pytest
from django.core.exceptions import ValidationError

from newsroom.explainers.actions import MOST_SECTIONS, restore_explainer, save_section
from newsroom.explainers.models import ExplainerSection
from newsroom.publishing.actions import record_revision
from tests.factories.record import CaseFactory
from tests.factories.stories import NOON, ExplainerFactory

BODY = "<p>The claim is over.</p>"


def test_blocks_of_equal_sections_have_names_of_their_own(db):
    explainer = ExplainerFactory(sections=[{"body": BODY}, {"body": BODY}])

    names = [block.id for block in explainer.blocks()]

    assert len(set(names)) == 2


def test_section_keeps_the_names_of_its_blocks_through_an_edit(db):
    section = ExplainerFactory(sections=[{"body": BODY}]).sections.get()
    (name,) = section.block_ids

    section.body = f"<p>First, a new paragraph.</p>{BODY}"
    save_section(section, by=None)

    assert section.block_ids[1] == name
    assert section.block_ids[0] != name


def test_section_body_is_cleaned_on_the_way_in(db):
    explainer = ExplainerFactory(sections=[])

    save_section(
        ExplainerSection(explainer=explainer, body='<p onclick="steal()">Over.<script>steal()</script></p>'),
        by=None,
    )

    assert explainer.sections.get().body == "<p>Over.</p>"


def test_one_section_too_many_is_refused_with_what_to_do(db):
    explainer = ExplainerFactory(sections=[])
    ExplainerSection.objects.bulk_create(
        ExplainerSection(explainer=explainer, position=place) for place in range(MOST_SECTIONS)
    )

    with pytest.raises(ValidationError) as refusal:
        save_section(ExplainerSection(explainer=explainer), by=None)

    (said,) = refusal.value.messages
    assert said == (
        "An explainer holds at most 200 sections, and this one would have 201: take 1 out, or make two "
        "explainers of it."
    )
    save_section(explainer.sections.first(), by=None)


def test_filter_is_refused_where_its_kind_would_not_understand_it(db):
    explainer = ExplainerFactory(sections=[])
    section = ExplainerSection(explainer=explainer, kind="timeline", filter="date_after=2023")

    with pytest.raises(ValidationError) as refusal:
        save_section(section, by=None)

    assert refusal.value.message_dict == {
        "filter": ["date_after: There is no such parameter. Did you mean after?"]
    }
    section.kind = "text"
    save_section(section, by=None)
    assert explainer.sections.get().filter == "date_after=2023"


def test_restoring_brings_back_filter_and_depth_as_far_as_they_are_understood(db):
    sections = [
        {
            "kind": "timeline",
            "cases": [CaseFactory()],
            "filter": "significance=major",
            "shown_from": "glance",
        },
        {"kind": "timeline", "heading": "When", "cases": [CaseFactory()]},
    ]
    explainer = ExplainerFactory(sections=sections)
    explainer.sections.filter(heading="When").update(filter="gone=1")
    revision = record_revision(explainer, by=None, now=NOON)
    explainer.sections.update(filter="", shown_from="full")

    lost = restore_explainer(explainer, revision, by=None, now=NOON)

    assert lost == ["Section “When”: its filter “gone=1” is no longer understood: left out."]
    assert list(explainer.sections.values_list("filter", "shown_from")) == [
        ("significance=major", "glance"), ("", "full"),
    ]  # fmt: skip
