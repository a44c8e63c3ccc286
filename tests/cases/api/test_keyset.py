import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.api.keyset import Order, keys_beyond
from cases.filters import CaseFilters
from cases.models import Case, Entity
from cases.partial_dates import PartialDate

pytestmark = pytest.mark.django_db

# Few dates, so that many rows share one; years, months and days that begin together; and none at all.
DATES = st.sampled_from([None, "2023", "2023-01", "2023-01-01", "2023-05-05"])


def pages(queryset, size, *, backward=False, key=None):
    """The keys of all pages, one list each, walked from the key on."""
    while keys := keys_beyond(queryset, key, backward=backward, limit=size):
        yield keys
        key = keys[-1]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    dates=st.lists(DATES, min_size=1, max_size=9),
    size=st.integers(1, 4),
    ordering=st.sampled_from(["date_filed", "-date_filed"]),
)
def test_pages_neither_skip_nor_repeat_a_row_either_way(dates, size, ordering):
    with transaction.atomic():
        rows = Case.objects.bulk_create(
            Case(
                caption="Doe v. Roe", slug=f"doe-v-roe-{number}", date_filed=date and PartialDate.parse(date)
            )
            for number, date in enumerate(dates)
        )
        queryset = CaseFilters({"ordering": ordering}, queryset=Case.objects.all()).qs

        forward = [key for page in pages(queryset, size) for key in page]
        back = [key for page in pages(queryset, size, backward=True, key=forward[-1]) for key in page]

        falls = ordering.startswith("-")
        dated = sorted((row.date_filed, row.pk) for row in rows if row.date_filed)
        undated = sorted((None, row.pk) for row in rows if not row.date_filed)
        expected = [*(reversed(dated) if falls else dated), *(reversed(undated) if falls else undated)]
        assert forward == expected
        assert back == expected[-2::-1]
        transaction.set_rollback(True)


def test_order_reads_its_columns_off_the_queryset():
    order = Order.of(Case.objects.newest_first())

    assert str(order) == "-date_filed,-id"


def test_key_survives_being_written_down():
    order = Order.of(Case.objects.newest_first())
    key = (PartialDate.parse("2023-06"), 7)

    assert order.encode(key) == ["2023-06", 7]
    assert order.decode(["2023-06", 7]) == key


@pytest.mark.parametrize(
    "queryset",
    [
        Case.objects.order_by("caption", "-pk"),
        Case.objects.order_by("caption"),
        Case.objects.order_by("caption", "date_filed", "pk"),
        Entity.objects.order_by(),
    ],
)
def test_order_that_cannot_be_paged_is_an_error_of_ours(queryset):
    with pytest.raises(ValueError, match=r"^Pages need columns of one direction"):
        Order.of(queryset)
