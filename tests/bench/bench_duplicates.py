"""Likely duplicates in a registry of 200,000 entities and 400,000 aliases: how long, and how many are found.

    uv run python -m tests.bench.bench_duplicates

On a throw-away database. A tenth of the entities are planted: another entity's name with a slip of the pen,
another legal form, the words turned round, a word more or less. Times are CPU of the database and of Python.
"""

import os
import random
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
import django

django.setup()

from django.db import connection  # noqa: E402  Django first
from faker import Faker  # noqa: E402

from cases.models import Entity  # noqa: E402
from cases.names import name_key  # noqa: E402

ENTITIES, PLANTED, PROBES = 200_000, 20_000, 500
FORMS = ["Inc.", "LLC", "Corp.", "Ltd.", "LP", "Limited", "Company", "Holdings LLC", "Group Inc.", ""]
TRADES = "Capital Trading Energy Logistics Partners Realty Systems Foods Media Health Marine Steel".split()


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
            done = chance.choice([name[:at] + name[at + 1 :], name[:at] + chance.choice("aeiorstn") + name[at:]])
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
    for number in range(PLANTED):
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
        with cursor.copy(
            "copy cases_alias (entity_id, name, name_key, kind, strength) from stdin"
        ) as copy:
            for pk, (_, name) in enumerate(rows, start=1):
                for other in (f"{name} {chance.choice(FORMS[:4])}", f"The {name.split()[-1]} {chance.choice(TRADES)}"):
                    copy.write_row((pk, other, name_key(other), "other", "strong"))
        cursor.execute("set session_replication_role = origin")
        cursor.execute("analyze")
    return planted


def backend_cpu():
    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        (pid,) = cursor.fetchone()
    with open(f"/proc/{pid}/stat") as stat:
        fields = stat.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
