"""Sentences that the record moved a number of: found by the worker, flagged, decided."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cases.models import Case
from newsroom.articles.actions import save_article
from newsroom.numbers.actions import save_number
from newsroom.numbers.asking import Definition
from newsroom.numbers.models import Number, Tally
from newsroom.pages.impact import impact_of
from newsroom.publishing.actions import publish, withdraw
from newsroom.publishing.editions import NotReady
from newsroom.publishing.models import Publication, Rendition, StaleFlag
from newsroom.publishing.scheduling import cancel_schedule
from newsroom.publishing.staleness.actions import say_still_right
from newsroom.publishing.staleness.drift import count_again, due
from newsroom.publishing.staleness.flags import in_words
from newsroom.publishing.staleness.telling import Step
from tests.committing import commit
from tests.factories.numbers import NumberFactory, counting, dismissed_case
from tests.factories.record import CaseFactory, EntityFactory
from tests.factories.stories import NOON, ArticleFactory, ExplainerFactory, published

HOUR = timedelta(hours=1)


def count_now(now=NOON):
    return count_again(lambda: now)


def flags():
    return list(
        StaleFlag.objects.undecided()
        .order_by("story", "part", "subject_id")
        .values_list("story", "subject_id")
    )


@pytest.fixture
def number(db):
    dismissed_case()
    return NumberFactory(title="Cases the SEC dropped")


@pytest.fixture
def article(number):
    body = f"<p>It began in June. {counting(number)[3:-4]} More may follow.</p><p>It is over.</p>"
    article = published(ArticleFactory(body=body))
    commit()
    return article


def test_sentence_is_flagged_with_what_it_said_and_would_say(article, number):
    dismissed_case()

    assert StaleFlag.objects.count() == 0  # the change itself asks no number
    assert count_now() == 1
    (told,) = in_words(StaleFlag.objects.undecided())
    assert (told.flag.story_id, told.flag.part) == (article.pk, article.block_ids[0])
    assert told.sentences == ["The agency dropped 1 cases."]
    assert told.heading == "It began in June. The agency dropped 1 cases. More may foll…"
    assert told.subject == "Cases the SEC dropped"
    assert told.steps == [Step("number", "1", "2")]
    assert told.flag.since == NOON


def test_flag_follows_the_record_and_goes_back_with_it(article):
    first, second = dismissed_case(), dismissed_case()
    count_now()
    assert in_words(StaleFlag.objects.undecided())[0].steps == [Step("number", "1", "3")]

    first.is_sealed = True
    first.save()
    count_now(NOON + HOUR)
    assert in_words(StaleFlag.objects.undecided())[0].steps == [Step("number", "1", "2")]

    Case.objects.filter(pk=second.pk).update(is_sealed=True)
    count_now(NOON + HOUR)
    flag = StaleFlag.objects.get()
    assert (flag.outcome, flag.resolved_at) == ("went_back", NOON + HOUR)


def test_drift_within_the_threshold_flags_nothing(number):
    number.threshold = 1
    save_number(number, by=None, now=NOON)
    published(ArticleFactory(body=counting(number)))

    dismissed_case()
    count_now()
    assert flags() == []

    dismissed_case()
    count_now()
    assert len(flags()) == 1


def test_next_edition_counts_anew_and_decides_the_flag(article):
    dismissed_case()
    count_now()

    edition = publish(article, by=None, now=NOON + HOUR)

    assert edition.text.startswith("It began in June. The agency dropped 2 cases.")
    assert StaleFlag.objects.get().outcome == "updated"
    count_now(NOON + HOUR)
    assert flags() == []


def test_new_value_of_a_number_decides_no_flag_on_the_same_words(article, number):
    case = CaseFactory(caption="Doe v. Roe")
    StaleFlag.objects.create(
        story=article,
        part=article.block_ids[0],
        subject="case",
        subject_id=case.pk,
        old={"caption": "Doe v. Roe"},
        new={"caption": "In re Roe"},
        since=NOON,
    )
    dismissed_case()
    count_now()

    with pytest.raises(NotReady) as refused:
        publish(article, by=None, now=NOON + HOUR)

    assert [problem[:70] for problem in refused.value.problems] == [
        "“It began in June. The agency dropped 2 cases. More may foll…” rests o"
    ]


def test_editor_says_that_the_published_number_is_still_right(article, editor):
    dismissed_case()
    count_now()

    say_still_right(StaleFlag.objects.get(), reason="It is told as of June.", by=editor, now=NOON)

    count_now()
    assert flags() == []
    dismissed_case()
    count_now()
    assert in_words(StaleFlag.objects.undecided())[0].steps == [Step("number", "2", "3")]


def test_cancelled_edition_leaves_the_flag_open(article, editor):
    dismissed_case()
    count_now()
    publish(article, by=None, now=NOON, at=NOON + HOUR)
    assert flags() == []

    cancel_schedule(article, by=editor, now=NOON)

    assert len(flags()) == 1


def test_number_keeps_the_published_definition_when_the_desk_changes_it(article, number):
    number.query = ""
    save_number(number, by=None, now=NOON)
    CaseFactory()

    count_now()
    assert flags() == []

    Number.objects.all().delete()
    dismissed_case()
    assert count_now() == 1
    assert flags() == [(article.pk, number.pk)]


def test_only_what_somebody_uses_and_the_change_concerns_is_due(number):
    unused = NumberFactory(query="outcome=settled")
    unused.delete()
    entities = NumberFactory(what="entities", query="kind=person")
    by_party = NumberFactory(query="party=roe")
    shown = NumberFactory(query="kind=civil")
    published(ArticleFactory(body=counting(shown)))
    commit()
    Tally.objects.update(seen="1:1:")

    assert list(due(NOON)) == []

    EntityFactory()
    keys = [tally.key for tally in due(NOON)]
    assert keys == [entities.key, by_party.key]

    CaseFactory()
    keys = [tally.key for tally in due(NOON)]
    assert keys == [shown.key, number.key, entities.key, by_party.key]


def test_no_more_are_counted_at_once_than_asked(number):
    NumberFactory(query="outcome=settled")

    assert count_again(lambda: NOON, most=1) == 1


@pytest.mark.django_db(transaction=True)
def test_what_was_counted_is_not_due_until_the_record_changes_again():
    number = NumberFactory()
    CaseFactory()

    assert count_now() == 1
    assert count_now() == 0
    with transaction.atomic():
        dismissed_case()
        transaction.set_rollback(True)
    assert count_now() == 0
    dismissed_case()
    assert count_now() == 1
    assert str(Tally.objects.get(key=number.key)) == "1"


def test_number_that_cannot_be_counted_keeps_no_other(article, number):
    broken = NumberFactory(query="outcome=settled")
    Tally.objects.filter(key=broken.key).update(what="judges")
    dismissed_case()

    assert count_now() == 2
    assert flags() == [(article.pk, number.pk)]
    failed = Tally.objects.get(what="judges")
    assert (failed.value, str(failed)) == (None, "ValueError: 'judges' is not a valid What")


def test_number_that_can_no_longer_be_asked_flags_nothing(article, number):
    gone = Definition("cases", "outcome=guilty")
    Tally.objects.filter(key=number.key).update(query=gone.query, key=gone.key)
    Number.objects.update(key=gone.key)
    dismissed_case()

    assert count_now() == 1
    assert flags() == []
    assert str(Tally.objects.get()).startswith("outcome: Expected one of: dismissed, settled,")


def test_withdrawn_story_is_flagged_as_what_it_was_when_it_comes_back(article):
    withdraw(article, by=None, now=NOON, note="It confused two cases.")
    dismissed_case()

    count_now()

    assert len(flags()) == 1


def test_live_section_is_made_again_and_flags_nothing(client, number):
    chart = NumberFactory(title="By outcome", query="", grouped_by="outcome")
    explainer = published(ExplainerFactory(sections=[{"kind": "numbers", "numbers": [number, chart]}]))
    commit()
    assert client.get(f"/explainers/{explainer.slug}/").status_code == 200
    page = Rendition.objects.get()
    page.ingredients.exclude(subject="tally").delete()  # nothing else would tell it
    commit()

    dismissed_case()
    count_now()
    commit()

    page.refresh_from_db()
    assert page.is_stale
    assert flags() == []


def test_what_the_act_would_drift_is_seen_beforehand(article):
    impact = impact_of(dismissed_case, now=NOON)

    assert [each.steps for each in impact.flags] == [[Step("number", "1", "2")]]
    assert StaleFlag.objects.count() == 0
    assert str(Tally.objects.get()) == "1"


QUERIES = ("outcome=dismissed", "outcome=settled", "kind=criminal", "")
numbers = st.lists(
    st.tuples(st.sampled_from(QUERIES), st.integers(0, 2), st.sampled_from(("absolute", "per_cent"))),
    min_size=1,
    max_size=4,
)
stories = st.lists(st.lists(st.sets(st.integers(0, 3), max_size=2), min_size=1, max_size=3), max_size=3)
acts = st.lists(st.sampled_from(("file", "dismiss", "seal", "unseal", "charge")), max_size=6)


def act(deeds):
    for deed in deeds:
        match deed:
            case "file":
                CaseFactory()
            case "dismiss":
                dismissed_case()
            case "charge":
                CaseFactory(kind="criminal")
            case "seal":
                first = Case.objects.filter(is_sealed=False).order_by("pk").first()
                Case.objects.filter(pk=first and first.pk).update(is_sealed=True)
            case "unseal":
                first = Case.objects.filter(is_sealed=True).order_by("pk").first()
                Case.objects.filter(pk=first and first.pk).update(is_sealed=False)
    commit_keeping_the_log()


def commit_keeping_the_log():
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set constraints all deferred")


def by_hand(query):
    """What the number comes to, asked without it."""
    seen = [case for case in Case.objects.all() if not case.is_sealed]
    match query:
        case "":
            return len(seen)
        case "kind=criminal":
            return sum(case.kind == "criminal" for case in seen)
        case "outcome=settled":
            return 0
    return sum(case.claims_against.filter(dispositions__outcome="dismissed").exists() for case in seen)


@pytest.mark.django_db
@settings(
    max_examples=12,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(numbers=numbers, stories=stories, before=acts, deeds=acts)
def test_exactly_the_sentences_with_drift_are_flagged(numbers, stories, before, deeds):
    with transaction.atomic():
        check(numbers, stories, before, deeds)
        transaction.set_rollback(True)


def check(numbers, stories, before, deeds):
    act(before)
    rows = [NumberFactory(query=query, threshold=by, threshold_unit=unit) for query, by, unit in numbers]
    told = [by_hand(query) for query, _, _ in numbers]
    written = []
    for blocks in stories:
        told_in = [[counting(rows[at])[3:-4] for at in sorted(block) if at < len(rows)] for block in blocks]
        body = "".join(f"<p>A paragraph {place}. {' '.join(said)}</p>" for place, said in enumerate(told_in))
        article = published(ArticleFactory(body=body))
        written.append((article, dict(zip(article.block_ids, blocks, strict=True))))
    commit()

    with transaction.atomic():
        act(deeds)
        transaction.set_rollback(True)
    count_now()
    assert flagged() == set()

    act(deeds)
    count_now()
    drifted = {
        at for at, (query, by, unit) in enumerate(numbers) if is_beyond(told[at], by_hand(query), by, unit)
    }
    assert flagged() == {
        (article.pk, part, rows[at].pk)
        for article, parts in written
        for part, block in parts.items()
        for at in block & drifted
    }


def is_beyond(then, now, by, unit):
    moved = abs(now - then)
    if unit == "absolute":
        return moved > by
    return moved > 0 if then == 0 else moved / then * 100 > by


def flagged():
    found = StaleFlag.objects.undecided().values_list("story", "part", "subject_id")
    return set(found)


def test_flags_of_a_number_in_many_stories_are_found_with_as_many_queries(number, django_assert_num_queries):
    counted = []
    for stories in (1, 3):
        while Publication.objects.count() < stories:
            published(ArticleFactory(body=counting(number)))
        commit()
        StaleFlag.objects.all().delete()
        dismissed_case()
        with django_assert_num_queries(15):
            count_now()
        counted.append(len(flags()))

    assert counted == [1, 3]


def test_words_of_a_number_that_was_taken_out_are_decided(article, number):
    dismissed_case()
    count_now()
    article.body = (
        "<p>It began in June. The agency dropped many cases. More may follow.</p><p>It is over.</p>"
    )
    save_article(article, by=None)

    publish(article, by=None, now=NOON + HOUR)

    assert StaleFlag.objects.get().outcome == "updated"
