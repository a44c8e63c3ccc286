"""What the desk does around a story's words. These acts have no verb yet; the admin writes such rows too."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model
from django.utils.text import slugify

from newsroom.explainers.actions import save_section
from newsroom.explainers.models import ExplainerSection, GlossaryTerm, SectionStatement
from newsroom.linking.actions import link_about, link_mention
from newsroom.publishing.models import Author, Byline, Section, Story, Topic


@dataclass(frozen=True)
class Desk:
    """Where stories are filed, and who stands on their bylines."""

    section: Section
    topics: list[Topic]
    authors: dict[str, Author]


def define(term: str, definition: str, variants: list[str]) -> GlossaryTerm:
    """Put a term in the glossary, unless it is there."""
    known = GlossaryTerm.objects.filter(term=term).first()
    fresh = GlossaryTerm(term=term, slug=slugify(term), definition=definition, variants=variants)
    return known or _checked(fresh)


def set_up_desk(section: str, topics: dict[str, str], authors: Iterable[str]) -> Desk:
    """The section, topics and authors of these names, made where they are missing."""
    return Desk(
        section=_named(Section, section),
        topics=[_named(Topic, name, description=description) for name, description in topics.items()],
        authors={name: _named(Author, name) for name in authors},
    )


def file_under(story: Story, desk: Desk, *, authors: Iterable[str]) -> None:
    """Give a story its byline and its topics."""
    for position, name in enumerate(authors):
        _checked(Byline(story_id=story.pk, author=desk.authors[name], position=position))
    story.topics.set(desk.topics)


def add_section(
    section: ExplainerSection, *, cases=(), terms=(), statements=(), numbers=(), by
) -> ExplainerSection:
    """Keep a section and what it shows, statements in their order."""
    save_section(section, by=by)
    section.cases.set(cases)
    section.terms.set(terms)
    section.numbers.set(numbers)
    for position, statement in enumerate(statements):
        _checked(SectionStatement(section=section, statement=statement, position=position))
    return section


def link(story: Story, record, *, about, mentions, by, now: datetime) -> None:
    """Say what the story is about, and link words of it; targets go by their key in the record."""
    for key in about:
        link_about(story, record.target(key), by=by, now=now)
    for words, key in mentions:
        link_mention(story, words, record.target(key), by=by, now=now)


def joined(prose: str) -> str:
    """The prose as an editor types it: lines broken only for this file become one."""
    return "".join(f"{line} " if not line.endswith(">") else line for line in prose.split("\n") if line)


def _named(model, name, **details):
    known = model.objects.filter(slug=slugify(name)).first()
    return known or _checked(model(name=name, slug=slugify(name), **details))


def _checked(row: Model) -> Model:
    row.full_clean()
    row.save()
    return row
