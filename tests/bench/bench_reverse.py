"""Who mentions a new name, among a million stories; and which of them tell what a new story tells.

    flock LOCK uv run python -m tests.bench.bench_reverse [STORIES]

The targets of the project: 200 ms for a new alias with at most a thousand hits, whatever the words.
"""

import os
import random
import sys
import time
from statistics import median, quantiles

from tests.bench.archive import archive, ask, backend_time, connection, say  # Django is set up there

from django.utils import timezone  # isort: skip

from cases.models import Entity
from newsroom.intake import alike
from newsroom.linking.mentioning import count_mentioning, stories_mentioning, wordings_of
from newsroom.prose.likeness import shingles_of
from tests.factories.record import EntityFactory
from tests.factories.stories import ArticleFactory

STORIES = int([*sys.argv[1:2], 1_000_000][0])
NAMES = ["Avalon Trading", "Securities and Exchange Commission", "Nobody Wrote Of It"]
BARE = "select count(*) from newsroom_storywords where words @@ phraseto_tsquery('simple', %(words)s)"
ROUNDS = 15
chance = random.Random(7)  # noqa: S311  text, not secrets


def timed(name, act, rounds=ROUNDS):
    """Says how long it took, and returns the CPU that the database spent on it."""
    act(0)
    walls = []
    ours, theirs = time.process_time(), backend_time()
    for at in range(rounds):
        began = time.perf_counter()
        act(at)
        walls.append(1000 * (time.perf_counter() - began))
    ours, theirs = 1000 * (time.process_time() - ours), 1000 * (backend_time() - theirs)
    say(
        f"{name}: median {median(walls):.1f} ms, p95 {quantiles(walls, n=20)[-1]:.1f} ms; "
        f"CPU {ours / rounds:.1f} ms here, {theirs / rounds:.1f} ms in the database "
        f"(load {os.getloadavg()[0]:.1f})"
    )
    return theirs / rounds


def mentions():
    now = timezone.now()
    told = "".join(f"<p>{'The judge set a hearing in the matter. ' * 12}</p>" for _ in range(6))
    for _ in range(30 if not Entity.objects.filter(name=NAMES[0]).exists() else 0):
        ArticleFactory(body=f"{told}<p>So said Avalon Trading and the {NAMES[1]}.</p>")
    for name in NAMES:
        entity = Entity.objects.filter(name=name).first() or EntityFactory(name=name)
        wordings = wordings_of(entity)
        count = count_mentioning(entity, wordings, now=now)
        say(f"{name}: {count} of {ask('select count(*) from newsroom_storywords'):,}")
        bare = timed(
            "  by the index alone, all counted", lambda _, w=wordings: ask(BARE, words=w[0]), rounds=5
        )
        counted = timed("  counted", lambda _, e=entity, w=wordings: count_mentioning(e, w, now=now))
        if bare:
            say(f"  ratio {counted / bare:.2f}")
        timed(
            "  a first page of 20, counted and verified",
            lambda _, e=entity, w=wordings: stories_mentioning(e, w, now=now),
        )


def likeness():
    some = [chance.randrange(1, STORIES) for _ in range(ROUNDS + 1)]
    headlines = [ask("select headline from newsroom_story where id = %(pk)s", pk=pk) for pk in some]
    others = [_otherwise(headline) for headline in headlines]
    text = " ".join(chance.choices(headlines, k=120))
    say(f"{len(shingles_of(text))} runs of words")
    found = []
    timed("headed alike", lambda at: found.append(alike.stories_alike(others[at], "")))
    hits = sum(
        headlines[at - 1] in [each.story.headline for each in found[at]] for at in range(1, len(found))
    )
    say(f"  found {hits} of {ROUNDS}")
    timed("told alike, and headed", lambda at: alike.stories_alike(others[at], text))


def _otherwise(headline):
    words = headline.split()
    gone = chance.randrange(len(words))
    return " ".join([*words[:gone], *words[gone + 1 :], "report", "says"])


def main():
    with archive(STORIES):
        mentions()
        likeness()
        connection.close()


if __name__ == "__main__":
    main()
