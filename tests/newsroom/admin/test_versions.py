"""What became of a story: who saved what and why, two versions compared, an old one brought back."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cases.actions import merge_entities
from cases.models import Entity
from newsroom.linking.actions import link_about, link_mention
from newsroom.publishing.actions import record_revision
from newsroom.publishing.models import Author, Section, Topic
from tests.factories.browser import submit
from tests.factories.record import CaseFactory, EntityFactory, StatementFactory
from tests.factories.staff import member
from tests.factories.stories import (
    NOON,
    ArticleFactory,
    AuthorFactory,
    ExplainerFactory,
    SectionFactory,
    TermFactory,
    TopicFactory,
    add_section,
    published,
)

FIRST = "<p>The judge ruled on Monday.</p><p>Roe has appealed.</p>"


def address(story, page="change", *more):
    return reverse(f"admin:newsroom_{story.kind}_{page}", args=[story.pk, *more])


def saved(story, **kwargs):
    return record_revision(story, by=None, now=NOON, **kwargs)


@pytest.fixture
def article(db):
    """Saved twice: a judge's day corrected, a paragraph taken out, a link lost."""
    author = AuthorFactory(name="Nora Quill")
    article = ArticleFactory(
        body=FIRST, dek="A ruling.", authors=[author], topics=[TopicFactory(name="Courts")],
        section=SectionFactory(name="Enforcement"), slug="the-ruling",
    )  # fmt: skip
    link_mention(article, "Roe", EntityFactory(name="Roe Holdings"), by=None, now=NOON)
    link_about(article, CaseFactory(caption="Doe v. Roe"), by=None, now=NOON)
    saved(article)
    return article


@pytest.fixture
def rewritten(article, desk):
    later = {"body": "<p>The judge ruled on Friday.</p>", "dek": "Another.", "slug": "another", "section": ""}
    gone = {
        "links-0-DELETE": "on",
        "links-2-0-DELETE": "on",
        "bylines-0-author": AuthorFactory().pk,
        "topics": [],
    }
    submit(desk, address(article), note="The day was wrong", **later, **gone)
    article.refresh_from_db()
    return article


def test_history_says_who_saved_when_and_why_and_offers_two_to_compare(desk, rewritten):
    page = desk.get(address(rewritten, "history")).text

    assert "The day was wrong" in page
    assert '<input type="radio" name="old" value="r1" aria-label="Compare from revision 1" checked>' in page
    assert '<input type="radio" name="new" value="r2" aria-label="Compare to revision 2" checked>' in page
    assert f'href="{address(rewritten, "restore", 1)}"' in page


@pytest.mark.parametrize("make", [ArticleFactory, ExplainerFactory])
def test_history_costs_the_same_for_one_save_and_for_three(make, desk, django_assert_num_queries):
    story = published(make())
    desk.get(address(story, "history"))
    with django_assert_num_queries(7):
        desk.get(address(story, "history"))
    for number in range(2):
        story.dek = f"Rewritten {number}."
        story.save()
        published(story, at=NOON + timedelta(hours=number + 1))

    with django_assert_num_queries(7):
        page = desk.get(address(story, "history"))

    assert len(page.context["revisions"]) == len(page.context["editions"]) == 3


def test_two_revisions_are_compared_word_by_word(desk, rewritten):
    beside = desk.get(address(rewritten, "compare"), {"old": "r1", "new": "r2"})
    inline = desk.get(address(rewritten, "compare"), {"old": "r1", "new": "r2", "layout": "inline"})

    comparison = inline.context["comparison"]
    assert "The judge ruled on<del> Monday</del><ins> Friday</ins>." in inline.text
    assert "<del>Roe has appealed.</del>" in inline.text
    assert "<del>Roe → Roe Holdings</del> taken out" in inline.text
    assert "<del>About → Doe v. Roe</del> taken out" in inline.text
    assert {change.label for change in comparison.fields} == {"Dek", "Slug", "Section", "Authors", "Topics"}
    assert beside.text.count("compared-row") == 2
    assert "The judge ruled on<del> Monday</del>.\n" in beside.text
    assert "The judge ruled on<ins> Friday</ins>.\n" in beside.text


