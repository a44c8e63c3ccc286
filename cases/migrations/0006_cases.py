import django.contrib.postgres.indexes
from django.db import migrations, models

import cases.models.fields

ID = (
    "id",
    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
)


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_names_and_identifiers")]

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
    ]
