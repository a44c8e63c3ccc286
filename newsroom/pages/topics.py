"""Stories filed together: by topic, by section."""

from django.shortcuts import get_object_or_404

from newsroom.pages.page import ReaderPage
from newsroom.pages.paging import stories_page
from newsroom.publishing.models import Publication, Section, Topic

STORIES_SHOWN = 20


class TopicDetail(ReaderPage):
    template_name = "topics/topic_detail.html"

    def context(self, slug):
        topic = get_object_or_404(Topic, slug=slug)
        stories = Publication.objects.current(self.now).on_topic(topic)
        return {
            "topic": topic,
            "page": stories_page(stories, self.query.get("after", ""), size=STORIES_SHOWN),
            "is_first": "after" not in self.query,
        }


class SectionDetail(ReaderPage):
    template_name = "topics/section_detail.html"

    def context(self, slug):
        section = get_object_or_404(Section, slug=slug)
        stories = Publication.objects.current(self.now).filter(section=section)
        return {
            "section": section,
            "page": stories_page(stories, self.query.get("after", ""), size=STORIES_SHOWN),
            "is_first": "after" not in self.query,
        }
