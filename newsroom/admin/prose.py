"""The editor a body is written in. It offers what `newsroom.prose.sanitise` admits and nothing else.

The verbs clean what it sends; the editor only keeps people from typing what would be taken away.
"""

from django_prose_editor.fields import ProseEditorFormField
from django_prose_editor.widgets import AdminProseEditorWidget

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
    def __init__(self, **kwargs):
        kwargs.setdefault("required", False)
        super().__init__(config={"extensions": EXTENSIONS}, widget=AdminProseEditorWidget, **kwargs)
