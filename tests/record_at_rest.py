"""The whole record and the journalism as the database has them, to compare two moments."""

from django.apps import apps
from django.db import connection

LOGS = {"cases_change", "cases_merge"}


def rows_of_the_record():
    """Every row of every table, as JSON, by table."""
    tables = {}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            table = model._meta.db_table
            if model._meta.app_label in ("cases", "newsroom") and table not in LOGS:
                cursor.execute(f'select to_jsonb(t)::text from "{table}" t order by 1')
                tables[table] = [text for (text,) in cursor.fetchall()]
    return tables
