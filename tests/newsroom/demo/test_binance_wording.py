from newsroom.articles.models import Article
from newsroom.explainers.models import Explainer
from newsroom.wording.actions import judge


def test_demo_stories_say_no_more_than_the_record(told):
    stories = [*Article.objects.all(), *Explainer.objects.all()]

    found = [(judged.finding.sentence, judged.finding.why) for story in stories for judged in judge(story)]

    assert found == []
