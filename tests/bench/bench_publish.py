"""Publishing one explainer of eight sections, without the HTTP layer, against a commit of one row.

    uv run python -m tests.bench.bench_publish

On a throw-away database; takes some seconds. The project's target: at most 50 ms in the median.
"""

import os
import time
from datetime import timedelta
from statistics import median

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
import django

django.setup()

from django.db import connection  # noqa: E402  Django first

from newsroom.linking.actions import link_mention  # noqa: E402
from newsroom.publishing.actions import publish  # noqa: E402
from newsroom.publishing.models import Topic  # noqa: E402
from tests.factories.record import CaseFactory, EntityFactory, EventFactory, PartyFactory  # noqa: E402
from tests.factories.stories import NOON, ExplainerFactory, TopicFactory  # noqa: E402

ROUNDS, SECTIONS = 40, 8
PARAGRAPH = "<p>The court has dismissed the case against Roe Holdings with prejudice, on a joint motion.</p>"


def write_an_explainer():
    case = CaseFactory()
    roe = EntityFactory(name="Roe Holdings")
    PartyFactory(case=case, entity=roe)
    EventFactory(case=case)
    sections = [{"heading": f"Part {number}", "body": 6 * PARAGRAPH} for number in range(SECTIONS - 2)]
    sections += [{"kind": "status", "cases": [case]}, {"kind": "timeline", "cases": [case]}]
    explainer = ExplainerFactory(sections=sections, topics=[TopicFactory()])
    link_mention(explainer, "Roe Holdings", roe, by=None, now=NOON)
    return explainer


def milliseconds(act):
    began, used = time.perf_counter(), time.process_time()
    act()
    return 1000 * (time.perf_counter() - began), 1000 * (time.process_time() - used)


def main():
    explainer, row = write_an_explainer(), TopicFactory()
    published, committed = [], []
    for number in range(ROUNDS):
        now = NOON + number * timedelta(minutes=1)
        explainer.headline = f"What the dismissal means, as of minute {number}"
        explainer.save()
        published.append(milliseconds(lambda now=now: publish(explainer, by=None, now=now)))
        change = Topic.objects.filter(pk=row.pk).update
        committed.append(milliseconds(lambda change=change, number=number: change(name=f"Topic {number}")))
    wall, used = (median(each) for each in zip(*published, strict=True))
    commit, _ = (median(each) for each in zip(*committed, strict=True))
    print(f"publishing: {wall:.1f} ms median, of them {used:.1f} ms of our own CPU time")  # noqa: T201
    print(f"a commit of one row: {commit:.1f} ms median; the ratio is {wall / commit:.1f}")  # noqa: T201


if __name__ == "__main__":
    connection.settings_dict["TEST"]["NAME"] = f"bench_{os.getpid()}"
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        main()
    finally:
        connection.close()
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)
