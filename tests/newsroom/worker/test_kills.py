"""Workers, backends and the server itself are killed at random points of a busy night; nothing is lost."""

import json
import os
import random
import signal
import subprocess
import sys
from urllib.parse import quote

import psycopg
import pytest

from newsroom import embedded_postgres
from tests.newsroom.conftest import SOURCE

EDITIONS = 200
SEED = 5
OWED = "select count(*) from newsroom_followup where done_at is null and voided_at is null"
# Where work goes on: what waits in the queue, and what is being done.
LEFT = "select count(*) from procrastinate_jobs where task_name = 'run'"
WORKERS = "select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()"


class Night:
    """A server of its own with two workers, whom chance is unkind to."""

    def __init__(self, checkout, run, chance):
        run(checkout.path)
        self.checkout, self.chance, self.harm_done = checkout, chance, []
        self.socket = embedded_postgres.socket_directory(checkout.home)
        address = f"postgres://{embedded_postgres.USER}@{quote(str(self.socket), safe='')}:5432/newsroom"
        self.environment = {
            **os.environ,
            "DATABASE_URL": address,
            "SECRET_KEY": "only for this night",
            "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        }
        self.workers = []

    def python(self, *arguments):
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=SOURCE, env=self.environment, check=True, capture_output=True, text=True, timeout=300,
        ).stdout  # fmt: skip

    def begin_work(self):
        command = [sys.executable, "manage.py", "worker", "--heartbeat", "1"]
        process = subprocess.Popen(
            command, cwd=SOURCE, env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self.workers.append(process)

    def end_work(self):
        for worker in self.workers:
            worker.terminate()
        return [worker.wait(timeout=60) for worker in self.workers]

    def ask(self, sql):
        """The answer after a moment, from a server that may be starting again."""
        while True:
            try:
                with psycopg.connect(
                    host=str(self.socket), user=embedded_postgres.USER, dbname="newsroom", autocommit=True
                ) as connection:
                    connection.execute("select pg_sleep(0.05)")
                    return [row[0] for row in connection.execute(sql)]
            except psycopg.OperationalError:
                self.wait_for_server()

    def wait_for_server(self):
        while not embedded_postgres.is_ready(self.checkout.home):
            os.sched_yield()

    def kill_worker(self):
        worker = self.workers.pop(self.chance.randrange(len(self.workers)))
        worker.kill()
        worker.wait()
        self.begin_work()

    def terminate_backend(self):
        if backends := self.ask(WORKERS):
            self.ask(f"select pg_terminate_backend({self.chance.choice(backends)})")

    def kill_backend(self):
        """PostgreSQL then takes every other backend down with it, and recovers."""
        if backends := self.ask(WORKERS):
            os.kill(self.chance.choice(backends), signal.SIGKILL)

    def kill_server(self):
        os.kill(self.checkout.postmaster(), signal.SIGKILL)

    def do_harm(self, harm):
        harm(self)
        self.harm_done.append(harm.__name__)


HARMS = (
    [Night.kill_worker] * 3 + [Night.terminate_backend] * 3 + [Night.kill_backend] * 2 + [Night.kill_server]
)


@pytest.fixture
def night(new_checkout, run):
    night = Night(new_checkout, run, random.Random(SEED))  # noqa: S311
    yield night
    for worker in night.workers:
        worker.kill()
        worker.wait()


def test_every_edition_is_current_at_its_time_and_followed_up_once_whatever_is_killed(night):
    night.python("-m", "tests.newsroom.worker.night", "fill", str(EDITIONS))
    owed = night.ask(OWED)[0]
    assert owed == 4 * EDITIONS
    harms = night.chance.sample(HARMS, len(HARMS))
    marks = sorted(night.chance.sample(range(1, owed), len(harms)), reverse=True)

    night.begin_work()
    night.begin_work()
    while harms or owed or night.ask(LEFT) != [0]:
        owed = night.ask(OWED)[0]
        if harms and owed <= marks[0]:
            marks.pop(0)
            night.do_harm(harms.pop())

    assert night.end_work() == [0, 0]
    assert json.loads(night.python("-m", "tests.newsroom.worker.night", "tell")) == {
        "editions": EDITIONS,
        "current before each": list(range(EDITIONS)),
        "current at each": list(range(1, EDITIONS + 1)),
        "log entries per story": [1] * EDITIONS,
        "done": {"log": EDITIONS, "purge": EDITIONS, "alert": EDITIONS, "warm": EDITIONS},
        "owed": 0,
        "pages ready": EDITIONS,
        "faults": [],
    }
