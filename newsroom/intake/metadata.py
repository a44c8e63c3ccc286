"""What a page says of itself beside its words, by whichever convention."""

import json
from collections import defaultdict
from collections.abc import Iterator
from html.parser import HTMLParser

from newsroom.prose.sanitise import storable

MOST_LD = 500_000
MOST_NODES = 2_000
_KINDS = ("Article", "BlogPosting", "Report")
# How Open Graph, old names and microdata call what we read, the most trustworthy first.
_NAMES = {
    "headline": ("og:title", "twitter:title", "dc.title", "citation_title"),
    "dek": ("og:description", "description", "twitter:description", "dc.description"),
    "author": ("author", "article:author", "dc.creator", "byl", "parsely-author", "citation_author"),
    "day": (
        "article:published_time", "og:published_time", "date", "dc.date", "dc.date.issued", "pubdate",
        "publishdate", "datepublished", "parsely-pub-date", "citation_publication_date",
    ),
    "publisher": ("og:site_name", "dc.publisher", "application-name", "citation_publisher"),
    "url": ("canonical", "og:url"),
}  # fmt: skip


class Said:
    """What was said, under our names."""

    def __init__(self):
        self._said = defaultdict(list)

    def add(self, name: str, words) -> None:
        if isinstance(words, str) and (said := storable(words).strip()):
            self._said[name].append(said)

    def first(self, name: str) -> str:
        return self._said[name][0] if self._said[name] else ""

    def all(self, name: str) -> list[str]:
        return list(dict.fromkeys(self._said[name]))

    def silent_on(self, name: str) -> bool:
        return not self._said[name]


def read_metadata(html: str) -> Said:
    """What the page says of the story on it."""
    page = _Page()
    page.feed(html)
    page.close()
    said = Said()
    for text in page.structured:
        _read_structured(text, said)
    for name, theirs in _NAMES.items():
        if said.silent_on(name):
            values = next((page.named[their] for their in theirs if page.named[their]), [])
            for value in values:
                if not (name == "author" and value.startswith(("http:", "https:"))):
                    said.add(name, value)
    for name, seen in (("headline", ("h1", "title")), ("day", ("time",)), ("author", ("itemprop author",))):
        if said.silent_on(name):
            said.add(name, next((page.shown[tag] for tag in seen if page.shown[tag].strip()), ""))
    return said


class _Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.named = defaultdict(list)
        self.shown = defaultdict(str)
        self.structured = []
        self._into = ""
        self._script = None

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        if tag == "meta":
            name = given.get("property") or given.get("name") or given.get("itemprop") or ""
            self.named[name.lower()].append(given.get("content", ""))
        elif tag == "link" and "canonical" in given.get("rel", "").lower().split():
            self.named["canonical"].append(given.get("href", ""))
        elif tag == "time" and given.get("datetime"):
            self.shown["time"] = self.shown["time"] or given["datetime"]
        elif tag == "script":
            self._script = [] if given.get("type", "").lower() == "application/ld+json" else None
        elif given.get("itemprop") == "author" or given.get("rel") == "author":
            self._open("itemprop author", tag)
        elif tag in {"h1", "title"}:
            self._open(tag, tag)

    def _open(self, name, tag):
        self._into = "" if self.shown[name].strip() else name
        self._until = tag

    def handle_endtag(self, tag):
        if tag == "script" and self._script is not None:
            self.structured.append("".join(self._script))
            self._script = None
        elif self._into and tag == self._until:
            self._into = ""

    def handle_data(self, data):
        if self._script is not None:
            self._script.append(data)
        elif self._into and len(self.shown[self._into]) < 2_000:
            self.shown[self._into] += data


def _read_structured(text, said):
    if len(text) > MOST_LD:
        return
    try:
        tree = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return
    for node in _stories(tree):
        if said.silent_on("headline"):
            said.add("headline", node.get("headline") or node.get("name"))
            said.add("dek", node.get("description") or node.get("alternativeHeadline"))
            said.add("day", node.get("datePublished") or node.get("dateCreated"))
            said.add("publisher", _name(node.get("publisher")))
            said.add("url", _address_of(node))
            for author in _several(node.get("author")):
                said.add("author", _name(author))


def _stories(tree) -> Iterator[dict]:
    """The nodes about an article, wherever in the tree."""
    waiting, seen = [tree], 0
    while waiting and seen < MOST_NODES:
        node = waiting.pop(0)
        seen += 1
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            kinds = [kind for kind in _several(node.get("@type")) if isinstance(kind, str)]
            if any(kind.endswith(_KINDS) for kind in kinds):
                yield node
            waiting += [value for value in node.values() if isinstance(value, (dict, list))]


def _address_of(node):
    page = node.get("mainEntityOfPage")
    return page.get("@id") or page.get("url") if isinstance(page, dict) else page or node.get("url")


def _name(node):
    return node.get("name") if isinstance(node, dict) else node


def _several(value):
    return value if isinstance(value, list) else [value] if value else []
