import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from newsroom.articles.models import Article

PAGES = Path(__file__).parents[1] / "intake" / "pages"


def take_in(*places):
    out, err = StringIO(), StringIO()
    call_command("take_in", *map(str, places), stdout=out, stderr=err)
    *lines, summary = out.getvalue().splitlines()
    return json.loads(summary), lines, err.getvalue()


def test_page_becomes_a_draft_once(db):
    page = PAGES / "structured.html"

    summary, lines, _ = take_in(page, page)

    article = Article.objects.get()
    assert summary == {"taken": 1, "known": 1, "refused": 0}
    assert lines == [
        f"{page}: “Judge ends Doe v. Roe after four years” is draft {article.pk}",
        f"{page}: This story was taken in before: “Judge ends Doe v. Roe after four years”.",
    ]
    assert (article.publisher.name, article.body[:15]) == ("The Harbour Wire", "<blockquote><p>")


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("/no/such/page.html", "can't be read: No such file or directory."),
        ("https://example.org/a", "of this machine (127.0.0.1) only."),
        (PAGES / "plain.html", "The page does not say its address: take it in by hand, and give it."),
        ("empty.html", "There is no headline on this page: take it in by hand."),
    ],
)
def test_what_cannot_be_taken_in_is_named_and_the_rest_is(place, said, db, tmp_path):
    (tmp_path / "empty.html").write_text("<p>Words.</p>")

    summary, _, errors = take_in(
        tmp_path / place if place == "empty.html" else place, PAGES / "structured.html"
    )

    assert summary == {"taken": 1, "known": 0, "refused": 1}
    assert said in errors
