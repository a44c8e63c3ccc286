"""The editor a body is written in. It offers what `newsroom.prose.sanitise` admits and nothing else.

The verbs clean what it sends; the editor only keeps people from typing what would be taken away.
"""

from html import unescape

from django.core.exceptions import ValidationError
from django.utils.html import strip_tags
from django_prose_editor.fields import ProseEditorFormField
from django_prose_editor.widgets import AdminProseEditorWidget

from newsroom.prose.blocks import text_of
from newsroom.prose.sanitise import clean

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
}


class BodyField(ProseEditorFormField):
    """Refuses words of which nothing would be left, rather than save an empty body over them."""

    def __init__(self, **kwargs):
        kwargs.setdefault("required", False)
        super().__init__(config={"extensions": EXTENSIONS}, widget=AdminProseEditorWidget, **kwargs)

    def clean(self, value):
        typed = super().clean(value)
        if _words_in(typed) and not text_of(clean(typed)).strip():
            raise ValidationError(
                "Nothing of this text can be kept: all of it is struck out, or script, style or form markup. "
                "Copy the words and paste them as plain text."
            )
        return typed


def _words_in(html):
    return unescape(strip_tags(html or "")).strip()
