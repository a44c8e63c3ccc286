"""From the XML of a feed to its items.

Expat reads it, item by item, and refuses a document type: without one there are no entities to expand (the
billion laughs) and none to fetch from elsewhere.
"""

import datetime as dt
import re
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from html import unescape
from xml.parsers import expat

MOST_ITEMS = 5_000
# How RSS and Atom call what we read.
FIELDS = {
    "title": "title", "link": "link", "guid": "guid", "id": "guid", "description": "description",
    "summary": "description", "content": "description", "pubDate": "date", "published": "date",
    "updated": "updated",
}  # fmt: skip


class NotAFeed(ValueError):
    """These bytes are no RSS or Atom feed that we read."""


@dataclass(frozen=True)
class Item:
    """One item of a feed, as it stands there; `feed_link` is where the feed itself belongs."""

    title: str = ""
    link: str = ""
    guid: str = ""
    description: str = ""
    date: str = ""
    updated: str = ""
    feed_link: str = ""

    @property
    def day(self) -> dt.date | None:
        """The day it was published, where it was."""
        text = self.date or self.updated
        for read in (parsedate_to_datetime, dt.datetime.fromisoformat):
            try:
                return read(text).date()
            except ValueError:
                continue
        return None

    @property
    def words(self) -> str:
        """The description as plain text."""
        return " ".join(unescape(re.sub(r"<[^<>]{0,2000}>", " ", self.description)).split())


def read_feed(data: bytes) -> list[Item]:
    """The items of an RSS or Atom feed. Raises NotAFeed."""
    feed = _Feed()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = feed.refuse_document_type
    parser.StartElementHandler = feed.begin
    parser.EndElementHandler = feed.end
    parser.CharacterDataHandler = feed.read
    try:
        parser.Parse(data, True)
    except expat.ExpatError as problem:
        raise NotAFeed(f"This is no well-formed XML: {problem}.") from problem
    if feed.root not in {"rss", "feed", "RDF"}:
        raise NotAFeed(f"This is no RSS or Atom feed; it is a document of “{feed.root[:40]}”.")
    return feed.items


class _Feed:
    """What has been read so far."""

    def __init__(self):
        self.root = ""
        self.items = []
        self.feed_link = ""
        self.item = None
        self.name = None
        self.text = []

    def refuse_document_type(self, *_):
        raise NotAFeed("The feed has a document type (DOCTYPE), which may hide anything. It is not read.")

    def begin(self, name, attributes):
        name = name.rpartition(" ")[2]
        self.root = self.root or name
        if name in {"item", "entry"}:
            self.item = {}
        self.name, self.text = FIELDS.get(name), []
        if name == "link" and attributes.get("rel", "alternate") == "alternate":
            self._note(attributes.get("href", ""))

    def read(self, text):
        if self.name:
            self.text.append(text)

    def end(self, name):
        self._note("".join(self.text).strip())
        self.name, self.text = None, []
        if name.rpartition(" ")[2] in {"item", "entry"} and self.item is not None:
            if len(self.items) == MOST_ITEMS:
                raise NotAFeed(f"The feed has more than {MOST_ITEMS:,} items.")
            self.items.append(Item(**self.item, feed_link=self.feed_link))
            self.item = None

    def _note(self, text):
        if not self.name or not text:
            return
        if self.item is not None:
            self.item.setdefault(self.name, text)
        elif self.name == "link":
            self.feed_link = self.feed_link or text
