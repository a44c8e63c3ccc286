"""The front page."""

from cases.models import Case
from newsroom.pages.cards import cards_of
from newsroom.pages.page import ReaderPage
from newsroom.publishing.models import Publication, Section, Story, Topic

STORIES_SHOWN = 9
EXPLAINERS_SHOWN = 4
CASES_SHOWN = 6


class Home(ReaderPage):
    template_name = "home.html"

    def context(self):
        current = Publication.objects.current(self.now).newest_first().with_card()
        stories = list(current[:STORIES_SHOWN])
        lead = stories[0] if stories else None
        explainers = current.filter(kind=Story.Kind.EXPLAINER).exclude(pk=lead and lead.pk)
        cases = Case.objects.visible_to(None).newest_first().with_card()[:CASES_SHOWN]
        return {
            "lead": lead,
            "stories": stories[1:],
            "explainers": list(explainers[:EXPLAINERS_SHOWN]),
            "cases": cards_of(cases),
            "sections": Section.objects.with_stories(self.now),
            "topics": Topic.objects.with_stories(self.now),
        }
