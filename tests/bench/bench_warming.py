"""A case on which 10,000 pages depend is changed; two workers, each a process, make all of them again.

    uv run python -m tests.bench.bench_warming [PAGES]

On a throw-away database. The pages are those of real stories: articles of 700 words that cite and link, and
explainers of eight sections at each of their depths; most are copies of a few that were published. The target
of the project: 200 pages a second on two cores. Says also what a page costs in CPU, of the workers and of the
database, and what a round costs when nothing is stale. Set BENCH_KEEP to a database's name to build it once
and leave it there.
"""

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
import django

django.setup()

from django.conf import settings  # noqa: E402  Django first
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from cases.actions import record_disposition  # noqa: E402
from cases.models import Case, Disposition  # noqa: E402
from newsroom.linking.actions import link_about, link_mention  # noqa: E402
from newsroom.pages import warming  # noqa: E402
from newsroom.publishing.models import Rendition  # noqa: E402
from tests.factories.full_case import full_case  # noqa: E402
from tests.factories.record import EntityFactory, SourceFactory, StatementFactory  # noqa: E402
from tests.factories.stories import NOON, ArticleFactory, ExplainerFactory, TermFactory, published  # noqa: E402

PAGES = int([*sys.argv[1:2], 10_000][0])
ARTICLES, EXPLAINERS, WORKERS = 25, 5, 2
CAPTION = "United States v. Roe"
SENTENCE = "The judge set a hearing in her case, and {} denies all that the prosecutors allege of him. "
APART = 1_000_000  # between the numbers of a story and of its copies
COPIED = (
    "newsroom_story", "newsroom_article", "newsroom_explainer", "newsroom_publication", "newsroom_coverage",
    "newsroom_publication_topics",
)  # fmt: skip
COPY = """
insert into {table}
select (jsonb_populate_record(old, jsonb_strip_nulls(jsonb_build_object(
  'id', (row ->> 'id')::bigint + n * {apart},
  'story_id', (row ->> 'story_id')::bigint + n * {apart},
  'story_ptr_id', (row ->> 'story_ptr_id')::bigint + n * {apart},
  'publication_id', (row ->> 'publication_id')::bigint + n * {apart},
  'slug', row ->> 'slug' || '-' || n)))).*
from {table} old, to_jsonb(old) row, newsroom_story story, generate_series(1, %s) n
where story.kind = %s and story.id = coalesce((row ->> 'story_id')::bigint, (row ->> 'story_ptr_id')::bigint,
  (select story_id from newsroom_publication where id = (row ->> 'publication_id')::bigint),
  (row ->> 'id')::bigint)
"""
PLACES = """
insert into newsroom_rendition
  (path, status, html_gzip, html_br, etag, keys, modified_at, is_stale, design)
select '/' || kind || 's/' || slug || '/' || tail, 200, '', '', '', '', now(), true, ''
from newsroom_publication, unnest(case kind when 'article' then '{""}'::text[]
  else '{"",30-seconds/,3-minutes/}' end) tail
on conflict do nothing
"""


