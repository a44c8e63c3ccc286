"""What published parts rest on: exactly those are flagged whose record tells otherwise."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from psycopg.types.json import Jsonb as Json

from cases.actions import (
    amend_case,
    decide,
    impose_penalty,
    keep,
    merge_cases,
    merge_entities,
    record_disposition,
    record_event,
    reverse_disposition,
    undo_merge,
)
from cases.models import Case, Disposition, Entity, Event, Penalty
from newsroom.articles.actions import save_article
from newsroom.explainers.actions import save_section
from newsroom.linking.actions import link_about, link_mention
from newsroom.publishing.actions import NotReady, publish, record_revision, withdraw
from newsroom.publishing.models import SectionBasis, StaleFlag
from newsroom.publishing.scheduling import cancel_schedule, reschedule
from newsroom.publishing.staleness.actions import (
    ChangedAgain,
    DecidedAlready,
    assign_flag,
    say_still_right,
    tell_readers,
    tell_readers_no_more,
)
from newsroom.publishing.staleness.parts import bases_of, parts_of, sentences_on
from newsroom.publishing.staleness.telling import Step, said_of, subject_in
from tests.committing import commit
from tests.factories.record import (
    CaseFactory,
    ClaimFactory,
    DispositionFactory,
    EntityFactory,
    PartyFactory,
    SourceFactory,
    StatementFactory,
)
from tests.factories.stories import NOON, ArticleFactory, ExplainerFactory, TermFactory, published

pytestmark = pytest.mark.django_db
Outcome = Disposition.Outcome


@pytest.fixture
def plea():
    """Jane Roe has pleaded guilty in a case of her own."""
    roe = EntityFactory(name="Jane Roe", kind=Entity.Kind.PERSON)
    party = PartyFactory(case=CaseFactory(caption="United States v. Roe"), entity=roe)
    claim = ClaimFactory(case=party.case, title="Wire fraud", against=[party])
    return DispositionFactory(claim=claim, party=party, outcome=Outcome.PLEADED_GUILTY, date="2023-11-21")


@pytest.fixture
def explainer(plea):
    """Two written sections, of which the second names the case, and a live one that shows it."""
    case = plea.against.case
    explainer = ExplainerFactory(
        sections=[
            {"heading": "What happened?", "body": "<p>The civil claim was dropped.</p>"},
            {"heading": "And the plea?", "body": "<p>Roe pleaded guilty in her case. She served time.</p>"},
            {"kind": "status", "heading": "Where does it stand?", "cases": [case]},
        ]
    )
    link_mention(explainer, "her case", case, by=None, now=NOON)
    published(explainer)
    commit()
    return explainer


def flags():
    return [(flag.part, flag.subject, flag.subject_id) for flag in StaleFlag.objects.undecided()]


def changed():
    """What the one undecided flag says has changed."""
    flag = StaleFlag.objects.undecided().get()
    return [step.what for step in said_of(flag.old, flag.new)]


def second(explainer):
    return explainer.sections.all()[1]


def pardon(plea, editor):
    pair = plea.against
    return record_disposition(
        pair.claim, pair.party, Outcome.PARDONED, supersedes=plea, date="2025-10-23", by=editor
    )


def test_text_that_rests_on_the_case_is_flagged_and_nothing_else(explainer, plea, editor):
    pardon(plea, editor)
    commit()

    assert flags() == [(str(second(explainer).pk), "case", plea.against.case_id)]
    flag = StaleFlag.objects.get()
    assert said_of(flag.old, flag.new) == [
        Step("Jane Roe, Wire fraud", "pleaded guilty, 21 November 2023", "pardoned, 23 October 2025")
    ]
    assert (flag.story_id, flag.changed_by, subject_in(flag)) == (
        explainer.pk, editor, "United States v. Roe",
    )  # fmt: skip


def test_flag_resolves_itself_when_the_record_goes_back(explainer, plea, editor):
    later = pardon(plea, editor)
    commit()

    reverse_disposition(later, by=editor)
    commit()

    assert flags() == []
    assert StaleFlag.objects.get().outcome == StaleFlag.Outcome.WENT_BACK


def test_change_made_and_taken_back_at_once_flags_nothing(explainer, plea, editor):
    reverse_disposition(pardon(plea, editor), by=editor)
    commit()

    assert not StaleFlag.objects.exists()


def test_further_change_is_told_in_the_same_flag(explainer, plea, editor):
    pardon(plea, editor)
    commit()

    impose_penalty(plea.against.party, Penalty.Kind.FINE, amount=50, currency="USD", by=editor)
    commit()

    flag = StaleFlag.objects.get()
    assert [step.new for step in said_of(flag.old, flag.new)] == [
        "pardoned, 23 October 2025", "criminal fine of $50",
    ]  # fmt: skip


def minor_entry(case):
    record_event(case, Event.Kind.HEARING, "2025-03-03", "Status conference", by=None)


def new_summary(case):
    case.summary = "What it is about."
    amend_case(case, by=None)


def undecided_claim(case):
    ClaimFactory(case=case, against=[PartyFactory(case=case)])


def renamed_party(case):
    party = case.parties.get()
    Entity.objects.filter(pk=party.entity_id).update(name="Jane A. Roe")


@pytest.mark.parametrize("change", [minor_entry, new_summary, undecided_claim, renamed_party])
def test_what_readers_are_not_told_flags_nothing(explainer, plea, change):
    change(plea.against.case)
    commit()

    assert flags() == []


def recaptioned(case):
    case.caption = "In re Roe"
    amend_case(case, by=None)


def sealed(case):
    Case.objects.filter(pk=case.pk).update(is_sealed=True)


def closed_by_raw_sql(case):
    with connection.cursor() as cursor:
        cursor.execute(
            "update cases_case set date_terminated = '[2025-01-01,2025-02-01)' where id = %s", [case.pk]
        )


def found_to_be_filed_in(case):
    case.date_filed = "2022"
    amend_case(case, by=None)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (recaptioned, Step("caption", "United States v. Roe", "In re Roe")),
        (sealed, Step("sealed", "no", "yes")),
        (closed_by_raw_sql, Step("closed", "nothing", "January 2025")),
        (found_to_be_filed_in, Step("filed", "nothing", "2022")),
    ],
)
def test_what_readers_are_told_is_flagged_from_any_door(explainer, plea, change, told):
    change(plea.against.case)
    commit()

    flag = StaleFlag.objects.get()
    assert said_of(flag.old, flag.new) == [told]


def test_penalty_reads_as_the_status_says_it(explainer, plea):
    impose_penalty(
        plea.against.party,
        Penalty.Kind.IMPRISONMENT,
        duration=4,
        duration_unit="months",
        date_imposed="2024-04-30",
        date_satisfied="2024-09-27",
        by=None,
    )
    commit()

    flag = StaleFlag.objects.get()
    assert said_of(flag.old, flag.new) == [
        Step("Jane Roe", "nothing", "four months in prison, imposed 30 April 2024, until 27 September 2024")
    ]


def test_claim_was_open_only_in_the_case_that_had_it():
    ending = {"outcome": "acquitted", "prejudice": "", "date": None, "printed": ""}
    had, named = {"claims": {}, "names": {"claims/1": "Roe, Wire fraud"}}, {"claims/1": "Roe, Wire fraud"}
    new = {"claims": {"1": ending}, "names": named}

    assert said_of(had, new) == [Step("Roe, Wire fraud", "open", "acquitted")]
    assert said_of({"claims": {}, "names": {}}, new) == [
        Step("Roe, Wire fraud", "not in this case", "acquitted")
    ]
    assert said_of(new, had) == [Step("Roe, Wire fraud", "acquitted", "open")]


def test_words_as_the_court_printed_them_are_quoted(explainer, plea, editor):
    pair = plea.against
    later = Disposition(against=pair, outcome=Outcome.AS_PRINTED, printed="Nolle prosequi")
    decide(later, supersedes=plea, by=editor)
    commit()

    assert [step.new for step in said_of(*StaleFlag.objects.values_list("old", "new").get())] == [
        "“Nolle prosequi”"
    ]


def test_blocks_of_an_article_are_flagged_by_what_they_name_and_cite(editor):
    case, roe, source = CaseFactory(), EntityFactory(name="Roe Holdings"), SourceFactory()
    statement = StatementFactory(mode="alleged")
    article = ArticleFactory(
        body="<p>The court in its case sat.</p><p>Roe Holdings was there.</p>"
        f'<p>First. A token<cite data-statement="{statement.pk}"></cite> was sold.</p>'
        f'<p>So it was<cite data-source="{source.pk}"></cite>.</p><p>Nothing else.</p>'
    )
    link_mention(article, "its case", case, by=None, now=NOON)
    link_mention(article, "Roe Holdings", roe, by=None, now=NOON)
    published(article)
    commit()
    first, second, third, fourth, _ = article.block_ids

    Case.objects.filter(pk=case.pk).update(caption="Doe v. Roe")
    Entity.objects.filter(pk=roe.pk).update(name="Roe Group")
    statement.mode = "found"
    keep(statement, by=editor)
    number = source.pk
    source.delete()
    commit()

    assert sorted(flags()) == sorted(
        [
            (first, "case", case.pk),
            (second, "entity", roe.pk),
            (third, "statement", statement.pk),
            (fourth, "source", number),
        ]
    )
    by_subject = {flag.subject: said_of(flag.old, flag.new) for flag in StaleFlag.objects.all()}
    assert by_subject["statement"] == [Step("how firmly", "alleged", "found by a court")]
    assert by_subject["source"] == [Step("in the record", "yes", "no")]
    parts, links = parts_of(article.content()), article.content()["links"]
    assert sentences_on(parts[third], ("statement", statement.pk), links) == ["A token was sold."]
    assert sentences_on(parts[second], ("entity", roe.pk), links) == ["Roe Holdings was there."]


def test_text_rests_on_the_terms_and_facts_chosen_for_it():
    term, statement = TermFactory(), StatementFactory()
    explainer = ExplainerFactory(
        sections=[
            {"kind": "terms", "body": "<p>What it means.</p>", "terms": [term]},
            {"kind": "key_facts", "body": "<p>What is known.</p>", "statements": [statement]},
            {"body": "<p>Chosen for another kind.</p>", "terms": [TermFactory()]},
        ]
    )

    assert {subject for _, subject in bases_of(explainer.content())} == {
        ("term", term.pk), ("statement", statement.pk),
    }  # fmt: skip


def test_story_about_a_case_that_no_part_names_rests_on_it_as_a_whole(editor):
    case = CaseFactory()
    article = ArticleFactory()
    link_about(article, case, by=None, now=NOON)
    published(article)
    commit()

    recaptioned(case)
    commit()

    assert flags() == [("", "case", case.pk)]
    with pytest.raises(NotReady) as refused:
        publish(article, by=editor, now=NOON)
    assert refused.value.problems == [
        (
            "The story as a whole rests on In re Roe, which has changed (caption: "
            f"{case_was(case)} → In re Roe): update it, or say that it is still right."
        )
    ]
    article.headline = "Judge sets another hearing"
    save_article(article, by=None)
    published(article)
    assert flags() == []


def case_was(case):
    return StaleFlag.objects.get(subject_id=case.pk).old["caption"]


def test_story_not_published_is_not_flagged(plea, editor):
    article = ArticleFactory(body="<p>Roe pleaded guilty in her case.</p>")
    link_mention(article, "her case", plea.against.case, by=None, now=NOON)

    pardon(plea, editor)
    commit()

    assert flags() == []


def test_next_edition_waits_until_each_flag_is_decided(explainer, plea, editor):
    pardon(plea, editor)
    commit()

    assert explainer.problems() == [
        (
            "Section “And the plea?” rests on United States v. Roe, which has changed (Jane Roe, Wire "
            "fraud: pleaded guilty, 21 November 2023 → pardoned, 23 October 2025): update it, or say "
            "that it is still right."
        )
    ]
    with pytest.raises(NotReady):
        publish(explainer, by=editor, now=NOON)


def test_update_decides_the_flags_of_what_it_words_anew(explainer, plea, editor):
    pardon(plea, editor)
    commit()
    section = second(explainer)
    section.body = "<p>Roe pleaded guilty in her case. She was pardoned in October 2025.</p>"
    save_section(section, by=editor)

    record_revision(explainer, by=None, now=NOON)
    publish(explainer, by=editor, now=NOON)
    commit()

    flag = StaleFlag.objects.get()
    assert (flag.outcome, flag.resolved_by, flag.resolved_at) == (StaleFlag.Outcome.UPDATED, editor, NOON)
    recaptioned(plea.against.case)
    commit()
    assert [
        step.what for step in said_of(*StaleFlag.objects.undecided().values_list("old", "new").get())
    ] == ["caption"]


def test_flag_of_a_section_taken_out_is_decided_by_the_update(explainer, plea, editor):
    pardon(plea, editor)
    commit()
    second(explainer).delete()

    record_revision(explainer, by=None, now=NOON)
    publish(explainer, by=editor, now=NOON)

    assert flags() == []


def test_scheduled_update_decides_a_flag_from_its_time_on(explainer, plea, editor):
    pardon(plea, editor)
    commit()
    section = second(explainer)
    section.body = "<p>Roe pleaded guilty in her case, and was pardoned. She served time.</p>"
    save_section(section, by=editor)
    now = timezone.now()
    later = now + timedelta(hours=1)

    record_revision(explainer, by=None, now=now)
    publish(explainer, by=editor, now=now, at=later)

    assert StaleFlag.objects.open(now).count() == 1
    assert StaleFlag.objects.open(later).count() == 0
    assert SectionBasis.objects.values("publication").distinct().count() == 2


def test_schedule_moved_or_cancelled_leaves_the_flag_as_long_as_readers_have_the_old_words(
    explainer, plea, editor
):
    pardon(plea, editor)
    commit()
    section = second(explainer)
    section.body = "<p>Roe pleaded guilty in her case, and was pardoned. She served time.</p>"
    save_section(section, by=editor)
    now = timezone.now()
    record_revision(explainer, by=None, now=now)
    publish(explainer, by=editor, now=now, at=now + timedelta(hours=1))

    reschedule(explainer, at=now + timedelta(hours=2), by=editor, now=now)
    assert StaleFlag.objects.open(now + timedelta(hours=1)).count() == 1

    cancel_schedule(explainer, by=editor, now=now)
    assert flags() == [(str(section.pk), "case", plea.against.case_id)]
    recaptioned(plea.against.case)
    commit()
    assert changed() == ["caption", "Jane Roe, Wire fraud"]


def test_change_flags_once_what_both_the_current_and_a_scheduled_edition_say(explainer, plea, editor):
    now = timezone.now()
    publish(explainer, by=editor, now=now, at=now + timedelta(hours=1))

    pardon(plea, editor)
    commit()

    assert flags() == [(str(second(explainer).pk), "case", plea.against.case_id)]


def test_withdrawn_story_is_flagged_all_the_same_for_the_day_it_comes_back(explainer, plea, editor):
    withdraw(explainer, by=editor, now=NOON, note="Under legal review.")

    pardon(plea, editor)
    commit()

    assert len(flags()) == 1
    with pytest.raises(NotReady):
        publish(explainer, by=editor, now=NOON)


def test_still_right_is_decided_by_name_with_a_reason(explainer, plea, editor):
    pardon(plea, editor)
    commit()
    flag = StaleFlag.objects.get()

    say_still_right(flag, reason="It tells of 2023.", by=editor, now=NOON, seen=flag.fingerprint)

    assert explainer.problems() == []
    flag.refresh_from_db()
    assert (flag.outcome, flag.resolved_by, flag.reason) == ("still_right", editor, "It tells of 2023.")
    recaptioned(plea.against.case)
    commit()
    assert [
        step.what for step in said_of(*StaleFlag.objects.undecided().values_list("old", "new").get())
    ] == ["caption"]


def test_still_right_without_a_reason_is_refused(explainer, plea, editor):
    pardon(plea, editor)
    commit()

    with pytest.raises(ValidationError, match="Say why it is still right"):
        say_still_right(StaleFlag.objects.get(), reason=" ", by=editor, now=NOON)


def test_still_right_of_what_changed_again_is_refused(explainer, plea, editor):
    pardon(plea, editor)
    commit()
    flag = StaleFlag.objects.get()
    recaptioned(plea.against.case)
    commit()

    with pytest.raises(ChangedAgain):
        say_still_right(flag, reason="It tells of 2023.", by=editor, now=NOON, seen=flag.fingerprint)


def test_flag_decided_already_is_not_decided_again(explainer, plea, editor):
    later = pardon(plea, editor)
    commit()
    flag = StaleFlag.objects.get()
    say_still_right(flag, reason="It tells of 2023.", by=editor, now=NOON)

    with pytest.raises(DecidedAlready, match=r"decided already by .*: still right\."):
        say_still_right(flag, reason="So it does.", by=editor, now=NOON)

    reverse_disposition(later, by=editor)
    commit()
    assert len(flags()) == 1  # what was found still right for the pardon may not be without it


def test_flag_that_resolved_itself_is_decided_already(explainer, plea, editor):
    later = pardon(plea, editor)
    commit()
    flag = StaleFlag.objects.get()
    reverse_disposition(later, by=editor)
    commit()

    with pytest.raises(DecidedAlready, match=r"decided already: the record went back\."):
        assign_flag(flag, editor, None, by=editor)


def test_flag_is_looked_after_by_somebody_until_a_day(explainer, plea, editor):
    pardon(plea, editor)
    commit()

    flag = assign_flag(StaleFlag.objects.get(), editor, NOON.date(), by=editor)

    flag.refresh_from_db()
    assert (flag.owner, flag.due_on) == (editor, NOON.date())
    assert StaleFlag.objects.overdue(NOON.date() + timedelta(days=1)).get() == flag


def test_telling_readers_changes_the_story_in_the_log(explainer, plea, editor, log_changes):
    pardon(plea, editor)
    commit()
    flag = StaleFlag.objects.get()

    tell_readers(flag, by=editor, now=NOON)

    assert log_changes() == [("tell_readers", "story", explainer.pk)]
    assert list(StaleFlag.objects.shown_to_readers(NOON)) == [flag]
    tell_readers_no_more(flag, by=editor)
    assert not StaleFlag.objects.shown_to_readers(NOON).exists()


def test_merge_of_a_case_flags_what_is_told_otherwise_and_its_end_takes_it_back(explainer, plea, editor):
    other = CaseFactory(caption="USA v. Roe")
    merge = merge_cases(plea.against.case, into=other, by=editor)
    commit()

    flag = StaleFlag.objects.get()
    assert said_of(flag.old, flag.new) == [Step("caption", "United States v. Roe", "USA v. Roe")]

    undo_merge(merge, by=editor)
    commit()
    assert flags() == []


def test_change_of_the_survivor_flags_text_that_names_the_merged_case(explainer, plea, editor):
    case = plea.against.case
    survivor = CaseFactory(caption=case.caption)
    merge_cases(case, into=survivor, by=editor)
    commit()
    assert flags() == []

    pardon(Disposition.objects.get(), editor)
    commit()

    assert flags() == [(str(second(explainer).pk), "case", case.pk)]


def test_merge_in_which_rows_give_way_to_their_likes_flags_nothing(plea, editor):
    roe, case, claim = plea.against.party.entity, plea.against.case, plea.against.claim
    twin = PartyFactory(case=case, entity=EntityFactory(name="Jane Roe", kind=Entity.Kind.PERSON))
    DispositionFactory(claim=claim, party=twin, outcome=Outcome.PLEADED_GUILTY, date="2023-11-21")
    other = CaseFactory(caption=case.caption)
    article = ArticleFactory(body="<p>She pleaded guilty in her case.</p>")
    link_mention(article, "her case", case, by=None, now=NOON)
    published(article)
    commit()

    merge_cases(case, into=other, by=editor)
    commit()
    assert flags() == []

    merge_entities(roe, into=twin.entity, by=editor)
    commit()
    assert [said_of(flag.old, flag.new) for flag in StaleFlag.objects.undecided()] == [
        [Step("Jane Roe, Wire fraud", "pleaded guilty, 21 November 2023", "not in this case")]
    ]  # two people had pleaded guilty; now it is one


def test_rows_that_only_changed_their_numbers_are_no_difference():
    x, y = (
        {"outcome": outcome, "prejudice": "", "date": None, "printed": ""}
        for outcome in ("settled", "acquitted")
    )
    old, new = {"claims": {"1": x, "2": y}}, {"claims": {"2": y, "3": x, "4": y}}

    assert list(said_of(old, new)) == [Step("claims", "not in this case", "acquitted")]
    with connection.cursor() as cursor:
        cursor.execute(
            "select newsroom_rows_differ(%s, %s), newsroom_rows_differ(%s, %s), newsroom_rows_differ(%s, %s)",
            [Json(each) for each in (
                {"1": "x"}, {"2": "x"}, {"1": "x", "2": "y"}, {"1": "y", "2": "x"}, {"1": "x"}, {},
            )],
        )  # fmt: skip
        assert cursor.fetchone() == (False, True, True)


def test_merge_of_entities_of_one_name_flags_nothing_and_a_rename_afterwards_does(editor):
    loser, survivor = EntityFactory(name="Roe Holdings"), EntityFactory(name="Roe Holdings")
    article = ArticleFactory(body="<p>Roe Holdings was there.</p>")
    link_mention(article, "Roe Holdings", loser, by=None, now=NOON)
    published(article)
    commit()

    merge_entities(loser, into=survivor, by=editor)
    commit()
    assert flags() == []

    Entity.objects.filter(pk=survivor.pk).update(name="Roe Group")
    commit()
    assert flags() == [(article.block_ids[0], "entity", loser.pk)]


@pytest.mark.django_db(transaction=True)
def test_commit_flags_and_rollback_leaves_nothing(editor):
    case = CaseFactory()
    article = ArticleFactory(body="<p>The court in its case sat.</p>")
    link_mention(article, "its case", case, by=None, now=NOON)
    published(article)

    with transaction.atomic():
        Case.objects.filter(pk=case.pk).update(caption="Doe v. Roe")
        transaction.set_rollback(True)
    assert not StaleFlag.objects.exists()

    recaptioned(case)
    assert flags() == [(article.block_ids[0], "case", case.pk)]
