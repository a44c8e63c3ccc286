from newsroom.explainers.actions import save_section
from newsroom.explainers.models import ExplainerSection
from tests.factories.stories import ExplainerFactory

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
