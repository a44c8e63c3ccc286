"""What a reader sees of a page: its words, block by block, without the markup."""

import re
from html.parser import HTMLParser

BREAKS = {
    "p", "h1", "h2", "h3", "li", "dt", "dd", "td", "th", "div", "section", "article", "blockquote", "summary",
    "header", "figcaption", "nav", "ul", "ol", "dl", "aside", "tr", "label", "option", "button", "figure",
}  # fmt: skip


class Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.blocks = [""]
        self.links = []
        self.depth = 0

    def handle_starttag(self, tag, attrs):
        if tag == "main":
            self.depth += 1
        if self.depth and tag == "a":
            self.links.append(dict(attrs)["href"])
        if tag in BREAKS:
            self.blocks.append("")

    def handle_endtag(self, tag):
        if tag == "main":
            self.depth -= 1
        if tag in BREAKS:
            self.blocks.append("")

    def handle_data(self, data):
        if self.depth:
            self.blocks[-1] += data


def read(response):
    reader = Reader()
    reader.feed(response.content.decode())
    return reader


def words(response):
    """The blocks of the main part, in order."""
    blocks = (re.sub(r"\s+", " ", block).strip() for block in read(response).blocks)
    return [block for block in blocks if block]


def links(response):
    """Where the main part leads, in order."""
    return read(response).links
