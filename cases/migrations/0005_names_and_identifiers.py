import django.contrib.postgres.indexes
import django.db.models.functions.text
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
            name="Alias",
            fields=[
                ID,
                (
                    "entity",
                    models.ForeignKey(on_delete=models.CASCADE, related_name="aliases", to="cases.entity"),
                ),
                ("name", models.CharField(max_length=250)),
                ("name_key", models.CharField(editable=False, max_length=250)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("legal_name", "legal name"),
                            ("short_name", "short name"),
                            ("acronym", "acronym"),
                            ("former_name", "former name"),
                            ("nickname", "nickname"),
                            ("ticker", "ticker or symbol"),
                            ("as_printed", "as printed in a docket"),
                            ("other", "other"),
                        ],
                        default="other",
                        max_length=20,
                    ),
                ),
                (
                    "strength",
                    models.CharField(
                        choices=[
                            ("strong", "strong: names only this entity"),
                            ("weak", "weak: proposed only with other evidence"),
                        ],
                        default="strong",
                        max_length=10,
                    ),
                ),
                (
                    "weakness",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("surname", "a surname alone"),
                            ("given_name", "a given name alone"),
                            ("lower_case", "one word in lower case"),
                            ("short", "only one or two letters"),
                            ("digits", "only digits"),
                            ("symbol", "a ticker or symbol"),
                            ("common_word", "a common word"),
                            ("ambiguous", "a name that another entity carries"),
                        ],
                        db_default="",
                        editable=False,
                        help_text="What speaks against taking the wording alone for the entity.",
                        max_length=20,
                    ),
                ),
                (
                    "is_decided",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        editable=False,
                        help_text="The desk has said how strong it is; else it follows from the wording.",
                    ),
                ),
                ("valid_from", cases.models.fields.PartialDateField(blank=True, null=True)),
                ("valid_until", cases.models.fields.PartialDateField(blank=True, null=True)),
            ],
            options={
                "verbose_name_plural": "aliases",
                "ordering": ["name", "pk"],
                "indexes": [
                    models.Index(fields=["name_key"], name="alias_by_name_key"),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["name_key"], name="alias_by_likeness", opclasses=["gin_trgm_ops"]
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        models.Func("name_key", function="cases_alike_keys"),
                        fastupdate=False,
                        name="alias_by_alike_names",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("entity"),
                        django.db.models.functions.text.Lower("name"),
                        name="alias_once_per_entity",
                        violation_error_message="This entity already has this alias.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name_key", ""), _negated=True),
                        name="alias_has_a_name",
                        violation_error_message="An alias needs at least one letter or digit.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True),
                            ("valid_from__isnull", True),
                            ("valid_until__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="alias_ends_after_it_begins",
                        violation_error_message="An alias cannot end before it begins.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ExternalIdentifier",
            fields=[
                ID,
                (
                    "entity",
                    models.ForeignKey(
                        on_delete=models.CASCADE, related_name="identifiers", to="cases.entity"
                    ),
                ),
                (
                    "scheme",
                    models.CharField(
                        choices=[
                            ("wikidata", "Wikidata"),
                            ("lei", "LEI (ISO 17442)"),
                            ("cik", "SEC CIK"),
                            ("crd", "FINRA CRD"),
                            ("courtlistener", "CourtListener"),
                            ("pacer", "PACER"),
                            ("opencorporates", "OpenCorporates"),
                            ("opensanctions", "OpenSanctions"),
                        ],
                        max_length=20,
                    ),
                ),
                ("value", models.CharField(max_length=120)),
            ],
            options={
                "ordering": ["scheme", "value", "pk"],
                "indexes": [
                    models.Index(
                        models.F("scheme"),
                        django.db.models.functions.text.Upper(
                            models.Func("value", models.Value("0"), function="ltrim")
                        ),
                        name="identifier_by_number",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("scheme", "value"),
                        name="identifier_names_one_entity",
                        violation_error_message="Another entity already has this identifier.",
                    )
                ],
            },
        ),
    ]
