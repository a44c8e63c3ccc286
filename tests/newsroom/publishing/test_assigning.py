"""Who has a story on their desk, and until when."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from newsroom.publishing.assigning import NotTheirs, assign, finish
from newsroom.publishing.models import Assignment
from newsroom.staff.models import User
from tests.factories.staff import member
from tests.factories.stories import NOON, ArticleFactory

HOUR = timedelta(hours=1)
#         reporter editor legal publisher administrator
MAY = dict(zip(("reporter", "editor", "legal", "publisher", "administrator"), (0, 1, 0, 1, 1), strict=True))


@pytest.mark.parametrize(("role", "may"), MAY.items())
def test_story_is_given_to_others_by_whom_the_table_says(db, role, may):
    story, person, colleague = ArticleFactory(), member(role), member("reporter", "iris")
    own = assign(story, person, task="edit", by=person, now=NOON)

    if may:
        given = assign(story, colleague, task="write", by=person, now=NOON, due=NOON + HOUR, note=" Call. ")
        assert (str(given), given.note) == ("Reporter: write", "Call.")
        finish(given, by=person, now=NOON)
    else:
        with pytest.raises(NotTheirs):
            assign(story, colleague, task="write", by=person, now=NOON)
        with pytest.raises(NotTheirs):
            finish(assign(story, colleague, task="write", by=None, now=NOON), by=person, now=NOON)

    assert finish(own, by=person, now=NOON).done_at == NOON


def test_second_time_moves_the_date(db):
    story, iris = ArticleFactory(), member("reporter")
    assign(story, iris, task="write", by=iris, now=NOON)

    assign(story, iris, task="write", by=iris, now=NOON, due=NOON + HOUR)

    assert [each.due for each in Assignment.objects.all()] == [NOON + HOUR]


def test_work_that_is_done_stays_done(db):
    iris = member("reporter")
    work = assign(ArticleFactory(), iris, task="write", by=iris, now=NOON)
    finish(work, by=iris, now=NOON)

    assert finish(work, by=iris, now=NOON + HOUR).done_at == NOON
    assert Assignment.objects.open().count() == 0


def test_date_in_the_past_is_refused(db):
    with pytest.raises(ValidationError, match="choose a later one"):
        assign(ArticleFactory(), member("reporter"), task="write", by=None, now=NOON, due=NOON - HOUR)


def test_reader_is_given_no_story(db):
    with pytest.raises(ValidationError, match="does not work at the desk"):
        assign(ArticleFactory(), User.objects.create_user("reader"), task="write", by=None, now=NOON)
