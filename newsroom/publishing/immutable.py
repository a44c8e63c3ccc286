"""Rows that nobody can quietly alter: the database itself refuses."""

import pgtrigger


class Immutable:
    """Triggers that refuse UPDATE, DELETE and TRUNCATE, from whichever door they come."""

    REFUSAL = (
        "raise exception using errcode = 'restrict_violation', message = '{table} is append-only: {reason}';"
    )
    REASON = "publications are never altered; publish a new one"

    @classmethod
    def triggers(cls):
        refuse = pgtrigger.Func(cls.REFUSAL.format(table="{meta.db_table}", reason=cls.REASON))
        return [
            pgtrigger.Trigger(
                name="is_immutable",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=refuse,
            ),
            pgtrigger.Trigger(
                name="is_never_emptied",
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                func=refuse,
            ),
        ]
