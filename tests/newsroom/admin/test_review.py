"""Review at the desk: the strip on the form, a page for each step, and the page that tells it all."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from newsroom.articles.actions import save_article
from newsroom.publishing.actions import record_revision
from newsroom.publishing.canonical import digest
from newsroom.publishing.models import Assignment, Publication
from newsroom.publishing.reviewing import sign_off, submit_for_review
from tests.factories.browser import filled, submit
from tests.factories.staff import member
from tests.factories.stories import NOON, ArticleFactory, ExplainerFactory, SectionFactory


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def iris(db):
    return member("reporter", "iris")


@pytest.fixture
def article(iris):
    story = ArticleFactory(headline="Roe sued", slug="roe-sued", needs=["legal"])
    record_revision(story, by=iris, now=NOON)
    return story


@pytest.fixture
def as_(client):
    """A browser signed in as somebody with the role."""

    def sign_in(role):
        user = member(role, f"{role}-2") if isinstance(role, str) else role
        client.force_login(user)
        return client

    return sign_in


def at(story, name, *more):
    return reverse(f"admin:newsroom_{story.kind}_{name}", args=[story.pk, *more])


def edited(story, by):
    story.body = "<p>The judge set a trial.</p>"
    save_article(story, by=by)
    record_revision(story, by=by, now=NOON)


def take(browser, address, **typed):
    """Open the page of a step, type, and be led back to the story."""
    return browser.post(address, filled(browser.get(address), **typed), follow=True)


def said(response):
    return [str(message) for message in response.context["messages"]]


@pytest.mark.parametrize("factory", [ArticleFactory, ExplainerFactory])
def test_story_is_submitted_approved_and_signed_off(as_, iris, factory):
    story = factory(needs=["legal"])
    record_revision(story, by=iris, now=NOON)

    submitted = take(as_(iris), at(story, "step", "submit_for_review"), why="Ready.")
    approved = take(as_("editor"), at(story, "step", "approve"))
    signed = take(as_("legal"), at(story, "sign", "legal"), why="Read with the filing.")

    assert said(submitted) == [f"“{story}” is submitted for review."]
    assert said(approved) == [f"“{story}” is approved."]
    assert said(signed) == [f"“{story}” is signed off: legal."]
    story.refresh_from_db()
    assert (story.stage, [each.kind for each in story.sign_offs.all()]) == ("approved", ["legal", "editor"])


def test_save_and_submit_saves_and_then_asks(as_, article, iris):
    browser = as_(iris)
    page = browser.get(at(article, "change"))

    response = browser.post(
        at(article, "change"), {"_then": "submit_for_review", **filled(page, headline="Roe sued again")}
    )

    article.refresh_from_db()
    assert (response["Location"], article.headline) == (
        at(article, "step", "submit_for_review"),
        "Roe sued again",
    )


def test_form_says_what_is_void_and_leads_to_what_changed(as_, article, iris):
    sign_off(article, "legal", read=digest(article.content()), by=member("legal"), now=NOON)
    browser = as_(iris)
    before = browser.get(at(article, "change")).text
    edited(article, iris)

    after = browser.get(at(article, "change")).text

    assert "Legal signed off exactly this" in before
    assert "Legal signed off revision 1; the story has changed since" in after
    changed = f"{at(article, 'compare')}?old=r1&amp;new=r2"
    assert f'<a href="{changed}">what changed</a>' in after
    assert browser.get(at(article, "compare"), {"old": "r1", "new": "r2"}).status_code == 200


def test_what_was_edited_meanwhile_is_refused_and_the_note_stays(as_, article, iris):
    browser = as_("legal")
    page = browser.get(at(article, "sign", "legal"))
    edited(article, iris)

    response = browser.post(at(article, "sign", "legal"), filled(page, why="Read with the filing."))

    assert response.context["form"].non_field_errors() == [
        "The story was changed while you read it. Read it again, then decide."
    ]
    assert filled(response)["why"] == ["Read with the filing."]
    assert article.sign_offs.count() == 0


def test_sending_back_without_a_reason_is_refused(as_, article):
    submit_for_review(article, by=None, now=NOON)

    response = submit(as_("editor"), at(article, "step", "send_back"), why=" ")

    assert response.context["form"].errors == {"why": ["This field is required."]}


@pytest.mark.parametrize("why", ["a\0b", "x" * 1001])
def test_impossible_note_is_refused_at_its_field(as_, article, why):
    response = submit(as_("reporter"), at(article, "step", "submit_for_review"), why=why)

    assert list(response.context["form"].errors) == ["why"]
    assert article.steps.count() == 0


@pytest.mark.parametrize(("name", "what"), [("step", "explode"), ("sign", "horoscope")])
def test_made_up_step_is_not_found(desk, article, name, what):
    assert desk.get(at(article, name, what)).status_code == 404


def test_story_that_is_not_there_is_not_found(desk, article):
    gone = at(article, "review").replace(str(article.pk), "999999")

    assert desk.get(gone).status_code == 404


def test_emergency_is_offered_to_the_publisher_who_wrote_it_alone(as_, db):
    nora = member("publisher")
    story = ArticleFactory(slug="roe-sued")
    record_revision(story, by=nora, now=NOON)
    browser = as_(nora)

    refused = submit(browser, at(story, "publish"))
    assert Publication.objects.count() == 0
    assert "alone" in refused.context["form"].fields
    submit(browser, at(story, "publish"), alone="The court unsealed it at night.")

    assert Publication.objects.count() == 1
    assert "Published without a second pair of eyes by Publisher" in browser.get(at(story, "change")).text


def test_editor_who_wrote_it_alone_is_not_offered_an_emergency(as_, db):
    ada = member("editor")
    story = ArticleFactory()
    record_revision(story, by=ada, now=NOON)

    response = submit(as_(ada), at(story, "publish"), alone="Please.")

    assert "alone" not in response.context["form"].fields
    assert Publication.objects.count() == 0


def test_review_page_asks_for_sign_offs_and_waives_them(as_, article):
    browser = as_("administrator")
    page = at(article, "review")

    browser.post(page, {"need": "fact_check", "why": "Many figures."})
    browser.post(page, {"waive": "legal", "why": "It quotes the order alone."})
    refused = browser.post(page, {"waive": "fact_check", "why": ""}, follow=True)
    made_up = browser.post(page, {"need": "horoscope"}, follow=True)

    article.refresh_from_db()
    assert article.needs == ["fact_check"]
    assert said(refused) == ["Say why: the others go by it."]
    assert said(made_up)[0].startswith("Select a valid choice.")
    assert [step.why for step in article.steps.all()] == ["It quotes the order alone.", "Many figures."]


def test_sign_off_is_taken_back_and_an_approval_is_not(as_, article, iris):
    browser = as_("administrator")
    submit_for_review(article, by=iris, now=NOON)
    for kind in ("legal", "editor"):
        sign_off(article, kind, read=digest(article.content()), by=None, now=NOON)
    editors, legals = article.sign_offs.all()

    browser.post(at(article, "review"), {"withdraw": legals.pk})
    refused = browser.post(at(article, "review"), {"withdraw": editors.pk}, follow=True)
    nothing = browser.post(at(article, "review"), {"withdraw": "99999999999999999999"})

    legals.refresh_from_db()
    assert (legals.withdrawn_at, article.sign_offs.standing().count()) == (NOON, 1)
    assert said(refused) == ["An approval is taken back by reopening the story, or by sending it back."]
    assert nothing.status_code == 302


def test_story_is_assigned_and_done(as_, article, iris):
    browser = as_("editor")
    typed = {"assign": "yes", "person": iris.pk, "task": "write", "due_0": "2025-06-03", "due_1": "09:00"}

    browser.post(at(article, "review"), typed)
    shown = browser.get(at(article, "change")).text
    assignment = Assignment.objects.get()
    as_(iris).post(at(article, "review"), {"done": assignment.pk})

    assert "On the desk of Reporter (write, until" in shown
    assignment.refresh_from_db()
    assert (assignment.person, assignment.done_by, assignment.done_at) == (iris, iris, NOON)


def test_assignment_in_the_past_is_refused_and_stays_typed(as_, article, iris):
    typed = {"assign": "yes", "person": iris.pk, "task": "write", "due_0": "2025-06-01", "due_1": "09:00"}

    response = as_("editor").post(at(article, "review"), typed)

    assert response.context["form"].non_field_errors() == ["The date lies in the past: choose a later one."]
    assert Assignment.objects.count() == 0


def test_reporter_takes_a_story_and_gives_it_to_nobody(as_, article, iris):
    browser = as_(iris)
    ada = member("editor")

    browser.post(at(article, "review"), {"assign": "yes", "person": iris.pk, "task": "write"})
    refused = browser.post(at(article, "review"), {"assign": "yes", "person": ada.pk, "task": "edit"})

    assert list(refused.context["form"].errors) == ["person"]
    assert [each.person for each in Assignment.objects.all()] == [iris]


def test_section_asks_for_sign_offs(desk, db):
    section = SectionFactory(name="Courts", slug="courts")
    page = reverse("admin:newsroom_section_change", args=[section.pk])

    submit(desk, page, needs=["editor", "legal_if_criminal"])

    section.refresh_from_db()
    assert section.needs == ["editor", "legal_if_criminal"]


@pytest.mark.parametrize("count", [1, 3])
def test_review_page_asks_as_often_however_much_was_done(desk, iris, count, django_assert_num_queries):
    story = ArticleFactory(needs=["legal"])
    record_revision(story, by=iris, now=NOON)
    vera = member("legal")
    for number in range(count):
        sign_off(story, "legal", read=digest(story.content()), by=vera, now=NOON)
        story.assignments.create(person=member("reporter", f"r{number}"), task="write", assigned_at=NOON)
        submit_for_review(story, by=iris, now=NOON)
        story.stage = "writing"
        type(story).objects.filter(pk=story.pk).update(stage="writing")
    desk.get(at(story, "review"))

    with django_assert_num_queries(15):
        desk.get(at(story, "review"))


def test_due_date_that_has_passed_is_marked(as_, article, iris):
    article.assignments.create(
        person=iris, task="write", assigned_at=NOON, due=NOON - timedelta(hours=1), note="Call the court."
    )

    page = as_(iris).get(at(article, "review")).text

    assert "desk-late" in page
    assert "Call the court." in page
