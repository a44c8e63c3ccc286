import pytest

from cases.models import Case
from newsroom.staff.models import User
from tests.factories.record import CaseFactory, CourtFactory, DocketFactory

pytestmark = pytest.mark.django_db


def test_in_court_has_a_case_once_however_many_dockets_it_has_there():
    docket = DocketFactory()
    DocketFactory(case=docket.case, court=docket.court)
    DocketFactory()

    assert list(Case.objects.in_court(docket.court)) == [docket.case]
    assert list(Case.objects.in_court(CourtFactory())) == []


def test_sealed_case_is_visible_only_to_those_who_may_view_the_record():
    sealed, public = CaseFactory(is_sealed=True), CaseFactory()
    viewer, stranger = User.objects.create_superuser("ada"), User.objects.create_user("nora")

    assert set(Case.objects.visible_to(viewer)) == {sealed, public}
    assert list(Case.objects.visible_to(stranger)) == list(Case.objects.visible_to(None)) == [public]
