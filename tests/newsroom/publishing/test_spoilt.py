"""The pages to be made again, as a worker finds them: by the change log, and by what no change announces."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, connections, transaction

from cases.models import Case
from newsroom.publishing import renditions
from newsroom.publishing.models import AllFresh, Rendition
from newsroom.publishing.renditions import Page, keep, snapshot
from newsroom.publishing.spoilt import Share, spoilt_pages
from tests.factories.record import CaseFactory
from tests.factories.stories import NOON

HOUR = timedelta(hours=1)
DESIGN = "0123456789abcdef"


def make(path, *cases, **fields):
    made_from = frozenset(("case", case.pk) for case in cases)
    page = Page(b"<p>As it stands.</p>", 200, NOON, made_from=made_from, **{"design": DESIGN} | fields)
    keep(path, page, seen=snapshot())


def spoilt(share=Share(), most=9, now=NOON):  # noqa: B008  it cannot be changed
    return spoilt_pages(share, design=DESIGN, most=most, now=now)


def change(case, caption="In re Roe"):
    Case.objects.filter(pk=case.pk).update(caption=caption)


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


@pytest.fixture
def cases(transactional_db):
    """Two, with a page each and one of both; a worker has looked, and found nothing stale."""
    first, second = CaseFactory(), CaseFactory()
    make("/articles/a/", first)
    make("/articles/b/", second)
    make("/articles/c/", first, second)
    assert spoilt() == []
    return first, second


def test_pages_of_a_changed_case_are_found_until_they_are_made_again(cases):
    change(cases[0])

    assert [spoilt(), spoilt()] == [["/articles/a/", "/articles/c/"]] * 2
    make("/articles/a/", cases[0])
    assert spoilt() == ["/articles/c/"]
    make("/articles/c/", *cases)
    assert spoilt() == []


def test_page_spoilt_again_after_all_were_fresh_is_found(cases):
    for caption in ("In re Roe", "In re Doe"):
        change(cases[1], caption)
        assert spoilt() == ["/articles/b/", "/articles/c/"]
        make("/articles/b/", cases[1])
        make("/articles/c/", *cases)
        assert spoilt() == []

    assert AllFresh.objects.count() == 1


def test_change_that_is_committed_after_a_look_is_found_by_the_next(cases):
    with transaction.atomic():
        change(cases[0])
        assert elsewhere(spoilt) == []
        elsewhere(lambda: change(cases[1]))
        elsewhere(lambda: Rendition.objects.filter(is_stale=True).delete())
        assert elsewhere(spoilt) == []

    assert spoilt() == ["/articles/a/"]


def test_shares_are_all_pages_each_once(cases):
    change(cases[0])
    change(cases[1])

    found = [spoilt(Share(number, 2)) for number in range(2)]
    assert sorted(found[0] + found[1]) == ["/articles/a/", "/articles/b/", "/articles/c/"]
    assert spoilt(most=2) == ["/articles/a/", "/articles/b/"]


def test_pages_of_other_designs_and_those_whose_time_is_over_are_found(cases):
    make("/articles/a/", design="0" * 16)
    make("/articles/b/", design="f" * 16)
    make("/articles/c/", valid_until=NOON + HOUR)

    assert spoilt() == ["/articles/a/", "/articles/b/"]
    assert spoilt(now=NOON + HOUR) == ["/articles/a/", "/articles/b/", "/articles/c/"]
    assert [len(spoilt(Share(number, 2), now=NOON + HOUR)) for number in range(2)] in ([1, 2], [2, 1])


@pytest.mark.parametrize("number", [1, 3])
def test_look_with_nothing_stale_costs_the_same_for_any_number(
    transactional_db, django_assert_num_queries, number
):
    for each in range(number):
        make(f"/articles/{each}/", CaseFactory())
    spoilt()

    with django_assert_num_queries(3):
        assert spoilt() == []


def test_no_index_is_written_where_a_change_marks_a_page(cases):
    """It is marked where it stands, however many indexes there are."""
    indexed = set()
    with connection.cursor() as cursor:
        for constraint in connection.introspection.get_constraints(cursor, "newsroom_rendition").values():
            indexed |= set(constraint["columns"] if constraint["index"] else ())
        cursor.execute(
            "select coalesce(string_agg(pg_get_expr(indpred, indrelid), ' '), '') from pg_index"
            " where indrelid = 'newsroom_rendition'::regclass"
        )
        (conditions,) = cursor.fetchone()

    assert "is_stale" not in indexed
    assert "is_stale" not in conditions
    assert renditions.find("/articles/a/", NOON, design=DESIGN)
