"""What an act upon the record would change of what readers see: it is done, looked at, and undone.

Nothing is committed, no rendition is stored, and nothing that follows a commit follows.
"""

from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Q
from django.http import Http404
from django.test import RequestFactory
from django.urls import resolve

from cases.models import Case, Entity, FormerSlug
from newsroom.pages.reading_matter import Line, differences, lines_of, title_of
from newsroom.pages.story_page import page_of
from newsroom.publishing.models import Ingredient, Publication, StaleFlag
from newsroom.publishing.staleness.drift import count_again, numbers_counted_by
from newsroom.publishing.staleness.flags import FlagInWords, in_words
from newsroom.publishing.staleness.keeping import NUMBER
from newsroom.publishing.staleness.parts import WORDING
from newsroom.wording.rereading import judge_again, whom

PAGES_RENDERED = 20
NUMBERS_COUNTED = 50
STORIES_JUDGED = 50
MOST_LISTED = 200
STANDS_AT = {"case": Case, "entity": Entity}


@dataclass(frozen=True)
class ChangedPage:
    """A page that readers will see otherwise, line by line; or no longer."""

    path: str
    title: str
    lines: list[Line]
    is_gone: bool


@dataclass(frozen=True)
class Impact:
    """Everything an act would change for readers.

    `pages` read otherwise, of the first so many that were made; `same` of those do not; the stories in
    `not_made` may, and if there are more still, `is_cut`.
    """

    pages: list[ChangedPage]
    same: int
    flags: list[FlagInWords]
    not_made: list[Publication]
    is_cut: bool


def impact_of(act: Callable[[], object], *, now: datetime, made: int = PAGES_RENDERED) -> Impact:
    """Do the act, look at what readers would see, and undo it. Whatever the act raises is raised."""
    with _undone():
        act()
        count_again(lambda: now, most=NUMBERS_COUNTED)
        judge_again(_changed(), now=now, most=STORIES_JUDGED)
        subjects = _changed()
        raised = _flags_on(subjects)
        flags = in_words(raised)
        stories = _stories_on(subjects, now)
    known = {flag.pk: flag.fingerprint for flag in _flags_on(subjects)}
    stories = list(dict.fromkeys([*_stories_on(subjects, now), *stories]))
    places = _addresses_of(subjects)[: made // 2]
    shown = stories[: made - len(places)]
    before = _read(shown, places, now)
    with _undone():
        act()
        after = _read(shown, places, now)
    pages = [_compared(path, before[path], after[path]) for path in before if before[path] != after[path]]
    return Impact(
        pages=pages,
        same=len(before) - len(pages),
        flags=[flag for flag in flags if known.get(flag.flag.pk) != flag.flag.fingerprint],
        not_made=stories[len(shown) : MOST_LISTED],
        is_cut=len(stories) > MOST_LISTED,
    )


@contextmanager
def _undone():
    """Within, the world is as the act leaves it; afterwards it never was."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _changed():
    """The subjects this transaction changed; what waits for the commit happens, constraints and flags too."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute(
            "select subject, subject_id from cases_change"
            " where transaction_id = pg_current_xact_id()::text::bigint order by subject, subject_id"
        )
        return cursor.fetchall()


def _numbers(subjects, kind):
    return [pk for subject, pk in subjects if subject == kind]


def _flags_on(subjects):
    parties = [pk for _, pk in whom(subjects)]
    concerned = Q(subject=WORDING, subject_id__in=parties)
    for kind in dict(subjects):
        numbers = _numbers(subjects, kind)
        concerned |= Q(subject=kind, subject_id__in=numbers)
        if kind in STANDS_AT:
            merged = FormerSlug.objects.filter(kind=kind, **{f"{kind}__in": numbers})
            concerned |= Q(subject=kind, subject_id__in=merged.values("former_id"))
        if kind == "tally":
            concerned |= Q(subject=NUMBER, subject_id__in=numbers_counted_by(numbers))
    return list(StaleFlag.objects.undecided().filter(concerned).with_desk().in_turn()[:MOST_LISTED])


def _stories_on(subjects, now):
    """What readers read that shows one of the subjects, or names it, the newest first."""
    shown, named = Q(pk=None), Q(pk=None)
    for kind in dict(subjects):
        shown |= Q(subject=kind, subject_id__in=_numbers(subjects, kind))
        if kind in STANDS_AT:
            named |= Q(**{f"coverage__{kind}__in": _numbers(subjects, kind)})
    pages = Ingredient.objects.filter(shown).values("rendition")
    stories = Ingredient.objects.filter(subject="story", rendition__in=pages).values("subject_id")
    chosen = Publication.objects.current(now).filter(Q(story__in=stories) | named).order_by().values("pk")
    return list(Publication.objects.filter(pk__in=chosen).newest_first()[: MOST_LISTED + 1])


def _addresses_of(subjects):
    """The pages of what changed itself, and of the parties of cases that did."""
    cases = _numbers(subjects, "case")
    parties = Entity.objects.filter(roles__case__in=cases).values("pk")
    entities = Q(pk__in=_numbers(subjects, "entity")) | Q(pk__in=parties)
    rows = [
        *Case.objects.visible_to(None).filter(pk__in=cases).order_by("pk")[:PAGES_RENDERED],
        *Entity.objects.visible_to(None).filter(entities).order_by("pk")[:PAGES_RENDERED],
    ]
    return [row.get_absolute_url() for row in rows]


def _read(stories, places, now):
    """By path, the page's title and what a reader reads there; None where there is nothing."""
    pages = {edition.path: page_of(edition, now).html.decode() for edition in stories}
    pages |= {path: _look_at(path) for path in places}
    return {path: html and (title_of(html), lines_of(html)) for path, html in pages.items()}


def _look_at(path):
    """A page that is made for each reader, as anybody sees it."""
    found = resolve(path)
    request = RequestFactory().get(path)
    request.resolver_match = found
    try:
        answer = found.func(request, *found.args, **found.kwargs)
    except Http404:
        return None
    return answer.content.decode() if answer.status_code == 200 else None


def _compared(path, before, after):
    title, lines = before
    return ChangedPage(path, title, differences(lines, after[1]) if after else [], is_gone=after is None)
