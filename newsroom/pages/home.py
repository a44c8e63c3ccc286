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

    def context(self, now, query):
        current = Publication.objects.current(now).newest_first().with_card()
        stories = list(current[:STORIES_SHOWN])
        cases = Case.objects.visible_to(None).newest_first().with_card()[:CASES_SHOWN]
        return {
            "lead": stories[0] if stories else None,
            "stories": stories[1:],
            "explainers": list(current.filter(kind=Story.Kind.EXPLAINER)[:EXPLAINERS_SHOWN]),
            "cases": cards_of(cases),
            "sections": Section.objects.with_stories(now),
            "topics": Topic.objects.with_stories(now),
        }
