"""Content in the one form that digests are taken of."""

import hashlib
import json


def canonical(content: dict) -> bytes:
    """JSON with sorted keys and no needless spaces, in UTF-8: equal content, equal bytes."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(content: dict, previous: str = "") -> str:
    """SHA-256 in hexadecimal of the digest before it, a newline, and the canonical content."""
    return hashlib.sha256(previous.encode() + b"\n" + canonical(content)).hexdigest()
