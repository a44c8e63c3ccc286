from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension, UnaccentExtension
from django.db import migrations

NOTE_CHANGE = """
create function cases_note_change(noted_subject text, noted_id bigint) returns void language plpgsql as $$
begin
  if noted_id is null then return; end if;
  insert into cases_change (subject, subject_id, verb, by_id, noted_at, transaction_id)
  values (
    noted_subject, noted_id,
    coalesce(nullif(current_setting('newsroom.verb', true), ''), 'change'),
    nullif(current_setting('newsroom.by', true), '')::bigint,
    clock_timestamp(), pg_current_xact_id()::text::bigint
  )
  on conflict (transaction_id, subject, subject_id) do nothing;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_record")]

    operations = [
        TrigramExtension(),
        UnaccentExtension(),
        BtreeGistExtension(),
        migrations.RunSQL(NOTE_CHANGE, "drop function cases_note_change(text, bigint)"),
    ]
