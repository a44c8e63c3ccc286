"""Over any links and any changes: exactly the parts that rest on what is told otherwise."""

from datetime import UTC, datetime

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cases.actions import merge_cases, merge_entities
from cases.models import Case, Entity, Event, Source, Statement
from newsroom.articles.actions import save_article
from newsroom.articles.models import Article
from newsroom.linking.actions import link_mention
from newsroom.publishing.actions import publish
from newsroom.publishing.models import Byline, StaleFlag
from tests.committing import commit
from tests.factories.record import CaseFactory, EntityFactory, SourceFactory, StatementFactory
from tests.factories.stories import AuthorFactory

NOON = datetime(2025, 6, 2, 12, tzinfo=UTC)
KINDS = ("case", "entity", "statement", "source")
EACH = 3
subjects = st.tuples(st.sampled_from(KINDS), st.integers(0, EACH - 1))
stories = st.lists(st.lists(st.sets(subjects, max_size=3), min_size=1, max_size=4), min_size=1, max_size=3)
# What is done to a subject, and whether readers are told of it.
changes = st.lists(st.tuples(subjects, st.booleans()), max_size=6)
merges = st.none() | st.tuples(
    st.sampled_from(("case", "entity")), st.permutations(range(EACH)).map(lambda order: order[:2])
)


def record():
    return {
        "case": [CaseFactory(caption="Doe v. Roe") for _ in range(EACH)],
        "entity": [EntityFactory(name="Roe Holdings") for _ in range(EACH)],
        "statement": [StatementFactory(case=CaseFactory()) for _ in range(EACH)],
        "source": [SourceFactory() for _ in range(EACH)],
    }


def write(number, blocks, rows):
    """An article with a block for each set of subjects, which names or cites them."""
    html = ""
    for place, block in enumerate(blocks):
        words = "".join(f" {named(place, each)}" for each in sorted(block) if each[0] in ("case", "entity"))
        cites = "".join(
            f'<cite data-{kind}="{rows[kind][at].pk}"></cite>'
            for kind, at in sorted(block)
            if kind in ("statement", "source")
        )
        html += f"<p>A paragraph{words} ends{cites}.</p>"
    article = save_article(Article(headline="Hearing", slug=f"hearing-{number}", body=html), by=None)
    Byline.objects.create(story=article, author=AuthorFactory())
    parts = dict(zip(article.block_ids, blocks, strict=True))
    for place, block in enumerate(blocks):
        for kind, at in block:
            if kind in ("case", "entity"):
                link_mention(article, named(place, (kind, at)), rows[kind][at], by=None, now=NOON)
    publish(article, by=None, now=NOON)
    return article, parts


def named(place, subject):
    """Words that stand in one block alone."""
    return "x{}{}in{}x".format(*subject, place)


def change(row, *, is_told):
    """Something readers are told, or something they are not."""
    match row:
        case Case():
            Case.objects.filter(pk=row.pk).update(
                **({"caption": "In re Roe"} if is_told else {"summary": "New."})
            )
            Event.objects.create(case=row, kind="hearing", date="2025-01-01", title="Status conference")
        case Entity():
            changed = {"name": "Roe Group"} if is_told else {"description": "An exchange."}
            Entity.objects.filter(pk=row.pk).update(**changed)
        case Statement():
            changed = {"mode": "found"} if is_told else {"spokesperson": "Counsel"}
            Statement.objects.filter(pk=row.pk).update(**changed)
        case Source() if is_told:
            Source.objects.filter(pk=row.pk).delete()
        case Source():
            Source.objects.filter(pk=row.pk).update(author="Iris Vance")


def flagged():
    found = StaleFlag.objects.undecided().values_list("story", "part", "subject", "subject_id")
    return set(found)


@pytest.mark.django_db
@settings(
    max_examples=15,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(stories=stories, changes=changes, merge=merges)
def test_exactly_the_parts_that_rest_on_what_is_told_otherwise_are_flagged(stories, changes, merge):
    with transaction.atomic():
        check(stories, changes, merge)
        transaction.set_rollback(True)


def check(stories, changes, merge):
    rows = record()
    numbers = {(kind, at): row.pk for kind in KINDS for at, row in enumerate(rows[kind])}
    written = [write(number, blocks, rows) for number, blocks in enumerate(stories)]
    commit()
    survivor = {}
    if merge:
        kind, (loser, stays) = merge
        verb = merge_cases if kind == "case" else merge_entities
        verb(rows[kind][loser], into=rows[kind][stays], by=None)
        survivor[kind, loser] = (kind, stays)
        commit()
    assert flagged() == set()  # they are called the same

    with transaction.atomic():
        act(rows, changes, survivor)
        commit()
        transaction.set_rollback(True)
    assert flagged() == set()

    told = act(rows, changes, survivor)
    commit()
    assert flagged() == {
        (article.pk, part, subject[0], numbers[subject])
        for article, parts in written
        for part, block in parts.items()
        for subject in block
        if survivor.get(subject, subject) in told
    }


def act(rows, changes, survivor):
    """Make the changes, to who stands for the merged; return what readers are told otherwise of."""
    told = set()
    for named, is_told in changes:
        subject = survivor.get(named, named)
        change(rows[subject[0]][subject[1]], is_told=is_told)
        told |= {subject} if is_told else set()
    return told
