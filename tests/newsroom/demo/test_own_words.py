import re

import pytest
from django.apps import apps
from django.db import models

from newsroom.articles.models import Article
from newsroom.explainers.models import ExplainerSection
from newsroom.prose.blocks import text_of
from newsroom.publishing.models import Publication

TELLING_RUN = 6
QUOTED = (
    "landmark moment",
    "innovation can't thrive under regulation by enforcement",
    "clear rules of the road",
)


def words(text):
    return re.findall(r"[a-z0-9$]+(?:['.,][a-z0-9]+)*", text.casefold().replace("’", "'"))


def runs(text):
    tokens = words(text)
    return {" ".join(tokens[at : at + TELLING_RUN]) for at in range(len(tokens) - TELLING_RUN + 1)}


def without_quotations(text):
    text = text.replace("’", "'")
    for quotation in QUOTED:
        text = re.sub(re.escape(quotation), " || ", text, flags=re.IGNORECASE)
    return text.split("||")


def told_texts():
    """Every text of every row, HTML as a reader sees it."""
    for model in [*apps.get_app_config("cases").get_models(), *apps.get_app_config("newsroom").get_models()]:
        for field in model._meta.local_fields:
            if isinstance(field, models.CharField | models.TextField) and field.name != "body":
                yield from filter(None, model.objects.values_list(field.name, flat=True))
    yield from (text_of(body) for body in Article.objects.values_list("body", flat=True))
    yield from (text_of(body) for body in ExplainerSection.objects.values_list("body", flat=True))


@pytest.mark.usefixtures("told")
def test_demo_story_repeats_no_run_of_words_of_the_real_story(real_story):
    told = set().union(*(runs(part) for text in told_texts() for part in without_quotations(text)))

    assert told & runs(real_story) == set()


@pytest.mark.usefixtures("told")
def test_demo_story_quotes_exactly_what_was_said(real_story):
    spoken = " ".join(words(real_story))
    published = " ".join(Publication.objects.values_list("text", flat=True))
    quoted = set(re.findall("“(.+?)”", published))

    assert quoted == {
        "landmark moment",
        "Innovation can’t thrive under regulation by enforcement.",
        "clear rules of the road",
        "with prejudice",
    }
    assert all(" ".join(words(quotation)) in spoken for quotation in quoted)
