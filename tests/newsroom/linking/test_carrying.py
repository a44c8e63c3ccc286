"""A name carried into all stories by a worker: each exactly once, and what stands in the way of each."""

import pytest

from newsroom.articles.actions import save_article
from newsroom.linking.actions import begin_spread, carrying, end_spread, go_on, link_everywhere
from newsroom.linking.actions.spreading import ONLY_PUBLISHED, SIGNED_OFF, UNPUBLISHED, UNSAVED
from newsroom.linking.spread import Spread
from newsroom.publishing.actions import publish, record_revision
from newsroom.publishing.models import Publication, Story, WorkingCopy
from newsroom.publishing.reviewing import sign_off
from tests.factories.record import CaseFactory, CourtFactory, EntityFactory
from tests.factories.staff import member
from tests.factories.stories import NOON, ArticleFactory, published

BODY = "<p>A judge spoke.</p><p>The lawyers of Avalon Trading agreed.</p>"


@pytest.fixture
def avalon(db):
    return EntityFactory(name="Avalon Trading")


@pytest.fixture
def not_begun(avalon):
    """A spread that no job has come to."""
    return Spread.objects.create(entity=avalon, counted="3", before=carrying.FIRST, started_at=NOON)


def linked(target, story):
    (outcome,) = link_everywhere(target, [Story.objects.get(pk=story.pk)], by=None, now=NOON)
    return len(outcome.links), outcome.edition and outcome.edition.verb, outcome.needs_you


def test_spread_links_every_story_and_publishes_what_readers_know(avalon):
    stories = [published(ArticleFactory(body=BODY)) for _ in range(3)] + [ArticleFactory(body=BODY)]

    spread = begin_spread(avalon, by=None, now=NOON)

    found = Spread.objects.with_sums().get(pk=spread.pk)
    assert (found.counted, found.looked_at, found.linked, found.republished, found.open_ones) == (
        "4", 4, 4, 3, 0,
    )  # fmt: skip
    assert found.ended_at is not None
    assert [story.publications.count() for story in stories] == [2, 2, 2, 0]
    assert set(Publication.objects.filter(number=2).values_list("verb", flat=True)) == {"minor_edit"}


def test_spread_of_a_case_goes_by_its_docket_number(db):
    ArticleFactory(body="<p>In No. 1:23-cv-00457 the judge spoke.</p>")
    case = CaseFactory(caption="Doe v. Roe", court=CourtFactory(), docket_number="1:23-cv-00457")

    begin_spread(case, by=None, now=NOON)

    assert Spread.objects.of(case).with_sums().get().linked == 1


def test_jobs_of_a_spread_are_small_and_follow_each_other(not_begun):
    for _ in range(3):
        ArticleFactory(body=BODY)

    assert go_on(not_begun.pk, now=NOON, batch=2)
    assert Spread.objects.get().looked_at == 2
    assert not go_on(not_begun.pk, now=NOON, batch=2)
    assert (Spread.objects.get().looked_at, Spread.objects.get().ended_at) == (3, NOON)
    assert not go_on(not_begun.pk, now=NOON)


def test_story_is_done_once_though_two_workers_come_to_it(not_begun):
    story = published(ArticleFactory(body=BODY))

    first = carrying.carry_into(not_begun, Story.objects.get(), by=None, now=NOON)
    second = carrying.carry_into(not_begun, Story.objects.get(), by=None, now=NOON)

    assert (len(first.links), second) == (1, None)
    assert story.publications.count() == 2
    assert Spread.objects.get().looked_at == 1


def test_story_that_fails_keeps_no_other_and_says_so(not_begun, monkeypatch, caplog):
    good, bad = ArticleFactory(body=BODY), ArticleFactory(body=BODY)
    link = carrying.link_everywhere

    def link_or_fail(target, stories, **who):
        if stories[0].pk == bad.pk:
            raise ValueError("unreadable")
        return link(target, stories, **who)

    monkeypatch.setattr(carrying, "link_everywhere", link_or_fail)

    assert not go_on(not_begun.pk, now=NOON)
    assert good.links.accepted().count() == 1
    row = not_begun.stories.get(story=bad.pk)
    assert row.needs_you == ["It could not be linked: decide at its link desk. (ValueError)"]
    assert "could not be carried into story" in caplog.text


