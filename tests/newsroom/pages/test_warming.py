import threading
from datetime import timedelta

import pytest
import time_machine
from django.db import connection, connections

from cases.models import Case
from newsroom.linking.actions import link_about, link_mention
from newsroom.pages import warming
from newsroom.pages.story_page import page_of
from newsroom.pages.together import Together
from newsroom.pages.warming import warm, warm_again
from newsroom.publishing import renditions
from newsroom.publishing.actions import issue_correction, publish, withdraw
from newsroom.publishing.models import Correction, Ingredient, Publication, Rendition
from newsroom.worker import rounds
from newsroom.worker.following import follow_up
from tests.factories.full_case import full_case
from tests.factories.record import CaseFactory, EntityFactory, SourceFactory, StatementFactory
from tests.factories.stories import (
    NOON,
    ArticleFactory,
    ExplainerFactory,
    TermFactory,
    published,
)

HOUR = timedelta(hours=1)


@pytest.mark.django_db(transaction=True)
def test_pages_that_are_not_ready_are_made_up_to_the_limit_and_served_as_they_are(
    client, django_assert_num_queries
):
    case = CaseFactory()
    stories = [published(ArticleFactory()) for _ in range(3)]
    about = ArticleFactory()
    link_about(about, case, by=None, now=NOON)
    published(about)

    assert [warm(3, now=NOON), warm(3, now=NOON), warm(3, now=NOON)] == [3, 1, 0]
    with django_assert_num_queries(1):
        client.get(stories[0].path)

    Case.objects.filter(pk=case.pk).update(caption="In re Roe")
    assert warm(3, now=NOON) == 1
    assert not Rendition.objects.filter(is_stale=True).exists()


def cited(source, statement):
    return (
        f'<p>Roe was sued.<cite data-source="{source.pk}"></cite> Doe denies '
        f'it.<cite data-statement="{statement.pk}"></cite></p>'
    )


@pytest.fixture
def editions(db):
    """Of stories that share cases, entities and sources, and differ in whatever a page can have."""
    cases = [full_case(2), CaseFactory(date_filed="2023"), CaseFactory(), CaseFactory()]
    roe, doe = EntityFactory(name="Roe"), EntityFactory(name="Doe")
    sources = [SourceFactory(publisher=doe), SourceFactory()]
    facts = [StatementFactory(case=case, sources=sources) for case in cases]
    stories = []
    for number, case in enumerate(cases):
        story = ArticleFactory(body=cited(sources[number % 2], facts[number]))
        for target in dict.fromkeys((case, cases[0], roe)):
            link_about(story, target, by=None, now=NOON)
        link_mention(story, "Roe", roe if number else doe, by=None, now=NOON)
        stories.append(published(story))
    stories.append(published(ArticleFactory(body="<p>Nobody is named.</p>")))
    for number in range(2):
        live = [{"kind": kind, "cases": cases[number:]} for kind in ("status", "timeline", "coverage")]
        said = [
            {"heading": "In short", "body": cited(sources[number], facts[number])},
            {"kind": "key_facts", "statements": facts[number:]},
            {"kind": "terms", "terms": [TermFactory()]},
        ]
        story = ExplainerFactory(sections=[*said, *live])
        link_about(story, cases[number], by=None, now=NOON)
        link_mention(story, "Doe", doe, by=None, now=NOON)
        stories.append(published(story))
    for story in stories[:2]:
        story.headline = "The hearing is in July"
        story.save()
        wrong = [Correction(note="It is in July.", concerns="number")]
        issue_correction(story, wrong, by=None, now=NOON + HOUR)
    publish(stories[1], by=None, now=NOON + HOUR, note="Says it again.")
    publish(stories[2], by=None, now=NOON + HOUR, at=NOON + 9 * HOUR, note="Later.")
    publish(stories[-1], by=None, now=NOON + HOUR, at=NOON + 8 * HOUR)
    stories[0].stale_flags.create(part="", subject="case", subject_id=1, old={}, new={}, since=NOON)
    withdraw(stories[3], by=None, now=NOON + HOUR, note="Misread.")
    Case.objects.filter(pk=cases[3].pk).update(is_sealed=True)
    newest = (
        Publication.objects.effective(NOON + 2 * HOUR).order_by("story_id", "-number").distinct("story_id")
    )
    return list(newest.select_related("section"))


def test_pages_made_together_are_those_made_alone(editions):
    now = NOON + 2 * HOUR
    together = Together(editions, now)

    made = [page_of(edition, now, together) for edition in editions]

    alone = [page_of(edition, now) for edition in editions]
    assert made == alone
    assert len({page.made_from for page in made}) > 4
    assert sum(page.valid_until is not None for page in made) >= 2
    assert [page.status for page in made].count(410) == 1


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.django_db(transaction=True)
def test_articles_made_at_once_cost_the_same_for_any_number(django_assert_num_queries, number):
    case, source = full_case(2), SourceFactory()
    for _ in range(number):
        story = ArticleFactory(body=cited(source, StatementFactory(case=case)))
        link_about(story, case, by=None, now=NOON)
        link_mention(story, "Roe", EntityFactory(name="Roe"), by=None, now=NOON)
        published(story)

    with django_assert_num_queries(30):
        assert warm(number, now=NOON) == number


