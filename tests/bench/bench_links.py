"""How long links take to propose with many aliases.

    flock LOCK uv run python -m tests.bench.bench_links [ALIASES]

On a throw-away database; a million aliases by default. Who mentions a new one is `bench_reverse`.
The targets of the project: 50 ms at the 95th percentile for 700 words, all facts in 60 ms more. The times
depend on what else the machine does; what each costs in CPU, and how many bare lookups of the same words in
the same index that is, hardly does.
"""

import os
import random
import sys
import time
from pathlib import Path
from statistics import median, quantiles
from string import ascii_lowercase

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
import django

django.setup()

from django.db import connection  # noqa: E402  Django first

from newsroom.demo.binance.story import tell_binance_story  # noqa: E402
from newsroom.linking.actions import propose_links  # noqa: E402
from newsroom.linking.facts import find_facts  # noqa: E402
from newsroom.linking.facts.reading import read  # noqa: E402
from newsroom.linking.matching.proposals import propose  # noqa: E402
from newsroom.linking.matching.words import Paragraph, Text  # noqa: E402
from newsroom.linking.record import Record  # noqa: E402
from tests.bench.bench_facts import ARTICLE  # noqa: E402
from tests.factories.stories import ArticleFactory  # noqa: E402

ALIASES = int([*sys.argv[1:2], 1_000_000][0])
WORDS, ROUNDS, MANY = 700, 100, 10_000
chance = random.Random(1)  # noqa: S311  text, not secrets
VOCABULARY = ["".join(chance.choices(ascii_lowercase, k=chance.randint(3, 9))) for _ in range(20_000)]

# A name of two words of the vocabulary, or of one and a number.
ADD_ALIASES = """
insert into cases_entity (kind, name, name_key, slug, description, country, website)
select 'company', initcap(key), key, 'noise-' || n, '', '', '' from (
  select n, (%(words)s::text[])[1 + n %% 20000] || ' '
    || (%(words)s::text[])[1 + (n * 7919::bigint / 20000) %% 20000] as key
  from generate_series(1, %(count)s / 10) n
) named;
insert into cases_alias (entity_id, name, name_key, kind, strength)
select first + n %% (%(count)s / 10), initcap(key), key, 'other', 'strong' from (
  select n, (%(words)s::text[])[1 + n %% 20000] || ' '
    || (%(words)s::text[])[1 + (n * 104729::bigint / 20000) %% 20000]
    || case when n %% 3 = 0 then '' else ' ' || n end as key
  from generate_series(1, %(count)s) n
) named, (select min(id) as first from cases_entity where slug like 'noise-%%') one
"""
ADD_NAMESAKES = """
insert into cases_alias (entity_id, name, name_key, kind, strength)
select id, 'Avalon Roe', 'avalon roe', 'other', 'strong' from cases_entity where slug like 'noise-%%'
order by id limit %(many)s
"""


def run(statement, **values):
    with connection.cursor() as cursor:
        cursor.execute("set session_replication_role = replica")
        cursor.execute(statement, values)
        cursor.execute("set session_replication_role = origin")


def build():
    tell_binance_story(by=None)
    for index in ("alias_by_likeness", "entity_by_likeness"):
        run(f"drop index {index}")  # of search and duplicates; linking asks none of them
    run(ADD_ALIASES, words=VOCABULARY, count=ALIASES)
    run("analyze")


def article(number):
    """Prose in which every sixth word has a capital, a few names of the registry among it."""
    draw = random.Random(number)  # noqa: S311  text, not secrets
    words = [
        word.capitalize() if draw.random() < 1 / 6 else word for word in draw.choices(VOCABULARY, k=WORDS)
    ]
    for at in range(0, WORDS, 60):
        words[at] = draw.choice(["the SEC", "Binance", "Changpeng Zhao", "Paul Atkins", "Reuters"])
    return [Paragraph(f"b{at}", " ".join(words[at : at + 70]) + ".") for at in range(0, WORDS, 70)]


def timed(name, act, rounds=ROUNDS, yardstick=None):
    """Say how long it takes; the milliseconds of CPU, here and in the database, are the answer."""
    walls = []
    ours, theirs = time.process_time(), backend_time()
    for at in range(rounds):
        wall = time.perf_counter()
        act(at)
        walls.append(1000 * (time.perf_counter() - wall))
    ours, theirs = 1000 * (time.process_time() - ours), 1000 * (backend_time() - theirs)
    spent = (ours + theirs) / rounds
    sys.stdout.write(
        f"{name}: median {median(walls):.1f} ms, p95 {quantiles(walls, n=20)[-1]:.1f} ms; "
        f"CPU {ours / rounds:.1f} ms here, {theirs / rounds:.1f} ms in the database"
        f"{f', {spent / yardstick:.1f} bare lookups' if yardstick else ''} (load {os.getloadavg()[0]:.1f})\n"
    )
    sys.stdout.flush()
    return spent


def backend_time():
    """Seconds of CPU that the database has spent on this connection, where it runs on this machine."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        (number,) = cursor.fetchone()
    spent = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
    return (int(spent[11]) + int(spent[12])) / os.sysconf("SC_CLK_TCK")


def main():
    connection.settings_dict["TEST"]["NAME"] = f"bench_{os.getpid()}"
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        build()
        measure()
    finally:
        connection.close()
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


def measure():
    texts = [article(number) for number in range(ROUNDS)]
    asked = [[key for key, _, _ in Text(text).runs()] for text in texts]
    look_up(asked[0])
    propose(texts[0], Record())
    bare = timed(f"the yardstick, a bare lookup of {len(asked[0]):,} keys", lambda at: look_up(asked[at]))
    name = f"proposals, {WORDS} words, {ALIASES:,} aliases"
    timed(name, lambda at: propose(texts[at], Record()), yardstick=bare)
    find_facts(ARTICLE)
    timed(f"facts besides, {len(ARTICLE.split())} words", lambda _: facts_of(ARTICLE), yardstick=bare)
    measure_crowds(bare)
    measure_stories(texts)


def look_up(keys):
    with connection.cursor() as cursor:
        cursor.execute("select id from cases_alias where name_key = any(%s)", [keys])
        return cursor.fetchall()


def facts_of(text):
    read.cache_clear()
    return find_facts(text)


def measure_crowds(bare):
    """Articles that thousands of aliases match: each once, and all of them in the same words."""
    with connection.cursor() as cursor:
        cursor.execute("select name from cases_alias where kind = 'other' order by id limit %s", [MANY])
        names = [name for (name,) in cursor.fetchall()]
    each = [Paragraph(f"b{at}", ", ".join(names[at : at + 50]) + ".") for at in range(0, len(names), 50)]
    timed(f"an article that names {len(names):,}", lambda _: propose(each, Record()), 3, bare)
    run(ADD_NAMESAKES, many=MANY)
    run("analyze cases_alias")
    same = [*article(0), Paragraph("same", "Lawyers for Avalon Roe met Avalon Roe. " * 20)]
    timed(f"words that {MANY:,} bear", lambda _: propose(same, Record()), 3, bare)


def measure_stories(texts):
    body = "".join(f"<p>{paragraph.text}</p>" for paragraph in texts[0])
    story = ArticleFactory(body=body)
    timed("the verb, nothing new", lambda _: propose_links(story, by=None))


if __name__ == "__main__":
    main()
