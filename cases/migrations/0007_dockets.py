from django.db import migrations, models

ID = (
    "id",
    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
)


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_cases")]

    operations = [
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
