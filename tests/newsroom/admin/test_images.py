"""The pictures' desk."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from newsroom.images.models import Image
from newsroom.publishing.actions import record_revision
from tests.factories.browser import errors, submit
from tests.factories.staff import member
from tests.factories.stories import NOON, ArticleFactory, ImageFactory, picture_file

ADD = "/admin/newsroom/image/add/"
YES, NO = True, False
#            reporter editor legal publisher administrator
MATRIX = {
    "list":   (YES, YES, YES, YES, YES),
    "add":    (YES, YES, NO,  YES, YES),
    "change": (YES, YES, NO,  YES, YES),
    "delete": (NO,  NO,  NO,  NO,  NO),
}  # fmt: skip
ROLES = ("reporter", "editor", "legal", "publisher", "administrator")


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def add(client, data=None, **said):
    file = SimpleUploadedFile("court.jpg", picture_file() if data is None else data)
    return client.post(
        ADD, {"_continue": "1", "upload": file, "alt": "The court", "credit": "Iris Vance", **said}
    )


@pytest.mark.parametrize(
    ("act", "role", "allowed"),
    [(act, role, allowed) for act, row in MATRIX.items() for role, allowed in zip(ROLES, row, strict=True)],
)
def test_role_is_let_in_as_the_table_says(act, role, allowed, client, db):
    image = ImageFactory()
    client.force_login(member(role))
    address = {"list": "/admin/newsroom/image/", "add": ADD}.get(
        act, f"/admin/newsroom/image/{image.pk}/{act}/"
    )

    response = client.post(address, {}) if act == "change" else client.get(address)

    assert (response.status_code != 403) == allowed


def test_picture_is_uploaded_and_described(desk, administrator):
    response = add(desk, licence="CC BY 4.0")

    image = Image.objects.get()
    assert response["Location"] == f"/admin/newsroom/image/{image.pk}/change/"
    assert (image.alt, image.licence, image.added_by, image.width) == (
        "The court",
        "CC BY 4.0",
        administrator,
        640,
    )


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"alt": ""}, "alt", "This field is required."),
        ({"credit": ""}, "credit", "This field is required."),
        (
            {"data": b"%PDF"},
            "upload",
            "This is no picture we can show. Upload a JPEG, PNG, WebP, AVIF or GIF file.",
        ),
        ({"data": b""}, "upload", "The submitted file is empty."),
        ({"caption": "x" * 501}, "caption", "Ensure this value has at most 500 characters (it has 501)."),
    ],
)
def test_refusal_stands_beside_its_field(wrong, field, said, desk):
    assert errors(add(desk, **wrong)) == {field: [said]}
    assert Image.objects.count() == 0


def test_same_file_again_leads_to_the_picture_we_have(desk):
    image = ImageFactory(alt="The court")
    data = picture_file(colour=(7, 7, 7))
    add(desk, data)

    response = add(desk, data, alt="Another")

    assert Image.objects.count() == 2
    assert Image.objects.exclude(pk=image.pk).get().alt == "The court"
    assert response.status_code == 302


def test_what_is_said_of_a_picture_is_amended_and_its_file_never(desk):
    image = ImageFactory(credit="")
    address = reverse("admin:newsroom_image_change", args=[image.pk])

    page = desk.get(address)
    submit(desk, address, credit="Iris Vance")

    assert "upload" not in page.context["adminform"].form.fields
    assert "640 × 400 pixels, JPG" in page.text
    assert (Image.objects.get().credit, Image.objects.get().file) == ("Iris Vance", image.file)


def test_lead_image_is_chosen_on_the_form_and_its_want_of_alt_text_is_told(desk):
    article = ArticleFactory()
    record_revision(article, by=None, now=NOON)
    bare = ImageFactory(alt="", credit="")
    address = reverse("admin:newsroom_article_change", args=[article.pk])

    submit(desk, address, lead_image=bare.pk)

    assert [said[:14] for said in desk.get(address).context["problems"]] == [
        "The lead image",
        "The lead image",
    ]
    assert article.revisions.first().content["lead_image"]["id"] == bare.pk
