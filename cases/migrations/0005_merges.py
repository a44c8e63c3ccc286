import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

FORGET = "drop view past.cases_{table}; drop table history.cases_{table};"


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0004_history"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DistinctEntities",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("declared_at", models.DateTimeField()),
                (
                    "declared_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="distinct_from",
                        to="cases.entity",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.entity"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "distinct entities",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Merge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(choices=[("case", "case"), ("entity", "entity")], max_length=10)),
                ("loser_id", models.BigIntegerField(verbose_name="number of the one merged")),
                ("loser_name", models.CharField(max_length=500, verbose_name="merged")),
                ("loser_slug", models.SlugField(max_length=160, verbose_name="its address")),
                ("survivor_id", models.BigIntegerField(verbose_name="number of the one it was merged into")),
                ("survivor_name", models.CharField(max_length=500, verbose_name="merged into")),
                (
                    "why",
                    models.CharField(
                        blank=True, help_text="How we know that the two are one.", max_length=500
                    ),
                ),
                ("merged_at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                ("journal", models.JSONField(default=list)),
                (
                    "turn",
                    models.PositiveBigIntegerField(
                        help_text="The order in which live merges were carried out; those carried out again move to the end."
                    ),
                ),
                (
                    "merged_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="FormerSlug",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(choices=[("case", "case"), ("entity", "entity")], max_length=10)),
                ("slug", models.SlugField(max_length=160)),
                (
                    "former_id",
                    models.BigIntegerField(
                        help_text="The number the merged row had: frozen content names it."
                    ),
                ),
                ("name", models.CharField(help_text="What the merged row was called.", max_length=500)),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="former_slugs",
                        to="cases.case",
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="former_slugs",
                        to="cases.entity",
                    ),
                ),
                (
                    "merge",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_slug",
                        to="cases.merge",
                    ),
                ),
            ],
            options={
                "ordering": ["slug"],
            },
        ),
        migrations.CreateModel(
            name="DistinctCases",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("declared_at", models.DateTimeField()),
                (
                    "declared_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="distinct_from",
                        to="cases.case",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.case"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "distinct cases",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("first", "second"), name="distinctcases_said_once"),
                    models.CheckConstraint(
                        condition=models.Q(("first", models.F("second")), _negated=True),
                        name="distinctcases_are_two",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="distinctcases",
            trigger=pgtrigger.compiler.Trigger(
                name="notes_change",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="if tg_op <> 'INSERT' then perform cases_note_change('case', old.first_id); end if;\nif tg_op <> 'DELETE' then perform cases_note_change('case', new.first_id); end if;\nreturn null;",
                    hash="6d177e7a01572b7cd6575d35f0a2980b984291f0",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_notes_change_1ecac",
                    table="cases_distinctcases",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="distinctentities",
            constraint=models.UniqueConstraint(fields=("first", "second"), name="distinctentities_said_once"),
        ),
        migrations.AddConstraint(
            model_name="distinctentities",
            constraint=models.CheckConstraint(
                condition=models.Q(("first", models.F("second")), _negated=True),
                name="distinctentities_are_two",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="distinctentities",
            trigger=pgtrigger.compiler.Trigger(
                name="notes_change",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="if tg_op <> 'INSERT' then perform cases_note_change('entity', old.first_id); end if;\nif tg_op <> 'DELETE' then perform cases_note_change('entity', new.first_id); end if;\nreturn null;",
                    hash="3c48f7067a7c2025621fc73d6a9a51c405e8b09b",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_notes_change_75bc2",
                    table="cases_distinctentities",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="merge",
            index=models.Index(
                condition=models.Q(("undone_at__isnull", True)), fields=["turn"], name="merge_in_turn"
            ),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.CheckConstraint(
                condition=models.Q(("loser_id", models.F("survivor_id")), _negated=True),
                name="merge_is_of_two",
            ),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.UniqueConstraint(
                condition=models.Q(("undone_at__isnull", True)),
                fields=("kind", "loser_id"),
                name="merged_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="formerslug",
            constraint=models.UniqueConstraint(fields=("kind", "slug"), name="former_slug_leads_to_one"),
        ),
        migrations.AddConstraint(
            model_name="formerslug",
            constraint=models.UniqueConstraint(fields=("kind", "former_id"), name="former_row_leads_to_one"),
        ),
        migrations.AddConstraint(
            model_name="formerslug",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("case__isnull", False), ("entity__isnull", True), ("kind", "case")),
                    models.Q(("case__isnull", True), ("entity__isnull", False), ("kind", "entity")),
                    _connector="OR",
                ),
                name="former_slug_leads_to_its_kind",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="formerslug",
            trigger=pgtrigger.compiler.Trigger(
                name="notes_change",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="if tg_op <> 'INSERT' then perform cases_note_change('case', old.case_id); end if;\nif tg_op <> 'INSERT' then perform cases_note_change('entity', old.entity_id); end if;\nif tg_op <> 'DELETE' then perform cases_note_change('case', new.case_id); end if;\nif tg_op <> 'DELETE' then perform cases_note_change('entity', new.entity_id); end if;\nreturn null;",
                    hash="dbaec85226b612477f2c70071dc23baf4e732aa6",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_notes_change_cad37",
                    table="cases_formerslug",
                    when="AFTER",
                ),
            ),
        ),
        *(
            migrations.RunSQL(f"call history.keep('cases_{table}')", FORGET.format(table=table))
            for table in ("distinctcases", "distinctentities", "formerslug")
        ),
    ]
