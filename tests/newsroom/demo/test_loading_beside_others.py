"""The story in a database that has some of its rows already; no test here may see it told before."""

import pytest
from django.core.exceptions import ValidationError

from cases.models import Case, Court, Entity
from newsroom.demo import staff
from newsroom.demo.loading import tell_stories
from newsroom.publishing.models import Publication
from tests.factories.record import CaseFactory, CourtFactory, EntityFactory


@pytest.fixture
def editor(db):
    staff.establish_accounts()
    return staff.editor()


def test_story_uses_the_court_and_the_agency_the_record_already_has(editor):
    court = CourtFactory(code="dcd", name="District Court, D.C.")
    agency = EntityFactory(name="SECURITIES AND EXCHANGE COMMISSION", kind=Entity.Kind.AGENCY)

    tell_stories(by=editor)

    assert Court.objects.get(code="dcd").name == "District Court, D.C."
    assert Case.objects.in_court(court).get().caption == "SEC v. Binance Holdings Limited et al."
    assert Case.objects.naming(agency).count() == 2
    assert agency.aliases.count() == 0


def test_story_is_told_whole_or_not_at_all(editor, rows):
    CaseFactory(court=CourtFactory(code="nysd"), docket_number="1:23-cv-04738-KPF")
    before = rows()

    with pytest.raises(ValidationError, match="This court already has a docket with this number"):
        tell_stories(by=editor)

    assert rows() == before
    assert not Publication.objects.exists()
