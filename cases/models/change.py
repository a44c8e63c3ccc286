"""The change log of the record, written by the database itself.

Every table of the record carries a `NotesChange` trigger: whichever door a change came through, the
same transaction gains one row per case or entity it touched. Pages made from the record go stale by it.
"""

import pgtrigger
from django.conf import settings
from django.db import models


class Change(models.Model):
    """Something about a case, an entity or a story changed in one transaction."""

    subject = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    verb = models.CharField(max_length=60)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    noted_at = models.DateTimeField()
    transaction_id = models.BigIntegerField(
        help_text="PostgreSQL's number. Readers of the log stop at the oldest one still running."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["transaction_id", "subject", "subject_id"],
                name="one_change_per_subject_and_transaction",
            )
        ]
        indexes = [models.Index(fields=["subject", "subject_id", "-id"], name="change_of_subject")]

    def __str__(self):
        return f"{self.verb}: {self.subject} {self.subject_id}"


class NotesChange(pgtrigger.Trigger):
    """Notes, for each row written, the subjects its columns name: `NotesChange(("case", "case_id"))`.

    A row that moves from one subject to another (a merge) notes both. Where the row only leads to its
    subject, `via` names the table and the column that leads there.
    """

    when = pgtrigger.After
    operation = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete

    def __init__(self, *subjects, via=None):
        super().__init__(name="notes_change")
        self.subjects = subjects
        self.via = via

    def get_func(self, model):  # noqa: ARG002  pgtrigger's signature
        notes = [
            f"if tg_op <> '{skipped}' then {self.note(row, subject, column)} end if;"
            for row, skipped in (("old", "INSERT"), ("new", "DELETE"))
            for subject, column in self.subjects
        ]
        return "\n".join([*notes, "return null;"])

    def note(self, row, subject, column):
        if not self.via:
            return f"perform cases_note_change('{subject}', {row}.{column});"
        table, leading_column = self.via
        return (
            f"perform cases_note_change('{subject}', led.{column}) "
            f"from {table} led where led.id = {row}.{leading_column};"
        )
