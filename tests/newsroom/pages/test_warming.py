import pytest

from cases.models import Case
from newsroom.linking.actions import link_about
from newsroom.pages.warming import warm
from newsroom.publishing.models import Rendition
from tests.factories.record import CaseFactory
from tests.factories.stories import NOON, ArticleFactory, published


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
