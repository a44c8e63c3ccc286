"""The editors' desk, a file per section of it; this list is for Django."""

from newsroom.admin import (
    article,
    case_file,
    explainer,
    history,
    image,
    jobs,
    lists,
    number,
    staff,
    wording,
)

__all__ = [
    "article",
    "case_file",
    "explainer",
    "history",
    "image",
    "jobs",
    "lists",
    "number",
    "staff",
    "wording",
]
