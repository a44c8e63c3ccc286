"""A published explainer against a bare Django view of the same bytes: same server, same workers, one run.

    uv run python -m tests.bench.bench_page

Takes about a minute, on a throw-away database. Uses wrk where it is installed, else threads of its own.
The target of the project: the page gets at least 0.33 of the requests a second of the bare view.
"""

import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from string import ascii_lowercase

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
import django

django.setup()

from django.db import connection  # noqa: E402  Django first

from newsroom.linking.actions import link_mention  # noqa: E402
from tests.factories.record import (  # noqa: E402
    CaseFactory,
    ClaimFactory,
    CourtFactory,
    DispositionFactory,
    EntityFactory,
    EventFactory,
    PartyFactory,
)
from tests.factories.stories import NOON, ExplainerFactory, TermFactory, published  # noqa: E402

SECONDS, ROUNDS = 2, 5
with socket.socket() as probe:
    probe.bind(("127.0.0.1", 0))
    PORT = probe.getsockname()[1]
CONNECTIONS = 16
# About 43 KB of HTML in all, which gzip brings to what real prose of that length takes.
PARAGRAPHS, WORDS_EACH = 35, 85
PAGE = "/explainers/what-the-dismissal-means/"


def write_an_explainer():
    case = CaseFactory(court=CourtFactory(), docket_number="1:23-cv-01599", date_filed="2023-06-05")
    roe = EntityFactory(name="Roe Holdings")
    party = PartyFactory(case=case, entity=roe)
    DispositionFactory(
        claim=ClaimFactory(case=case, against=[party]), party=party, outcome="dismissed", prejudice="with"
    )
    for month in range(1, 13):
        EventFactory(case=case, date=f"2024-{month:02}-03", title=f"Hearing {month}", significance="major")
    chance = random.Random(1)  # noqa: S311  text, not secrets
    vocabulary = ["".join(chance.choices(ascii_lowercase, k=chance.randint(2, 9))) for _ in range(3000)]
    sections = [
        {"heading": "What happened?", "body": prose(chance, vocabulary)},
        {"kind": "status", "heading": "How does it stand?", "cases": [case]},
        {"heading": "What does it mean?", "body": prose(chance, vocabulary)},
        {"kind": "timeline", "heading": "How did it come to this?", "cases": [case]},
        {"kind": "who", "heading": "Who is who?", "cases": [case]},
        {"kind": "terms", "heading": "Which words matter?", "terms": [TermFactory() for _ in range(8)]},
    ]
    explainer = ExplainerFactory(slug=PAGE.split("/")[2], sections=sections)
    for number in range(1, 11):
        link_mention(explainer, "Roe Holdings", roe, by=None, now=NOON, occurrence=number)
    published(explainer)


def prose(chance, vocabulary):
    words = (" ".join(chance.choices(vocabulary, k=WORDS_EACH)) for _ in range(PARAGRAPHS))
    return "".join(f"<p>The claim against Roe Holdings: {text}.</p>" for text in words)


def address():
    known = connection.settings_dict
    host, port = known["HOST"] or "localhost", known["PORT"] or 5432
    login = f"{known['USER']}:{known['PASSWORD']}".strip(":")
    return f"postgres://{login}@/{known['NAME']}?host={host}&port={port}"


@contextmanager
def serving(bytes_file, middleware):
    command = ["granian", "--interface", "wsgi", "--workers", "2", "--blocking-threads", "1"]
    command += ["--host", "127.0.0.1", "--port", str(PORT), "--no-ws", "tests.bench.bare:application"]
    environment = {**os.environ, "DATABASE_URL": address(), "BENCH_BYTES": bytes_file}
    server = subprocess.Popen(
        [Path(sys.executable).parent / command[0], *command[1:]],
        env={**environment, "BENCH_MIDDLEWARE": middleware},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        wait_for_server()
        yield
    finally:
        os.killpg(server.pid, signal.SIGKILL)  # nothing it holds is worth a farewell
        server.wait()


def wait_for_server():
    for _ in range(200):
        try:
            fetch("/glossary/")
        except OSError:
            time.sleep(0.1)
        else:
            return
    sys.exit("The server did not start.")


def fetch(path):
    request = urllib.request.Request(f"http://127.0.0.1:{PORT}{path}", headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request, timeout=20) as response:  # noqa: S310  loopback
        return response.read()


def requests_a_second(path):
    measure = with_wrk if shutil.which("wrk") else with_threads
    return measure(path, SECONDS)


def with_wrk(path, seconds):
    command = ["wrk", "-t2", f"-c{CONNECTIONS}", f"-d{seconds}s", "-H", "Accept-Encoding: gzip"]
    said = subprocess.run(
        [*command, f"http://127.0.0.1:{PORT}{path}"], check=True, capture_output=True, text=True
    ).stdout
    if "Non-2xx" in said:
        sys.exit(said)
    return float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])


def with_threads(path, seconds):
    counts = []
    end = time.monotonic() + seconds

    def read():
        client, count = HTTPConnection("127.0.0.1", PORT), 0
        while time.monotonic() < end:
            client.request("GET", path, headers={"Accept-Encoding": "gzip"})
            client.getresponse().read()
            count += 1
        counts.append(count)

    threads = [threading.Thread(target=read) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / seconds


def compare(bytes_file, middleware, name):
    """The middle of several rounds that take turns: a busy machine then slows both."""
    rounds = []
    with serving(bytes_file, middleware):
        Path(bytes_file).write_bytes(fetch(PAGE))
        size = len(fetch("/bare/"))
        assert fetch(PAGE) == fetch("/bare/")
        for _ in range(ROUNDS):
            bare, page = requests_a_second("/bare/"), requests_a_second(PAGE)
            rounds.append((page / bare, bare, page))
    ratio, bare, page = sorted(rounds)[ROUNDS // 2]
    rates = f"bare view {bare:,.0f}/s, page {page:,.0f}/s, ratio {ratio:.2f}"
    others = ", ".join(f"{ratio:.2f}" for ratio, _, _ in rounds)
    sys.stdout.write(f"{name}: {rates} (rounds {others}; {size:,} bytes gzip)\n")


def main():
    connection.settings_dict["TEST"]["NAME"] = f"bench_{os.getpid()}"
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        write_an_explainer()
        with tempfile.NamedTemporaryFile() as file:
            compare(file.name, "all", "with the project's middleware")
            compare(file.name, "none", "with no middleware")
    finally:
        connection.close()
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


if __name__ == "__main__":
    main()
