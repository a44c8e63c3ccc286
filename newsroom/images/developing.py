"""From the bytes of an upload to the files that are shown: upright, without what the camera wrote."""

import hashlib
import io
import warnings
from dataclasses import dataclass

from PIL import Image as Pictures
from PIL import ImageOps, UnidentifiedImageError

MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 50_000_000
LARGEST = 2400
WIDTHS = (480, 960, 1600)
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
FOLDER = "images"


class NotAPicture(ValueError):
    """These bytes are no picture that can be shown; says why, and what to do."""


@dataclass(frozen=True)
class Developed:
    """A picture ready to be kept: each of its files under its name."""

    name: str
    width: int
    height: int
    widths: list[int]
    files: dict[str, bytes]


def develop(data: bytes) -> Developed:
    """The files that show this picture. Raises NotAPicture."""
    picture = _upright(_opened(data))
    picture.thumbnail((LARGEST, LARGEST), Pictures.Resampling.LANCZOS)
    kind = "PNG" if picture.mode == "RGBA" else "JPEG"
    whole = _written(picture, kind)
    name = f"{FOLDER}/{hashlib.sha256(whole).hexdigest()}.{'png' if kind == 'PNG' else 'jpg'}"
    widths = [width for width in WIDTHS if width < picture.width] + [picture.width]
    files = {name: whole} | {narrower(name, width): _narrowed(picture, width) for width in widths}
    return Developed(name, picture.width, picture.height, widths, files)


def narrower(name: str, width: int) -> str:
    """The file of the same picture in this width."""
    return f"{name.rpartition('.')[0]}-{width}.webp"


def _opened(data):
    if not data:
        raise NotAPicture("The file is empty. Choose the picture again.")
    if len(data) > MOST_BYTES:
        raise NotAPicture(
            "The picture has more than 20 MB. Save it smaller (2400 pixels wide is enough) and try again."
        )
    try:
        with warnings.catch_warnings():
            # Its size is judged below, with words for the desk.
            warnings.simplefilter("ignore", Pictures.DecompressionBombWarning)
            picture = Pictures.open(io.BytesIO(data), formats=FORMATS)
    except UnidentifiedImageError:
        raise NotAPicture(
            "This is no picture we can show. Upload a JPEG, PNG, WebP, AVIF or GIF file."
        ) from None
    except Pictures.DecompressionBombError:
        raise NotAPicture(_too_large()) from None
    except (OSError, ValueError, SyntaxError) as problem:
        raise NotAPicture(_damaged()) from problem
    if picture.width * picture.height > MOST_PIXELS:
        raise NotAPicture(_too_large())
    return picture


def _upright(picture):
    try:
        picture.load()
        picture = ImageOps.exif_transpose(picture)
        has_transparency = picture.has_transparency_data
        return picture.convert("RGBA" if has_transparency else "RGB")
    except (OSError, ValueError, SyntaxError, EOFError) as problem:
        raise NotAPicture(_damaged()) from problem


def _narrowed(picture, width):
    height = max(1, round(picture.height * width / picture.width))
    return _written(picture.resize((width, height), Pictures.Resampling.LANCZOS), "WEBP")


def _written(picture, kind):
    profile = picture.info.get("icc_profile")
    clean = picture.copy()
    clean.info = {}
    options = {"JPEG": {"quality": 85, "optimize": True, "progressive": True}, "WEBP": {"quality": 80}}
    file = io.BytesIO()
    clean.save(file, kind, icc_profile=profile, **options.get(kind, {"optimize": True}))
    return file.getvalue()


def _too_large():
    return (
        f"The picture has more than {MOST_PIXELS // 1_000_000} million pixels. Save it smaller and try again."
    )


def _damaged():
    return "The file is damaged: it ends before the picture does. Export it again and try once more."
