"""What saving an article with 60 decided links costs: the verb, and the whole POST of the form.

    uv run python -m tests.bench.bench_save [profile]

On a throw-away database; the article has 700 words, each save changes one of them. Queries are counted too:
they must not grow with the links. The target of the project is 60 ms.
"""

import cProfile
import os
import pstats
import sys
import time
from statistics import median, quantiles
from urllib.parse import urlencode

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
import django

django.setup()

from django.db import connection  # noqa: E402  Django first
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext, setup_test_environment  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from newsroom.articles.actions import save_article  # noqa: E402
from newsroom.articles.models import Article  # noqa: E402
from newsroom.linking.actions import accept_all_strong  # noqa: E402
from newsroom.publishing.actions import record_revision  # noqa: E402
from tests.bench.archive import backend_time, say  # noqa: E402
from tests.factories.record import EntityFactory  # noqa: E402
from tests.factories.staff import member  # noqa: E402
from tests.factories.stories import ArticleFactory  # noqa: E402

ROUNDS = 30
FILLER = "the judge set a hearing in the matter and asked both sides to file what they have by the end of May"


def article(links):
    """700 words in paragraphs, with so many names of the record, all linked."""
    place = ["North", "South"][links > 30]
    names = [EntityFactory(name=f"Avalon{chr(97 + n)} {place} Trading").name for n in range(20)]
    sentences = [f"{names[n % 20]} said {FILLER[: 40 if links > 30 else 90]}." for n in range(links)]
    sentences += [f"Then {FILLER}."] * ((700 - 10 * links) // 22)
    body = "".join(f"<p>{' '.join(sentences[at : at + 5])}</p>" for at in range(0, len(sentences), 5))
    story = ArticleFactory(body=body)
    accept_all_strong(story, by=None, now=timezone.now())
    assert story.links.accepted().count() == links
    record_revision(story, by=None, now=timezone.now())
    return story


def timed(name, act, again):
    act(0)
    with CaptureQueriesContext(connection) as asked:
        act(1)
    queries = len(asked)
    walls, ours, theirs = [], 0.0, 0.0
    for at in range(ROUNDS):
        again(at)
        cpu, database, wall = time.process_time(), backend_time(), time.perf_counter()
        act(at + 2)
        walls.append(1000 * (time.perf_counter() - wall))
        ours += time.process_time() - cpu
        theirs += backend_time() - database
    say(
        f"{name}: {queries} queries; median {median(walls):.1f} ms, p95 {quantiles(walls, n=20)[-1]:.1f} ms; "
        f"CPU {1000 * ours / ROUNDS:.1f} ms here, {1000 * theirs / ROUNDS:.1f} ms in the database "
        f"(load {os.getloadavg()[0]:.1f})"
    )


def saves(story):
    """The verb with the revision that follows it, as the form does both."""

    body = story.body

    def save(at):
        edited = Article.objects.get(pk=story.pk)
        edited.body = body.replace("</p>", f" {at}.</p>", 1)
        save_article(edited, by=None)
        record_revision(edited, by=None, now=timezone.now())

    return save


def posts(story, client):
    """The form as a browser sends it; one without files is sent urlencoded."""
    address = reverse("admin:newsroom_article_change", args=[story.pk])
    body, form, sent = story.body, {}, {}

    def open_form(_):
        page = client.get(address)
        shown = page.context["adminform"].form
        form.clear()
        form.update({name: shown[name].value() for name in shown.fields if shown[name].value() is not None})
        for each in page.context["inline_admin_formsets"]:
            prefix = each.formset.prefix
            form.update({f"{prefix}-{k}": v for k, v in each.formset.management_form.initial.items()})
            for row in each.formset.initial_forms:
                fields = {n: row[n].value() for n in row.fields if row[n].value() is not None}
                form.update({f"{row.prefix}-{n}": v for n, v in fields.items() if v != []})
        form["body"] = body.replace("</p>", f" {time.perf_counter_ns()}.</p>", 1)
        sent["form"] = urlencode(
            {name: value for name, value in form.items() if value is not False}, doseq=True
        )

    def post(at):
        if at < 2:
            open_form(at)
        answer = client.post(address, sent["form"], content_type="application/x-www-form-urlencoded")
        if answer.status_code != 302:
            context = answer.context
            raise SystemExit([context["errors"], [f.errors for f in context["inline_admin_formsets"]]])

    return post, open_form


def main():
    connection.settings_dict["TEST"]["NAME"] = f"bench_{os.getpid()}"
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    setup_test_environment()
    client = Client()
    client.force_login(member("administrator"))
    try:
        for links in (10, 60):
            story = article(links)
            timed(f"the verb, {links} links", saves(story), lambda _: None)
            post, open_form = posts(story, client)
            timed(f"the POST, {links} links", post, open_form)
        if sys.argv[1:] == ["profile"]:
            for name, act in (("the verb", saves(story)), ("the POST", post)):
                profile(name, act, open_form)
    finally:
        connection.close()
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


def profile(name, act, again):
    profiler = cProfile.Profile()
    for at in range(10):
        again(at)
        profiler.enable()
        act(at + 100)
        profiler.disable()
    say(name)
    pstats.Stats(profiler, stream=sys.stdout).sort_stats("cumulative").print_stats("newsroom|cases", 45)


if __name__ == "__main__":
    main()
