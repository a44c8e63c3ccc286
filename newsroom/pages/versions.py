"""A story's past, for its readers: every version, as it read, and what changed from one to another."""

from dataclasses import dataclass

from django.http import Http404

from newsroom.pages.page import Merged, ReaderPage
from newsroom.pages.paging import editions_page
from newsroom.pages.version_page import compared, version_context
from newsroom.publishing.models import Publication
from newsroom.publishing.past import Past, past_of
from newsroom.wording.suppression import names_told_no_more

SHOWN = 50
LAYOUTS = ("inline", "beside")


class Withdrawn(Exception):
    """Readers had the edition once; the story was withdrawn since, and came back as another."""

    def __init__(self, edition: Publication, withdrawal: Publication):
        self.edition, self.withdrawal = edition, withdrawal


class Withheld(Exception):
    """The edition holds a name that must not be published, and that readers are told no more."""

    def __init__(self, edition: Publication):
        self.edition = edition


class PastPage(ReaderPage):
    """A page about a story's past: it moves with the story's address, and is gone while the story is."""

    def context(self, kind, slug, **numbers):
        past = past_of(kind, slug, self.now)
        if past is None:
            raise Http404
        if past.is_withdrawn:
            self.template_name = "410.html"
            return {"edition": past.current, "status": 410}
        if past.current.slug != slug:
            raise Merged(past.current.slug)
        numbers = {name: int(number) for name, number in numbers.items()}
        try:
            return {"current": past.current, **self.told(past, **numbers)}
        except Withdrawn as taken:
            self.template_name = "versions/version_withdrawn.html"
            told = {"edition": taken.edition, "withdrawal": taken.withdrawal, "status": 410}
        except Withheld as held:
            self.template_name = "versions/version_withheld.html"
            told = {"edition": held.edition, "status": 451}
        return {"current": past.current, "robots": "noindex", **told}

    def readable(self, past: Past, number: int) -> Publication:
        """The edition under the number. Raises Http404; Withdrawn or Withheld where readers had it once."""
        edition = past.edition(number)
        if edition is None or edition.verb == Publication.Verb.WITHDRAW:
            raise Http404
        if not past.can_be_read(edition):
            raise Withdrawn(edition, past.withdrawal_of(edition))
        if edition != past.current and names_told_no_more(edition.content, past.current.content):
            raise Withheld(edition)
        return edition


@dataclass(frozen=True)
class Line:
    """An edition in the list, and the one before it where readers may compare the two."""

    edition: Publication
    before: Publication | None
    is_readable: bool


class VersionList(PastPage):
    """Every edition that readers had, the newest first, with what they were told of it."""

    template_name = "versions/version_list.html"

    def told(self, past):
        cursor = self.query.get("after", "")
        page = editions_page(past.editions.without_words().with_entries(), cursor, size=SHOWN)
        before = [*page.rows[1:], page.beyond]
        lines = [self.line(past, *pair) for pair in zip(page.rows, before, strict=False)]
        return {"page": page, "lines": lines, "is_first": not cursor}

    def line(self, past, edition, before):
        is_readable = past.can_be_read(edition)
        return Line(edition, before if before and past.can_be_read(before) else None, is_readable)


class VersionDetail(PastPage):
    """One edition as it read, under a banner that says so."""

    template_name = "versions/version_detail.html"

    def told(self, past, number):
        edition = self.readable(past, number)
        return version_context(edition, self.now) | {
            "path": past.current.path,
            "robots": "noindex",
            "before": past.before(edition),
            "after": past.after(edition),
        }


class VersionComparison(PastPage):
    """What changed from one edition to a later one, word by word."""

    template_name = "versions/version_comparison.html"

    def told(self, past, old, new):
        if old >= new:
            raise Http404
        versions = [self.readable(past, number) for number in (old, new)]
        comparison, targets = compared(*versions)
        layout = self.query.get("layout")
        return {
            "path": past.current.path,
            "robots": "noindex",
            "versions": versions,
            "comparison": comparison,
            "targets": targets,
            "layout": layout if layout in LAYOUTS else LAYOUTS[0],
        }
