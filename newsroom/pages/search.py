"""Search for readers: a form that works by GET, so that an answer has an address."""

from newsroom.pages.cards import cards_of
from newsroom.pages.page import ReaderPage
from newsroom.search.queries import LONGEST, Answer, NotAQuestion, marked, search


class Search(ReaderPage):
    template_name = "search/search.html"

    def context(self):
        asked = self.query.get("q", "")
        context = {"question": asked[:LONGEST].replace("\x00", ""), "problem": "", "longest": LONGEST}
        if not asked.strip():
            return context | _shown(None)
        try:
            return context | _shown(search(asked, self.now))
        except NotAQuestion as problem:
            return context | _shown(None) | {"problem": str(problem), "status": 400}


def _shown(answer: Answer | None):
    return {
        "answer": answer,
        "stories": [(story, marked(story.extract)) for story in answer.stories] if answer else [],
        "cases": cards_of(answer.cases) if answer else [],
    }