@pytest.fixture
def stale(transactional_db):
    """Three articles about a case and an explainer of another, ready; then the case is changed."""
    case = CaseFactory()
    stories = []
    for _ in range(3):
        stories.append(ArticleFactory())
        link_about(stories[-1], case, by=None, now=NOON)
        published(stories[-1])
    stories.append(published(ExplainerFactory()))
    follow_up(lambda: NOON)
    warm(9, now=NOON)
    Case.objects.filter(pk=case.pk).update(caption="In re Roe")
    return stories


def again(at=NOON, **how):
    return warm_again(lambda: at, **{"share": 0, "of": 1, "most": 9} | how)


def test_pages_gone_stale_are_made_again(client, stale):
    assert [again(), again()] == [3, 0]
    assert not Rendition.objects.filter(is_stale=True).exists()
    assert all("In re Roe" in client.get(story.path).text for story in stale[:3])


def test_each_process_makes_its_share(stale):
    made = [again(share=share, of=2) for share in (0, 1)]

    assert (sum(made), max(made)) == (3, 2)
    assert again() == 0


def test_no_more_are_made_than_asked_for(stale, monkeypatch):
    monkeypatch.setattr(warming, "AT_ONCE", 1)

    assert [again(most=2), again(most=2)] == [2, 1]


def test_pages_of_another_design_and_of_another_time_are_made_again(stale):
    again()
    Rendition.objects.filter(path=stale[0].path).update(design="before")
    Rendition.objects.filter(path=stale[1].path).update(valid_until=NOON + HOUR)

    assert again() == 1
    assert again(NOON + HOUR) == 1


def test_page_of_a_withdrawn_story_is_made_again_as_such(client, stale):
    withdraw(stale[0], by=None, now=NOON, note="Misread.")

    assert again() == 3
    assert Rendition.objects.get(path=stale[0].path).status == 410
    assert again() == 0


def test_page_that_nothing_is_read_at_is_forgotten(stale):
    old = stale[3].path
    stale[3].slug = "what-it-means"
    stale[3].save()
    publish(stale[3], by=None, now=NOON)

    assert again() == 4
    assert not Rendition.objects.filter(path=old).exists()
    assert again() == 0


def elsewhere(work):
    done = []

    def run():
        try:
            done.append(work())
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(timeout=10)
    return done[0] if done else pytest.fail("the other connection got nowhere")


def test_what_is_made_while_the_record_moves_is_not_kept(stale, monkeypatch):
    def made_meanwhile(*asked):
        elsewhere(lambda: Case.objects.update(caption="In re Doe"))
        return page_of(*asked)

    monkeypatch.setattr(warming, "page_of", made_meanwhile)
    again()
    monkeypatch.undo()

    assert Rendition.objects.filter(is_stale=True).count() == 3
    assert again() == 3


def test_page_that_cannot_be_kept_now_is_left_to_the_next_round(stale, monkeypatch):
    withdraw(stale[0], by=None, now=NOON, note="Misread.")
    monkeypatch.setattr(renditions, "_record_stood_still", lambda _seen: False)
    again()
    monkeypatch.undo()

    assert Rendition.objects.filter(is_stale=True).count() == 3


def test_page_that_cannot_be_made_keeps_no_other_from_it(stale, caplog):
    broken = stale[1]
    with connection.cursor() as cursor:
        cursor.execute("set session_replication_role = replica")
        cursor.execute("update newsroom_publication set content = '{}' where story_id = %s", [broken.pk])
        cursor.execute("set session_replication_role = origin")

    assert [again(), again()] == [2, 0]
    assert list(Rendition.objects.filter(is_stale=True).values_list("path", flat=True)) == [broken.path]
    assert [record.message for record in caplog.records if record.name == warming.__name__] == [
        f"The page {broken.path} could not be made again."
    ] * 2


def test_ingredients_of_pages_stored_at_once_are_their_own(stale):
    again()

    assert Ingredient.objects.filter(subject="story").count() == 4
    assert list(
        Ingredient.objects.filter(subject="case").values_list("rendition__path", flat=True).order_by("pk")
    ) == sorted(story.path for story in stale[:3])


def test_round_makes_its_share_in_portions_and_follows_up_between(stale, monkeypatch):
    monkeypatch.setattr(rounds, "PORTION", 1)
    with time_machine.travel(NOON, tick=False):
        for share in range(rounds.SHARES):
            rounds.warm_round(0, share)

    assert not Rendition.objects.filter(is_stale=True).exists()


def test_round_ends_after_so_many_portions(stale, monkeypatch):
    monkeypatch.setattr(rounds, "PORTION", 1)
    monkeypatch.setattr(rounds, "PORTIONS", 1)
    monkeypatch.setattr(rounds, "SHARES", 1)
    with time_machine.travel(NOON, tick=False):
        rounds.warm_round(0, 0)

    assert Rendition.objects.filter(is_stale=True).count() == 2
