import fcntl
import os
import shutil
import signal
import stat
import sys
from pathlib import Path

import psycopg
import pytest

from newsroom import embedded_postgres
from newsroom.database import NoDatabase, configuration, wheel


def others_may_reach(path):
    return all(place.stat().st_mode & stat.S_IXOTH for place in (path, *path.parents))


# initdb asks access(2) for its programs, which heeds no capability: in a private checkout the user
# namespace is the only way, and the tests of the other ways have nothing to show.
needs_shared_wheel = pytest.mark.skipif(
    not others_may_reach(wheel().resolve()),
    reason="the checkout is private to root: nobody may run its wheel",
)
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root has to stop being root")

FORBID_NAMESPACES = """
import os, sys
from pathlib import Path

turn, told = os.pipe(), os.pipe()
if child := os.fork():
    os.read(turn[0], 1)
    for ids in ("uid_map", "gid_map"):
        Path(f"/proc/{child}/{ids}").write_text("0 0 4294967295")
    os.write(told[1], b"!")
    sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
os.unshare(os.CLONE_NEWUSER)
os.write(turn[1], b"!")
os.read(told[0], 1)
Path("/proc/sys/user/max_user_namespaces").write_text("0")
os.execv(sys.argv[1], sys.argv[1:])
"""


def ask(found, sql, **where):
    where = {
        "host": found["HOST"],
        "port": found["PORT"],
        "user": found["USER"],
        "dbname": found["NAME"],
    } | where
    with psycopg.connect(**where, autocommit=True) as connection:
        cursor = connection.execute(sql)
        return cursor.fetchone()[0] if cursor.description else None


# What it is


def test_first_command_makes_everything_inside_the_checkout(new_checkout):
    modes = {path: path.stat().st_mode for path in (new_checkout.path, *new_checkout.path.parents)}

    found = configuration(new_checkout.path, None)

    assert {path: path.stat().st_mode for path in modes} == modes
    assert [path.name for path in new_checkout.path.iterdir()] == [".local"]
    assert stat.S_IMODE(Path(found["HOST"]).stat().st_mode) == 0o700
    assert new_checkout.data.stat().st_uid == os.geteuid()


def test_server_is_set_up_for_us(checkout, monkeypatch):
    for name in ("PGPORT", "PGDATA", "PGHOST"):
        monkeypatch.setenv(name, "5999")
    expected = {
        "select lower('ÉŻ')": "éż",
        "select to_tsvector('simple', 'ÉTÉ') @@ to_tsquery('simple', 'été')": True,
        "select datlocale from pg_database where datname = current_database()": "PG_UNICODE_FAST",
        "select datctype from pg_database where datname = current_database()": "C.UTF-8",
        "show server_encoding": "UTF8",
        "show fsync": "on",
        "show full_page_writes": "on",
        "show listen_addresses": "",
        "show port": "5432",
        "show max_connections": "200",
    }

    found = configuration(checkout.path, None)

    assert {question: ask(found, question) for question in expected} == expected


def test_dropped_database_is_made_again(checkout):
    found = configuration(checkout.path, None)
    ask(found, "drop database newsroom", dbname="postgres")

    configuration(checkout.path, None)

    assert ask(found, "select current_database()") == "newsroom"


def test_interrupted_creation_is_begun_anew(new_checkout):
    unfinished = new_checkout.home / "data.unfinished"
    unfinished.mkdir(parents=True)
    (unfinished / "PG_VERSION").write_text("18\n")

    found = configuration(new_checkout.path, None)

    assert ask(found, "select 1") == 1
    assert not unfinished.exists()


# Who keeps it running


def test_commands_at_once_share_one_server(new_checkout, begin):
    commands = [begin(new_checkout.path) for _ in range(4)]

    servers = {
        command.wait_for_server().ask("select pg_postmaster_start_time()::text") for command in commands
    }
    for command in commands:
        command.end()
    new_checkout.leave()

    assert len(servers) == 1
    assert new_checkout.state_on_disk() == "shut down"
    assert not (new_checkout.data / "postmaster.pid").exists()


def test_server_stays_while_one_command_remains(checkout, run):
    ended, killed, interrupted, remaining = [run(checkout.path) for _ in range(4)]
    server = checkout.postmaster()

    ended.end()
    killed.kill()
    interrupted.kill(signal.SIGINT)  # Ctrl-C, to its whole group

    assert remaining.ask("select 1") == 1
    assert checkout.postmaster() == server


def test_server_stops_when_the_last_command_is_killed(checkout, run):
    command = run(checkout.path)

    command.kill()
    checkout.leave()

    assert checkout.state_on_disk() == "shut down"


def test_fork_that_outlives_its_command_keeps_the_server(checkout, run):
    fork = run(checkout.path, first="if os.fork(): os._exit(0)")
    fork.process.wait(timeout=60)

    with (checkout.home / "users.lock").open() as users, pytest.raises(BlockingIOError):
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    assert fork.ask("select 1") == 1


