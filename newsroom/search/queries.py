"""Where readers' words are found: in stories, cases, docket numbers and names. Every answer is bounded.

Stories: full text, the newest candidates ranked. Cases and names: every word, anywhere; where no name has
them all, names that look alike. The indexes are in the newsroom's migration `search`.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank, SearchVector
from django.db.models import Q
from django.db.models.functions import Left
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from cases.docket_numbers import docket_number_key
from cases.models import Alias, Case, Docket, Entity
from cases.names import name_key
from newsroom.publishing.models import Publication

LONGEST = 200
SHORTEST = 2
CONFIG = "english"
CANDIDATES = 200
SHOWN = 20
EXTRACT_FROM = 1500
# Not characters at all: they can't be taken for markup, and cleaned text holds none.
MARK, UNMARK = "\ufdd0", "\ufdd1"

VECTOR = SearchVector("headline", "dek", "text", config=CONFIG)
HEAD = SearchVector("headline", weight="A", config=CONFIG) + SearchVector("dek", weight="B", config=CONFIG)


class NotAQuestion(ValueError):
    """What was typed can't be searched for; the message says what to do."""


@dataclass(frozen=True)
class Answer:
    """What was found, each kind on its own, at most `SHOWN` of each."""

    stories: list[Publication] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    looks_alike: bool = False

    @property
    def is_empty(self):
        return not (self.stories or self.cases or self.entities)


def search(question: str, now: datetime) -> Answer:
    """Answer what a reader typed. Raises NotAQuestion."""
    question = _asked(question)
    entities = list(_named(question))
    found = Answer(list(_stories(question, now)), list(_cases(question)), entities)
    if not found.is_empty:
        return found
    return Answer(entities=list(_alike(question)), looks_alike=True)


def marked(extract: str) -> SafeString:
    """An extract as HTML, the words found in `<mark>`."""
    escaped = str(conditional_escape(extract))
    return mark_safe(escaped.replace(MARK, "<mark>").replace(UNMARK, "</mark>"))  # noqa: S308  escaped above


def _asked(question):
    if "\x00" in question:
        raise NotAQuestion("There is a character in this that nobody can search for. Type the words again.")
    if len(question) > LONGEST:
        raise NotAQuestion(f"That is too long. Search for at most {LONGEST} characters.")
    question = " ".join(question.split())
    if len(question) < SHORTEST:
        raise NotAQuestion("Type at least two letters or digits.")
    return question


def _stories(question, now):
    """The newest that have the words, best headline first."""
    wanted = SearchQuery(question, search_type="websearch", config=CONFIG)
    matching = Publication.objects.current(now).annotate(words=VECTOR).filter(words=wanted)
    candidates = matching.order_by("-first_published_at", "-pk").values("pk")[:CANDIDATES]
    extract = SearchHeadline(
        Left("text", EXTRACT_FROM),
        wanted,
        config=CONFIG,
        start_sel=MARK,
        stop_sel=UNMARK,
        max_words=32,
        min_words=16,
    )
    return (
        Publication.objects.filter(pk__in=candidates)
        .annotate(extract=extract, rank=SearchRank(HEAD, wanted))
        .with_card()
        .order_by("-rank", "-first_published_at", "-pk")[:SHOWN]
    )


def _cases(question):
    """By docket number, with or without its office, or by every word in the caption."""
    captioned = Case.objects.all()
    for word in question.split():
        captioned = captioned.filter(caption__icontains=word)
    numbered = Docket.objects.filter(
        Q(docket_number_core=_core(question)) | Q(docket_number_key=_key(question))
    )
    # A union, for PostgreSQL to use an index on each side; it uses none for an "or" across tables.
    found = captioned.values("pk").union(numbered.values("case"))
    return Case.objects.visible_to(None).filter(pk__in=found).newest_first().with_card()[:SHOWN]


def _named(question):
    """By every word in one of its names."""
    words = name_key(question).split()
    own, other = Entity.objects.all(), Alias.objects.all()
    for word in words:
        own, other = own.filter(name_key__contains=word), other.filter(name_key__contains=word)
    return _entities(own, other) if words else []


def _alike(question):
    """By a name spelled nearly so."""
    alike = {"name_key__trigram_word_similar": name_key(question)}
    return _entities(Entity.objects.filter(**alike), Alias.objects.filter(**alike))


def _entities(own, aliases):
    """The first by name of those whom readers may see, among the first candidates."""
    found = own.values("pk").union(aliases.values("entity"))
    candidates = Entity.objects.filter(pk__in=found).order_by("name", "pk").values("pk")[:CANDIDATES]
    visible = Entity.objects.visible_to(None).filter(pk__in=candidates)
    return visible.with_names().order_by("name", "pk")[:SHOWN]


def _key(question):
    try:
        return docket_number_key(question)
    except ValueError:
        return ""


def _core(question):
    return re.sub(r"^\d+:", "", _key(question))
