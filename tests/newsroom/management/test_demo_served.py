"""The command as a person runs it: in a terminal of its own, on a database that is empty."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from django.db import connection
from psycopg import sql

CHECKOUT = Path(__file__).resolve().parents[3]


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def empty_database(db, port):
    """The URL of a database beside ours, for this test alone."""
    name = f"demo_{os.getpid()}_{port}"
    server = {**connection.get_connection_params(), "autocommit": True}
    with psycopg.connect(**server) as admin:
        admin.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
    ours = connection.settings_dict
    login = f"{ours['USER']}:{quote(ours['PASSWORD'])}" if ours["PASSWORD"] else ours["USER"]
    yield f"postgres://{login}@{quote(ours['HOST'], safe='')}:{ours['PORT'] or 5432}/{name}"
    with psycopg.connect(**server) as admin:
        admin.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))


@pytest.fixture
def demo(empty_database, port):
    process = subprocess.Popen(
        [sys.executable, CHECKOUT / "manage.py", "demo", "--port", str(port)],
        env=os.environ | {"DATABASE_URL": empty_database, "SECRET_KEY": "only for this test"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_demo_serves_from_an_empty_database_until_ctrl_c(demo, port):
    printed = "".join(iter(demo.stdout.readline, "Ctrl-C stops it.\n"))

    assert f"  Front page     http://127.0.0.1:{port}/\n" in printed
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/admin/login/", timeout=30) as answer:
        assert answer.status == 200

    os.killpg(demo.pid, signal.SIGINT)

    assert demo.wait(timeout=30) == 0
    assert demo.stdout.read() == "\nStopped.\n"


def test_demo_interrupted_while_it_prepares_says_so_without_a_traceback(demo):
    assert demo.stdout.readline() == "Preparing the database …\n"

    os.killpg(demo.pid, signal.SIGINT)

    assert demo.wait(timeout=30) == 130
    assert demo.stdout.read() == "\nStopped before all was ready. Run it again to go on.\n"