def test_program_started_by_a_command_does_not_keep_the_server(checkout, run):
    command = run(checkout.path, first="import subprocess; subprocess.Popen(['sleep', '60']); os._exit(0)")
    command.process.wait(timeout=60)
    checkout.leave()

    assert checkout.state_on_disk() == "shut down"
    command.kill()


def test_killed_server_is_started_again_under_running_commands(checkout, run):
    command = run(checkout.path)
    server = checkout.postmaster()
    os.kill(server, signal.SIGKILL)

    another = run(checkout.path)

    assert another.ask("select 1") == command.ask("select 1") == 1
    assert checkout.postmaster() != server


def test_killed_keeper_takes_its_server_along_and_the_next_command_starts_both(checkout, run):
    command = run(checkout.path)
    keeper = checkout.keeper()
    os.kill(keeper, signal.SIGKILL)

    another = run(checkout.path)

    assert another.ask("select 1") == command.ask("select 1") == 1
    assert checkout.keeper() != keeper


@pytest.mark.parametrize("left", ["", "{pid}\n{data}\n1700000000\n5432\n{data}\n\n\nready\n"])
def test_pid_file_of_a_dead_server_is_no_obstacle(checkout, left):
    # The number now belongs to another process of the same user: this one.
    (checkout.data / "postmaster.pid").write_text(left.format(pid=os.getpid(), data=checkout.data))

    found = configuration(checkout.path, None)

    assert ask(found, "select 1") == 1


def test_copied_checkout_has_its_own_server(checkout, new_checkout):
    found = configuration(checkout.path, None)
    unfit_for_copies = shutil.ignore_patterns(".s.*")
    shutil.copytree(checkout.path / ".local", new_checkout.path / ".local", ignore=unfit_for_copies)

    copy = configuration(new_checkout.path, None)

    assert copy["HOST"] != found["HOST"]
    assert ask(copy, "show data_directory") == str(new_checkout.data)


# A checkout too deep for the name of a socket


@pytest.fixture
def deep_checkout(new_checkout):
    deep = new_checkout.path / ("federal-" * 12)
    deep.mkdir()
    found = type(new_checkout)(deep)
    yield found
    if found.home.is_dir():
        found.leave()


def test_deep_checkout_has_its_socket_in_a_short_private_directory(deep_checkout):
    found = configuration(deep_checkout.path, None)

    socket = Path(found["HOST"])
    assert ask(found, "select 1") == 1
    assert len(os.fsencode(socket)) < 40
    assert stat.S_IMODE(socket.stat().st_mode) == 0o700

    deep_checkout.leave()

    assert not socket.exists()


def test_deep_checkout_whose_server_fails_leaves_no_socket_directory(deep_checkout):
    deep_checkout.data.mkdir(parents=True)

    with pytest.raises(NoDatabase, match=r"postgresql\.conf"):
        configuration(deep_checkout.path, None)

    assert not embedded_postgres.socket_directory(deep_checkout.home).exists()


@needs_root
def test_deep_checkout_refuses_a_socket_directory_of_a_stranger(deep_checkout, begin):
    stranger = embedded_postgres.socket_directory(deep_checkout.home)
    stranger.mkdir()
    os.chown(stranger, 4242, 4242)

    command = begin(deep_checkout.path)
    _, complaint = command.end()
    stranger.rmdir()

    assert command.process.returncode == 1
    assert f"{stranger} belongs to somebody else: remove it." in complaint


# Who runs it


@needs_root
@needs_shared_wheel
def test_ordinary_user_needs_no_privileges_and_root_runs_it_as_that_user(new_checkout, run):
    # May read the interpreter, wherever root keeps it, and write nothing but its own.
    os.chown(new_checkout.path, 65534, 65534)
    reader = ["--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"]
    user = run(new_checkout.path, ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", *reader])
    assert Path(f"/proc/{new_checkout.postmaster()}").stat().st_uid == 65534
    user.end()
    new_checkout.leave()

    found = configuration(new_checkout.path, None)

    assert ask(found, "select 1") == 1
    assert Path(f"/proc/{new_checkout.postmaster()}").stat().st_uid == 65534


@needs_root
@needs_shared_wheel
def test_root_without_namespaces_hands_the_server_to_nobody(new_checkout, run):
    command = run(new_checkout.path, [sys.executable, "-c", FORBID_NAMESPACES])

    assert command.ask("select 1") == 1
    assert Path(f"/proc/{new_checkout.postmaster()}").stat().st_uid == 65534


@needs_root
def test_root_without_any_way_out_is_told_what_to_do(new_checkout, begin):
    command = begin(new_checkout.path, [sys.executable, "-c", FORBID_NAMESPACES], PATH="/nowhere")
    _, complaint = command.end()

    assert command.process.returncode == 1
    assert "No space left on device" in complaint
    assert "DATABASE_URL=postgres://" in complaint
