"""Two editors at one story: the later save is shown both versions, merged, and saved on the newest."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from newsroom.linking.actions import link_about, link_mention
from newsroom.publishing.actions import record_revision
from newsroom.publishing.models import WorkingCopy
from newsroom.publishing.working_copies import keep_working_copy
from tests.factories.browser import added_row, filled, submit
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
)

ONE, TWO = "<p>The judge ruled on Monday.</p>", "<p>Roe has not yet appealed.</p>"


@pytest.fixture
def article(db):
    article = ArticleFactory(body=ONE + TWO, dek="A ruling.")
    record_revision(article, by=None, now=NOON)
    return article


@pytest.fixture
def explainer(db):
    explainer = ExplainerFactory(
        sections=[{"heading": "What ended?", "body": ONE}, {"heading": "Who?", "body": TWO}]
    )
    record_revision(explainer, by=None, now=NOON)
    return explainer


@pytest.fixture
def iris(client, db):
    """A colleague at another browser."""
    browser = type(client)()
    browser.force_login(member("editor", "iris"))
    return browser


def address(story):
    return reverse(f"admin:newsroom_{story.kind}_change", args=[story.pk])


def at_once(desk, iris, story, *, mine, theirs):
    """Both open the form; iris saves first. What my save is answered with."""
    my_form = filled(desk.get(address(story)), **mine)
    assert submit(iris, address(story), **theirs).status_code == 302
    return desk.post(address(story), {"_continue": "1", **my_form}, follow=True)


def decide(desk, told, button="_merge", **answers):
    sent = {name: values for name, values in filled(told).items() if not name.startswith("answer:")}
    return desk.post(told.redirect_chain[-1][0], {button: "1", **sent, **answers})


def places(told):
    return [(place.name, [answer for answer, _, _ in place.answers]) for place in told.context["places"]]


def laid_out(pieces):
    marks = {"same": "{}", "gone": "[-{}-]", "new": "[+{}+]"}
    return "".join(marks[piece.kind].format(piece.text) for piece in pieces)


def test_changes_in_different_places_are_merged_by_themselves(desk, iris, article):
    topic, author, section = TopicFactory(), AuthorFactory(), SectionFactory()
    one, another = CaseFactory(), EntityFactory()
    by_line = {"bylines-TOTAL_FORMS": 2, "bylines-1-author": author.pk, "bylines-1-position": 1}
    mine = {
        "body": ONE.replace("Monday", "Friday") + TWO,
        "topics": topic.pk,
        **added_row("links", case=one.pk),
    }
    theirs = {"body": ONE + TWO + "<p>It is stayed.</p>", "section": section.pk, **by_line}

    told = at_once(desk, iris, article, mine=mine, theirs=theirs | added_row("links", entity=another.pk))
    response = decide(desk, told)

    article.refresh_from_db()
    assert "Both are merged: save, or look at it in the form first." in told.text
    assert response["Location"] == address(article)
    assert article.body == "<p>The judge ruled on Friday.</p>" + TWO + "<p>It is stayed.</p>"
    assert (article.section, article.topics.get(), article.bylines.last().author) == (section, topic, author)
    assert {link.target for link in article.links.all()} == {one, another}
    assert (article.revision_number, WorkingCopy.objects.count()) == (3, 0)


def test_paragraph_both_changed_is_shown_three_times_with_its_words_marked(desk, iris, article):
    mine, theirs = ONE + "<p>Roe has not appealed.</p>", ONE + "<p>Doe has not yet appealed.</p>"

    told = at_once(desk, iris, article, mine={"body": mine}, theirs={"body": theirs})

    (place,) = told.context["places"]
    assert places(told) == [("Text", ["mine", "theirs", "both"])]
    assert laid_out(place.base) == "Roe has not yet appealed."
    assert laid_out(place.mine) == "Roe has not[- yet-] appealed."
    assert laid_out(place.theirs) == "[-Roe-][+Doe+] has not yet appealed."
    assert "<del>Roe</del><ins>Doe</ins> has not yet appealed." in told.text


@pytest.mark.parametrize(
    ("answer", "left"),
    [
        ("mine", "<p>Roe has not appealed.</p>"),
        ("theirs", "<p>Doe has not yet appealed.</p>"),
        ("both", "<p>Doe has not yet appealed.</p><p>Roe has not appealed.</p>"),
    ],
)
def test_paragraph_both_changed_is_saved_as_decided(answer, left, desk, iris, article):
    mine, theirs = ONE + "<p>Roe has not appealed.</p>", ONE + "<p>Doe has not yet appealed.</p>"
    told = at_once(desk, iris, article, mine={"body": mine}, theirs={"body": theirs})
    (place,) = told.context["places"]

    decide(desk, told, **{f"answer:{place.path}": answer})

    article.refresh_from_db()
    assert article.body == ONE + left


def test_lines_both_rewrote_are_decided_or_written_anew(desk, iris, article):
    one, other = SectionFactory(name="Courts"), SectionFactory(name="Policy")
    told = at_once(
        desk,
        iris,
        article,
        mine={"headline": "Roe wins", "dek": "Mine.", "section": one.pk},
        theirs={"headline": "Doe loses", "dek": "Theirs.", "section": other.pk},
    )
    anew = {"answer:headline": "anew", "anew:headline": "Roe wins over Doe", "answer:dek": "theirs"}

    missing = decide(desk, told, **anew)
    decide(desk, told, **anew, **{"answer:section": "mine"})

    article.refresh_from_db()
    assert [name for name, _ in places(told)] == ["Headline", "Dek", "Section"]
    assert (missing.status_code, missing.context["said"]) == (409, "Decide every place that both changed.")
    assert 'value="Roe wins over Doe"' in missing.text
    assert [laid_out(place.mine) for place in told.context["places"][1:]] == [
        "[-A ruling-][+Mine+].",
        "[+Courts+]",
    ]
    assert (article.headline, article.dek, article.section) == ("Roe wins over Doe", "Theirs.", one)


def test_refused_save_is_still_there_after_the_window_was_closed(desk, iris, article):
    at_once(desk, iris, article, mine={"headline": "Roe wins"}, theirs={"dek": "Theirs."})

    offered = desk.get(address(article))
    copy = WorkingCopy.objects.get()
    again = desk.get(address(article), {"copy": copy.token}, follow=True)

    assert f'href="?copy={copy.token}"' in offered.text
    assert "Save both, merged" in again.text


def test_both_versions_can_be_taken_into_the_form_first(desk, iris, article):
    told = at_once(desk, iris, article, mine={"headline": "Roe wins"}, theirs={"dek": "Theirs."})

    response = decide(desk, told, "_edit")
    form = desk.get(response["Location"])

    article.refresh_from_db()
    assert article.headline != "Roe wins"
    assert (filled(form)["headline"], filled(form)["dek"]) == (["Roe wins"], ["Theirs."])
    assert (filled(form)["base_revision"], filled(form)["note"]) == (["2"], ["merged with revision 2"])


def test_third_save_between_the_two_is_shown_again(desk, iris, article):
    told = at_once(desk, iris, article, mine={"headline": "Roe wins"}, theirs={"dek": "Theirs."})
    submit(iris, address(article), headline="Doe loses")

    shown = decide(desk, told)

    assert (shown.status_code, shown.context["newest"].number) == (409, 3)
    assert [place.name for place in shown.context["places"]] == ["Headline"]


def test_nothing_to_merge_leads_to_the_form(desk, administrator, article):
    copy = keep_working_copy(
        token=uuid4(), kind="article", story=article, base=1, form={"headline": ["x"]},
        by=administrator, now=timezone.now(),
    )  # fmt: skip
    page = reverse("admin:newsroom_article_merge", args=[article.pk, copy.token])

    assert desk.get(page)["Location"] == f"{address(article)}?copy={copy.token}"


def test_story_that_had_no_revision_is_merged_without_a_before(desk, iris):
    article = ArticleFactory(dek="A ruling.")

    told = at_once(desk, iris, article, mine={"headline": "Roe wins"}, theirs={"dek": "Theirs."})

    assert [(place.name, laid_out(place.base)) for place in told.context["places"]] == [
        ("Headline", ""),
        ("Dek", ""),
    ]


def test_links_taken_out_and_put_in_by_either_are_kept_so(desk, iris, article):
    first, second, third = CaseFactory(), CaseFactory(), CaseFactory()
    link_mention(article, "Roe", EntityFactory(), by=None, now=NOON)
    for case in (first, second):
        link_about(article, case, by=None, now=NOON)
    record_revision(article, by=None, now=NOON)

    told = at_once(
        desk,
        iris,
        article,
        mine={"links-0-DELETE": "on", **added_row("links", 2, 2, case=third.pk)},
        theirs={"links-1-DELETE": "on", **added_row("links", 2, 2, case=third.pk)},
    )
    decide(desk, told)

    assert [(link.case, link.surface) for link in article.links.all()] == [
        (None, "Roe"),
        (third, ""),
    ]


def test_embargo_set_by_a_colleague_is_not_overwritten(desk, iris, article):
    told = at_once(
        desk,
        iris,
        article,
        mine={"headline": "Roe wins"},
        theirs={"embargo_until_0": "2030-07-02", "embargo_until_1": "12:00"},
    )

    decide(desk, told)

    article.refresh_from_db()
    assert (article.headline, f"{article.embargo_until:%Y-%m-%d %H:%M}") == ("Roe wins", "2030-07-02 12:00")


def test_sections_changed_added_and_moved_by_either_are_merged(desk, iris, explainer):
    case, term, statement = CaseFactory(), TermFactory(), StatementFactory()
    added = added_row("sections", 2, 2, position=5, kind="status", heading="How it stands", cases=case.pk)
    terms = added_row("sections", 2, 2, position=5, kind="terms", heading="Words", terms=term.pk)
    mine = {"sections-0-position": 9, "sections-1-facts": statement.pk, **added}
    theirs = {"sections-0-heading": "What has ended?", **terms}

    told = at_once(desk, iris, explainer, mine=mine, theirs=theirs)
    decide(desk, told)

    sections = list(explainer.sections.all())
    assert places(told) == []
    assert {section.heading for section in sections} == {"Who?", "What has ended?", "How it stands", "Words"}
    assert sections[0].heading == "Who?"
    assert [fact.statement for fact in sections[0].facts.all()] == [statement]
    assert explainer.sections.get(heading="How it stands").cases.get() == case
    assert explainer.sections.get(heading="Words").terms.get() == term


@pytest.mark.parametrize(("answer", "left"), [("mine", ["What has ended?", "Who?"]), ("theirs", ["Who?"])])
def test_section_taken_out_there_and_rewritten_here_is_decided(answer, left, desk, iris, explainer):
    gone = explainer.sections.first()
    told = at_once(
        desk,
        iris,
        explainer,
        mine={"sections-0-heading": "What has ended?"},
        theirs={"sections-0-DELETE": "on"},
    )

    decide(desk, told, **{f"answer:sections:{gone.pk}": answer})

    assert places(told) == [("Section “What has ended?”", ["mine", "theirs"])]
    assert "They took it out." in told.text
    assert [str(section) for section in explainer.sections.all()] == left


def test_section_taken_out_here_is_taken_out_of_what_they_saved(desk, iris, explainer):
    told = at_once(
        desk, iris, explainer, mine={"sections-0-DELETE": "on"}, theirs={"sections-1-heading": "Who is it?"}
    )

    decide(desk, told)

    assert [str(section) for section in explainer.sections.all()] == ["Who is it?"]


def test_heading_of_a_section_both_rewrote_is_named(desk, iris, explainer):
    told = at_once(
        desk, iris, explainer, mine={"sections-0-heading": "Mine?"}, theirs={"sections-0-heading": "Theirs?"}
    )

    assert places(told) == [("Section “Mine?”: heading", ["mine", "theirs", "anew"])]


def test_who_may_not_write_sees_no_merge(client, article):
    client.force_login(member("legal"))

    assert client.get(reverse("admin:newsroom_article_merge", args=[article.pk, uuid4()])).status_code == 403


def test_merge_that_the_form_refuses_is_shown_in_the_form(desk, iris, article):
    ArticleFactory(slug="taken")
    told = at_once(
        desk, iris, article, mine={"slug": "taken", "headline": "Roe wins"}, theirs={"dek": "Theirs."}
    )

    response = decide(desk, told)

    assert response.status_code == 200
    assert filled(response)["headline"] == ["Roe wins"]
    assert f'action="{address(article)}"' in response.text
