import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage

from newsroom.images.actions import add_image
from newsroom.images.models import Image
from tests.factories.stories import NOON, ImageFactory, picture_file


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_picture_is_kept_with_what_is_said_of_it(db, editor, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        image = add_image(picture_file(), by=editor, now=NOON, alt="The court", credit="Iris Vance")

    assert (image.alt, image.credit, image.added_by, image.added_at) == (
        "The court",
        "Iris Vance",
        editor,
        NOON,
    )
    assert (image.width, image.height, image.widths) == (640, 400, [480, 640])
    assert sorted(default_storage.listdir("images")[1]) == sorted(
        name.removeprefix("images/")
        for name in (
            image.file,
            image.file.replace(".jpg", "-480.webp"),
            image.file.replace(".jpg", "-640.webp"),
        )
    )


def test_same_file_again_is_the_picture_we_have(db, django_capture_on_commit_callbacks):
    first = add_image(picture_file(), by=None, now=NOON, alt="The court")

    with django_capture_on_commit_callbacks(execute=True):
        again = add_image(picture_file(), by=None, now=NOON, alt="Another", credit="Iris Vance")

    assert (again.pk, again.alt, again.credit) == (first.pk, "The court", "Iris Vance")
    assert Image.objects.count() == 1


def test_file_that_is_there_is_never_written_over(db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        image = ImageFactory(colour=(1, 1, 1))
    written = default_storage.get_modified_time(image.file)
    Image.objects.all().delete()

    with django_capture_on_commit_callbacks(execute=True):
        again = ImageFactory(colour=(1, 1, 1))

    assert (again.file, default_storage.get_modified_time(again.file)) == (image.file, written)
    assert len(default_storage.listdir("images")[1]) == 3


def test_what_is_said_at_too_great_length_is_refused(db):
    with pytest.raises(ValidationError) as refusal:
        add_image(picture_file(), by=None, now=NOON, alt="x" * 501)

    assert list(refusal.value.message_dict) == ["alt"]


@pytest.mark.parametrize(("words", "found"), [("court iris", 1), ("", 1), ("gavel", 0)])
def test_pictures_are_found_by_what_is_said_of_them(words, found, db):
    ImageFactory(alt="The court", credit="Iris Vance")

    assert Image.objects.described(words).count() == found


def test_picture_is_called_by_its_alt_text(db):
    assert str(ImageFactory(alt="The court")) == "The court"
    assert str(Image(pk=3)) == "Picture 3"
