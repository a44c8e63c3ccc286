"""The part of a page that holds the story: what its author marked as such, else where its paragraphs are."""

from dataclasses import dataclass

import nh3

from newsroom.prose.markup import VOID, Token, tokens
from newsroom.prose.sanitise import without_endless_nesting

_AROUND = frozenset({
    "nav", "aside", "footer", "form", "button", "script", "style", "noscript", "svg", "iframe", "select",
    "menu", "template", "dialog", "video", "audio", "object", "canvas", "math", "textarea", "title",
    "figcaption",
})  # fmt: skip
_KEPT = frozenset({
    "html", "body", "main", "article", "section", "div", "header", "p", "h1", "h2", "h3", "h4", "h5", "h6",
    "ul", "ol", "li", "blockquote", "table", "caption", "thead", "tbody", "tr", "td", "th", "a", "b",
    "strong", "i", "em", "code", "cite", "sup", "sub", "span", "br", "hr", "pre", "figure", "q", "del", "s",
    "ins", "dl", "dt", "dd", "center", "font",
})  # fmt: skip
_HOLDERS = frozenset({"body", "main", "article", "section", "div", "td", "center", "blockquote"})
# Fewer characters than this are a button, a date or a teaser.
_A_PARAGRAPH = 60
_A_STORY = 200
_NOT_THE_STORY = (
    "related", "comment", "newsletter", "promo", "share", "social", "sidebar", "recommend", "advert",
)  # fmt: skip


@dataclass
class _Holder:
    """An element with how much running text stands in it, from the token at `start` on."""

    tag: str
    start: int
    end: int = 0
    score: float = 0
    is_marked: bool = False


def body_region(html: str) -> str:
    """The HTML of the story on the page; of the whole page where nothing tells it from the rest."""
    markup = list(tokens(_well_formed(html)))
    holders = _holders(markup)
    marked = [holder for holder in holders if holder.is_marked and _length(markup, holder) >= _A_STORY]
    best = max(marked or holders, key=lambda holder: holder.score, default=None)
    kept = markup[best.start : best.end + 1] if best and best.score else markup
    return "".join(token.raw for token in _without_furniture(kept))


def _well_formed(html):
    return nh3.clean(
        without_endless_nesting(html),
        tags=set(_KEPT),
        clean_content_tags=set(_AROUND),
        attributes={"*": {"itemprop", "class", "id", "style", "hidden"}, "a": {"href"}},
        link_rel=None,
    )


def _holders(markup: list[Token]) -> list[_Holder]:
    """Every element that could hold the story; what holds a paragraph scores, what holds that scores half."""
    found, open_holders, paragraph, linked = [], [], 0, 0
    for at, token in enumerate(markup):
        if token.tag in _HOLDERS and not token.closes:
            _count(open_holders, paragraph - 2 * linked)
            paragraph = linked = 0
            values = token.attribute_values()
            holder = _Holder(token.tag, at, is_marked="articleBody" in values.get("itemprop", "").split())
            found.append(holder)
            open_holders.append(holder)
        elif token.tag in _HOLDERS or token.tag in {"p", "br", "li", "pre"}:
            _count(open_holders, paragraph - 2 * linked)
            paragraph = linked = 0
            if token.tag in _HOLDERS and open_holders:
                open_holders.pop().end = at
        elif not token.tag:
            paragraph += len(token.text.strip())
            linked += len(token.text) if _in_link(markup, at) else 0
    return found


def _count(open_holders, length):
    if length >= _A_PARAGRAPH:
        for share, holder in zip((1, 0.5, 0.1), reversed(open_holders), strict=False):
            holder.score += share * length


def _in_link(markup, at):
    return at > 0 and markup[at - 1].tag == "a" and not markup[at - 1].closes


def _length(markup, holder):
    return sum(len(token.text) for token in markup[holder.start : holder.end + 1])


def _without_furniture(markup):
    """Without boxes whose name says that they are not of the story."""
    depth = 0
    for token in markup:
        is_element = token.tag and token.tag not in VOID
        if depth:
            depth += (-1 if token.closes else 1) if is_element else 0
        elif (
            is_element and not token.closes and token.tag in {"div", "section", "ul"} and _is_furniture(token)
        ):
            depth = 1
        else:
            yield token


def _is_furniture(token):
    values = token.attribute_values()
    named = f"{values.get('class', '')} {values.get('id', '')}".lower()
    return any(word in named for word in _NOT_THE_STORY)
