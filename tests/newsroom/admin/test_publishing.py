"""Publishing by hand: a page that asks, a POST that does, and an answer in words."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from newsroom.articles.actions import save_article
from newsroom.publishing.actions import publish, record_revision, withdraw
from newsroom.publishing.models import Correction, Publication
from newsroom.staff.models import User
from tests.factories.browser import filled, submit
from tests.factories.staff import member
from tests.factories.stories import NOON, ArticleFactory, ExplainerFactory, published


@pytest.fixture
def article(db):
    article = ArticleFactory(headline="Roe sued", slug="roe-sued")
    record_revision(article, by=None, now=NOON)
    return article


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False):
        yield


def address(story, verb):
    return reverse(f"admin:newsroom_{story.kind}_{verb}", args=[story.pk])


def ask_and_do(client, story, verb, **typed):
    page = client.get(address(story, verb))
    return client.post(address(story, verb), filled(page, **typed), follow=True)


def said(response):
    return [str(message) for message in response.context["messages"]]


@pytest.mark.parametrize("factory", [ArticleFactory, ExplainerFactory])
def test_story_is_published_and_the_editor_led_to_its_page(desk, administrator, factory):
    story = factory(slug="roe-sued")
    record_revision(story, by=None, now=NOON)

    response = ask_and_do(desk, story, "publish")

    publication = Publication.objects.get()
    assert (publication.verb, publication.effective_at, publication.published_by) == (
        "publish",
        NOON,
        administrator,
    )
    link = f'<a href="/{story.kind}s/roe-sued/">Read it as readers do</a>'
    assert said(response) == [f"Published as edition 1. {link}"]


def test_story_is_scheduled(desk, article):
    typed = {"at_0": "2025-06-03", "at_1": "09:30:00"}

    response = ask_and_do(desk, article, "publish", **typed)

    assert said(response) == ["Edition 1 of “Roe sued” appears on 03 June 2025 at 09:30 UTC."]
    assert Publication.objects.current(timezone.now()).count() == 0
    assert Publication.objects.current(NOON + timedelta(days=1)).count() == 1


def test_update_tells_readers_what_is_new(desk, article):
    publish(article, by=None, now=NOON)

    response = ask_and_do(desk, article, "publish", note="The judge has ruled.")

    assert Publication.objects.first().note == "The judge has ruled."
    assert said(response)[0].startswith("Updated as edition 2.")


def test_minor_edit_is_published(desk, article):
    publish(article, by=None, now=NOON)

    response = ask_and_do(desk, article, "minor-edit")

    assert Publication.objects.first().verb == "minor_edit"
    assert said(response)[0].startswith("Minor edit published as edition 2.")


def test_story_is_withdrawn_with_a_note_and_restored(desk, article):
    publish(article, by=None, now=NOON)

    withdrawn = ask_and_do(desk, article, "withdraw", note="The filing was forged.")
    restored = ask_and_do(desk, article, "publish")

    assert [p.verb for p in Publication.objects.order_by("number")] == ["publish", "withdraw", "restore"]
    assert Publication.objects.get(verb="withdraw").note == "The filing was forged."
    assert said(withdrawn) == ["“Roe sued” is withdrawn."]
    assert said(restored)[0].startswith("Restored as edition 3.")


@pytest.mark.parametrize("note", ["", "   "])
def test_withdrawing_without_a_note_is_refused(desk, article, note):
    publish(article, by=None, now=NOON)

    response = ask_and_do(desk, article, "withdraw", note=note)

    assert response.context["form"].errors == {"note": ["This field is required."]}
    assert Publication.objects.count() == 1


def test_story_that_is_not_ready_is_refused_with_what_to_do(desk):
    article = ArticleFactory(body="", authors=[])
    record_revision(article, by=None, now=NOON)

    asked = desk.get(address(article, "publish"))
    response = ask_and_do(desk, article, "publish")

    problems = [
        "There is no byline: add at least one author.",
        "The body is empty: write it, or paste it, before publishing.",
    ]
    assert asked.context["problems"] == response.context["problems"] == problems
    assert "It is not ready. What to do:" in response.text
    assert Publication.objects.count() == 0


def test_time_in_the_past_is_refused_and_stays_typed(desk, article):
    response = ask_and_do(desk, article, "publish", at_0="2025-06-01", at_1="12:00:00")

    assert response.context["problems"] == [
        "The time to publish lies in the past: choose a later one, or publish now."
    ]
    assert filled(response)["at_0"] == ["2025-06-01"]


@pytest.mark.parametrize("at", [("2025-02-30", "12:00"), ("x", "y"), ("2025-06-03", ""), ("\0", "\0")])
def test_impossible_time_is_refused_at_its_field(desk, article, at):
    response = ask_and_do(desk, article, "publish", at_0=at[0], at_1=at[1])

    assert list(response.context["form"].errors) == ["at"]
    assert Publication.objects.count() == 0


def test_what_the_publisher_has_not_seen_is_not_published(desk, article):
    page = desk.get(address(article, "publish"))
    article.headline = "Roe convicted"
    article.save()
    record_revision(article, by=member("editor", "iris"), now=NOON)

    response = desk.post(address(article, "publish"), filled(page))

    (told,) = response.context["form"].non_field_errors()
    assert told.startswith("Editor saved revision 2 meanwhile.")
    assert Publication.objects.count() == 0


@pytest.mark.parametrize("base", ["", "x", "99999999999"])
def test_publishing_from_no_revision_is_refused(desk, article, base):
    response = desk.post(address(article, "publish"), {"base": base})

    assert response.status_code == 200
    assert Publication.objects.count() == 0


def test_save_and_publish_saves_and_then_asks(desk, article):
    change = reverse("admin:newsroom_article_change", args=[article.pk])
    page = desk.get(change)

    response = desk.post(change, {"_then": "publish", **filled(page, headline="Roe sued again")})

    article.refresh_from_db()
    assert (response["Location"], article.headline) == (address(article, "publish"), "Roe sued again")
    assert Publication.objects.count() == 0


def test_made_up_next_step_leads_to_the_list(desk, article):
    change = reverse("admin:newsroom_article_change", args=[article.pk])

    response = desk.post(change, {"_then": "explode", **filled(desk.get(change))})

    assert response["Location"] == reverse("admin:newsroom_article_changelist")


def test_history_says_who_did_what_newest_first(desk, article, administrator):
    submit(desk, reverse("admin:newsroom_article_change", args=[article.pk]), dek="In a new suit.")
    desk.force_login(member("publisher"))
    ask_and_do(desk, article, "publish", note="First told here.")

    response = desk.get(reverse("admin:newsroom_article_history", args=[article.pk]))

    assert [(r.number, r.saved_by) for r in response.context["revisions"]] == [(2, administrator), (1, None)]
    assert "First told here." in response.text


def test_edition_is_read_and_not_altered(desk):
    publication = published(ArticleFactory(body="<p>As it was.</p>")).publications.get()
    page = reverse("admin:newsroom_publication_change", args=[publication.pk])

    assert "<p>As it was.</p>" in desk.get(page).text
    assert desk.post(page, {"headline": "Altered"}).status_code == 403


def test_only_published_stories_have_a_page_to_view(desk, article):
    change = reverse("admin:newsroom_article_change", args=[article.pk])
    draft = desk.get(change).text

    publish(article, by=None, now=NOON)

    assert 'href="/articles/roe-sued/"' not in draft
    assert 'href="/articles/roe-sued/"' in desk.get(change).text


def test_history_is_for_the_desk(client, article):
    hired_without_role = User.objects.create_user("new", is_staff=True)
    client.force_login(hired_without_role)

    response = client.get(reverse("admin:newsroom_article_history", args=[article.pk]))

    assert response.status_code == 403


def test_change_log_names_a_story_without_leading_anywhere(desk, article):
    publish(article, by=None, now=NOON)

    assert f">story {article.pk}</td>" in desk.get("/admin/cases/change/").text


def corrected_draft(body="<p>The hearing is in July.</p>"):
    article = published(ArticleFactory(body="<p>The hearing is in June.</p>"))
    article.body = body
    save_article(article, by=None)
    record_revision(article, by=None, now=NOON)
    return article


@pytest.mark.parametrize(("verb", "kind"), [("correct", "correction"), ("clarify", "clarification")])
def test_putting_right_publishes_the_text_and_its_entry(desk, db, verb, kind):
    article = corrected_draft()
    address = reverse(f"admin:newsroom_article_{verb}", args=[article.pk])

    said = {
        "note_1": "The hearing is in July.",
        "before_1": "in June",
        "after_1": "in July",
        "concerns_1": "number",
    }
    response = desk.post(address, {"base": article.revision_number, **said})

    (entry,) = Correction.objects.all()
    assert response.status_code == 302
    assert (entry.kind, entry.concerns, entry.publication.number) == (kind, "number", 2)


def test_correction_that_readers_could_not_check_keeps_what_was_typed(desk, db):
    article = corrected_draft()
    address = reverse("admin:newsroom_article_correct", args=[article.pk])

    response = desk.post(address, {"base": article.revision_number, "note_2": "Wrong.", "before_2": "in May"})

    assert response.context["problems"] == [
        "Entry 1: “in May” does not stand in the edition readers have: copy the words from there."
    ]
    assert "in May</textarea>" in response.text


@pytest.fixture
def scheduled(article):
    publish(article, by=None, now=NOON, at=NOON + timedelta(hours=2))
    return article


def buttons(client, story):
    form = client.get(reverse("admin:newsroom_article_change", args=[story.pk]))
    return [[verb.name for verb, _ in form.context[place]] for place in ("verbs", "verbs_of_schedule")]


def test_scheduled_story_offers_what_can_be_done_with_it(desk, scheduled):
    # Nobody has read it: there is nothing to withdraw, and the verb would refuse it.
    assert buttons(desk, scheduled) == [[], ["reschedule", "cancel-schedule"]]


def test_story_only_scheduled_is_called_so_and_has_no_page_to_view(desk, scheduled):
    form = desk.get(address(scheduled, "change"))
    row = desk.get(reverse("admin:newsroom_article_changelist"))

    assert b'<span class="desk-mark">scheduled</span>' in form.content
    assert b"View on site" not in form.content
    assert b'<td class="field-standing">scheduled</td>' in row.content


def test_story_is_rescheduled(desk, scheduled):
    response = ask_and_do(desk, scheduled, "reschedule", at_0="2025-06-03", at_1="09:30:00")

    assert said(response) == ["Edition 2 of “Roe sued” appears on 03 June 2025 at 09:30 UTC."]


def test_schedule_is_cancelled(desk, scheduled):
    response = ask_and_do(desk, scheduled, "cancel-schedule")

    assert said(response) == ["The schedule of “Roe sued” is cancelled. What readers have stays as it is."]
    assert buttons(desk, scheduled) == [["publish"], []]
    assert "cancelled by" in desk.get(reverse("admin:newsroom_article_history", args=[scheduled.pk])).text


def test_desk_lists_editions_by_how_they_stand(desk, scheduled):
    published(ArticleFactory(headline="Doe wins"))
    ask_and_do(desk, scheduled, "reschedule", at_0="2025-06-03", at_1="09:30:00")

    def listed(stands):
        page = desk.get(reverse("admin:newsroom_publication_changelist"), {"stands": stands})
        return [(edition.headline, edition.number) for edition in page.context["cl"].result_list]

    assert {stands: listed(stands) for stands in ("scheduled", "effective", "cancelled")} == {
        "scheduled": [("Roe sued", 2)],
        "effective": [("Doe wins", 1)],
        "cancelled": [("Roe sued", 1)],
    }
    assert len(listed("nonsense")) == 3


def test_embargo_after_the_schedule_is_refused_beside_the_embargo(desk, scheduled):
    address = reverse("admin:newsroom_article_change", args=[scheduled.pk])

    response = submit(desk, address, embargo_until_0="2025-06-02", embargo_until_1="15:00:00")

    problem = (
        "Edition 1 is scheduled for 2 June 2025, 14:00 UTC, before this embargo ends: reschedule it, or "
        "cancel its schedule, first."
    )
    assert response.context["adminform"].form.errors["embargo_until"] == [problem]


VERBS_IN_EACH_STATE = {
    "draft": ["publish"],
    "scheduled first": [],
    "published": [
        "publish update", "publish minor edit", "publish correction", "publish clarification", "withdraw",
    ],
    "scheduled again": ["withdraw"],
    "withdrawn": ["restore"],
}  # fmt: skip


@pytest.mark.parametrize("state", VERBS_IN_EACH_STATE)
def test_buttons_say_what_they_do_where_the_story_stands(desk, article, state):
    if state == "scheduled first":
        publish(article, by=None, now=NOON, at=NOON + timedelta(days=1))
    elif state != "draft":
        publish(article, by=None, now=NOON)
    if state == "scheduled again":
        article.dek = "A second look."
        save_article(article, by=None)
        publish(article, by=None, now=NOON, at=NOON + timedelta(days=1))
    if state == "withdrawn":
        withdraw(article, by=None, now=NOON, note="It confused two cases.")

    page = desk.get(reverse("admin:newsroom_article_change", args=[article.pk])).text

    said = re.findall(r'class="desk-verb">Save and (.*?)…<', page)
    assert said == VERBS_IN_EACH_STATE[state]


def test_page_of_an_update_says_what_it_is(desk, article):
    publish(article, by=None, now=NOON)

    page = desk.get(address(article, "publish")).text

    assert '<input type="submit" class="default" value="Publish update">' in page
    assert "its date moves, and it is news again" in page


@pytest.mark.parametrize("verb", ["publish", "minor-edit"])
def test_page_says_when_readers_would_get_the_same_words_again(desk, article, verb):
    publish(article, by=None, now=NOON)
    told = "Nothing was saved since edition 1: readers would get the same words again."

    assert told in desk.get(address(article, verb)).text

    article.dek = "A second look."
    save_article(article, by=None)
    record_revision(article, by=None, now=NOON)
    assert told not in desk.get(address(article, verb)).text

    withdraw(article, by=None, now=NOON, note="It confused two cases.")
    assert told not in desk.get(address(article, "publish")).text
