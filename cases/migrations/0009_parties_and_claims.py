from django.db import migrations, models

import cases.models.fields

ID = (
    "id",
    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
)


class Migration(migrations.Migration):
    dependencies = [("cases", "0008_documents_and_sources")]

    operations = [
        migrations.CreateModel(
            name="Party",
            fields=[
                ID,
                (
                    "case",
                    models.ForeignKey(on_delete=models.CASCADE, related_name="parties", to="cases.case"),
                ),
                (
                    "entity",
                    models.ForeignKey(on_delete=models.PROTECT, related_name="roles", to="cases.entity"),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("plaintiff", "plaintiff"),
                            ("defendant", "defendant"),
                            ("petitioner", "petitioner"),
                            ("respondent", "respondent"),
                            ("appellant", "appellant"),
                            ("appellee", "appellee"),
                            ("cross_appellant", "cross-appellant"),
                            ("cross_appellee", "cross-appellee"),
                            ("counter_claimant", "counter-claimant"),
                            ("counter_defendant", "counter-defendant"),
                            ("cross_claimant", "cross-claimant"),
                            ("cross_defendant", "cross-defendant"),
                            ("third_party_plaintiff", "third-party plaintiff"),
                            ("third_party_defendant", "third-party defendant"),
                            ("fourth_party_plaintiff", "fourth-party plaintiff"),
                            ("fourth_party_defendant", "fourth-party defendant"),
                            ("consolidated_plaintiff", "plaintiff in a consolidated case"),
                            ("consolidated_defendant", "defendant in a consolidated case"),
                            ("intervenor", "intervenor"),
                            ("intervenor_plaintiff", "intervenor plaintiff"),
                            ("intervenor_defendant", "intervenor defendant"),
                            ("relief_defendant", "relief defendant"),
                            ("nominal_defendant", "nominal defendant"),
                            ("relator", "relator"),
                            ("claimant", "claimant"),
                            ("movant", "movant"),
                            ("objector", "objector"),
                            ("garnishee", "garnishee"),
                            ("real_party_in_interest", "real party in interest"),
                            ("interested_party", "interested party"),
                            ("notice_party", "notice party"),
                            ("subject", "subject of the case (in re)"),
                            ("debtor", "debtor"),
                            ("joint_debtor", "joint debtor"),
                            ("creditor", "creditor"),
                            ("petitioning_creditor", "petitioning creditor"),
                            ("creditor_committee", "committee of creditors"),
                            ("trustee", "trustee"),
                            ("us_trustee", "U.S. trustee"),
                            ("receiver", "receiver"),
                            ("surety", "surety"),
                            ("amicus_curiae", "friend of the court (amicus curiae)"),
                            ("guardian_ad_litem", "guardian ad litem"),
                            ("special_master", "special master"),
                            ("mediator", "mediator"),
                            ("arbitrator", "arbitrator"),
                            ("monitor", "court-appointed monitor"),
                            ("examiner", "examiner"),
                            ("witness", "witness"),
                            ("material_witness", "material witness"),
                            ("victim", "victim"),
                            ("service_list", "service list"),
                            ("other", "other"),
                        ],
                        max_length=40,
                    ),
                ),
                (
                    "role_printed",
                    models.CharField(blank=True, help_text="As the court prints it.", max_length=100),
                ),
                (
                    "name_printed",
                    models.CharField(blank=True, help_text="As the court prints it.", max_length=500),
                ),
                (
                    "docket",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where a case has several dockets: the one this role is held on.",
                        null=True,
                        on_delete=models.CASCADE,
                        related_name="parties",
                        to="cases.docket",
                    ),
                ),
                (
                    "appearance",
                    models.PositiveSmallIntegerField(
                        default=1,
                        editable=False,
                        help_text="2, 3 … where a docket lists a party again in the same role, as for two counterclaims.",
                    ),
                ),
                ("date_joined", cases.models.fields.PartialDateField(blank=True, null=True)),
                ("date_terminated", cases.models.fields.PartialDateField(blank=True, null=True)),
            ],
            options={
                "verbose_name_plural": "parties",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "entity", "role", "appearance"),
                        name="party_once_per_role",
                        violation_error_message="This party already has this role in the case.",
                    ),
                    models.UniqueConstraint(fields=("id", "case"), name="party_in_its_case"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("date_terminated__isnull", True),
                            ("date_joined__isnull", True),
                            ("date_terminated__gte", models.F("date_joined")),
                            ("date_terminated__overlap", models.F("date_joined")),
                            _connector="OR",
                        ),
                        name="party_leaves_after_it_joins",
                        violation_error_message="A party cannot leave before it joined.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Counsel",
            fields=[
                ID,
                (
                    "party",
                    models.ForeignKey(on_delete=models.CASCADE, related_name="counsel", to="cases.party"),
                ),
                ("name", models.CharField(help_text="As printed.", max_length=250)),
                ("firm", models.CharField(blank=True, help_text="As printed.", max_length=250)),
                (
                    "roles_printed",
                    models.CharField(blank=True, help_text="E.g. LEAD ATTORNEY; Pro Se.", max_length=500),
                ),
                ("is_lead", models.BooleanField(default=False)),
                (
                    "is_self_represented",
                    models.BooleanField(default=False, help_text="The party itself, pro se."),
                ),
                ("date_terminated", models.DateField(blank=True, null=True)),
                (
                    "entity",
                    models.ForeignKey(
                        blank=True,
                        help_text="The lawyer's own entry in the record, where there is one.",
                        null=True,
                        on_delete=models.SET_NULL,
                        related_name="appearances",
                        to="cases.entity",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "counsel",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("party", "name"),
                        name="counsel_once_per_party",
                        violation_error_message="This lawyer already appears for this party.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                ID,
                ("case", models.ForeignKey(on_delete=models.CASCADE, related_name="claims", to="cases.case")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("claim", "claim"),
                            ("counterclaim", "counterclaim"),
                            ("count", "criminal count"),
                            ("complaint", "criminal complaint"),
                        ],
                        default="claim",
                        max_length=20,
                    ),
                ),
                (
                    "number",
                    models.CharField(
                        blank=True, help_text="As printed, e.g. 1 or 2s (superseding).", max_length=20
                    ),
                ),
                (
                    "title",
                    models.CharField(help_text="E.g. Offering unregistered securities.", max_length=1000),
                ),
                ("statute", models.CharField(blank=True, help_text="E.g. 15 U.S.C. § 77e.", max_length=250)),
                ("description", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [models.UniqueConstraint(fields=("id", "case"), name="claim_in_its_case")],
            },
        ),
        migrations.CreateModel(
            name="ClaimAgainst",
            fields=[
                ID,
                (
                    "case",
                    models.ForeignKey(
                        on_delete=models.CASCADE, related_name="claims_against", to="cases.case"
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(on_delete=models.CASCADE, related_name="against", to="cases.claim"),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=models.CASCADE, related_name="claims_against", to="cases.party"
                    ),
                ),
            ],
            options={
                "verbose_name": "claim against a party",
                "verbose_name_plural": "claims against parties",
                "ordering": ["claim", "party"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("claim", "party"),
                        name="claim_once_against_a_party",
                        violation_error_message="This claim is already recorded against this party.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="claim",
            name="parties",
            field=models.ManyToManyField(
                blank=True, related_name="claims", through="cases.ClaimAgainst", to="cases.party"
            ),
        ),
    ]
