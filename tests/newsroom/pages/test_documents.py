import pytest
from django.core.files.base import ContentFile

from cases.models import Case, Document
from tests.factories.record import CaseFactory
from tests.newsroom.pages.seen import links


@pytest.fixture
def uploaded(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    case = CaseFactory(caption="Doe v. Roe")
    return Document.objects.create(
        case=case, title="Order", file=ContentFile(b"<script>alert(1)</script>", name="order.txt")
    )


def test_document_is_sent_to_be_kept_and_never_run(client, uploaded):
    response = client.get(f"/documents/{uploaded.pk}/")

    assert b"".join(response) == b"<script>alert(1)</script>"
    assert response["Content-Disposition"] == 'attachment; filename="order.txt"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert links(client.get("/cases/doe-v-roe/"))[-1] == f"/documents/{uploaded.pk}/"


def test_document_of_a_sealed_case_is_not_found(client, uploaded):
    Case.objects.update(is_sealed=True)

    assert client.get(f"/documents/{uploaded.pk}/").status_code == 404


def test_document_of_no_case_is_not_found(client, uploaded):
    Document.objects.update(case=None)

    assert client.get(f"/documents/{uploaded.pk}/").status_code == 404


def test_document_that_is_elsewhere_or_lost_is_not_found(client, uploaded):
    elsewhere = Document.objects.create(case=uploaded.case, title="Complaint", url="https://court.example/1")
    uploaded.file.storage.delete(uploaded.file.name)

    for document in (elsewhere, uploaded):
        assert client.get(f"/documents/{document.pk}/").status_code == 404
    assert client.get("/documents/99999999999999999999/").status_code == 404
