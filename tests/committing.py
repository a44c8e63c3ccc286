"""A commit within a test's own transaction, which never is committed."""

from django.db import connection


def commit():
    """Let happen what the database does at a commit; what comes after counts as another transaction's."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set constraints all deferred")
        cursor.execute("delete from cases_change")
        cursor.execute("select set_config('newsroom.flagged_up_to', '', true)")
