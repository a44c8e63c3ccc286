import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0027_first_wording_rules"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LogRead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "seen",
                    models.TextField(
                        default="1:1:",
                        help_text="PostgreSQL's snapshot: what was committed when it was read.",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Rereading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject", models.CharField(max_length=20)),
                ("subject_id", models.BigIntegerField()),
                ("since", models.DateTimeField(help_text="When the record changed.")),
                ("after", models.BigIntegerField(default=0, help_text="The last story that was read.")),
                ("due_at", models.DateTimeField()),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("error", models.TextField(blank=True)),
            ],
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="suppressedname",
            trigger=pgtrigger.compiler.Trigger(
                name="notes_change",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="if tg_op <> 'INSERT' then perform cases_note_change('suppressed_name', old.id); end if;\nif tg_op <> 'DELETE' then perform cases_note_change('suppressed_name', new.id); end if;\nreturn null;",
                    hash="21516d446fa69b12c64b6393676990f5f8335bea",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_notes_change_4f9a9",
                    table="newsroom_suppressedname",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="rereading",
            name="changed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="rereading",
            index=models.Index(fields=["due_at", "id"], name="rereading_by_turn"),
        ),
        migrations.AddConstraint(
            model_name="rereading",
            constraint=models.UniqueConstraint(
                condition=models.Q(("after", 0)),
                fields=("subject", "subject_id"),
                name="rereading_waits_once",
            ),
        ),
    ]
