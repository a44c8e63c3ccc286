import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

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
                table=f"cases_{table}",
                when="AFTER",
            ),
        ),
    )


class Migration(migrations.Migration):
    dependencies = [("cases", "0014_uploads"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name="Change",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject", models.CharField(max_length=20)),
                ("subject_id", models.BigIntegerField()),
                ("verb", models.CharField(max_length=60)),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=models.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("noted_at", models.DateTimeField()),
                (
                    "transaction_id",
                    models.BigIntegerField(
                        help_text="PostgreSQL's number. Readers of the log stop at the oldest one still running."
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["subject", "subject_id", "-id"], name="change_of_subject")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("transaction_id", "subject", "subject_id"),
                        name="one_change_per_subject_and_transaction",
                    )
                ],
            },
        ),
        migrations.RunSQL(NOTE_CHANGE, "drop function cases_note_change(text, bigint)"),
        _notes("alias", "7c08aa074c23b74b6617cc49065b35d795e50190", "2c6af", ("entity", "entity_id")),
        _notes("case", "8dd0ee2c13fb86e304fdbc21793101a67f2a85b8", "73ae1", ("case", "id")),
        _notes(
            "caserelation",
            "b5684396e5858e11e5992257a70bccb632cf6cf7",
            "3126a",
            ("case", "from_case_id"),
            ("case", "to_case_id"),
        ),
        _notes(
            "citation",
            "d3b1c2a9b65cb3c39a9561cdac5613abf70d02fb",
            "1ca59",
            ("statement", "id"),
            ("case", "case_id"),
            ("entity", "entity_id"),
            via=("cases_statement", "statement_id"),
        ),
        _notes("claim", "31424e13f10ffc6b789eb2753fdfeacd855c9799", "c6a1b", ("case", "case_id")),
        _notes("claimagainst", "d54986fa2b56d3775b06f97334435789040b5f31", "185b7", ("case", "case_id")),
        _notes(
            "counsel",
            "0de7989b3e96679bf9b732206dfeee4d74f30894",
            "72692",
            ("case", "case_id"),
            via=("cases_party", "party_id"),
        ),
        _notes("court", "c8285d01e5cfcf3333a335871639598bed095db8", "38905", ("court", "id")),
        _notes(
            "disposition",
            "4a176852bd69d4d4cdc81fa09ea3ec9b6a411838",
            "4652c",
            ("case", "case_id"),
            via=("cases_claimagainst", "against_id"),
        ),
        _notes("distinctcases", "6d177e7a01572b7cd6575d35f0a2980b984291f0", "1ecac", ("case", "first_id")),
        _notes(
            "distinctentities", "3c48f7067a7c2025621fc73d6a9a51c405e8b09b", "75bc2", ("entity", "first_id")
        ),
        _notes("docket", "3d283710da5302217d9281e5947ab3a52d5cd445", "58621", ("case", "case_id")),
        _notes("document", "988b45efe1ead52211277a7b8ccff401dbe8632f", "61167", ("case", "case_id")),
        _notes("entity", "5f758636300ee8b885985553c0538f8d2e81bcb6", "03837", ("entity", "id")),
        _notes("event", "d7b26ec2d4edc0b1e1597e097755fdfe17124ece", "a315c", ("case", "case_id")),
        _notes(
            "externalidentifier", "ea2382f6b4224e662e851278b1f2c45c0232c9e4", "c9a87", ("entity", "entity_id")
        ),
        _notes(
            "formerslug",
            "dbaec85226b612477f2c70071dc23baf4e732aa6",
            "cad37",
            ("case", "case_id"),
            ("entity", "entity_id"),
        ),
        _notes(
            "party",
            "fc4bac7a49d85fbe6a30be7e2a30716654b31342",
            "20244",
            ("case", "case_id"),
            ("entity", "entity_id"),
        ),
        _notes("penalty", "bdd8bab8e9e07b0ca1c6281be1dd3c13078fc186", "3b436", ("case", "case_id")),
        _notes(
            "source",
            "4a5252b767724f1b497e6d9dcdc4cbd7f1de4f41",
            "3ddb0",
            ("source", "id"),
            ("entity", "publisher_id"),
        ),
        _notes(
            "statement",
            "2ebd58370a0841761a394c53e1a196ad269c5e75",
            "a099d",
            ("statement", "id"),
            ("case", "case_id"),
            ("entity", "entity_id"),
        ),
    ]
