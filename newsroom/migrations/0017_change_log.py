import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


def _notes(table, digest, suffix, *subjects, via=None):
    """The trigger `NotesChange` of cases.models.change: which subjects a row names, or `via` another one."""
    calls = [
        f"if tg_op <> '{skipped}' then perform cases_note_change('{subject}', "
        + (f"led.{column}) from {via[0]} led where led.id = {row}.{via[1]};" if via else f"{row}.{column});")
        + " end if;"
        for row, skipped in (("old", "INSERT"), ("new", "DELETE"))
        for subject, column in subjects
    ]
    return pgtrigger.migrations.AddTrigger(
        model_name=table,
        trigger=pgtrigger.compiler.Trigger(
            name="notes_change",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func="\n".join([*calls, "return null;"]),
                hash=digest,
                operation="INSERT OR UPDATE OR DELETE",
                pgid=f"pgtrigger_notes_change_{suffix}",
                table=f"newsroom_{table}",
                when="AFTER",
            ),
        ),
    )


# When words join the glossary or leave it, any page may hold them.
NOTE_GLOSSARY = """
        if tg_op <> 'UPDATE' or (old.term, old.variants) is distinct from (new.term, new.variants) then
          perform cases_note_change('glossary', 0);
        end if;
        return null;
    """

# A story may be given the address of a withdrawn one: that changes what the other's page must answer.
NOTE_NEIGHBOURS = """
create function newsroom_note_neighbours() returns trigger language plpgsql as $$
begin
  perform cases_note_change('story', neighbour.story_id) from (
    select distinct story_id from newsroom_publication
    where kind = new.kind and slug = new.slug and story_id <> new.story_id
  ) neighbour;
  return null;
end $$;
create trigger notes_neighbours after insert on newsroom_publication
  for each row execute function newsroom_note_neighbours();
"""
NOTE_NO_NEIGHBOURS = """
drop trigger notes_neighbours on newsroom_publication;
drop function newsroom_note_neighbours();
"""


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0016_stale_flags")]

    operations = [
        _notes(
            "cancellation",
            "d2dd52c18aa79241f797117f05b15b102f1524e5",
            "8593c",
            ("story", "story_id"),
            via=("newsroom_publication", "publication_id"),
        ),
        _notes(
            "coverage",
            "86d4214837b80b3f4e2ebe460fecf4977127cd92",
            "2f327",
            ("case_coverage", "case_id"),
            ("entity_coverage", "entity_id"),
        ),
        _notes("glossaryterm", "281ca44d3e97d91960c2844962dd578340eb0607", "511c0", ("term", "id")),
        _notes("publication", "98c9afcb66d642e11127589a911bf6d9b7ffcb4a", "7aa7e", ("story", "story_id")),
        pgtrigger.migrations.AddTrigger(
            model_name="glossaryterm",
            trigger=pgtrigger.compiler.Trigger(
                name="notes_glossary",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func=NOTE_GLOSSARY,
                    hash="9c7ee2a6540af5b0461739698729298bbfb7b7ce",
                    operation='INSERT OR DELETE OR UPDATE OF "term", "variants"',
                    pgid="pgtrigger_notes_glossary_6c6f1",
                    table="newsroom_glossaryterm",
                    when="AFTER",
                ),
            ),
        ),
        migrations.RunSQL(NOTE_NEIGHBOURS, NOTE_NO_NEIGHBOURS),
    ]
