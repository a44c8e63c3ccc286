"""Where a feed may come from: a file, or a server on this machine.

Whoever may name any address may make this server ask its neighbours (SSRF), so no other is asked for now. No
redirect is followed, no proxy asked, and a name but localhost is not looked up.
"""

from http.client import HTTPConnection, HTTPException, HTTPSConnection
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

MOST_BYTES = 10 * 1024 * 1024
SECONDS = 10


class Refused(ValueError):
    """The feed is not fetched, or could not be."""


def fetch_feed(place: str) -> bytes:
    """The bytes of a feed. Raises Refused, also where there are more than 10 MB."""
    data = _of_url(place) if "://" in place else _of_file(Path(place))
    if len(data) > MOST_BYTES:
        raise Refused("The feed has more than 10 MB.")
    return data


def _of_file(path):
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as problem:
        raise Refused(f"{path} can't be read: {problem.strerror}.") from problem


def _of_url(url):
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as problem:
        raise Refused(f"This is no address: {problem}.") from problem
    if parts.scheme not in {"http", "https"} or not _is_this_machine(parts.hostname or ""):
        raise Refused("A feed is read from a file or an http(s) address of this machine (127.0.0.1) only.")
    connection_type = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = connection_type(parts.hostname, port, timeout=SECONDS)
    try:
        return _read(connection, parts._replace(scheme="", netloc="", fragment="").geturl() or "/")
    except (OSError, HTTPException) as problem:
        raise Refused(f"{url} can't be read: {problem}.") from problem
    finally:
        connection.close()


def _read(connection, target):
    connection.request("GET", target)
    response = connection.getresponse()
    if response.status != 200:
        raise Refused(f"The server answered {response.status} {response.reason}; 200 is expected.")
    return response.read(MOST_BYTES + 1)


def _is_this_machine(host):
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
