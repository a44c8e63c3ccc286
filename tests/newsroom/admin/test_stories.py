"""Writing: what is typed is kept, cleaned, linked and never lost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.models import Change
from newsroom.articles.models import Article
from newsroom.explainers.models import Explainer
from newsroom.linking.actions import link_about, link_mention
from newsroom.linking.models import Link
from newsroom.publishing.actions import record_revision
from newsroom.publishing.models import Revision, WorkingCopy
from newsroom.staff.models import User
from tests.factories.browser import added_row, errors, filled, submit
from tests.factories.record import CaseFactory, EntityFactory, StatementFactory
from tests.factories.stories import (
    NOON,
    ArticleFactory,
    AuthorFactory,
    ExplainerFactory,
    TermFactory,
    TopicFactory,
    add_section,
)

ADD_ARTICLE = "/admin/newsroom/article/add/"
ADD_EXPLAINER = "/admin/newsroom/explainer/add/"
HOSTILE = (
    '<p onclick="alert(1)">Roe<script>alert(2)</script> <a href="javascript:alert(3)">said</a></p>'
    '<svg onload="alert(4)"></svg><style>p{display:none}</style>'
)


def change(story):
    return reverse(f"admin:newsroom_{story.kind}_change", args=[story.pk])


def mention(words, number=0, **fields):
    return added_row("links-2", number, surface=words, **fields)


@pytest.fixture
def article(db):
    article = ArticleFactory(body="<p>The SEC sued Roe. Later the SEC settled.</p>")
    record_revision(article, by=None, now=NOON)
    return article


@pytest.fixture
def explainer(db):
    explainer = ExplainerFactory()
    record_revision(explainer, by=None, now=NOON)
    return explainer


def test_article_is_written_with_byline_topic_and_target(desk, administrator):
    case, author, topic = CaseFactory(), AuthorFactory(name="Nora Quill"), TopicFactory()
    typed = {"headline": "Roe sued", "slug": "roe-sued", "body": "<p>Roe was sued.</p>", "topics": topic.pk}
    rows = added_row("bylines", author=author.pk, position=0) | added_row("links", case=case.pk)

    submit(desk, ADD_ARTICLE, **typed, **rows)

    article = Article.objects.get()
    revision = article.revisions.get()
    assert (article.body, article.topics.get(), article.bylines.get().author) == (
        "<p>Roe was sued.</p>",
        topic,
        author,
    )
    assert (article.links.get().case, article.links.get().decided_by) == (case, administrator)
    assert (revision.number, revision.saved_by, revision.content["authors"][0]["name"]) == (
        1,
        administrator,
        "Nora Quill",
    )


def test_saving_what_did_not_change_makes_no_revision(desk, article):
    submit(desk, change(article))

    assert article.revisions.count() == 1


def test_hostile_paste_is_cleaned_when_it_is_saved(desk):
    submit(desk, ADD_ARTICLE, headline="<script>alert(5)</script>", slug="roe", body=HOSTILE)

    article = Article.objects.get()
    assert article.body == "<p>Roe said</p>"
    for address in (change(article), "/admin/newsroom/article/", "/admin/", f"{change(article)}../history/"):
        assert "<script>alert" not in desk.get(address.replace("change/../", "")).text


def test_hostile_paste_is_harmless_where_a_revision_is_read(desk, article):
    Revision.objects.update(content={"headline": HOSTILE, "dek": HOSTILE, "body": HOSTILE})

    text = desk.get(reverse("admin:newsroom_revision_change", args=[article.revisions.get().pk])).text

    assert "<p>Roe said</p>" in text
    assert "<script>alert" not in text
    assert "<svg onload" not in text


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"slug": "taken"}, "slug"),
        ({"slug": "two words"}, "slug"),
        ({"headline": ""}, "headline"),
        ({"headline": "x" * 201}, "headline"),
        ({"canonical_url": "javascript:alert(1)"}, "canonical_url"),
        ({"section": "nonsense"}, "section"),
        ({"topics": ["nonsense"]}, "topics"),
        ({"embargo_until_0": "2025-02-30", "embargo_until_1": "12:00"}, "embargo_until"),
        ({"headline": "\0"}, "headline"),
        ({"headline": "\u200b\u202e"}, "headline"),
        ({"base_revision": ""}, "base_revision"),
    ],
)
def test_bad_input_is_refused_beside_its_field_and_the_text_stays(desk, article, typed, field):
    ArticleFactory(slug="taken")

    response = submit(desk, change(article), **{"body": "<p>Hours of work.</p>", **typed})

    assert list(errors(response)) == [field]
    assert filled(response)["body"] == ["<p>Hours of work.</p>"]


def test_taken_slug_says_what_to_do(desk, article):
    ArticleFactory(slug="taken")

    response = submit(desk, change(article), slug="taken")

    said = {"slug": ["Another story already has this slug. Choose a different one."]}
    assert errors(response) == said


def test_story_taken_from_elsewhere_needs_its_address(desk, article):
    response = submit(desk, change(article), publisher=EntityFactory().pk)

    said = {"canonical_url": ["Give the canonical URL of a story taken from elsewhere."]}
    assert errors(response) == said


def overtake(story):
    """Somebody else saves while our form is open."""
    colleague = User.objects.create_user("iris", first_name="Iris", last_name="Vance")
    type(story).objects.filter(pk=story.pk).update(dek="Iris was here.")
    return record_revision(type(story).objects.get(pk=story.pk), by=colleague, now=NOON)


@pytest.mark.parametrize("kind", ["article", "explainer"])
def test_stale_save_is_refused_and_what_was_typed_stays(desk, kind, request):
    story = request.getfixturevalue(kind)
    page = desk.get(change(story))
    typed = filled(page, headline="What we typed", **added_row("links", case=CaseFactory().pk))
    theirs = overtake(story)

    response = desk.post(change(story), typed, follow=True)

    copy = WorkingCopy.objects.get()
    assert (
        "Iris Vance saved revision 2 while you were editing.</strong> Nothing you typed is lost"
        in response.text
    )
    assert reverse("admin:newsroom_revision_change", args=[theirs.pk]) in response.text
    assert response.redirect_chain == [
        (reverse(f"admin:newsroom_{kind}_merge", args=[story.pk, copy.token]), 302)
    ]
    assert copy.form["headline"] == ["What we typed"]
    assert copy.form["links-0-case"] == typed["links-0-case"]
    assert story.links.count() == 0
    assert type(story).objects.get().headline == story.headline


def test_saving_again_after_having_been_told_keeps_both(desk, article):
    typed = filled(desk.get(change(article)), headline="What we typed")
    overtake(article)
    told = desk.post(change(article), typed, follow=True)

    response = desk.post(told.redirect_chain[-1][0], filled(told))

    article.refresh_from_db()
    assert response["Location"] == change(article)
    assert (article.headline, article.dek, article.revision_number) == ("What we typed", "Iris was here.", 3)
    assert article.revisions.first().note == "merged with revision 2"
    assert WorkingCopy.objects.count() == 0


def test_words_are_linked_where_they_stand(desk, article):
    agency = EntityFactory(name="Securities and Exchange Commission")

    response = submit(desk, change(article), **mention("SEC", entity=agency.pk, occurrence=2))

    link = article.links.get()
    assert (link.entity, link.surface, link.start) == (agency, "SEC", 28)
    assert "Later the <mark>SEC</mark> settled." in desk.get(response["Location"]).text


def test_words_typed_in_the_same_save_are_linked(desk, article):
    typed = {"body": "<p>The SEC dropped the case.</p>", **mention("dropped", case=CaseFactory().pk)}

    submit(desk, change(article), **typed)

    assert article.links.get().surface == "dropped"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            {"surface": "Binance"},
            {
                "links-2-0-surface": [
                    "“Binance” does not stand in the text. Copy the words exactly as they are there."
                ]
            },
        ),
        (
            {"surface": "SEC", "occurrence": 3},
            {"links-2-0-surface": ["“SEC” stands in the text 2 times: choose 1 to 2."]},
        ),
        ({"surface": ""}, {"links-2-0-surface": ["This field is required."]}),
    ],
)
def test_mention_that_cannot_be_placed_is_refused_at_its_words(desk, article, row, said):
    typed = added_row("links-2", entity=EntityFactory().pk, **row)

    response = submit(desk, change(article), headline="What we typed", **typed)

    assert errors(response) == said
    assert filled(response)["headline"] == ["What we typed"]
    assert Link.objects.count() == 0


def test_link_needs_one_target_and_not_two(desk, article):
    both = mention("SEC", case=CaseFactory().pk, entity=EntityFactory().pk)

    told = [submit(desk, change(article), **row) for row in (mention("SEC"), both)]

    said = {"links-2-0-case": ["Link to a case or to an entity: one of the two."]}
    assert [errors(response) for response in told] == [said, said]


def test_story_about_the_same_twice_is_refused(desk, article):
    case = CaseFactory()
    link_about(article, case, by=None, now=NOON)

    response = submit(desk, change(article), **added_row("links", 1, initial=1, case=case.pk))

    assert errors(response) == {"links-1-__all__": ["The story is already said to be about this."]}


def test_orphaned_mention_is_marked_and_can_be_deleted(desk, article):
    link = link_mention(article, "settled", EntityFactory(), by=None, now=NOON)
    submit(desk, change(article), body="<p>The SEC sued Roe.</p>")

    marked = desk.get(change(article))
    gone = {"links-2-0-DELETE": "on", "links-2-0-id": link.pk}
    submit(desk, change(article), **gone)

    assert "gone from the text" in marked.text
    assert "are gone from the text: link other words or delete the link." in str(marked.context["problems"])
    assert article.links.count() == 0


def test_problems_are_shown_while_writing(desk):
    article = ArticleFactory(body="", authors=[])
    record_revision(article, by=None, now=NOON)

    response = desk.get(change(article))

    assert response.context["problems"] == [
        "There is no byline: add at least one author.",
        "The body is empty: write it, or paste it, before publishing.",
    ]
    assert "Before it can be published:" in response.text


def section(number=0, initial=0, **fields):
    return added_row("sections", number, initial, **{"position": number, "kind": "text", **fields})


def test_explainer_is_built_of_sections(desk):
    case, term = CaseFactory(), TermFactory()
    later, first = StatementFactory(case=case), StatementFactory(case=case)
    rows = section(0, heading="What ended?", body="<p onclick=x>The claims.</p>")
    rows |= section(1, kind="key_facts", facts=[first.pk, later.pk])
    rows |= section(2, kind="status", cases=[case.pk]) | section(3, kind="terms", terms=[term.pk])

    submit(desk, ADD_EXPLAINER, headline="What it means", slug="what-it-means", **rows)

    explainer = Explainer.objects.get()
    written, facts, status, terms = explainer.sections.all()
    assert (written.heading, written.body) == ("What ended?", "<p>The claims.</p>")
    assert [fact.statement for fact in facts.facts.all()] == [first, later]
    assert (status.cases.get(), terms.terms.get()) == (case, term)
    assert explainer.revisions.get().content["sections"][1]["statements"] == [first.pk, later.pk]


def test_statements_of_a_section_are_shown_and_kept_in_the_order_chosen(desk, explainer):
    one, two, three = (StatementFactory() for _ in range(3))
    row = add_section(explainer, kind="key_facts", position=9, statements=[one, two])
    page = desk.get(change(explainer))

    submit(desk, change(explainer), **{"sections-1-facts": [three.pk, one.pk]})

    assert filled(page)["sections-1-facts"] == [str(one.pk), str(two.pk)]
    assert [fact.statement for fact in row.facts.all()] == [three, one]


def test_sections_are_reordered_by_their_numbers(desk, explainer):
    add_section(explainer, heading="Second", position=1)

    submit(desk, change(explainer), **{"sections-0-position": 2})

    assert [str(s) for s in explainer.sections.all()] == ["Second", "text"]


@pytest.mark.parametrize("count", [1, 3])
def test_names_are_looked_up_once_however_many_sections_are_saved(desk, count):
    explainer = ExplainerFactory(sections=[{"body": f"<p>Part {n}.</p>"} for n in range(count)])
    EntityFactory(name="Avalon Trading")
    typed = {f"sections-{n}-body": f"<p>Avalon Trading, part {n}.</p>" for n in range(count)}

    with CaptureQueriesContext(connection) as asked:
        submit(desk, change(explainer), **typed)

    lookups = [query for query in asked if "with named as" in query["sql"]]
    assert (len(lookups), explainer.links.proposed().count()) == (1, count)


def test_section_is_taken_out(desk, explainer):
    submit(desk, change(explainer), **{"sections-0-DELETE": "on"})

    assert explainer.sections.count() == 0
    assert explainer.revisions.count() == 2


def test_words_of_a_new_section_are_linked_in_the_same_save(desk, explainer):
    rows = section(1, initial=1, body="<p>The stipulation was joint.</p>")
    rows |= {"sections-0-position": 0, **mention("stipulation", case=CaseFactory().pk)}

    submit(desk, change(explainer), **rows)

    assert explainer.links.get().surface == "stipulation"


def test_section_that_shows_no_statement_of_the_record_is_refused(desk, explainer):
    response = submit(desk, change(explainer), **{"sections-0-facts": ["nonsense"]})

    assert list(errors(response)) == ["sections-0-facts"]


def test_author_twice_on_a_byline_is_refused(desk, article):
    author = article.bylines.get().author

    response = submit(
        desk, change(article), **added_row("bylines", 1, initial=1, author=author.pk, position=1)
    )

    assert "This author is already on the byline." in str(errors(response))


def test_save_is_one_transaction_under_the_name_of_who_saved(desk, administrator):
    entity = EntityFactory()
    Change.objects.all().delete()

    submit(desk, reverse("admin:cases_entity_change", args=[entity.pk]), description="an exchange")

    logged = Change.objects.get()
    assert (logged.verb, logged.by) == ("amend_entity", administrator)


def test_no_page_of_a_story_that_is_not_there(desk):
    missing = [desk.get(f"/admin/newsroom/article/99/{page}/").status_code for page in ("history", "publish")]

    assert missing == [404, 302]
