import pytest

from cases.models import Case, Change, Party
from newsroom.articles.actions import save_article
from newsroom.articles.models import Article
from newsroom.demo import staff
from newsroom.demo.loading import tell_stories

pytestmark = pytest.mark.usefixtures("told")


def test_telling_the_story_again_adds_no_row(rows):
    before = rows()

    again = tell_stories(by=staff.editor())

    assert again == 0
    assert rows() == before


def test_telling_the_story_again_keeps_what_an_editor_changed(rows):
    article = Article.objects.get(slug="sec-gives-up-its-case-against-binance")
    article.headline, article.slug = "SEC walks away from Binance", "sec-walks-away"
    save_article(article, by=None)
    Case.objects.filter(caption="United States v. Zhao").update(summary="")
    Party.objects.filter(entity__name="BAM Trading Services Inc.").delete()
    before = rows()

    tell_stories(by=staff.editor())

    assert rows() == before
    assert Article.objects.get(pk=article.pk).headline == "SEC walks away from Binance"
    assert Case.objects.get(caption="United States v. Zhao").summary == ""


def test_change_log_names_the_editor_for_all_of_the_story():
    told = Change.objects.filter(verb="tell_binance_story")

    assert set(told.values_list("by__username", flat=True)) == {"editor"}
    assert set(Change.objects.values_list("verb", flat=True)) == {"tell_binance_story"}
    assert told.filter(subject="case").count() == 4
    assert told.filter(subject="story").count() == 3
