"""The editor a body is written in. It offers what `newsroom.prose.sanitise` admits and nothing else.

The verbs clean what it sends; the editor only keeps people from typing what would be taken away.
"""

import re
from html import unescape

from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.html import strip_tags
from django_prose_editor.fields import ProseEditorFormField
from django_prose_editor.widgets import AdminProseEditorWidget
from js_asset import ImportMap, Media

from newsroom.prose.blocks import text_of
from newsroom.prose.sanitise import clean

# Buttons only: the editor's own menu of block types cannot be opened with the keyboard.
MENU = ["headings", "lists", "nodes -blockType", "marks", "link", "record", "table", "history"]
EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Code": True,
    "Subscript": True,
    "Superscript": True,
    "HardBreak": True,
    "Heading": {"levels": [2, 3, 4]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "HorizontalRule": True,
    "Link": {"enableTarget": False},
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "Citation": {
        "search": reverse_lazy("admin:editor_citable"),
        "add": reverse_lazy("admin:cases_source_add"),
    },
    "LiveNumber": {
        "search": reverse_lazy("admin:editor_numbers"),
        "add": reverse_lazy("admin:newsroom_number_add"),
    },
    "Picture": {
        "search": reverse_lazy("admin:editor_pictures"),
        "upload": reverse_lazy("admin:editor_upload"),
        "shown": reverse_lazy("admin:editor_picture", args=[0]),
    },
    "Paste": {"clean": reverse_lazy("admin:editor_clean")},
    "Menu": {"groups": [{"group": group} for group in MENU]},
}

# What the editor's own extensions share, by the name they import it by.
DESK = Media(importmap=ImportMap({"newsroom/editor-desk": "newsroom/editor-desk.js"}))

# A book is a million. Cleaning and reading more would keep everybody else waiting.
LONGEST = 2_000_000

_DATA_IMAGE = re.compile(r"""(<img\b[^<>]{0,2000}?\bsrc\s*=\s*)(["']?)data:[^"'<>\s]*\2""", re.IGNORECASE)


class BodyWidget(AdminProseEditorWidget):
    @property
    def media(self):
        return super().media + DESK


class BodyField(ProseEditorFormField):
    """Refuses words of which nothing would be left, rather than save an empty body over them."""

    def __init__(self, **kwargs):
        kwargs.setdefault("required", False)
        super().__init__(config={"extensions": EXTENSIONS}, widget=BodyWidget, **kwargs)

    def clean(self, value):
        if value and _DATA_IMAGE.search(value):
            raise ValidationError(
                "A picture was pasted into the text as data. It was left out; the words are all here. "
                "Save the picture as a file and put it in with the picture button."
            )
        if len(value or "") > LONGEST:
            raise ValidationError(
                f"A text holds at most {LONGEST:,} characters, and this one has {len(value):,}: save a part "
                "of it here, and the rest as other stories or as a document of the record."
            )
        typed = super().clean(value)
        body = clean(typed)
        if _words_in(typed) and not text_of(body).strip():
            raise ValidationError(
                "Nothing of this text can be kept: all of it is struck out, or script, style or form markup. "
                "Copy the words and paste them as plain text."
            )
        return body

    def bound_data(self, data, initial):
        """What is shown again: everything typed, without the megabytes of such a picture."""
        return _DATA_IMAGE.sub(r'\1""', super().bound_data(data, initial) or "")


def _words_in(html):
    return unescape(strip_tags(html or "")).strip()