def test_spread_is_begun_once_at_a_time(not_begun, avalon, editor):
    ArticleFactory(body=BODY)

    assert begin_spread(avalon, by=editor, now=NOON) == not_begun
    assert Spread.objects.get().looked_at == 1
    assert begin_spread(avalon, by=editor, now=NOON) != not_begun


def test_spread_ends_where_who_began_it_may_not_publish_any_more(avalon):
    reporter = member("reporter")
    ArticleFactory(body=BODY)

    begin_spread(avalon, by=reporter, now=NOON)

    spread = Spread.objects.get()
    assert (spread.looked_at, spread.stopped) == (0, "Whoever began it may not publish any more.")


def test_spread_that_was_stopped_goes_no_further(not_begun, editor):
    ArticleFactory(body=BODY)
    end_spread(not_begun, by=editor, now=NOON, why="Stopped by Nora.")

    assert not go_on(not_begun.pk, now=NOON)
    assert carrying.carry_into(not_begun, Story.objects.get(), by=None, now=NOON) is None
    assert str(not_begun) == "Avalon Trading into the stories that mention it"


def test_story_with_unsaved_words_of_somebody_is_left_alone(avalon, editor):
    story = ArticleFactory(body=BODY)
    record_revision(story, by=None, now=NOON)
    copy = WorkingCopy.objects.create(
        token="0197b8a0-0000-7000-8000-000000000001", owner=editor, kind="article", story=story,
        base=story.revision_number, form={}, unsaved_since=NOON, kept_at=NOON, seen_at=NOON,
    )  # fmt: skip

    assert linked(avalon, story) == (0, None, [UNSAVED.format(editor)])
    copy.delete()
    assert linked(avalon, story) == (1, None, [])


def test_draft_that_is_signed_off_keeps_its_sign_offs(avalon):
    story = ArticleFactory(body=BODY)
    record_revision(story, by=None, now=NOON)
    given = sign_off(story, "legal", read=story.revisions.get().digest, by=member("legal"), now=NOON)

    assert linked(avalon, story) == (0, None, [SIGNED_OFF])
    assert given.digest == story.revisions.first().digest


def test_words_that_only_the_published_text_has_are_told_of(avalon):
    story = published(ArticleFactory(body=BODY))
    story.body = "<p>A judge spoke.</p>"
    save_article(story, by=None)

    assert linked(avalon, story) == (0, None, [ONLY_PUBLISHED])


def test_story_with_an_edition_to_come_is_linked_and_left_to_the_editor(avalon):
    story = ArticleFactory(body=BODY)
    publish(story, by=None, now=NOON, at=NOON.replace(year=2031))

    links, edition, (said,) = linked(avalon, story)

    assert (links, edition) == (1, None)
    assert said.startswith("Edition 1 is scheduled for 2 June 2031")


def test_unpublished_changes_are_never_published_by_a_link(avalon):
    story = published(ArticleFactory(body=BODY))
    story.body += "<p>Not for readers yet.</p>"
    save_article(story, by=None)

    assert linked(avalon, story) == (1, None, [UNPUBLISHED])
    assert "Not for readers" not in story.publications.get().text


def test_decisions_made_since_an_edition_are_not_published_with_a_link(avalon):
    roe = EntityFactory(name="Roe Holdings")
    story = published(ArticleFactory(body=BODY + "<p>Roe Holdings paid.</p>"))
    save_article(story, by=None)
    story.links.filter(entity=roe).update(decision="accepted")

    assert linked(avalon, story)[1:] == (None, [UNPUBLISHED])
