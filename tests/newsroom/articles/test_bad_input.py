"""What people paste by mistake or by malice: the article is saved or refused with words, in bounded time."""

import time

import pytest

from newsroom.prose.blocks import text_of
from tests.factories.stories import ArticleFactory

PARAGRAPH = (
    "<p>The <b>court</b> dismissed&nbsp;the case against <a href='/roe/'>Roe Holdings</a> in June.</p>"
)


@pytest.mark.parametrize(
    ("pasted", "words"),
    [
        ("<p>\u202bבית המשפט\u202c דחה</p>", "בית המשפט דחה"),
        ("<p>Z\u0301a\u0300z\u030c 👩\u200d⚖️ \U0001f1ea\U0001f1fa</p>", "Źàž 👩\u200d⚖️ \U0001f1ea\U0001f1fa"),
        ("<p>a\u200bb\ufeffc\u2060d\x00e</p>", "abcde"),
        ("<b><p>One<i>two</b>three</p></i></div>", "Onetwothree"),
        ("<div>" * 10_000 + "<b>" * 10_000 + "deep", "deep"),
        ("<script>gone()</script><style>p{}</style>", ""),
    ],
)
def test_article_keeps_its_words_whatever_surrounds_them(pasted, words, db):
    assert text_of(ArticleFactory(body=pasted).body) == words


def test_hundred_thousand_words_are_saved_in_time_that_grows_with_them(db):
    def seconds(count):
        started = time.process_time()
        ArticleFactory(body=PARAGRAPH * count)
        return time.process_time() - started

    small, large = seconds(1_000), seconds(10_000)

    assert large < 40 * max(small, 0.1)
