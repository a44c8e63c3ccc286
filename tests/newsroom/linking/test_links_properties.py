"""Accepted links through one save after another: on the words they were put on, or listed as orphaned."""

from itertools import pairwise

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.models import Entity
from newsroom.articles.actions import save_article
from newsroom.linking.actions import link_mention
from tests.factories.record import EntityFactory
from tests.factories.stories import NOON, ArticleFactory
from tests.newsroom.prose.edits import SURFACE, html_of, place_of, words

# The name again and again, so that every edit has another place to lead a link astray.
TEXT = st.lists(st.sampled_from([SURFACE, SURFACE, "a", "b", "won.", "court", "fined"]), max_size=7)
EDITS = st.lists(
    st.tuples(st.sampled_from(["write", "write", "cut", "move", "merge"]), st.data()), min_size=1, max_size=4
)


def write(draw, paragraphs):
    """Words of one paragraph give way to others, or to none."""
    at = draw(st.integers(0, len(paragraphs) - 1))
    start, end = sorted(draw(st.tuples(*[st.integers(0, len(paragraphs[at]))] * 2)))
    paragraphs[at] = paragraphs[at][:start] + words(draw(TEXT)) + paragraphs[at][end:]


def cut(draw, paragraphs):
    at = draw(st.integers(0, len(paragraphs) - 1))
    middle = draw(st.integers(0, len(paragraphs[at])))
    paragraphs[at : at + 1] = [paragraphs[at][:middle], paragraphs[at][middle:]]


def move(draw, paragraphs):
    to = draw(st.integers(0, len(paragraphs) - 1))
    paragraphs.insert(to, paragraphs.pop(draw(st.integers(0, len(paragraphs) - 1))))


def merge(draw, paragraphs):
    at = draw(st.integers(0, len(paragraphs) - 1))
    paragraphs[at : at + 2] = [[word for paragraph in paragraphs[at : at + 2] for word in paragraph]]


ACTS = {"write": write, "cut": cut, "move": move, "merge": merge}


def linked(article, paragraphs, target):
    """An accepted link on every place of the name, each with the word it was put on."""
    marks = [word for paragraph in paragraphs for word in paragraph if word.text == SURFACE]
    return {
        link_mention(article, SURFACE, target, by=None, now=NOON, occurrence=nth).pk: mark
        for nth, mark in enumerate(marks, 1)
    }


def assert_each_on_its_word_or_orphaned(article, paragraphs, marks, before=()):
    """Never on other words; words deleted, or of a paragraph that stood twice, are as those that are left."""
    blocks = article.blocks()
    links = list(article.links.accepted())
    assert {link.pk for link in links} == marks.keys()
    for link in links:
        assert link.surface == SURFACE
        if link.is_orphaned:
            marks[link.pk] = None
            continue
        mark, there = marks[link.pk], word_at(link, paragraphs, blocks)
        assert there.text == SURFACE
        is_left = place_of(mark, paragraphs, blocks)
        assert there == mark or not is_left or has_a_twin(mark, before)
        marks[link.pk] = there


def word_at(link, paragraphs, blocks):
    every = [word for paragraph in paragraphs for word in paragraph]
    return next(word for word in every if place_of(word, paragraphs, blocks) == (link.block, link.start))


def has_a_twin(mark, paragraphs):
    texts = [[word.text for word in paragraph] for paragraph in paragraphs if mark in paragraph]
    return sum([word.text for word in paragraph] in texts for paragraph in paragraphs) > 1


def assert_none_overlap(article):
    places = sorted(article.links.placed().values_list("block", "start", "end"))
    assert all(one[0] != two[0] or one[2] <= two[1] for one, two in pairwise(places))


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=st.lists(TEXT, min_size=1, max_size=3), edits=EDITS)
def test_accepted_links_are_on_their_words_or_orphaned_after_every_save(db, first, edits):
    with transaction.atomic():
        target = EntityFactory(name=SURFACE, kind=Entity.Kind.COMPANY)
        paragraphs = [words([SURFACE, *texts]) for texts in first]
        article = ArticleFactory(body=html_of(paragraphs))
        marks = linked(article, paragraphs, target)
        assert_each_on_its_word_or_orphaned(article, paragraphs, marks)
        for act, data in edits:
            before = [list(paragraph) for paragraph in paragraphs]
            ACTS[act](data.draw, paragraphs)
            article.body = html_of(paragraphs)
            save_article(article, by=None)
            assert_each_on_its_word_or_orphaned(article, paragraphs, marks, before)
            assert_none_overlap(article)
        transaction.set_rollback(True)
