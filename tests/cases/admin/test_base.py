"""What a verb refuses after the form was found good: somebody was faster."""

import pytest
from django.contrib import admin

from cases.admin.base import Refused
from cases.models import Docket
from tests.factories.record import CaseFactory, CourtFactory, DocketFactory


def test_row_that_somebody_else_files_meanwhile_is_refused_and_not_an_error(rf, administrator):
    case, court = CaseFactory(), CourtFactory()
    request = rf.get("/")
    request.user = administrator
    form_class = admin.site.get_model_admin(Docket).get_form(request)
    form = form_class({"case": case.pk, "court": court.pk, "docket_number": "1:23-cv-01599"})
    assert form.is_valid()
    DocketFactory(court=court, docket_number="1:23-cv-01599")

    with pytest.raises(Refused) as refused:
        form.filed(by=administrator, now=None)

    assert refused.value.error.messages == ["This court already has a docket with this number."]
    assert Docket.objects.count() == 1


def test_error_of_a_field_the_desk_never_types_heads_the_form(rf, administrator):
    request = rf.get("/")
    request.user = administrator
    form = admin.site.get_model_admin(Docket).get_form(request)({"docket_number": "1:23-cv-01599"})
    form.is_valid()
    form.instance.case, form.instance.court = CaseFactory(), CourtFactory()
    form.instance.docket_number_key = "x" * 101

    with pytest.raises(Refused) as refused:
        form.filed(by=administrator, now=None)

    assert list(refused.value.error.error_dict) == ["__all__"]
