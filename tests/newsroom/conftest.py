"""Commands, each a process of its own, in checkouts of their own with an embedded server."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from newsroom import database
from newsroom.wording.models import WordingRule
from newsroom.wording.rules import FIRST_RULES

SOURCE = Path(database.__file__).parent.parent

# It says when it has its database, does what it is told to do first, answers each line of SQL it is given,
# and ends with its input.
COMMAND = """
import json, os, sys
from pathlib import Path
import psycopg
from newsroom.database import NoDatabase, configuration

try:
    found = configuration(Path(sys.argv[1]), None)
except NoDatabase as error:
    sys.exit(str(error))
where = {"host": found["HOST"], "port": found["PORT"], "user": found["USER"], "dbname": found["NAME"]}
print("ready", flush=True)
exec(sys.argv[2])
for line in sys.stdin:
    with psycopg.connect(**where) as connection:
        print(json.dumps(connection.execute(line).fetchone()[0]), flush=True)
"""


class Command:
    def __init__(self, checkout, prefix=(), code=COMMAND, first="pass", **environment):
        self.process = subprocess.Popen(
            [*prefix, sys.executable, "-c", code, str(checkout), first],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONDONTWRITEBYTECODE": "1", **environment},
            start_new_session=True,
        )

    def wait_for_server(self):
        assert self.process.stdout.readline() == "ready\n"
        return self

    def ask(self, sql):
        print(sql, file=self.process.stdin, flush=True)
        return self.hear()

    def hear(self):
        return json.loads(self.process.stdout.readline())

    def end(self, given=""):
        """What it said on its two outputs, once its input has ended."""
        return self.process.communicate(given, timeout=60)

    def kill(self, number=signal.SIGKILL):
        os.killpg(self.process.pid, number)
        self.end()


@pytest.fixture
def begin():
    """Begin a command without waiting for its server; the test's end is every command's end."""
    commands = []

    def begin_command(*args, **kwargs):
        commands.append(Command(*args, **kwargs))
        return commands[-1]

    yield begin_command
    for command in commands:
        if not command.process.stdout.closed:
            command.end()


@pytest.fixture
def run(begin):
    """Begin a command and wait for its server."""
    return lambda *args, **kwargs: begin(*args, **kwargs).wait_for_server()


class Checkout:
    def __init__(self, path):
        self.path = path.resolve()
        self.home = self.path / ".local" / "postgres"
        self.data = self.home / "data"

    def postmaster(self):
        return int((self.data / "postmaster.pid").read_text().split()[0])

    def keeper(self):
        return int(Path(f"/proc/{self.postmaster()}/stat").read_text().rpartition(")")[2].split()[1])

    def leave(self):
        """End this process's part in the server, as a command's end does, and see the server off."""
        for membership in [each for each in database._memberships if Path(each.name).parent == self.home]:
            database._memberships.remove(membership)
            membership.close()
        see_off = "import fcntl, sys; fcntl.flock(open(sys.argv[1]), fcntl.LOCK_SH)"
        keeper = self.home / "keeper.lock"
        subprocess.run([sys.executable, "-S", "-c", see_off, keeper], check=True, timeout=60)

    def state_on_disk(self):
        """How the server left its files."""
        program = database.wheel() / "pg_controldata"
        told = subprocess.run([program, self.data], check=True, capture_output=True, text=True).stdout
        return next(line.partition(":")[2].strip() for line in told.splitlines() if "cluster state" in line)


@pytest.fixture(scope="session")
def used_path(tmp_path_factory):
    """A checkout whose database an earlier command has made."""
    path = tmp_path_factory.mktemp("checkout")
    Command(path).wait_for_server().end()
    Checkout(path).leave()
    return path


@pytest.fixture
def checkout(used_path):
    found = Checkout(used_path)
    yield found
    found.leave()
    assert found.state_on_disk() == "shut down"


@pytest.fixture
def new_checkout(tmp_path):
    found = Checkout(tmp_path)
    yield found
    if found.home.is_dir():
        found.leave()


@pytest.fixture
def first_rules(db):
    """The rules a fresh database has; a test that committed may have emptied the table."""
    for rule in FIRST_RULES:
        WordingRule.objects.get_or_create(
            slug=rule.slug,
            defaults={
                "wordings": list(rule.wordings),
                "says": rule.says,
                "borne_out_by": sorted(rule.borne_out_by),
                "severity": rule.severity.value,
                "clears": sorted(rule.clears),
                "lowers": sorted(rule.lowers),
            },
        )
    return WordingRule.objects.all()
