import threading
from datetime import timedelta

import pytest
from django.db import connection, connections, transaction

from cases.actions import amend_case
from cases.models import Case
from newsroom.publishing.actions import withdraw
from newsroom.publishing.models import Ingredient, Rendition
from newsroom.publishing.renditions import LONGEST_KEYS, Page, find, keep, snapshot
from tests.factories.record import CaseFactory
from tests.factories.stories import NOON, ArticleFactory, published

PATH = "/articles/judge-sets-hearing/"


def page_from(*subjects, html=b"<p>As it stands.</p>", **fields):
    return Page(html=html, status=200, modified_at=NOON, made_from=frozenset(subjects), **fields)


def kept(case, path=PATH, **fields):
    return keep(path, page_from(("case", case.pk), **fields), seen=snapshot())


def elsewhere(work):
    """Run something on another connection, as another process would, to its end."""
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


@pytest.mark.django_db(transaction=True)
def test_page_kept_is_found_in_one_query_as_it_was(django_assert_num_queries):
    case = CaseFactory()
    ready = kept(case)

    with django_assert_num_queries(1):
        found = find(PATH, NOON)

    assert found == ready
    assert (found.status, found.keys) == (200, f"case-{case.pk}")


@pytest.mark.django_db(transaction=True)
def test_page_the_reader_has_is_found_without_its_bytes():
    ready = kept(CaseFactory())

    found = find(PATH, NOON, known=["another", ready.etag])

    assert (found.etag, found.body) == (ready.etag, None)


@pytest.mark.django_db(transaction=True)
def test_page_that_is_gone_is_sent_whole_even_to_a_reader_who_has_it():
    page = Page(html=b"<p>Withdrawn.</p>", status=410, modified_at=NOON)
    ready = keep(PATH, page, seen=snapshot())

    assert find(PATH, NOON, known=[ready.etag]) == ready


def through_a_verb(case):
    case.caption = "SEC v. Roe Holdings"
    amend_case(case, by=None)


def through_the_orm(case):
    Case.objects.filter(pk=case.pk).update(caption="SEC v. Roe Holdings")


def through_raw_sql(case):
    with connection.cursor() as cursor:
        cursor.execute("update cases_case set caption = 'SEC v. Roe Holdings' where id = %s", [case.pk])


def through_deletion(case):
    Case.objects.filter(pk=case.pk).delete()


@pytest.mark.parametrize("change", [through_a_verb, through_the_orm, through_raw_sql, through_deletion])
@pytest.mark.django_db(transaction=True)
def test_page_is_stale_once_what_it_was_made_from_changed(change):
    case = CaseFactory()
    other = CaseFactory()
    kept(case)
    kept(other, path="/articles/another/")

    change(case)

    assert find(PATH, NOON) is None
    assert find("/articles/another/", NOON) is not None


@pytest.mark.django_db(transaction=True)
def test_stale_page_is_ready_again_once_it_is_made_again():
    case = CaseFactory()
    kept(case, html=b"<p>Before.</p>")
    through_the_orm(case)

    ready = kept(case, html=b"<p>After.</p>")

    assert find(PATH, NOON) == ready
    assert list(Ingredient.objects.values_list("subject", "subject_id")) == [("case", case.pk)]


@pytest.mark.django_db(transaction=True)
def test_change_rolled_back_leaves_the_page_ready():
    case = CaseFactory()
    kept(case)

    with transaction.atomic():
        through_the_orm(case)
        transaction.set_rollback(True)

    assert find(PATH, NOON) is not None


@pytest.mark.django_db(transaction=True)
def test_page_rendered_before_a_change_that_was_committed_since_is_not_kept():
    case = CaseFactory()
    seen = snapshot()
    elsewhere(lambda: through_the_orm(case))

    ready = keep(PATH, page_from(("case", case.pk)), seen=seen)

    assert ready.status == 200
    assert not Rendition.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_page_is_not_kept_while_somebody_changes_the_record():
    case = CaseFactory()
    with transaction.atomic():
        through_the_orm(case)

        elsewhere(lambda: kept(case))

    assert not Rendition.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_page_made_within_the_transaction_of_a_change_is_not_kept_whoever_committed_since():
    case, other = CaseFactory(), CaseFactory()
    with transaction.atomic():
        through_the_orm(case)
        elsewhere(lambda: through_the_orm(other))

        kept(case)

    assert not Rendition.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_page_is_kept_again_once_the_writer_gave_up():
    case = CaseFactory()
    with transaction.atomic():
        through_the_orm(case)
        transaction.set_rollback(True)

    ready = kept(case)

    assert find(PATH, NOON) == ready


@pytest.mark.django_db(transaction=True)
def test_writers_of_the_same_pages_in_opposite_order_do_not_wait_for_each_other():
    first, second = CaseFactory(), CaseFactory()
    kept(first, path="/articles/first/")
    kept(second, path="/articles/second/")
    kept_both = page_from(("case", first.pk), ("case", second.pk))
    keep("/articles/both/", kept_both, seen=snapshot())

    with transaction.atomic():
        Case.objects.filter(pk=first.pk).update(summary="Amended.")
        elsewhere(lambda: Case.objects.filter(pk=second.pk).update(summary="Amended."))

    assert find("/articles/first/", NOON) is None
    assert find("/articles/second/", NOON) is None
    assert find("/articles/both/", NOON) is None


@pytest.mark.django_db(transaction=True)
def test_changes_after_the_first_were_marked_in_a_transaction_are_marked_too():
    first, second = CaseFactory(), CaseFactory()
    kept(first, path="/articles/first/")
    kept(second, path="/articles/second/")

    with transaction.atomic():
        Case.objects.filter(pk=first.pk).update(summary="Amended.")
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")
        Case.objects.filter(pk=second.pk).update(summary="Amended.")

    assert find("/articles/first/", NOON) is None
    assert find("/articles/second/", NOON) is None


@pytest.mark.django_db(transaction=True)
def test_two_readers_at_once_both_get_the_page_and_one_keeps_it():
    case = CaseFactory()
    seen = snapshot()
    page = page_from(("case", case.pk))

    with transaction.atomic():
        mine = keep(PATH, page, seen=seen)
        theirs = elsewhere(lambda: keep(PATH, page, seen=seen))

    assert mine == theirs
    assert Rendition.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_page_holds_until_the_very_moment_of_the_next_edition():
    two = NOON + timedelta(hours=2)
    ready = kept(CaseFactory(), valid_until=two)

    assert find(PATH, two - timedelta(microseconds=1)) == ready
    assert find(PATH, two) is None


@pytest.mark.django_db(transaction=True)
def test_publishing_at_the_address_of_a_withdrawn_story_makes_its_page_stale():
    withdrawn = published(ArticleFactory(slug="judge-sets-hearing"))
    withdraw(withdrawn, by=None, now=NOON + timedelta(minutes=1), note="The filing was misread.")
    withdrawn.slug = "an-address-of-its-own"
    withdrawn.save()
    keep(PATH, page_from(("story", withdrawn.pk)), seen=snapshot())

    published(ArticleFactory(slug="judge-sets-hearing"), at=NOON + timedelta(minutes=2))

    assert find(PATH, NOON + timedelta(minutes=2)) is None


def test_keys_of_a_page_made_from_more_than_a_header_holds_say_so():
    few = page_from(("entity", 2), ("case", 10))
    many = page_from(*(("entity", pk) for pk in range(300)))

    assert few.keys == "case-10 entity-2"
    assert many.keys == "many"
    assert len(many.keys) <= LONGEST_KEYS
