"""A million stories on a throw-away database, for what has to find a few of them.

    with archive(1_000_000): ...

Headlines and words are drawn from names and a vocabulary in which few words are common, as in prose. Set
BENCH_KEEP to a database's name to build it once and leave it there.
"""

import json
import os
import random
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from string import ascii_lowercase

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
import django

django.setup()

from django.db import connection  # noqa: E402  Django first
from faker import Faker  # noqa: E402

HITS = 1000
_chance = random.Random(1)  # noqa: S311  text, not secrets
VOCABULARY = ["".join(_chance.choices(ascii_lowercase, k=_chance.randint(3, 9))) for _ in range(20_000)]
_fake = Faker(["en_US", "en_GB", "de_DE", "es_ES", "fr_FR"])
_fake.seed_instance(5)
NAMES = sorted({_fake.last_name() for _ in range(9000)} | {_fake.city() for _ in range(9000)})
ACTS = [
    "sues", "charges", "fines", "drops case against", "settles with", "wins ruling against", "indicts",
    "appeals verdict for", "seeks delay in case of", "clears", "raids", "investigates", "loses bid to stop",
]  # fmt: skip
OVER = [
    "in fraud case", "over unregistered securities", "over data breach", "in antitrust suit", "on bribery",
    "over opioid sales", "for wire fraud", "after guilty plea", "in class action", "as judge weighs bail",
    "over emissions", "in bankruptcy fight", "over patent claims", "in landmark Supreme Court ruling",
]  # fmt: skip

# A thousand stories have the rare name, every third the common one.
ADD = """
insert into newsroom_story (id, kind, state, stage, headline, slug, revision_number, dek, needs)
select n, 'article', 'draft', 'writing',
  concat_ws(' ', names[1 + (n * 7919::bigint) %% cardinality(names)], acts[1 + n %% cardinality(acts)],
    names[1 + (n * 104729::bigint / 13) %% cardinality(names)], over[1 + (n / 13) %% cardinality(over)]),
  'archive-' || n, 0, '', '{}'
from generate_series(%(first)s, %(last)s) n, (
  select %(names)s::text[] as names, %(acts)s::text[] as acts, %(over)s::text[] as over) parts;
insert into newsroom_article (story_ptr_id, body, block_ids, canonical_url, original_author, taken_text,
  canonical_key, shingles)
select n, '', '{}', '', '', '', '', array(
  select hashint8extended(n * 1000::bigint + m, 0) from generate_series(1, 40 + n %% 40) m)
from generate_series(%(first)s, %(last)s) n
"""
# The first have words of their own, the others those of one of them: making them is what takes long.
OWN_WORDS = 20_000
ADD_WORDS = """
insert into newsroom_storywords (story_id, digest, words)
select n, '', to_tsvector('simple', (
  select string_agg((%(words)s::text[])[1 + floor(20000 * random() ^ 3)::int], ' ')
  from generate_series(1, 250 + n %% 2)
)) from generate_series(1, %(own)s) n
"""
REPEAT_WORDS = """
insert into newsroom_storywords (story_id, digest, words)
select n, '', w.words from generate_series(%(first)s, %(last)s) n
join newsroom_storywords w on w.story_id = 1 + n %% %(own)s
"""
NAME = """
update newsroom_storywords set words = words || to_tsvector('simple', %(name)s)
where story_id %% %(every)s = 0
"""


@contextmanager
def archive(stories: int):
    """Such a database, with so many stories."""
    kept = os.environ.get("BENCH_KEEP")
    connection.settings_dict["TEST"]["NAME"] = kept or f"bench_{os.getpid()}"
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False, keepdb=bool(kept))
    try:
        if not ask("select count(*) from newsroom_story"):
            _build(stories)
        yield
    finally:
        if not kept:
            connection.creation.destroy_test_db("", verbosity=0)


def run(statement, **values):
    with connection.cursor() as cursor:
        cursor.execute("set session_replication_role = replica")
        cursor.execute(statement, values or None)
        cursor.execute("set session_replication_role = origin")


def ask(query, **values):
    with connection.cursor() as cursor:
        cursor.execute(query, values or None)
        return cursor.fetchone()[0]


def _build(stories):
    run("set maintenance_work_mem = '1GB'; set synchronous_commit = off")
    indexes = ask(
        "select json_object_agg(c.relname, pg_get_indexdef(c.oid))::text from pg_index i"
        " join pg_class c on c.oid = i.indexrelid join pg_am a on a.oid = c.relam"
        " where a.amname = 'gin' and i.indrelid::regclass::text in"
        " ('newsroom_story', 'newsroom_article', 'newsroom_storywords')"
    )
    indexes = json.loads(indexes)
    for name in indexes:
        run(f"drop index {name}")
    parts = {"names": NAMES, "acts": ACTS, "over": OVER}
    for first in range(1, stories, 20_000):
        last = min(first + 19_999, stories)
        run(ADD, first=first, last=last, **parts)
        if first == 1:
            run(ADD_WORDS, words=VOCABULARY, own=min(OWN_WORDS, stories))
        else:
            run(REPEAT_WORDS, first=first, last=last, own=OWN_WORDS)
    run(NAME, name="avalon trading", every=stories // HITS)
    run(NAME, name="securities and exchange commission", every=3)
    say(f"{stories:,} stories")
    for name, definition in indexes.items():
        began = time.perf_counter()
        run(definition)
        say(f"{name}: {time.perf_counter() - began:.0f} s")
    run("select setval('newsroom_story_id_seq', (select max(id) from newsroom_story))")
    run("vacuum analyze newsroom_story")
    run("vacuum analyze newsroom_article")
    run("vacuum analyze newsroom_storywords")


def say(line):
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def backend_time() -> float:
    """Seconds of CPU that the database has spent on this connection, where it runs on this machine."""
    number = ask("select pg_backend_pid()")
    spent = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
    return (int(spent[11]) + int(spent[12])) / os.sysconf("SC_CLK_TCK")
