import pytest

from cases.actions import merge_entities
from cases.actions.slugs import free_slugs
from cases.models import Entity
from tests.factories.record import EntityFactory

pytestmark = pytest.mark.django_db


def test_free_slugs_avoid_rows_and_each_other():
    EntityFactory(name="John Smith", slug="john-smith")
    EntityFactory(name="John Smith", slug="john-smith-2")

    slugs = free_slugs(Entity.objects, ["John Smith", "Jane Poe", "John Smith", "???"], length=120)

    assert slugs == ["john-smith-3", "jane-poe", "john-smith-4", "untitled"]


def test_free_slugs_avoid_former_addresses():
    loser, survivor = EntityFactory(name="John Smith"), EntityFactory(name="John Q. Smith")
    merge_entities(loser, into=survivor, by=None)

    assert free_slugs(Entity.objects, ["John Smith"], length=120) == ["john-smith-2"]


def test_free_slugs_of_many_namesakes_take_few_queries(django_assert_num_queries):
    with django_assert_num_queries(2):
        slugs = free_slugs(Entity.objects, ["John Smith"] * 150, length=120)

    assert (len(set(slugs)), slugs[0], slugs[-1]) == (150, "john-smith", "john-smith-150")


def test_free_slugs_fit_the_length():
    slugs = free_slugs(Entity.objects, ["Roe " * 100, "Roe " * 100], length=40)

    assert (slugs[0], slugs[1]) == (
        "roe-roe-roe-roe-roe-roe-roe-roe-roe-roe",
        "roe-roe-roe-roe-roe-roe-roe-roe-r-2",
    )
