"""What running text refers to: where a footnote or a number stands, and which picture a figure shows.

A citation is an empty `cite` that names a source or a statement of the record. It has no character of its
own in the text, so offsets are what they would be without it. A number is an empty `data` that names one of
the desk's: what it says changes with the record, so in the text one sign stands for it, whatever its length,
and no offset moves. A picture names an image; the words of its caption are text.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from newsroom.prose.markup import Token, escape_attribute, tokens
from newsroom.prose.typography import seen

# What stands in the text where a number will: no text that is typed or pasted holds one.
FIGURE = "\ufffc"
# What `clean` writes for a number, and nothing else is.
_NUMBER = re.compile(r'<data data-number="([0-9]+)"></data>')

LONGEST_LOCATOR = 120
LONGEST_ALT = 500


@dataclass(frozen=True)
class Citation:
    """A source or a statement of the record; of a source also where in it and when it was read."""

    kind: str
    number: int
    locator: str = ""
    accessed: str = ""

    @property
    def tag(self) -> str:
        written = f'cite data-{self.kind}="{self.number}"'
        if self.locator:
            written += f' data-locator="{escape_attribute(self.locator)}"'
        return written + (f' data-accessed="{self.accessed}"' if self.accessed else "")

    @property
    def html(self) -> str:
        return f"<{self.tag}></cite>"


@dataclass(frozen=True)
class Picture:
    """An image of ours, and what stands for it where it isn't seen; only a decorative one may go without."""

    number: int
    alt: str = ""
    is_decorative: bool = False

    @property
    def html(self) -> str:
        role = ' role="presentation"' if self.is_decorative else ""
        return f'<img data-image="{self.number}" alt="{escape_attribute(self.alt)}"{role}>'


def citation_of(token: Token) -> Citation | None:
    """The citation that this start tag makes."""
    values = token.attribute_values()
    for kind in ("statement", "source"):
        if number := _number(values.get(f"data-{kind}", "")):
            is_source = kind == "source"
            locator = seen(values.get("data-locator", "")).strip(" \xa0")[:LONGEST_LOCATOR].rstrip(" \xa0")
            accessed = _day(values.get("data-accessed", ""))
            return Citation(kind, number, locator if is_source else "", accessed if is_source else "")
    return None


def number_of(token: Token) -> int:
    """Which number of the desk this `data` stands for; 0 where it is none."""
    return _number(token.attribute_values().get("data-number", "")) if token.tag == "data" else 0


def number_html(number: int) -> str:
    return f'<data data-number="{number}"></data>'


def numbers_of(html: str) -> list[int]:
    """The numbers of a clean body, as it reads."""
    return [int(number) for number in _NUMBER.findall(html)]


def filled(html: str, said: Mapping[int, str]) -> str:
    """A clean body with what each number says in its place, as HTML; one that says nothing is an ellipsis."""
    return _NUMBER.sub(lambda found: said.get(int(found[1]), "…"), html)


def picture_of(token: Token) -> Picture | None:
    """The picture that this `img` shows; None where the image is not one of ours."""
    values = token.attribute_values()
    number = _number(values.get("data-image", ""))
    if not number:
        return None
    alt = seen(values.get("alt", "")).strip(" \xa0")[:LONGEST_ALT].rstrip(" \xa0")
    return Picture(number, alt, is_decorative=not alt and values.get("role") == "presentation")


def citations_of(html: str) -> list[Citation]:
    """The citations of a clean body, as it reads."""
    return [found for found in map(citation_of, _starts(html, "cite")) if found]


def pictures_of(html: str) -> list[Picture]:
    """The pictures of a clean body, as it reads."""
    return [found for found in map(picture_of, _starts(html, "img")) if found]


def _starts(html: str, tag: str) -> Iterator[Token]:
    # Most bodies have neither, and reading one takes longer than looking.
    if f"<{tag} " in html:
        yield from (token for token in tokens(html) if token.tag == tag and not token.closes)


def _number(value: str) -> int:
    is_number = value.isascii() and value.isdigit() and len(value) <= 18
    return int(value) if is_number else 0


def _day(value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        return ""
