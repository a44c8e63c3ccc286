import django.contrib.postgres.indexes
from django.db import migrations, models

import cases.models.fields

ID = (
    "id",
    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
)


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_entities")]

    operations = [
        migrations.CreateModel(
            name="Case",
            fields=[
                ID,
                (
                    "caption",
                    models.CharField(
                        help_text="How the case is named, e.g. SEC v. Binance Holdings Limited et al.",
                        max_length=500,
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        help_text="The last part of the page's address.", max_length=160, unique=True
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("civil", "civil"),
                            ("civil_enforcement", "civil enforcement"),
                            ("criminal", "criminal"),
                            ("bankruptcy", "bankruptcy"),
                            ("immigration", "immigration"),
                            ("administrative", "administrative"),
                            ("multidistrict", "multidistrict litigation"),
                            ("other", "other"),
                        ],
                        default="civil",
                        max_length=30,
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text="What it is about in two or three plain sentences, each borne out by the record below.",
                    ),
                ),
                ("date_filed", cases.models.fields.PartialDateField(blank=True, null=True)),
                (
                    "date_terminated",
                    cases.models.fields.PartialDateField(
                        blank=True,
                        help_text="When the court closed it. Leave empty while it is open.",
                        null=True,
                    ),
                ),
                (
                    "is_sealed",
                    models.BooleanField(
                        default=False,
                        help_text="Sealed by order of a court: shown to no reader and in no feed, search or export.",
                    ),
                ),
            ],
            options={
                "ordering": ["caption", "pk"],
                "indexes": [
                    models.Index(
                        models.OrderBy(models.F("date_filed"), descending=True, nulls_last=True),
                        models.OrderBy(models.F("id"), descending=True),
                        name="case_newest_first",
                    ),
                    models.Index(fields=["kind", "-id"], name="case_by_kind"),
                    models.Index(
                        condition=models.Q(("date_terminated__isnull", False)),
                        fields=["-id"],
                        name="case_closed",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["caption"], name="case_by_likeness", opclasses=["gin_trgm_ops"]
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("date_terminated__isnull", True),
                            ("date_filed__isnull", True),
                            ("date_terminated__gte", models.F("date_filed")),
                            ("date_terminated__overlap", models.F("date_filed")),
                            _connector="OR",
                        ),
                        name="case_ends_after_it_begins",
                        violation_error_message="A case cannot end before it was filed.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("caption", ""), _negated=True),
                        name="case_has_a_caption",
                        violation_error_message="A case needs a caption.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseRelation",
            fields=[
                ID,
                (
                    "from_case",
                    models.ForeignKey(on_delete=models.CASCADE, related_name="relations", to="cases.case"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("parallel", "parallel proceeding to"),
                            ("appeal_of", "appeal of"),
                            ("transferred_from", "transferred from"),
                            ("consolidated_with", "consolidated with"),
                            ("member_of", "member of the multidistrict litigation"),
                            ("follow_on", "follow-on to"),
                            ("similar", "similar to"),
                            ("related", "related to"),
                        ],
                        max_length=30,
                    ),
                ),
                (
                    "to_case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=models.CASCADE,
                        related_name="relations_to_it",
                        to="cases.case",
                    ),
                ),
                (
                    "to_printed",
                    models.CharField(
                        blank=True,
                        help_text="For a case we have no record of: its court and number as printed.",
                        max_length=250,
                        verbose_name="to, as printed",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500)),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("from_case", "kind", "to_case", "to_printed"),
                        name="relation_once",
                        nulls_distinct=False,
                        violation_error_message="These cases are already related in this way.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("from_case", models.F("to_case")), _negated=True),
                        name="case_is_not_related_to_itself",
                        violation_error_message="A case cannot be related to itself.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("to_case__isnull", False), ("to_printed", "")),
                            models.Q(("to_case__isnull", True), models.Q(("to_printed", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="relation_has_another_end",
                        violation_error_message="Choose the other case or write down its court and number.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Docket",
            fields=[
                ID,
                (
                    "case",
                    models.ForeignKey(on_delete=models.PROTECT, related_name="dockets", to="cases.case"),
                ),
                (
                    "court",
                    models.ForeignKey(on_delete=models.PROTECT, related_name="dockets", to="cases.court"),
                ),
                (
                    "docket_number",
                    models.CharField(
                        help_text="As the court prints it, e.g. 1:23-cv-01599-ABJ.", max_length=100
                    ),
                ),
                ("docket_number_key", models.CharField(editable=False, max_length=100)),
                (
                    "docket_number_core",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            "docket_number_key",
                            models.Value("^\\d+:"),
                            models.Value(""),
                            function="regexp_replace",
                            output_field=models.CharField(),
                        ),
                        help_text="Without the office that a federal number may begin with: what reporters usually quote.",
                        output_field=models.CharField(max_length=100),
                    ),
                ),
                ("date_filed", models.DateField(blank=True, null=True)),
                ("date_terminated", models.DateField(blank=True, null=True)),
                ("judge", models.CharField(blank=True, help_text="Assigned to, as printed.", max_length=150)),
                (
                    "referred_to",
                    models.CharField(blank=True, help_text="Magistrate judge, as printed.", max_length=150),
                ),
                (
                    "cause",
                    models.CharField(
                        blank=True,
                        help_text="Cause of action, e.g. 15:78 Securities Exchange Act.",
                        max_length=250,
                    ),
                ),
                (
                    "nature_of_suit",
                    models.CharField(
                        blank=True,
                        help_text="E.g. 850 Securities/Commodities (the court's code and words).",
                        max_length=250,
                    ),
                ),
                (
                    "jurisdiction",
                    models.CharField(
                        blank=True, help_text="Basis of jurisdiction, e.g. Federal Question.", max_length=100
                    ),
                ),
                ("jury_demand", models.CharField(blank=True, max_length=50)),
                (
                    "demand",
                    models.CharField(blank=True, help_text="The sum asked for, as printed.", max_length=100),
                ),
                (
                    "appeal_from",
                    models.CharField(
                        blank=True, help_text="The court or board appealed from, as printed.", max_length=250
                    ),
                ),
                ("mdl_status", models.CharField(blank=True, max_length=100, verbose_name="MDL status")),
                ("pacer_case_id", models.CharField(blank=True, max_length=100, verbose_name="PACER case id")),
            ],
            options={
                "ordering": ["date_filed", "pk"],
                "indexes": [models.Index(fields=["docket_number_core"], name="docket_by_core")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("court", "docket_number_key"),
                        name="docket_number_once_per_court",
                        violation_error_message="This court already has a docket with this number.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("docket_number_key", ""), _negated=True),
                        name="docket_has_a_number",
                        violation_error_message="A docket number needs at least one letter or digit.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("date_terminated__isnull", True),
                            ("date_filed__isnull", True),
                            ("date_terminated__gte", models.F("date_filed")),
                            _connector="OR",
                        ),
                        name="docket_ends_after_it_begins",
                        violation_error_message="A docket cannot be closed before it was opened.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DocketLine",
            fields=[
                ID,
                (
                    "docket",
                    models.ForeignKey(on_delete=models.CASCADE, related_name="lines", to="cases.docket"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("case", "case the docket opened"),
                            ("docket", "docket"),
                            ("origin", "docket appealed from"),
                            ("party", "party"),
                            ("counsel", "counsel"),
                            ("claim", "count or complaint"),
                            ("disposition", "disposition of a count"),
                            ("entry", "entry"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "key",
                    models.CharField(
                        help_text="What tells the line from all others of its kind.", max_length=100
                    ),
                ),
                (
                    "printed",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        help_text="What was read, by the names of the fields it was kept in.",
                    ),
                ),
                (
                    "row",
                    models.BigIntegerField(
                        blank=True, help_text="The row of the record, whether still there or not.", null=True
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("kind", "origin")), fields=["key"], name="docket_line_origin"
                    ),
                    models.Index(
                        condition=models.Q(("kind", "case")), fields=["row"], name="docket_line_of_case"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("docket", "kind", "key"), name="line_once_per_docket")
                ],
            },
        ),
    ]
