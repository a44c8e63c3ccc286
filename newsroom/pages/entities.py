"""A person, an organisation or a thing of the record."""

from cases.models import Case, Entity, Statement
from newsroom.pages.cards import cards_of
from newsroom.pages.page import ReaderPage, standing_at
from newsroom.pages.paging import cases_page, stories_page
from newsroom.publishing.models import Publication

CASES_SHOWN = 10
STATEMENTS_SHOWN = 20
STORIES_SHOWN = 10


class EntityDetail(ReaderPage):
    template_name = "entities/entity_detail.html"

    def context(self, slug):
        entity = standing_at(slug, Entity.objects.visible_to(None).with_names())
        cases = cases_page(Case.objects.visible_to(None).naming(entity), "", size=CASES_SHOWN)
        coverage = Publication.objects.current(self.now).covering(entity=entity)
        return {
            "entity": entity,
            "page": cases,
            "cases": cards_of(cases.rows, entity=entity),
            "said": list(_statements().filter(asserted_by=entity)[:STATEMENTS_SHOWN]),
            "said_of_it": list(_statements().filter(entity=entity)[:STATEMENTS_SHOWN]),
            "coverage": stories_page(coverage, "", size=STORIES_SHOWN),
        }


class EntityCoverage(ReaderPage):
    """All our stories about, or naming, an entity."""

    template_name = "entities/entity_coverage.html"

    def context(self, slug):
        entity = standing_at(slug, Entity.objects.visible_to(None))
        stories = Publication.objects.current(self.now).covering(entity=entity)
        return {
            "entity": entity,
            "page": stories_page(stories, self.query.get("after", ""), size=20),
            "is_first": "after" not in self.query,
        }


def _statements():
    return Statement.objects.visible_to(None).with_attribution().newest_first()