def test_revision_is_compared_with_an_edition(desk, article):
    published(article)
    article.dek = "Another."
    article.save()
    saved(article)

    page = desk.get(address(article, "compare"), {"old": "e1", "new": "r2"})

    assert page.context["title"] == "Edition 1 → revision 2"
    assert "<del>A ruling</del><ins>Another</ins>." in page.text
    assert "They say the same." in desk.get(address(article, "compare"), {"old": "e1", "new": "r1"}).text


@pytest.mark.parametrize("asked", [{}, {"old": "r1"}, {"old": "x1", "new": "r1"}, {"old": "r1", "new": "r9"}])
def test_versions_that_are_none_are_not_found(asked, desk, article):
    assert desk.get(address(article, "compare"), asked).status_code == 404


def test_sections_are_compared(desk):
    explainer = ExplainerFactory(sections=[{"heading": "What ended?", "body": FIRST}, {"heading": "Who?"}])
    saved(explainer)
    rows = {"sections-0-position": 5, "sections-0-heading": "What has ended?", "sections-1-DELETE": "on"}
    submit(desk, address(explainer), **rows)

    page = desk.get(address(explainer, "compare"), {"old": "r1", "new": "r2"})

    assert "What<ins> has</ins> ended?" in page.text
    assert [section.said for section in page.context["comparison"].sections] == ["changed", "taken out"]


def test_article_is_restored_with_links_and_all_as_a_new_revision(desk, administrator, rewritten):
    before = rewritten.revisions.get(number=1)

    asked = desk.get(address(rewritten, "restore", 1))
    done = desk.post(address(rewritten, "restore", 1), {"base": "2"}, follow=True)

    rewritten.refresh_from_db()
    newest = rewritten.revisions.first()
    same = ("headline", "dek", "slug", "body", "section", "topics", "authors", "text")
    assert "The judge ruled on<del> Friday</del><ins> Monday</ins>." in asked.text
    assert asked.context["lost"] == []
    assert (newest.number, newest.note, newest.saved_by) == (3, "restored from revision 1", administrator)
    assert {name: newest.content[name] for name in same} == {name: before.content[name] for name in same}
    assert [(link.surface, str(link.target)) for link in rewritten.links.order_by("surface")] == [
        ("", "Doe v. Roe"),
        ("Roe", "Roe Holdings"),
    ]
    assert rewritten.links.get(surface="Roe").block == rewritten.block_ids[1]
    assert "is restored, as revision 3." in done.text


def test_asking_restores_nothing(desk, rewritten):
    desk.get(address(rewritten, "restore", 1))

    rewritten.refresh_from_db()
    assert (rewritten.dek, rewritten.revisions.count(), rewritten.links.count()) == ("Another.", 2, 0)


def test_what_cannot_be_restored_is_said(desk, rewritten):
    linked = rewritten.revisions.get(number=1).content["links"][0]["entity"]
    for gone in (Author.objects.filter(name="Nora Quill"), Topic.objects, Section.objects):
        gone.all().delete()
    Entity.objects.get(pk=linked).delete()
    ArticleFactory(slug="the-ruling")

    done = desk.post(address(rewritten, "restore", 1), {"base": "2"}, follow=True)

    for said in (
        "Another story has the slug “the-ruling” now: it stays “another”.",
        "The section “Enforcement” was deleted: choose another.",
        "The topic “Courts” was deleted: left out.",
        "The author Nora Quill was deleted: not on the byline any more.",
        "The link on “Roe” led to what is no longer in the record: left out.",
    ):
        assert said in done.text
    rewritten.refresh_from_db()
    assert (rewritten.dek, rewritten.slug) == ("A ruling.", "another")


def test_link_to_an_entity_merged_since_leads_to_its_survivor(desk, rewritten):
    entity = rewritten.revisions.get(number=1).content["links"][0]["entity"]
    survivor = EntityFactory(name="Roe Holdings Limited")
    merge_entities(Entity.objects.get(pk=entity), into=survivor, by=None)

    desk.post(address(rewritten, "restore", 1), {"base": "2"})

    assert rewritten.links.get(surface="Roe").entity == survivor


