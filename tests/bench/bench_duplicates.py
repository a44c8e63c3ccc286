"""Likely duplicates in a registry of 200,000 entities and 400,000 aliases: how long, and how many are found.

    uv run python -m tests.bench.bench_duplicates

On a throw-away database. A tenth of the entities are planted: another entity's name with a slip of the pen,
another legal form, the words turned round, a word more or less. Times are CPU of the database and of Python.
"""

import os
import random
import sys
import time
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
import django

django.setup()

from django.db import connection  # noqa: E402  Django first
from faker import Faker  # noqa: E402

from cases.models import Entity  # noqa: E402
from cases.names import name_key  # noqa: E402

ENTITIES, PLANTED, PROBES = 200_000, 20_000, 500
FORMS = ["Inc.", "LLC", "Corp.", "Ltd.", "LP", "Limited", "Company", "Holdings LLC", "Group Inc.", ""]
TRADES = ["Capital", "Trading", "Energy", "Logistics", "Partners", "Realty", "Systems", "Foods", "Media"]


def names(chance):
    fake = Faker(["en_US", "en_GB", "de_DE", "es_ES", "fr_FR"])
    fake.seed_instance(3)
    surnames = [fake.last_name() for _ in range(6000)]
    given = [fake.first_name() for _ in range(3000)]
    cities = [fake.city() for _ in range(6000)]
    for _ in range(ENTITIES - PLANTED):
        if chance.random() < 0.5:
            middle = chance.choice(["", "", f" {chance.choice(given)[0]}.", f" {chance.choice(given)}"])
            yield "person", f"{chance.choice(given)}{middle} {chance.choice(surnames)}"
        else:
            stem = chance.choice([surnames, cities])
            words = [chance.choice(stem), chance.choice([chance.choice(surnames), "", ""])]
            words += [chance.choice([*TRADES, "", ""]), chance.choice(FORMS)]
            yield "company", " ".join(filter(None, words))


def slip(chance, name):
    """The name as another hand would have it, and what that hand did."""
    words = name.split()
    match chance.choice(["letter", "letter", "order", "more", "less", "form"]):
        case "letter":
            at = chance.randrange(len(name))
            done = chance.choice(
                [name[:at] + name[at + 1 :], name[:at] + chance.choice("aeiorstn") + name[at:]]
            )
            return "letter", done
        case "order":
            return "order", " ".join([*words[1:], words[0]])
        case "more":
            return "more", " ".join([words[0], f"{chance.choice('ABCDEFGH')}.", *words[1:]])
        case "less" if len(words) > 2:
            return "less", " ".join(words[:1] + words[2:])
    return "form", f"{name} {chance.choice(FORMS[:6])}"


def fill(chance):
    rows = list(names(chance))
    planted = {}
    for _ in range(PLANTED):
        of = chance.randrange(len(rows))
        how, name = slip(chance, rows[of][1])
        if name_key(name):
            planted[len(rows) + 1] = (of + 1, how)
            rows.append((rows[of][0], name))
    with connection.cursor() as cursor:
        cursor.execute("set session_replication_role = replica")
        with cursor.copy(
            "copy cases_entity (id, kind, name, name_key, slug, description, country, website) from stdin"
        ) as copy:
            for pk, (kind, name) in enumerate(rows, start=1):
                copy.write_row((pk, kind, name, name_key(name), f"e-{pk}", "", "", ""))
        with cursor.copy("copy cases_alias (entity_id, name, name_key, kind, strength) from stdin") as copy:
            for pk, (_, name) in enumerate(rows, start=1):
                for other in (
                    f"{name} {chance.choice(FORMS[:4])}",
                    f"The {name.split()[-1]} {chance.choice(TRADES)}",
                ):
                    copy.write_row((pk, other, name_key(other), "other", "strong"))
        cursor.execute("set session_replication_role = origin")
        cursor.execute("analyze")
    return planted


def backend_cpu():
    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        (pid,) = cursor.fetchone()
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def say(line):
    sys.stdout.write(f"{line}\n")


def measured(act):
    database, ours, began = backend_cpu(), time.process_time(), time.perf_counter()
    done = act()
    spent = backend_cpu() - database + time.process_time() - ours
    return done, spent * 1000, (time.perf_counter() - began) * 1000


def by_trigrams_alone(numbers):
    """The likest by the trigram index, as it was before: the measure of speed and of what is found."""
    with connection.cursor() as cursor:
        cursor.execute("set pg_trgm.similarity_threshold = 0.55")
        cursor.execute(BY_TRIGRAMS, [numbers, numbers])
        return set(cursor.fetchall())


BY_TRIGRAMS = """
with name as (
  select id, name_key from cases_entity where id = any(%s)
  union all select entity_id, name_key from cases_alias where entity_id = any(%s)
)
select distinct found.id, name.id from name cross join lateral (
  (select id from cases_entity where name_key %% name.name_key and id <> name.id
   order by similarity(name_key, name.name_key) desc, id limit 10)
  union all
  (select entity_id from cases_alias where name_key %% name.name_key and entity_id <> name.id
   order by similarity(name_key, name.name_key) desc, id limit 10)
) found
""".replace("= any(%s)\n  union", "= any(%s)\n  union")


def found_of(planted, numbers, pairs):
    told = {}
    for number in numbers:
        of, how = planted[number]
        told.setdefault(how, []).append((of, number) in pairs)
    return ", ".join(f"{how} {sum(hits)}/{len(hits)}" for how, hits in sorted(told.items()))


def main():
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        chance = random.Random(3)  # noqa: S311  names, not secrets
        planted = fill(chance)
        numbers = chance.sample(sorted(planted), PROBES)
        few = numbers[:25]
        compare(planted, numbers, few)
    finally:
        connection.creation.destroy_test_db("", verbosity=0)


def compare(planted, numbers, few):
    before, before_cpu, _ = measured(lambda: by_trigrams_alone(few))
    desk, desk_cpu, desk_wall = measured(lambda: Entity.objects.filter(pk__in=few).likely_duplicates())
    say(f"desk page of {len(few)}: {desk_cpu:.0f} ms CPU, {desk_wall:.0f} ms, {len(desk)} pairs")
    say(f"  by trigrams {before_cpu:.0f} ms CPU: ratio {desk_cpu / before_cpu:.3f}")
    say(f"  planted ones by trigrams: {found_of(planted, few, before)}")
    many = Entity.objects.filter(pk__in=numbers).likely_duplicates(shown=100_000, probed=PROBES)
    pairs = {(pair.first.pk, pair.second.pk) for pair in many}
    say(f"  planted ones of {PROBES}: {found_of(planted, numbers, pairs)}")
    asked = Entity.objects.in_bulk(numbers[:100]).values()
    times = sorted(measured(lambda e=e: Entity.objects.like(e.name, e.kind, but=e.pk))[1:] for e in asked)
    walls = sorted(wall for _, wall in times)
    first = sum(
        of in [n.entity.pk for n in Entity.objects.like(e.name, e.kind, but=e.pk)]
        for e in asked
        for of in [planted[e.pk][0]]
    )
    say(f"like(): wall p50 {walls[50]:.1f}, p95 {walls[95]:.1f} ms; found: {first}/100")


if __name__ == "__main__":
    main()
