"""What a page, a feed's item or pasted text says of a story: its words, and whose they are.

Pages say most of it twice over: for search engines (JSON-LD), for social networks (Open Graph), in old `meta`
names, and in what readers see. They are believed in this order, and each only where those before are silent.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

from cases.imports.feeds import Item
from newsroom.intake.metadata import read_metadata
from newsroom.intake.region import body_region
from newsroom.prose.blocks import join, split, text_of
from newsroom.prose.sanitise import clean, storable

LONGEST_HEADLINE = 200
LONGEST_DEK = 400
_CHARSET = re.compile(rb"""charset\s*=\s*["']?([\w-]{2,30})""", re.IGNORECASE)
_MARKUP = re.compile(
    r"</?(?:p|div|h[1-6]|ul|ol|li|br|span|b|i|em|strong|a|table|blockquote|section|article|body|html)\b[^<>]*>",
    re.IGNORECASE,
)
_BY = re.compile(r"^\s*by\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Found:
    """A story as it was understood; what wasn't is empty. `body` is clean, and whole."""

    headline: str = ""
    dek: str = ""
    body: str = ""
    publisher: str = ""
    author: str = ""
    url: str = ""
    day: date | None = None

    @property
    def text(self) -> str:
        return text_of(self.body)


def read_page(page: str | bytes, address: str = "") -> Found:
    """The story that an HTML page holds; `address` is where it was fetched from, if it was."""
    html = storable(decoded(page) if isinstance(page, bytes) else page)
    said = read_metadata(html)
    headline = _line(said.first("headline"), LONGEST_HEADLINE)
    url = _address(said.first("url"), address)
    publisher = _line(said.first("publisher"), 250) or host_of(url)
    return Found(
        headline=_without_publisher(headline, publisher),
        dek=_line(said.first("dek"), LONGEST_DEK),
        body=_without_heading(clean(body_region(html)), headline),
        publisher=publisher,
        author=_BY.sub("", _line(", ".join(said.all("author")), 250)),
        url=url,
        day=read_day(said.first("day")),
    )


def read_text(text: str) -> Found:
    """The story in pasted words or HTML; its first heading or short first line is the headline."""
    body = clean(text if _MARKUP.search(text) else _paragraphs(text))
    blocks = split(body)
    if blocks and (blocks[0].tag in {"h2", "h3"} or (len(blocks) > 1 and len(blocks[0].text) <= 150)):
        return Found(headline=_line(blocks[0].text, LONGEST_HEADLINE), body=join(blocks[1:]))
    return Found(body=body)


def read_item(item: Item) -> Found:
    """The story that a feed's item tells of, mostly only its beginning."""
    link = item.link if urlsplit_safely(item.link) else ""
    body = clean(item.description)
    return Found(
        headline=_line(item.title, LONGEST_HEADLINE), body=body, publisher=host_of(link or item.feed_link),
        url=link, day=item.day,
    )  # fmt: skip


def excerpt(found: Found, most: int) -> Found:
    """The story cut to so many words, at the end of a paragraph where there is one, and marked as quoted."""
    kept, left = [], most
    for block in split(found.body):
        words = block.text.split()
        if len(words) > left:
            if not kept and words:
                kept.append(f"<p>{_escaped(' '.join(words[:left]))}…</p>")
            break
        kept.append(block.html)
        left -= len(words)
    return replace(found, body=clean(f"<blockquote>{''.join(kept)}</blockquote>")) if kept else found


def decoded(page: bytes) -> str:
    """The text of these bytes, in the encoding they name; what is in none is read as the web reads it."""
    named = _CHARSET.search(page[:4096])
    for encoding in (named[1].decode() if named else "utf-8", "utf-8"):
        try:
            return page.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
    return page.decode("cp1252", "replace")


def read_day(text: str) -> date | None:
    """The day in a date as pages and feeds write it."""
    for read in (datetime.fromisoformat, parsedate_to_datetime, _spelt_out):
        try:
            return read(text.strip()).date()
        except (ValueError, IndexError, TypeError):
            continue
    return None


def host_of(url: str) -> str:
    """`example.org` for `https://www.example.org/a`."""
    parts = urlsplit_safely(url)
    return (parts.hostname or "").removeprefix("www.") if parts else ""


def urlsplit_safely(url: str):
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return parts if parts.scheme in {"http", "https"} and parts.hostname else None


def _spelt_out(text):
    for form in ("%d %B %Y", "%B %d, %Y", "%d %b %Y", "%b %d, %Y"):
        try:
            return datetime.strptime(text, form)  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    raise ValueError(text)


def _address(said, fetched_from):
    try:
        url = urljoin(fetched_from, said) if said else fetched_from
    except ValueError:
        return fetched_from
    return url.partition("#")[0][:1000] if urlsplit_safely(url) else ""


def _line(text, longest):
    line = " ".join(text_of(clean(text.replace("<", "&lt;"))).split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def _without_publisher(headline, publisher):
    """“Judge rules | The Wire” is “Judge rules”."""
    found = re.match(r"(.{15,}?)\s+[|–—-]\s+(.{2,60})$", headline)
    return found[1] if found and publisher and found[2].casefold() in publisher.casefold() else headline


def _without_heading(body, headline):
    blocks = split(body)
    if blocks and blocks[0].tag == "h2" and blocks[0].text.casefold() == headline.casefold():
        return join(blocks[1:])
    return body


def _paragraphs(text):
    parts = re.split(r"\n\s*\n|\r\n\s*\r\n", text.strip())
    lines = parts if len(parts) > 1 else text.splitlines()
    return "".join(f"<p>{_escaped(part)}</p>" for part in lines)


def _escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;")
