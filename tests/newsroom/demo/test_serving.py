import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from newsroom.demo import serving
from newsroom.demo.serving import HOST, NoPort, require_port

CHECKOUT = Path(__file__).resolve().parents[3]
SERVE = """
if __name__ == "__main__":
    import sys
    import django
    django.setup()
    from newsroom.demo.serving import serve
    serve(int(sys.argv[1]), when_ready=lambda: print("ready", flush=True))
    print("stopped", flush=True)
"""


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


@pytest.fixture
def site(port, tmp_path):
    """The site, ready, in a process group of its own, as a terminal has it."""
    script = tmp_path / "serve.py"
    script.write_text(SERVE)
    environment = os.environ | {
        "PYTHONPATH": str(CHECKOUT),
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "SECRET_KEY": "only for this test",
    }
    with (tmp_path / "errors").open("w") as errors:
        process = subprocess.Popen(
            [sys.executable, script, str(port)],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            start_new_session=True,
        )
    process.errors = tmp_path / "errors"
    assert process.stdout.readline() == "ready\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def errors(site):
    """What was written to standard error, but that the worker finds no database set up, as none is here."""
    lines = site.errors.read_text().splitlines()
    return [line for line in lines if "The connection to PostgreSQL was lost: trying again in" not in line]


def get(port, path):
    with urllib.request.urlopen(f"http://{HOST}:{port}{path}", timeout=30) as answer:
        return answer.status


def test_site_answers_when_it_says_it_is_ready_and_ctrl_c_stops_it_cleanly(site, port):
    assert get(port, "/admin/login/") == 200

    os.killpg(site.pid, signal.SIGINT)

    assert site.wait(timeout=30) == 0
    assert site.stdout.read() == "stopped\n"
    assert errors(site) == []
    require_port(port)


def test_site_stops_cleanly_on_sigterm(site, port):
    site.terminate()

    assert site.wait(timeout=30) == 0
    assert site.stdout.read() == "stopped\n"
    assert errors(site) == []


def test_site_leaves_no_worker_behind_when_it_is_killed(site, port):
    site.kill()

    site.stdout.read()  # ends when the worker, which writes there too, has gone
    require_port(port)


def test_free_port_is_no_problem(port):
    require_port(port)


def test_taken_port_is_named_with_what_to_do(port):
    with socket.create_server((HOST, port)), pytest.raises(NoPort) as problem:
        require_port(port)

    assert str(problem.value) == (
        f"Port {port} is taken: something is running there already. "
        f"Stop it, or choose another: uv run manage.py demo --port {port + 1}"
    )


def test_port_that_cannot_be_had_is_refused_with_the_reason(port, monkeypatch):
    monkeypatch.setattr(serving, "HOST", "203.0.113.9")  # nobody's: kept free for documents

    with pytest.raises(NoPort, match=rf"Port {port} cannot be used: .*assign.*\. Choose one above 1023\."):
        require_port(port)


@pytest.mark.parametrize("port", [0, -1, 65536])
def test_port_out_of_range_is_refused(port):
    with pytest.raises(NoPort, match=f"{port} is not a port: choose a number from 1 to 65535."):
        require_port(port)
