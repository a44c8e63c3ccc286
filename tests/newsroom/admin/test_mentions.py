"""The reverse desk: who mentions a name that is new to the record, and linking them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.models import Entity
from newsroom.articles.actions import save_article
from newsroom.linking import mentioning
from newsroom.linking.spread import Spread, SpreadStory
from newsroom.publishing.models import Publication
from tests.factories.record import CaseFactory, CourtFactory, EntityFactory
from tests.factories.staff import member
from tests.factories.stories import NOON, ArticleFactory, published

BODY = "<p>👩🏽‍⚖️ A judge spoke.</p><p>The lawyers of Avalon Trading agreed.</p>"


def address(target):
    return reverse("admin:mentions", args=[target._meta.model_name, target.pk])


@pytest.fixture
def stories(db):
    """One published, one published with a draft that readers have not seen, one never published."""
    changed = published(ArticleFactory(headline="Changed", body=BODY))
    changed.body += "<p>More to come.</p>"
    save_article(changed, by=None)
    return [
        published(ArticleFactory(headline="Published", body=BODY)),
        changed,
        ArticleFactory(headline="Draft", body=BODY),
    ]


@pytest.fixture
def avalon(stories):
    return EntityFactory(name="Avalon Trading")


def test_stories_are_counted_and_shown_with_the_words_in_their_sentence(desk, avalon):
    page = desk.get(address(avalon))

    assert "3 stories have the words without a decision about Avalon Trading yet." in page.text
    assert [(each["story"].headline, each["words"]) for each in page.context["mentions"]] == [
        (headline, [("The lawyers of ", "Avalon Trading", " agreed.")])
        for headline in ("Draft", "Published", "Changed")
    ]


def test_chosen_stories_are_linked_and_published_as_minor_edits(desk, avalon, stories):
    page = desk.post(address(avalon), {"story": [story.pk for story in stories]})

    became = {
        each["outcome"].story.headline: (
            len(each["outcome"].links),
            each["outcome"].edition and each["outcome"].edition.verb,
            each["outcome"].needs_you,
        )
        for each in page.context["outcomes"]
    }
    assert became == {
        "Published": (1, "minor_edit", []),
        "Changed": (1, None, ["The draft has changes that are not published: look at them, then publish."]),
        "Draft": (1, None, []),
    }
    assert Publication.objects.filter(verb="minor_edit").count() == 1
    assert page.context["mentions"] == []
    assert "<strong>Needs you:</strong>" in page.text


def test_one_story_is_linked_alone(desk, avalon, stories):
    page = desk.post(address(avalon), {"story": stories[2].pk})

    assert [each["story"] for each in page.context["mentions"]] == stories[:2]


def test_linking_twice_links_once(desk, avalon, stories):
    desk.post(address(avalon), {"story": stories[0].pk})
    page = desk.post(address(avalon), {"story": stories[0].pk})

    assert "nothing there means it" in page.text
    assert stories[0].links.accepted().count() == 1
    assert stories[0].publications.count() == 2


@pytest.mark.parametrize("typed", [[], ["404"], ["\0"], ["x"], ["9" * 30]])
def test_choice_of_nothing_says_so(desk, avalon, typed):
    page = desk.post(address(avalon), {"story": typed})

    assert [str(message) for message in page.context["messages"]] == ["Choose at least one story."]


def test_story_that_does_not_mention_it_stays_as_it_is(desk, avalon):
    other = published(ArticleFactory())

    page = desk.post(address(avalon), {"story": other.pk})

    assert "nothing there means it" in page.text
    assert other.publications.count() == 1


def test_stories_are_paged(desk, avalon, stories, monkeypatch):
    monkeypatch.setattr("newsroom.admin.mentions.PAGE", 2)

    page = desk.get(address(avalon))
    rest = desk.get(address(avalon), {"before": page.context["before"]})

    assert len(page.context["mentions"]) == 2
    assert [each["story"].headline for each in rest.context["mentions"]] == ["Changed"]
    assert len(desk.get(address(avalon), {"before": "x"}).context["mentions"]) == 2


def test_story_of_which_only_the_published_text_says_so_is_shown_and_cannot_be_chosen(desk, avalon, stories):
    told = published(ArticleFactory(headline="Told before", body=BODY))
    told.body = "<p>A judge spoke.</p>"
    save_article(told, by=None)

    page = desk.get(address(avalon))

    first = page.context["mentions"][0]
    assert (first["story"].headline, first["edition"].number) == ("Told before", 1)
    assert first["words"] == [("The lawyers of ", "Avalon Trading", " agreed.")]
    assert f'value="{told.pk}"' not in page.text
    assert "Only edition 1, which readers have, says so" in page.text


def test_all_are_linked_in_the_background_and_the_page_says_what_became_of_them(
    desk, administrator, avalon, stories, monkeypatch
):
    monkeypatch.setattr("newsroom.admin.mentions.PAGE", 2)
    assert "Link in all of them, in the background" in desk.get(address(avalon)).text

    page = desk.post(address(avalon), {"act": "all"}, follow=True)

    assert page.redirect_chain == [(address(avalon), 302)]
    assert "Begun by" in page.text
    assert "3 read, 3 linked, 1 published again as minor edits, 1 left to you." in page.text
    assert [(each["row"].story.headline, each["row"].links) for each in page.context["spread"]["open"]] == [
        ("Changed", 1)
    ]
    spread = Spread.objects.get()
    assert (spread.counted, spread.started_by, spread.stopped) == ("3", administrator, "")


def test_spread_is_stopped(desk, administrator, avalon):
    Spread.objects.create(entity=avalon, counted="more than 1,000", before=10, started_at=NOON)

    assert "The worker has not come to it yet." in desk.get(address(avalon)).text
    page = desk.post(address(avalon), {"act": "stop"}, follow=True)

    assert f"Stopped by {administrator}." in page.text
    assert desk.post(address(avalon), {"act": "stop"}, follow=True).status_code == 200


def test_what_many_stories_leave_to_do_is_shortened(desk, avalon, stories, monkeypatch):
    monkeypatch.setattr("newsroom.admin.mentions.OPEN_SHOWN", 2)
    spread = Spread.objects.create(entity=avalon, counted="3", before=1, started_at=NOON, ended_at=NOON)
    for story in stories:
        SpreadStory.objects.create(spread=spread, story=story, needs_you=["Publish it."])

    assert "and 1 more" in desk.get(address(avalon)).text


def test_common_words_are_looked_for_among_the_newest(desk, avalon, stories, monkeypatch):
    monkeypatch.setattr(mentioning, "LOOKED_AT", 2)
    monkeypatch.setattr(mentioning, "WALKED", 1)

    page = desk.get(address(avalon))
    older = desk.get(address(avalon), {"before": page.context["before"]})

    assert "At least 2 stories have the words, which are common ones" in page.text
    assert [each["story"].headline for each in page.context["mentions"]] == ["Draft"]
    assert [each["story"].headline for each in older.context["mentions"]] == ["Published"]


def test_common_words_that_the_newest_lack_are_looked_for_further_back(desk, avalon, monkeypatch):
    for body in ["<p>A judge spoke.</p>", "<p>Nobody spoke.</p>"]:
        ArticleFactory(body=body)
    monkeypatch.setattr(mentioning, "LOOKED_AT", 2)
    monkeypatch.setattr(mentioning, "WALKED", 2)

    page = desk.get(address(avalon))

    assert "None among the newest stories: look further back." in page.text
    assert page.context["before"] is not None


def test_many_mentions_in_a_story_are_shortened(desk, avalon):
    ArticleFactory(body="".join(f"<p>Day {n}: Avalon Trading lost.</p>" for n in range(5)))

    page = desk.get(address(avalon))

    first = page.context["mentions"][0]
    assert (len(first["words"]), first["more"]) == (3, 2)


def test_case_is_found_by_its_number(desk, db):
    ArticleFactory(headline="Numbered", body="<p>In No. 1:23-cv-00457 the judge spoke.</p>")
    case = CaseFactory(caption="Doe v. Roe", court=CourtFactory(), docket_number="1:23-cv-00457")

    page = desk.get(address(case))

    assert [each["story"].headline for each in page.context["mentions"]] == ["Numbered"]


@pytest.mark.parametrize("path", ["entity/404", "case/404", "court/1"])
def test_what_is_not_in_the_record_is_not_found(desk, path):
    assert desk.get(f"/admin/mentions/{path}/").status_code == 404


@pytest.mark.parametrize("factory", [EntityFactory, CaseFactory])
def test_page_of_the_record_leads_there(desk, factory):
    target = factory(**{"name" if factory is EntityFactory else "caption": "Avalon Trading"})
    ArticleFactory(body=BODY)

    page = desk.get(reverse(f"admin:cases_{target._meta.model_name}_change", args=[target.pk]))

    assert f'<a href="{address(target)}">Stories that mention it (1)</a>' in page.text


@pytest.mark.parametrize(
    ("role", "may"),
    [("reporter", False), ("editor", True), ("legal", False), ("publisher", True), ("administrator", True)],
)
def test_role_links_as_the_table_says(client, avalon, stories, role, may):
    client.force_login(member(role))

    page = client.get(address(avalon))
    answer = client.post(address(avalon), {"story": stories[0].pk})

    assert page.status_code == 200
    assert ("Link in the chosen stories" in page.text, answer.status_code) == (may, 200 if may else 403)
    assert stories[0].publications.count() == 1 + may


def test_who_may_not_read_stories_is_kept_out(client, avalon):
    user = member("editor")
    user.groups.clear()
    client.force_login(user)

    assert client.get(address(avalon)).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_page_asks_the_same_however_many_stories(desk, db, count):
    for _ in range(count):
        ArticleFactory(body=BODY)
    avalon = EntityFactory(name="Avalon Trading", kind=Entity.Kind.COMPANY)

    with CaptureQueriesContext(connection) as asked:
        page = desk.get(address(avalon))

    assert (len(page.context["mentions"]), len(asked)) == (count, 13)
