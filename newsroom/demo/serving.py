"""The site on this machine and the worker behind it, until Ctrl-C."""

import errno
import multiprocessing
import os
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO
from multiprocessing import resource_tracker
from threading import Thread

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.utils.module_loading import import_string
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

HOST = "127.0.0.1"
WORKER_GRACE = 5  # seconds


class NoPort(Exception):
    """Nothing can be served at the port; the message says why, and what to do."""


def site_at(port: int) -> str:
    return f"http://{HOST}:{port}"


def require_port(port: int) -> None:
    """Raise NoPort if the port cannot be had now."""
    if not 1 <= port <= 65535:
        raise NoPort(f"{port} is not a port: choose a number from 1 to 65535.")
    try:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((HOST, port))
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise NoPort(f"Port {port} cannot be used: {error.strerror}. Choose one above 1023.") from error
        raise NoPort(
            f"Port {port} is taken: something is running there already. Stop it, or choose another: "
            f"uv run manage.py demo --port {port + 1 if port < 65535 else 8000}"
        ) from error


def serve(port: int, *, when_ready: Callable[[], None]) -> None:
    """Serve until Ctrl-C or SIGTERM; `when_ready` is called, from another thread, once pages can be had."""
    os.environ["SITE_URL"] = site_at(port)  # the site's process reads the settings afresh
    connections.close_all()
    # A fork would inherit the threads' locks of this process, not its threads.
    multiprocessing.set_start_method("spawn", force=True)
    server = OneTerminal(
        settings.WSGI_APPLICATION,
        address=HOST,
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=8,
        websockets=False,
        log_level=LogLevels.error,
        workers_kill_timeout=5,
    )
    server.on_startup(lambda: Thread(target=_await, args=(port, when_ready), daemon=True).start())
    with _worker():
        server.serve(target_loader=site, wrap_loader=False)


def site():
    """The application, in the worker, which ends with us however we end: a kill -9 leaves no site behind."""
    Thread(target=_end_with_parent, daemon=True).start()
    return import_string(settings.WSGI_APPLICATION)


@contextmanager
def _worker() -> Iterator[None]:
    """The worker, in a process of its own, which ends with the site."""
    worker = multiprocessing.Process(target=_work)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # which it inherits, as the site does
    worker.start()
    signal.pthread_sigmask(signal.SIG_SETMASK, before)
    try:
        yield
    finally:
        worker.terminate()
        worker.join(WORKER_GRACE)
        worker.kill()


def _work():
    Thread(target=_end_with_parent, daemon=True).start()
    django.setup()
    call_command("worker", stdout=StringIO())


def _end_with_parent():
    multiprocessing.parent_process().join()
    os.kill(os.getpid(), signal.SIGTERM)


def _await(port, when_ready):
    while not _answers(port):
        time.sleep(0.05)
    when_ready()


def _answers(port):
    """Whether somebody listens; a socket may be given the very port it asks for, and answer itself."""
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0 and probe.getsockname() != (HOST, port)


class OneTerminal(Server):
    """Ctrl-C goes to every process of a terminal; here the worker leaves it to us to be stopped in order."""

    def _spawn_workers(self, spawn_target, target_loader):
        resource_tracker.ensure_running()  # starting it later would unblock the signal
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        super()._spawn_workers(spawn_target, target_loader)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