def build():
    case = full_case(3, caption=CAPTION)
    people = [EntityFactory(name=f"Amalia Doering {number}") for number in range(8)]
    for _ in range(ARTICLES):
        body = "".join(f"<p>{SENTENCE.format(person.name) * 5}</p>" for person in people)
        cites = f'<p>She was sued.<cite data-source="{SourceFactory(publisher=people[0]).pk}"></cite></p>'
        publish_about(case, ArticleFactory(body=body + cites), people)
    facts = [StatementFactory(case=case, sources=[SourceFactory()]) for _ in range(3)]
    for _ in range(EXPLAINERS):
        live = [{"kind": kind, "cases": [case]} for kind in ("timeline", "who", "dispositions")]
        live.append({"kind": "status", "cases": [case], "shown_from": "brief"})
        written = f"<p>{SENTENCE.format(people[0].name) * 8}</p>"
        said = [{"kind": "key_facts", "statements": facts}, {"kind": "terms", "terms": [TermFactory()]}]
        sections = [{"body": written, "shown_from": "glance"}, {"body": written}]
        publish_about(case, ExplainerFactory(sections=[*sections, *said, *live]), people[:1])
    with connection.cursor() as cursor:
        cursor.execute("set session_replication_role = replica")
        of_each = {"article": PAGES * 85 // 100 // ARTICLES, "explainer": PAGES // 20 // EXPLAINERS}
        for kind, copies in of_each.items():
            for table in COPIED:
                cursor.execute(COPY.format(table=table, apart=APART), [copies - 1, kind])
        cursor.execute("set session_replication_role = origin")
        cursor.execute(PLACES)
        cursor.execute("vacuum analyze")


def publish_about(case, story, people):
    link_about(story, case, by=None, now=NOON)
    for person in people:
        link_mention(story, person.name, person, by=None, now=NOON)
    published(story)


def measure():
    say(f"{Rendition.objects.count():,} pages; load {os.getloadavg()[0]:.1f}")
    with connection.cursor() as cursor:
        cursor.execute("delete from procrastinate_jobs")
    with working() as workers:
        if stale():
            wait(workers, "made for the first time")
        case = Case.objects.get(caption=CAPTION)
        live = Disposition.objects.filter(against__case=case, superseded_by=None).first()
        for outcome in ("vacated", "acquitted"):
            began = time.perf_counter()
            live = record_disposition(
                live.against.claim, live.against.party, outcome, supersedes=live, by=None
            )
            say(f"a case changed: {1000 * (time.perf_counter() - began):.0f} ms, {stale():,} pages stale")
            wait(workers, "made again")
    began, used_before = time.perf_counter(), time.process_time()
    for _ in range(20):
        warming.warm_again(timezone.now, share=0, of=2, most=250)
    wall, cpu = 50 * (time.perf_counter() - began), 50 * (time.process_time() - used_before)
    say(f"a round with nothing stale: {wall:.1f} ms, {cpu:.1f} ms of our own CPU")


def wait(workers, what):
    """Until nothing is stale; say how fast it went, and what it took."""
    began, count, spent, theirs = time.perf_counter(), stale(), used(workers), database()
    while stale():
        time.sleep(0.1)
    wall = time.perf_counter() - began
    each = [1000 * (now - then) / count for now, then in ((used(workers), spent), (database(), theirs))]
    say(
        f"{what}: {count:,} in {wall:.1f} s, {count / wall:.0f} a second; CPU of a page "
        f"{each[0]:.2f} ms in the workers, {each[1]:.2f} ms in the database; load {os.getloadavg()[0]:.1f}"
    )


@contextmanager
def working():
    at = connection.settings_dict
    address = f"postgres://{at['USER']}@{quote(at['HOST'], safe='')}:{at['PORT']}/{at['NAME']}"
    command = [sys.executable, "manage.py", "worker"]
    environment = os.environ | {"DATABASE_URL": address}
    workers = [
        subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, stdout=subprocess.DEVNULL)
        for _ in range(WORKERS)
    ]
    try:
        yield [worker.pid for worker in workers]
    finally:
        for worker in workers:
            worker.terminate()
        for worker in workers:
            worker.wait()


def stale():
    return Rendition.objects.filter(is_stale=True).count()


def used(pids):
    """Seconds of CPU that processes have used."""
    ticks = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def database():
    """Those of its backends that serve others than us."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
        )
        return used(pid for (pid,) in cursor.fetchall())


def say(line):
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main():
    kept = os.environ.get("BENCH_KEEP")
    connection.settings_dict["TEST"]["NAME"] = kept or f"bench_{os.getpid()}"
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False, keepdb=bool(kept))
    try:
        if not Rendition.objects.exists():
            build()
        measure()
    finally:
        if not kept:
            connection.close()
            connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


if __name__ == "__main__":
    main()
