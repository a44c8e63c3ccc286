"""What the body editor asks the desk."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cases.models import Entity
from newsroom.images.models import Image
from tests.factories.record import CaseFactory, EntityFactory, SourceFactory, StatementFactory
from tests.factories.staff import member
from tests.factories.stories import ImageFactory, picture_file

ROLES = ("reporter", "editor", "legal", "publisher", "administrator")
YES, NO = True, False
#                reporter editor legal publisher administrator
MATRIX = {
    "citable/":  (YES, YES, YES, YES, YES),
    "pictures/": (YES, YES, YES, YES, YES),
    "pictures/1/": (YES, YES, YES, YES, YES),
    "upload/":   (YES, YES, NO,  YES, YES),
    "clean/":    (YES, YES, NO,  YES, YES),
}  # fmt: skip
POSTED = {"upload/", "clean/"}


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def ask(client, what, **asked):
    return client.get(f"/admin/editor/{what}", asked).json()["found"]


def upload(client, data=None, **said):
    file = SimpleUploadedFile("court.jpg", picture_file() if data is None else data)
    return client.post(
        "/admin/editor/upload/", {"file": file, "alt": "The court", "credit": "Iris Vance", **said}
    )


@pytest.mark.parametrize(
    ("address", "role", "allowed"),
    [
        (address, role, allowed)
        for address, row in MATRIX.items()
        for role, allowed in zip(ROLES, row, strict=True)
    ],
)
def test_role_is_let_in_as_the_table_says(address, role, allowed, client, db):
    client.force_login(member(role))
    send = client.post if address in POSTED else client.get

    assert (send(f"/admin/editor/{address}").status_code != 403) == allowed


@pytest.mark.parametrize("address", MATRIX)
def test_nobody_else_is_let_in(address, client, db):
    send = client.post if address in POSTED else client.get

    assert send(f"/admin/editor/{address}").status_code == 302


@pytest.mark.parametrize(("address", "wrong"), [("citable/", "post"), ("clean/", "get"), ("upload/", "get")])
def test_only_the_right_verb_is_heard(address, wrong, desk):
    assert getattr(desk, wrong)(f"/admin/editor/{address}").status_code == 405


def test_sources_and_statements_are_found_by_their_words(desk):
    reuters = EntityFactory(name="Reuters", kind=Entity.Kind.PUBLICATION)
    source = SourceFactory(title="Report on Doe", publisher=reuters)
    statement = StatementFactory(text="Doe was dismissed.", asserted_by=reuters)
    SourceFactory(title="Another")

    found = ask(desk, "citable/", q="doe reuters")

    assert [(row["kind"], row["number"], row["words"]) for row in found] == [
        ("source", source.pk, "Report on Doe"),
        ("statement", statement.pk, "Doe was dismissed."),
    ]
    assert "Reuters" in found[0]["about"]
    assert ask(desk, "citable/", q="no such \0 words") == []


def test_what_is_cited_already_is_named(desk):
    source, statement = SourceFactory(title="Order"), StatementFactory()

    found = ask(
        desk, "citable/", named=[f"source-{source.pk}", f"statement-{statement.pk}", "source-x", "case-1"]
    )

    assert [(row["kind"], row["number"]) for row in found] == [
        ("source", source.pk),
        ("statement", statement.pk),
    ]


def test_statement_about_a_sealed_case_is_offered_to_nobody(desk):
    StatementFactory(text="Sealed away.", case=CaseFactory(is_sealed=True))

    assert ask(desk, "citable/", q="sealed away") == []


def test_asking_costs_the_same_for_one_row_and_for_three(desk, django_assert_num_queries):
    for _ in range(2):
        SourceFactory(title="Doe", publisher=EntityFactory())
        StatementFactory(text="Doe", asserted_by=EntityFactory(), via=EntityFactory())
        ImageFactory(alt="Doe")
        for what, count in (("citable/", 6), ("pictures/", 5)):
            with django_assert_num_queries(count):
                ask(desk, what, q="Doe")


def test_pictures_are_found_newest_first(desk):
    ImageFactory(alt="Doe in court"), ImageFactory(alt="Gavel")
    newest = ImageFactory(alt="Doe at home")

    found = ask(desk, "pictures/", q="doe")

    assert [row["alt"] for row in found] == ["Doe at home", "Doe in court"]
    assert found[0]["small"] == f"/{newest.file.replace('.jpg', '-480.webp')}"
    assert desk.get(f"/admin/editor/pictures/{newest.pk}/")["Location"] == found[0]["small"]
    assert desk.get("/admin/editor/pictures/99999/").status_code == 404


def test_picture_is_uploaded_with_its_credit(desk, administrator):
    answer = upload(desk).json()

    image = Image.objects.get()
    assert (answer["number"], answer["alt"], image.credit, image.added_by) == (
        image.pk,
        "The court",
        "Iris Vance",
        administrator,
    )
    assert upload(desk, alt="").json()["number"] == image.pk


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"credit": " "}, "Say who made the picture: readers see the credit."),
        ({"data": b"%PDF"}, "This is no picture we can show. Upload a JPEG, PNG, WebP, AVIF or GIF file."),
        ({"file": ""}, "Choose a file."),
        ({"caption": "x" * 501}, "Ensure this value has at most 500 characters (it has 501)."),
    ],
)
def test_refusal_says_what_to_do_and_keeps_nothing(wrong, said, desk):
    response = upload(desk, **wrong)

    assert (response.status_code, response.json()) == (400, {"problems": [said]})
    assert Image.objects.count() == 0


def test_paste_is_cleaned(desk):
    html = "<p class=MsoListParagraph>·&nbsp; Costs</p><script>steal()</script>\xff"

    response = desk.post("/admin/editor/clean/", html, content_type="text/html")

    assert response.json() == {"html": "<ul><li>Costs</li></ul><p>ÿ</p>"}


def test_paste_beyond_all_measure_is_refused(desk, monkeypatch):
    monkeypatch.setattr("newsroom.admin.editor.MOST_PASTED", 5)

    response = desk.post("/admin/editor/clean/", "<p>123</p>", content_type="text/html")

    assert (response.status_code, response.json()) == (
        413,
        {"problems": ["That is more than 24 MB. Paste it in parts."]},
    )
