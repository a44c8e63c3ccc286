"""What an act would change of what readers see, before it is done."""

import pytest
from django.urls import reverse

from cases.actions import amend_case, merge_entities, record_disposition
from cases.models import Case, Change, Disposition, Entity
from newsroom.linking.actions import link_about, link_mention
from newsroom.pages.impact import impact_of
from newsroom.pages.reading_matter import differences, lines_of, title_of
from newsroom.publishing.models import Rendition, StaleFlag
from newsroom.publishing.staleness.telling import Step
from tests.committing import commit
from tests.factories.browser import filled
from tests.factories.record import CaseFactory, ClaimFactory, DispositionFactory, EntityFactory, PartyFactory
from tests.factories.staff import member
from tests.factories.stories import NOON, ArticleFactory, ExplainerFactory, published

ADDRESS = "/preview/record/"


@pytest.fixture
def plea(db):
    roe = EntityFactory(name="Jane Roe", kind=Entity.Kind.PERSON)
    party = PartyFactory(case=CaseFactory(caption="United States v. Roe"), entity=roe)
    claim = ClaimFactory(case=party.case, title="Wire fraud", against=[party])
    return DispositionFactory(claim=claim, party=party, outcome="pleaded_guilty", date="2023-11-21")


@pytest.fixture
def explainer(plea):
    explainer = ExplainerFactory(
        headline="What the plea means",
        sections=[
            {"heading": "And the plea?", "body": "<p>Roe pleaded guilty in her case.</p>"},
            {"kind": "status", "heading": "Where does it stand?", "cases": [plea.against.case]},
        ],
    )
    link_mention(explainer, "her case", plea.against.case, by=None, now=NOON)
    published(explainer)
    commit()
    return explainer


def pardon(plea):
    pair = plea.against
    return record_disposition(pair.claim, pair.party, "pardoned", supersedes=plea, date="2025-10-23", by=None)


def told(page):
    return [
        (line.heading, "".join(f"[{piece.kind}:{piece.text}]" for piece in line.pieces))
        for line in page.lines
    ]


def test_act_is_shown_with_flags_and_lines_and_leaves_no_trace(plea, explainer, editor):
    before = Change.objects.count()

    impact = impact_of(lambda: pardon(plea), now=NOON)

    (flag,) = impact.flags
    assert (flag.heading, flag.sentences, flag.steps) == (
        "And the plea?",
        ["Roe pleaded guilty in her case."],
        [Step("Jane Roe, Wire fraud", "pleaded guilty, 21 November 2023", "pardoned, 23 October 2025")],
    )
    assert [page.path for page in impact.pages] == [
        explainer.path, plea.against.case.get_absolute_url(), "/entities/jane-roe/",
    ]  # fmt: skip
    lines = told(impact.pages[0])
    assert [heading for heading, _ in lines] == ["Where does it stand?"]
    assert "[gone:" in lines[0][1]
    assert "pardoned" in lines[0][1]
    assert not StaleFlag.objects.exists()
    assert not Rendition.objects.exists()
    assert (Disposition.objects.get(), Change.objects.count()) == (plea, before)


def test_pages_that_would_be_gone_and_stories_that_would_read_the_same_are_told_apart(plea, explainer):
    case = plea.against.case

    impact = impact_of(lambda: Case.objects.filter(pk=case.pk).update(is_sealed=True), now=NOON)

    assert {page.path: page.is_gone for page in impact.pages} == {
        explainer.path: False, case.get_absolute_url(): True, "/entities/jane-roe/": True,
    }  # fmt: skip


def test_stories_beyond_the_first_are_only_listed(plea):
    case = plea.against.case
    stories = [ArticleFactory(body="<p>One.</p>") for _ in range(3)]
    for story in stories:
        link_about(story, case, by=None, now=NOON)
        published(story)
    commit()

    case.caption = "In re Roe"
    impact = impact_of(lambda: amend_case(case, by=None), now=NOON, made=2)

    assert len(impact.pages) == 2
    assert [edition.story_id for edition in impact.not_made] == [stories[1].pk, stories[0].pk]
    assert not impact.is_cut


