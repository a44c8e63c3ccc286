import django.core.validators
from django.db import migrations, models

import cases.models.fields

ID = (
    "id",
    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
)


class Migration(migrations.Migration):
    dependencies = [("cases", "0009_parties_and_claims")]

    operations = [
        migrations.CreateModel(
            name="Disposition",
            fields=[
                ID,
                (
                    "against",
                    models.ForeignKey(
                        on_delete=models.CASCADE, related_name="dispositions", to="cases.claimagainst"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("dismissed", "dismissed"),
                            ("settled", "settled"),
                            ("consent_judgment", "consent judgment"),
                            ("default_judgment", "default judgment"),
                            ("summary_judgment_for", "summary judgment for the party"),
                            ("summary_judgment_against", "summary judgment against the party"),
                            ("verdict_for", "verdict for the party"),
                            ("verdict_against", "verdict against the party"),
                            ("judgment_for", "judgment for the party"),
                            ("judgment_against", "judgment against the party"),
                            ("pleaded_guilty", "pleaded guilty"),
                            ("pleaded_no_contest", "pleaded no contest"),
                            ("convicted", "convicted"),
                            ("acquitted", "acquitted"),
                            ("diverted", "diverted"),
                            ("pardoned", "pardoned"),
                            ("affirmed", "affirmed on appeal"),
                            ("transferred", "transferred"),
                            ("consolidated", "consolidated"),
                            ("mistrial", "mistrial"),
                            ("vacated", "vacated"),
                            ("reversed", "reversed"),
                            ("remanded", "remanded"),
                            ("stayed", "stayed"),
                            ("as_printed", "as the court printed it"),
                        ],
                        max_length=40,
                    ),
                ),
                (
                    "prejudice",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("with", "with prejudice"),
                            ("without", "without prejudice"),
                            ("not_stated", "prejudice not stated"),
                        ],
                        help_text="For dismissals: may the claim be brought again? With prejudice: never.",
                        max_length=20,
                    ),
                ),
                (
                    "decided_by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("order", "order of the court"),
                            ("stipulation", "joint stipulation"),
                            ("notice", "notice of the plaintiff"),
                            ("motion_of_government", "motion of the government"),
                            ("jury", "a jury"),
                            ("bench", "a judge without a jury"),
                            ("plea", "plea"),
                            ("agency", "an agency"),
                            ("executive", "executive clemency"),
                        ],
                        max_length=30,
                    ),
                ),
                ("date", cases.models.fields.PartialDateField(blank=True, null=True)),
                ("printed", models.TextField(blank=True, help_text="The court's own words.")),
                ("note", models.CharField(blank=True, max_length=500)),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="dispositions",
                        to="cases.source",
                    ),
                ),
                (
                    "superseded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="supersedes",
                        to="cases.disposition",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_by__isnull", True)),
                        fields=("against",),
                        name="one_live_disposition",
                        violation_error_message="This claim already has a live disposition for this party: record the new one as superseding it.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "dismissed"), models.Q(("prejudice", ""), _negated=True)),
                            models.Q(models.Q(("outcome", "dismissed"), _negated=True), ("prejudice", "")),
                            _connector="OR",
                        ),
                        name="prejudice_belongs_to_dismissals",
                        violation_error_message="A dismissal says whether it is with prejudice (choose “not stated” where it doesn't); no other outcome does.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("superseded_by", models.F("pk")), _negated=True),
                        name="disposition_does_not_supersede_itself",
                        violation_error_message="A disposition cannot supersede itself.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Penalty",
            fields=[
                ID,
                (
                    "case",
                    models.ForeignKey(on_delete=models.CASCADE, related_name="penalties", to="cases.case"),
                ),
                (
                    "party",
                    models.ForeignKey(on_delete=models.CASCADE, related_name="penalties", to="cases.party"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("fine", "criminal fine"),
                            ("financial", "financial penalty, kinds together"),
                            ("civil_penalty", "civil penalty"),
                            ("disgorgement", "disgorgement"),
                            ("forfeiture", "forfeiture"),
                            ("restitution", "restitution"),
                            ("damages", "damages"),
                            ("imprisonment", "imprisonment"),
                            ("supervised_release", "supervised release"),
                            ("probation", "probation"),
                            ("home_detention", "home detention"),
                            ("community_service", "community service"),
                            ("bar", "bar or disqualification"),
                            ("injunction", "injunction"),
                            ("monitor", "independent monitor"),
                            ("other", "other"),
                        ],
                        max_length=30,
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=18,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                    ),
                ),
                (
                    "currency",
                    models.CharField(
                        blank=True,
                        help_text="Three capital letters (ISO 4217), e.g. USD.",
                        max_length=3,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[A-Z]{3}\\Z", "Three capital letters (ISO 4217), e.g. USD."
                            )
                        ],
                    ),
                ),
                (
                    "duration",
                    models.PositiveIntegerField(
                        blank=True, help_text="How long, in the unit chosen.", null=True
                    ),
                ),
                (
                    "duration_unit",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("hours", "hours"),
                            ("days", "days"),
                            ("months", "months"),
                            ("years", "years"),
                            ("life", "life"),
                        ],
                        max_length=10,
                    ),
                ),
                ("date_imposed", cases.models.fields.PartialDateField(blank=True, null=True)),
                (
                    "date_satisfied",
                    cases.models.fields.PartialDateField(
                        blank=True, help_text="Paid in full, or the end of the time served.", null=True
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500)),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="penalties",
                        to="cases.source",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "penalties",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("amount__isnull", True), ("currency", "")),
                            models.Q(
                                ("amount__gte", 0),
                                ("amount__isnull", False),
                                models.Q(("currency", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="money_has_a_currency",
                        violation_error_message="An amount needs its currency, and a currency its amount.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("duration__isnull", True), ("duration_unit__in", ["", "life"])),
                            models.Q(
                                ("duration__gt", 0),
                                ("duration__isnull", False),
                                ("duration_unit__in", ["hours", "days", "months", "years"]),
                            ),
                            _connector="OR",
                        ),
                        name="duration_has_a_unit",
                        violation_error_message="A duration needs its unit and a unit its duration; life has none.",
                    ),
                ],
            },
        ),
    ]
