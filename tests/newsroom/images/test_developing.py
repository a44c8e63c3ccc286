import io

import pytest
from PIL import Image as Pictures

from newsroom.images import developing
from newsroom.images.developing import NotAPicture, develop
from tests.factories.stories import picture_file


def opened(data):
    return Pictures.open(io.BytesIO(data))


def test_picture_is_kept_in_three_widths_and_whole():
    developed = develop(picture_file(size=(3000, 1500)))

    assert (developed.width, developed.height, developed.widths) == (2400, 1200, [480, 960, 1600, 2400])
    shown = {name.rpartition("-")[2]: opened(data) for name, data in developed.files.items() if "-" in name}
    assert {name: (found.format, found.size) for name, found in shown.items()} == {
        "480.webp": ("WEBP", (480, 240)),
        "960.webp": ("WEBP", (960, 480)),
        "1600.webp": ("WEBP", (1600, 800)),
        "2400.webp": ("WEBP", (2400, 1200)),
    }
    assert opened(developed.files[developed.name]).format == "JPEG"


def test_small_picture_is_not_blown_up():
    assert develop(picture_file(size=(300, 200))).widths == [300]


def test_name_is_the_digest_of_the_content():
    one, again = develop(picture_file()), develop(picture_file())
    other = develop(picture_file(colour=(1, 2, 3)))

    assert one.name == again.name
    assert one.name != other.name
    assert one.name.startswith("images/")
    assert one.name.endswith(".jpg")


def test_what_the_camera_wrote_is_left_out_after_it_was_heeded():
    exif = Pictures.Exif()
    exif[0x0112] = 6  # turned a quarter
    exif[0x010E] = "taken at the safe house"
    turned = develop(picture_file(size=(640, 400), exif=exif))

    whole = opened(turned.files[turned.name])
    assert (turned.width, turned.height) == (400, 640)
    assert dict(whole.getexif()) == {}
    assert b"safe house" not in b"".join(turned.files.values())


def test_transparency_is_kept():
    developed = develop(picture_file(mode="RGBA", colour=(9, 9, 9, 100), kind="PNG"))

    assert developed.name.endswith(".png")
    assert opened(developed.files[developed.name]).mode == "RGBA"


@pytest.mark.parametrize(
    ("mode", "colour", "kind"),
    [("CMYK", (0, 0, 0, 0), "JPEG"), ("L", 9, "JPEG"), ("P", 1, "GIF"), ("RGB", (9, 9, 9), "WEBP")],
)
def test_every_kind_of_picture_can_be_shown(mode, colour, kind):
    developed = develop(picture_file(mode=mode, colour=colour, kind=kind))

    assert opened(developed.files[developed.name]).mode in {"RGB", "RGBA"}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "The file is empty. Choose the picture again."),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "This is no picture we can show."),
        (b"%PDF-1.7", "This is no picture we can show."),
        (picture_file()[:400], "The file is damaged"),
        (picture_file(kind="PNG")[:60], "The file is damaged"),
        (b"x" * (developing.MOST_BYTES + 1), "The picture has more than 20 MB."),
    ],
)
def test_what_is_no_picture_is_refused_with_what_to_do(data, said):
    with pytest.raises(NotAPicture) as refusal:
        develop(data)

    assert str(refusal.value).startswith(said)


@pytest.mark.parametrize("size", [(9_000, 9_000), (40_000, 40_000)])
def test_bomb_of_pixels_is_refused_before_it_is_unpacked(size):
    file = io.BytesIO()
    Pictures.new("1", size).save(file, "PNG")

    with pytest.raises(NotAPicture) as refusal:
        develop(file.getvalue())

    assert str(refusal.value) == (
        "The picture has more than 50 million pixels. Save it smaller and try again."
    )