def test_restoring_over_a_save_nobody_looked_at_is_refused(desk, rewritten):
    asked = desk.get(address(rewritten, "restore", 1))
    submit(desk, address(rewritten), headline="Somebody was here")

    refused = desk.post(address(rewritten, "restore", 1), {"base": str(asked.context["base"])})

    assert "saved revision 3 while you were editing" in refused.text
    assert refused.context["base"] == 3
    assert rewritten.revisions.count() == 3


def test_restoring_what_stands_makes_no_revision(desk, article):
    desk.post(address(article, "restore", 1), {"base": "1"})

    assert article.revisions.count() == 1


def test_explainer_is_restored_with_its_sections(desk):
    case, term, fact = CaseFactory(), TermFactory(), StatementFactory()
    explainer = ExplainerFactory(sections=[{"heading": "What ended?", "body": FIRST}], question="Is it over?")
    add_section(
        explainer,
        heading="Facts",
        kind="key_facts",
        position=1,
        cases=[case],
        terms=[term],
        statements=[fact],
    )
    link_mention(explainer, "Roe", EntityFactory(), by=None, now=NOON)
    before = saved(explainer)
    rows = {
        "sections-0-DELETE": "on",
        "sections-1-heading": "Figures",
        "sections-1-facts": [],
        "sections-1-terms": [],
    }
    submit(desk, address(explainer), question="", **rows)
    add_section(explainer, heading="New", position=9)

    asked = desk.get(address(explainer, "restore", 1))
    desk.post(address(explainer, "restore", 1), {"base": "2"})

    newest = explainer.revisions.first()
    parts = ("kind", "heading", "body", "cases", "terms", "statements")
    restored = [{name: section[name] for name in parts} for section in newest.content["sections"]]
    assert asked.status_code == 200
    assert restored == [{name: section[name] for name in parts} for section in before.content["sections"]]
    assert newest.content["question"] == "Is it over?"
    assert explainer.links.get().block == newest.content["sections"][0]["block_ids"][1]


def test_what_a_section_showed_and_is_gone_is_said(desk):
    term, fact = TermFactory(), StatementFactory()
    explainer = ExplainerFactory(sections=[])
    words = add_section(explainer, heading="Words", kind="terms", terms=[term])
    facts = add_section(explainer, heading="Facts", kind="key_facts", statements=[fact], position=1)
    saved(explainer)
    facts.facts.all().delete()
    words.terms.clear()
    term.delete(), fact.delete()

    asked = desk.get(address(explainer, "restore", 1))

    assert asked.context["lost"] == [
        "Section “Words”: a term was deleted: left out.",
        "Section “Facts”: a statement was deleted: left out.",
    ]


def test_publisher_of_an_article_is_restored(desk):
    publisher = EntityFactory(name="The Ledger")
    article = ArticleFactory(publisher=publisher, canonical_url="https://ledger.example/roe")
    saved(article)
    article.publisher, article.canonical_url = None, ""
    article.save()
    saved(article)
    desk.post(address(article, "restore", 1), {"base": "2"})
    article.refresh_from_db()
    assert article.publisher == publisher

    article.publisher, article.canonical_url = None, ""
    article.save()
    saved(article)
    publisher.delete()

    assert desk.get(address(article, "restore", 1)).context["lost"] == [
        "The publisher The Ledger is no longer in the record: left out."
    ]


SEE, RESTORE = 200, 302


@pytest.mark.parametrize(
    ("role", "seen", "restored"),
    [
        ("reporter", SEE, RESTORE),
        ("editor", SEE, RESTORE),
        ("legal", SEE, 403),
        ("publisher", SEE, RESTORE),
        ("administrator", SEE, RESTORE),
    ],
)
def test_who_sees_versions_and_who_restores_them(role, seen, restored, client, article):
    client.force_login(member(role))

    pages = [
        client.get(address(article, "history")),
        client.get(address(article, "compare"), {"old": "r1", "new": "r1"}),
    ]
    act = client.post(address(article, "restore", 1), {"base": "1"})

    assert [page.status_code for page in pages] == [seen, seen]
    assert act.status_code == restored
    assert "Restore" not in pages[0].text or restored == RESTORE


def test_who_may_see_no_story_sees_no_version(client, article):
    someone = member("legal")
    someone.groups.clear()
    client.force_login(someone)

    assert client.get(address(article, "history")).status_code == 403
