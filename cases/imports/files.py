"""Docket files on disk: finds them, and reads what JSON they hold."""

import json
from collections.abc import Iterable
from pathlib import Path

from cases.imports.dockets import NotADocket, read_docket
from cases.imports.printed import PrintedDocket

LARGEST = 256 * 1024 * 1024


def docket_files(paths: Iterable[str]) -> list[Path]:
    """The files named, and of each directory its JSON files by name."""
    found = []
    for path in map(Path, paths):
        found += sorted(path.glob("*.json")) if path.is_dir() else [path]
    return found


def read_docket_file(path: Path) -> PrintedDocket:
    """Read a file; raises NotADocket, which says why, for whatever is no docket."""
    try:
        if path.stat().st_size > LARGEST:
            raise NotADocket("is too large to be a docket")
        data = path.read_bytes()
    except OSError as problem:
        raise NotADocket(f"can't be read: {problem.strerror or problem}") from problem
    return read_docket_data(data)


def read_docket_data(data: bytes) -> PrintedDocket:
    """Read what a file holds; raises NotADocket as `read_docket_file`."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise NotADocket(f"is not in UTF-8 (byte {problem.start})") from problem
    if not text.strip():
        raise NotADocket("is empty")
    try:
        return read_docket(json.loads(text))
    except json.JSONDecodeError as problem:
        raise NotADocket(f"is not JSON: {problem.msg} in line {problem.lineno}") from problem
    except RecursionError as problem:
        raise NotADocket("is not a docket: nested too deeply") from problem
    except ValueError as problem:  # a number of thousands of digits
        raise NotADocket(f"is not JSON we can read: {problem}") from problem
