"""The ledger: every correction and clarification we published, for anyone to read and to follow."""

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed

from newsroom.pages.page import ReaderPage
from newsroom.pages.paging import corrections_page
from newsroom.pages.serving import FRESHNESS
from newsroom.publishing.models import Correction

SHOWN = 50
LATEST = 50


class Corrections(ReaderPage):
    template_name = "corrections/correction_list.html"

    def context(self):
        cursor = self.query.get("after", "")
        return {
            "page": corrections_page(Correction.objects.shown(self.now), cursor, size=SHOWN),
            "is_first": not cursor,
        }


class CorrectionsFeed(ReaderPage):
    """The newest entries as Atom (RFC 4287)."""

    def get(self, request, **_address):
        self.now = timezone.now()
        feed = Atom1Feed(
            title=f"{settings.SITE_NAME}: corrections",
            link=f"{settings.SITE_URL}/corrections/",
            description="What we got wrong, and what is right.",
            feed_url=f"{settings.SITE_URL}{request.path}",
            language=settings.LANGUAGE_CODE,
        )
        for entry in Correction.objects.shown(self.now).with_story().newest_first()[:LATEST]:
            feed.add_item(**_item(entry))
        response = HttpResponse(content_type=feed.content_type, headers={"Cache-Control": FRESHNESS})
        feed.write(response, "utf-8")
        return response


def _item(entry):
    edition = entry.publication
    words = [
        entry.note,
        entry.before and f"It said: {entry.before}",
        entry.after and f"It says: {entry.after}",
    ]
    return {
        "title": f"{entry.get_kind_display().capitalize()}: {edition.headline}",
        "link": f"{settings.SITE_URL}{edition.path}",
        "description": " ".join(filter(None, words)),
        "unique_id": f"{settings.SITE_URL}{edition.path}#correction-{entry.pk}",
        "pubdate": edition.effective_at,
        "updateddate": edition.effective_at,
    }
