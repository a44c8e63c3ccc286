"""Published words that the record of a party has left behind: found by the worker, flagged, decided."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection, transaction
from django.utils import timezone

from cases.actions import merge_entities, remove
from cases.models import Case, Disposition, Entity
from newsroom.articles.actions import save_article
from newsroom.linking.actions import link_about, link_mention
from newsroom.pages.impact import impact_of
from newsroom.pages.warming import warm, warm_again
from newsroom.publishing.actions import publish, withdraw
from newsroom.publishing.editions import NotReady
from newsroom.publishing.models import SectionBasis, StaleFlag
from newsroom.publishing.scheduling import cancel_schedule
from newsroom.publishing.staleness.actions import say_still_right
from newsroom.publishing.staleness.flags import in_words
from newsroom.publishing.staleness.telling import Step
from newsroom.wording import rereading
from newsroom.wording.actions import clear_finding, judge, suppress_name
from newsroom.wording.models import Rereading, SuppressedName
from newsroom.wording.rereading import read_again
from newsroom.worker import rounds
from tests.committing import commit
from tests.factories.record import (
    CaseFactory,
    ClaimFactory,
    DispositionFactory,
    EntityFactory,
    PartyFactory,
    PenaltyFactory,
    StatementFactory,
)
from tests.factories.stories import NOON, ArticleFactory, ExplainerFactory, add_section, published

HOUR = timedelta(hours=1)
Outcome = Disposition.Outcome
BODY = "<p>The market was calm.</p><p>It was not always so. Jane Roe was convicted in May.</p>"


def read_now(now=NOON):
    return read_again(lambda: now)


def flags():
    found = StaleFlag.objects.undecided().order_by("story", "part", "subject")
    return list(found.values_list("story", "part", "subject", "subject_id"))


def left_behind():
    return [story for story, _, subject, _ in flags() if subject == "wording"]


def convicted(entity, caption="United States v. Roe", **fields):
    party = PartyFactory(case=CaseFactory(caption=caption, kind="criminal", **fields), entity=entity)
    claim = ClaimFactory(case=party.case, title="Wire fraud", against=[party])
    DispositionFactory(claim=claim, party=party, outcome=Outcome.CONVICTED, date="2025-05-02")
    return party


def vacate(party, outcome=Outcome.VACATED):
    live = Disposition.objects.live().get(against__party=party)
    return DispositionFactory(
        claim=live.against.claim, party=party, outcome=outcome, supersedes=live, date="2025-06-01"
    )


def write(entity, body=BODY, surface="Jane Roe", **fields):
    article = ArticleFactory(body=body, **fields)
    link_mention(article, surface, entity, by=None, now=NOON)
    return published(article)


@pytest.fixture
def roe(first_rules):
    return EntityFactory(name="Jane Roe", kind=Entity.Kind.PERSON)


@pytest.fixture
def party(roe):
    return convicted(roe)


@pytest.fixture
def article(party):
    article = write(party.entity)
    commit()
    return article


def test_sentence_is_flagged_when_the_party_it_names_stands_otherwise(article, party):
    vacate(party)

    assert StaleFlag.objects.count() == 0  # the change itself judges no word
    assert read_now() > 0
    (told,) = in_words(StaleFlag.objects.undecided())
    assert (told.flag.story_id, told.flag.part) == (article.pk, article.block_ids[1])
    assert (told.flag.subject, told.flag.subject_id) == ("wording", party.entity_id)
    assert told.subject == "Jane Roe"
    assert told.sentences == ["Jane Roe was convicted in May."]
    assert told.steps == [Step("United States v. Roe", "convicted, 2 May 2025", "vacated, 1 June 2025")]
    record = "The record: United States v. Roe: vacated, 1 June 2025."
    assert told.found == [f"“convicted” says that Jane Roe was convicted. {record}"]


def test_sentence_is_flagged_once(article, party):
    vacate(party)
    read_now()
    read_now()

    assert flags() == [(article.pk, article.block_ids[1], "wording", party.entity_id)]
    assert StaleFlag.objects.count() == 1


def test_flag_is_taken_off_when_the_record_bears_the_words_out_again(article, party):
    vacate(party)
    read_now()
    vacate(party, Outcome.CONVICTED)
    read_now(NOON + HOUR)

    flag = StaleFlag.objects.get()
    assert (flag.outcome, flag.resolved_at) == ("went_back", NOON + HOUR)


def test_flag_follows_the_record(article, party):
    vacate(party)
    read_now()
    PenaltyFactory(party=party, amount=500, currency="USD")
    read_now()

    (told,) = in_words(StaleFlag.objects.undecided())
    assert told.steps[0].new == "vacated, 1 June 2025; criminal fine of $500"


def test_words_that_the_record_still_bears_out_are_not_flagged(article, party):
    PenaltyFactory(party=party)
    read_now()

    assert flags() == []


def test_words_of_an_explainers_section_and_its_heading_are_flagged(party):
    explainer = ExplainerFactory(sections=[{"body": "<p>The market was calm.</p>"}])
    section = add_section(
        explainer, position=1, heading="Was Jane Roe convicted of fraud? Jane Roe was convicted",
        body="<p>Jane Roe was convicted in May.</p>",
    )  # fmt: skip
    link_mention(explainer, "Jane Roe", party.entity, by=None, now=NOON)
    published(explainer)
    commit()

    vacate(party)
    read_now()

    (told,) = in_words(StaleFlag.objects.undecided())
    assert told.flag.part == str(section.pk)
    assert told.sentences == ["Jane Roe was convicted", "Jane Roe was convicted in May."]


def test_headline_is_flagged_with_the_story_as_a_whole(party):
    article = write(party.entity, headline="Jane Roe is guilty", body="<p>Jane Roe was in court.</p>")
    commit()

    vacate(party)
    read_now()

    assert flags() == [(article.pk, "", "wording", party.entity_id)]
    article.body = "<p>Jane Roe was in a court.</p>"
    save_article(article, by=None)
    article.headline = "Jane Roe walks free"
    save_article(article, by=None)
    assert [each for each in article.problems() if "rests on" in each] == []


def test_part_that_names_the_case_too_is_flagged_by_that_alone(party):
    body = "<p>Jane Roe was convicted in May in United States v. Roe.</p>"
    article = ArticleFactory(body=body)
    link_mention(article, "Jane Roe", party.entity, by=None, now=NOON)
    link_mention(article, "United States v. Roe", party.case, by=None, now=NOON)
    published(article)
    commit()

    vacate(party)
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
    read_now()
    assert [each[2] for each in flags()] == ["case"]

    say_still_right(StaleFlag.objects.get(), reason="As of May.", by=None, now=NOON + timedelta(days=9000))
    read_now()
    assert flags() == []


def test_statement_that_bore_the_words_out_and_is_gone_flags_them(roe):
    party = PartyFactory(case=CaseFactory(caption="SEC v. Roe"), entity=roe)
    finding = StatementFactory(party=party, text="Roe misled investors.", mode="found")
    article = write(roe, "<p>Jane Roe misled investors.</p>")
    commit()

    remove(finding, by=None)
    read_now()

    (told,) = in_words(StaleFlag.objects.undecided())
    assert (told.flag.story_id, told.steps) == (article.pk, [])
    assert told.found[0].startswith("“misled” says that Jane Roe deceived others.")


def test_denial_that_the_record_has_overtaken_is_flagged(roe):
    party = PartyFactory(case=CaseFactory(caption="United States v. Roe", kind="criminal"), entity=roe)
    claim = ClaimFactory(case=party.case, against=[party])
    article = write(roe, "<p>Jane Roe was not convicted.</p>")
    commit()

    DispositionFactory(claim=claim, party=party, outcome=Outcome.CONVICTED)
    read_now()

    assert flags() == [(article.pk, article.block_ids[0], "wording", roe.pk)]


def test_finding_that_was_there_when_it_was_published_flags_nothing(roe):
    party = PartyFactory(case=CaseFactory(caption="United States v. Roe"), entity=roe)
    write(roe, "<p>Jane Roe was convicted, prosecutors said.</p>")
    commit()

    PenaltyFactory(party=party)
    read_now()

    assert flags() == []


def test_sign_off_holds_for_its_state_of_the_record_alone(roe, editor):
    party = PartyFactory(case=CaseFactory(caption="SEC v. Roe"), entity=roe)
    article = ArticleFactory(body="<p>Jane Roe settled in May.</p>")
    link_mention(article, "Jane Roe", roe, by=None, now=NOON)
    (judged,) = judge(article)
    clear_finding(article, judged.finding.fingerprint, reason="Counsel saw it.", by=editor, now=NOON)
    published(article)
    commit()
    read_now()
    assert flags() == []

    PenaltyFactory(party=party)
    read_now()
    assert flags() == [(article.pk, article.block_ids[0], "wording", roe.pk)]

    (judged,) = judge(article)
    clear_finding(article, judged.finding.fingerprint, reason="Counsel saw it too.", by=editor, now=NOON)
    flag = StaleFlag.objects.get()
    assert (flag.outcome, flag.reason, flag.resolved_by) == ("still_right", "Counsel saw it too.", editor)
    read_now()
    assert flags() == []


def test_words_found_still_right_are_flagged_again_by_another_change(article, party, editor):
    vacate(party)
    read_now()
    say_still_right(StaleFlag.objects.get(), reason="It says in May.", by=editor, now=NOON)
    read_now()
    assert flags() == []

    vacate(party, Outcome.REVERSED)
    read_now()
    assert len(flags()) == 1


def test_next_edition_waits_for_the_sentence_and_decides_the_flag(article, party):
    vacate(party)
    read_now()
    article.body = article.body.replace("The market", "A market").replace("not always", "never")
    save_article(article, by=None)
    with pytest.raises(NotReady) as refused:
        publish(article, by=None, now=NOON + HOUR)
    assert "rests on Jane Roe, which has changed (United States v. Roe: convicted," in str(refused.value)

    article.body = article.body.replace("was convicted in May", "walked free in June")
    save_article(article, by=None)
    publish(article, by=None, now=NOON + HOUR)

    assert StaleFlag.objects.get().outcome == "updated"
    read_now(NOON + HOUR)
    assert flags() == []


def test_edition_still_to_come_decides_the_flag_from_its_time_on(article, party, editor):
    vacate(party)
    read_now()
    article.body = article.body.replace("was convicted in May", "is free")
    save_article(article, by=None)
    publish(article, by=None, now=NOON, at=NOON + HOUR)

    read_now()
    assert flags() == []  # decided already, though readers have the words

    cancel_schedule(article, by=editor, now=NOON)
    read_now()
    assert len(flags()) == 1


def test_withdrawn_story_is_flagged_as_what_it_was_when_it_comes_back(article, party):
    withdraw(article, by=None, now=NOON, note="It confused two cases.")
    vacate(party)
    read_now()

    assert len(flags()) == 1


def test_sealed_case_bears_nothing_out_and_hides_whom_it_names(article, party):
    Case.objects.filter(pk=party.case_id).update(is_sealed=True)
    read_now()

    (told,) = in_words(StaleFlag.objects.undecided())
    assert told.flag.subject == "wording"
    assert told.steps == [
        Step("may be named", "yes", "no"),
        Step("United States v. Roe", "convicted, 2 May 2025", "nothing"),
    ]
    assert [why.split(" ")[0] for why in told.found] == ["“convicted”", "“Jane"]


def test_name_suppressed_since_is_flagged_wherever_it_stands(roe):
    linked = write(roe, "<p>Jane Roe was in court.</p>")
    bare = published(ArticleFactory(body="<p>So was John Poe, a clerk.</p>", headline="A clerk in court"))
    headed = published(ArticleFactory(body="<p>He was a clerk.</p>", headline="JOSÉ POE in court"))
    published(ArticleFactory(body="<p>John was there. Poe was not.</p>"))
    commit()

    john = suppress_name(SuppressedName(name="John Poe", ground="Order of 3 June 2025"), by=None)
    jose = suppress_name(SuppressedName(name="José Poe", ground="A minor."), by=None)
    read_now()

    assert flags() == [
        (bare.pk, bare.block_ids[0], "suppressed_name", john.pk),
        (headed.pk, "", "suppressed_name", jose.pk),
    ]
    told, _ = in_words(StaleFlag.objects.undecided().order_by("subject_id"))
    assert told.steps == [Step("may be named", "yes", "no")]
    assert told.found == ["“John Poe” must not be published: Order of 3 June 2025."]
    assert linked.pk not in {story for story, *_ in flags()}

    SuppressedName.objects.all().delete()
    read_now()
    assert flags() == []


def test_merged_party_is_followed_to_who_it_is_now(article, party):
    other = EntityFactory(name="J. Roe", kind=Entity.Kind.PERSON)
    merge_entities(party.entity, into=other, by=None)
    commit_keeping_the_log()
    read_now()
    assert [subject for _, _, subject, _ in flags()] == ["entity"]  # it is called otherwise

    vacate(party)
    read_now()
    assert flags()[1] == (article.pk, article.block_ids[1], "wording", other.pk)


def test_change_while_it_was_being_published_is_not_missed(party):
    article = ArticleFactory(body=BODY)
    link_mention(article, "Jane Roe", party.entity, by=None, now=NOON)
    with article.read_once():
        article.rests()  # judged, and then the record changes before the edition is there
        vacate(party)
        read_now()
        publish(article, by=None, now=NOON)
    commit_keeping_the_log()

    read_now()
    assert len(flags()) == 1


def commit_keeping_the_log():
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set constraints all deferred")


def test_what_the_act_would_outrun_is_seen_beforehand(article, party):
    impact = impact_of(lambda: vacate(party), now=NOON)

    assert [each.sentences for each in impact.flags] == [["Jane Roe was convicted in May."]]
    assert StaleFlag.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_rollback_leaves_nothing_and_what_was_read_is_not_read_again(first_rules):
    party = convicted(EntityFactory(name="Jane Roe", kind=Entity.Kind.PERSON))
    article = write(party.entity)
    assert read_now() == 3  # as whom it names, as a party of the case, and as an edition that is new
    assert read_now() == 0

    with transaction.atomic():
        vacate(party)
        transaction.set_rollback(True)
    assert read_now() == 0

    vacate(party)
    assert read_now() == 1
    assert flags() == [(article.pk, article.block_ids[1], "wording", party.entity_id)]
    assert Rereading.objects.count() == 0


def test_story_that_names_several_parties_of_a_case_is_read_once(party):
    others = [EntityFactory(name=name) for name in ("John Poe", "Ann Moe")]
    for other in others:
        PartyFactory(case=party.case, entity=other)
    article = ArticleFactory(body=BODY + "<p>John Poe and Ann Moe were not.</p>")
    for entity in (party.entity, *others):
        link_mention(article, entity.name, entity, by=None, now=NOON)
    published(article)
    commit()
    Rereading.objects.all().delete()
    vacate(party)
    rereading.note_whom(by=None, now=NOON)

    assert rereading.stories_of("case", party.case_id) == [article.pk]
    read_now()
    assert flags() == [(article.pk, article.block_ids[1], "wording", party.entity_id)]


def test_stories_are_gone_through_a_few_at_a_time(party, monkeypatch):
    articles = [write(party.entity) for _ in range(5)]
    commit()
    monkeypatch.setattr(rereading, "AT_ONCE", 2)
    vacate(party)
    rereading.note_whom(by=None, now=NOON)
    (waits,) = Rereading.objects.all()

    assert rereading.read_on(waits.pk, by=None, now=NOON, most=2) == 2
    waits.refresh_from_db()
    assert (waits.after, len(flags())) == (articles[1].pk, 2)
    rereading.read_on(waits.pk, by=None, now=NOON, most=2)
    assert rereading.read_on(waits.pk, by=None, now=NOON, most=2) == 1
    assert rereading.read_on(waits.pk, by=None, now=NOON) is None
    assert [story for story, *_ in flags()] == [article.pk for article in articles]


def test_what_cannot_be_read_is_tried_later_and_keeps_no_other(article, party):
    rereading.note_whom(by=None, now=NOON)
    Rereading.objects.all().delete()
    again = Rereading.objects.create(subject="entity", subject_id=party.entity_id, since=NOON, due_at=NOON)
    vacate(party)
    SectionBasis.objects.update(told="not as it should be")

    read_now()

    again.refresh_from_db()
    assert (again.attempts, again.due_at) == (1, NOON + timedelta(seconds=4))
    assert "TypeError" in again.error


SENTENCES = {
    "Jane Roe was convicted.": {"convicted", "pleaded_guilty"},
    "Jane Roe was acquitted.": {"acquitted"},
    "Jane Roe was in court.": {"convicted", "acquitted", "pleaded_guilty", "vacated", "settled"},
    "Jane Roe settled.": {"settled"},
}


@pytest.mark.parametrize("before", ["convicted", "pleaded_guilty", "acquitted", "settled"])
@pytest.mark.parametrize("after", ["vacated", "acquitted", "settled", "convicted"])
def test_exactly_the_sentences_are_flagged_that_the_record_no_longer_bears_out(roe, before, after):
    undoes = after in ("vacated", "acquitted")
    party = PartyFactory(case=CaseFactory(kind="criminal"), entity=roe)
    claim = ClaimFactory(case=party.case, title="Wire fraud", against=[party])
    DispositionFactory(claim=claim, party=party, outcome=before)
    other = convicted(EntityFactory(name="John Poe", kind=Entity.Kind.PERSON), caption="United States v. Poe")
    written = {}
    for sentence, borne_out_by in SENTENCES.items():
        if before in borne_out_by:
            written[write(roe, f"<p>It rained.</p><p>{sentence}</p>").pk] = borne_out_by
    write(other.entity, "<p>John Poe was convicted.</p>", surface="John Poe")
    commit()

    with transaction.atomic():
        vacate(party, after)
        transaction.set_rollback(True)
    read_now()
    assert flags() == []

    vacate(party, after)
    read_now()
    assert [story for story, *_ in flags()] == [
        story
        for story, borne_out_by in written.items()
        if "vacated" not in borne_out_by and undoes and after not in borne_out_by
    ]


@pytest.mark.parametrize("stories", [1, 3])
def test_stories_of_one_batch_are_judged_with_as_many_queries(party, stories, django_assert_num_queries):
    for _ in range(stories):
        write(party.entity)
    commit()
    vacate(party)
    rereading.note_whom(by=None, now=NOON)
    (waits,) = Rereading.objects.filter(subject="case", subject_id=party.case_id)

    with django_assert_num_queries(25):
        rereading.read_on(waits.pk, by=None, now=NOON)

    assert len(flags()) == stories


@pytest.mark.django_db(transaction=True)
def test_round_reads_on_as_long_as_no_page_waits(first_rules, monkeypatch):
    party = convicted(EntityFactory(name="Jane Roe", kind=Entity.Kind.PERSON))
    articles = [write(party.entity) for _ in range(3)]
    about = ArticleFactory()
    link_about(about, party.case, by=None, now=NOON)
    published(about)
    with time_machine.travel(NOON, tick=False):
        read_again(timezone.now)
        warm(9, now=NOON)
        monkeypatch.setattr(rereading, "AT_ONCE", 1)
        monkeypatch.setattr(rounds, "READING", 1)

        vacate(party)
        rounds.read_again_round(0)
        assert left_behind() == [articles[0].pk]

        warm_again(timezone.now, share=0, of=1, most=9)
        rounds.read_again_round(0)
    assert left_behind() == [article.pk for article in articles]