def test_merge_is_tried_like_any_act(plea, explainer):
    roe, other = plea.against.party.entity, EntityFactory(name="Jane Q. Roe", kind=Entity.Kind.PERSON)

    impact = impact_of(lambda: merge_entities(roe, into=other, by=None), now=NOON)

    assert explainer.path in {page.path for page in impact.pages}
    assert Entity.objects.filter(pk=roe.pk).exists()


def test_what_is_refused_is_raised_and_undone(plea, explainer):
    def fail():
        pardon(plea)
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        impact_of(fail, now=NOON)

    assert Disposition.objects.count() == 1


def form_of(client, plea):
    """What the desk's form for a later disposition would send, and from where."""
    pair = plea.against
    address = f"{reverse('admin:cases_disposition_add')}?against={pair.pk}&supersedes={plea.pk}"
    return address, filled(client.get(address), outcome="pardoned", date="2025-10-23")


def attempt(client, address, data):
    return client.post(ADDRESS, data, query_params={"of": address})


def test_form_of_the_desk_is_tried_and_nothing_is_saved(client, plea, explainer):
    client.force_login(member("editor"))
    address, data = form_of(client, plea)

    page = attempt(client, address, data)

    assert (page.status_code, page.context.get("errors")) == (200, None)
    assert "Roe pleaded guilty in her case." in page.text
    assert "What the plea means" in page.text
    assert Disposition.objects.get().outcome == "pleaded_guilty"
    assert list(page.context["messages"]) == []


def test_form_with_mistakes_says_what_they_are(client, plea, explainer):
    client.force_login(member("editor"))
    address, data = form_of(client, plea)

    page = attempt(client, address, data | {"outcome": ["dismissed"]})

    assert page.status_code == 422
    assert "A dismissal says whether it is with prejudice" in page.text


def test_act_on_the_case_file_is_tried(client, plea, explainer):
    client.force_login(member("editor"))
    case = plea.against.case
    page = client.get(reverse("admin:cases_case_change", args=[case.pk])).text
    act = reverse("admin:cases_case_amend", args=[case.pk])
    assert f'formaction="/preview/record/?of={act}"' in page

    page = attempt(client, act, {"caption": "", "kind": "criminal"})
    assert "It would not be saved as it is" in page.text
    page = attempt(client, act, {"caption": "In re Roe", "slug": case.slug, "kind": "criminal"})
    assert page.context.get("errors") is None
    assert "<del>United States v. Roe</del>" in page.text


@pytest.mark.parametrize(
    "address", ["/admin/newsroom/article/add/", "/cases/", "/nowhere/", "", "/admin/cases/document/add/"]
)
def test_only_forms_of_the_record_can_be_tried(client, db, address):
    client.force_login(member("editor"))

    assert attempt(client, address, {}).status_code == 400


def test_those_who_may_not_use_the_form_may_not_try_it(client, plea):
    user = member("reporter")
    user.groups.clear()
    address, data = "/admin/cases/disposition/add/", {"outcome": "pardoned"}

    assert attempt(client, address, data).status_code == 302
    client.force_login(user)
    assert attempt(client, address, data).status_code == 403


def test_lines_of_a_page_stand_under_their_headings():
    html = (
        "<title>Roe – The Docket</title><nav><p>Home</p></nav><main><h1>Roe</h1><p>One <a>two</a>.</p>"
        "<script>no()</script><h2>Now</h2><ul><li>Three</li></ul></main><footer><p>End</p></footer>"
    )

    assert title_of(html) == "Roe – The Docket"
    assert lines_of(html) == [("Roe", "Roe"), ("Roe", "One two."), ("Now", "Now"), ("Now", "Three")]


def test_lines_that_came_or_went_are_differences():
    old, new = [("", "One."), ("A", "Two.")], [("", "One."), ("B", "Three."), ("B", "Four.")]

    assert [line.heading for line in differences(old, new)] == ["B", "B"]
    assert [line.heading for line in differences(old, old[:1])] == ["A"]
