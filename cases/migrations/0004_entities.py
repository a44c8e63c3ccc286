import django.contrib.postgres.indexes
import django.core.validators
from django.db import migrations, models

import cases.models.fields


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_courts")]

    operations = [
        migrations.CreateModel(
            name="Entity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "occupation",
                    models.CharField(
                        blank=True,
                        db_default="",
                        help_text="What the person does or holds, e.g. chief executive of Binance.",
                        max_length=150,
                        verbose_name="occupation or office",
                    ),
                ),
                (
                    "date_of_birth",
                    cases.models.fields.PartialDateField(blank=True, null=True, verbose_name="born"),
                ),
                (
                    "date_of_death",
                    cases.models.fields.PartialDateField(blank=True, null=True, verbose_name="died"),
                ),
                (
                    "legal_form",
                    models.CharField(
                        blank=True,
                        db_default="",
                        help_text="E.g. limited liability company, GmbH.",
                        max_length=60,
                    ),
                ),
                (
                    "registration_number",
                    models.CharField(
                        blank=True,
                        db_default="",
                        help_text="In the register of its jurisdiction.",
                        max_length=60,
                    ),
                ),
                (
                    "jurisdiction",
                    models.CharField(
                        blank=True,
                        db_default="",
                        help_text="Where a company is registered, e.g. Delaware; what an agency or court governs, e.g. Ohio.",
                        max_length=120,
                    ),
                ),
                (
                    "government_level",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("national", "national or federal"),
                            ("state", "state, province or territory"),
                            ("local", "county, city or other local"),
                            ("tribal", "tribal"),
                            ("international", "international"),
                        ],
                        db_default="",
                        max_length=20,
                        verbose_name="level of government",
                    ),
                ),
                (
                    "date_dissolved",
                    cases.models.fields.PartialDateField(
                        blank=True,
                        help_text="When it was dissolved, abolished or closed, e.g. 2022-11.",
                        null=True,
                        verbose_name="ended",
                    ),
                ),
                (
                    "belongs_to",
                    models.ForeignKey(
                        blank=True,
                        help_text="The body it is part of or owned by; a publication's publisher, an asset's issuer.",
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="holdings",
                        to="cases.entity",
                    ),
                ),
                ("symbol", models.CharField(blank=True, db_default="", help_text="E.g. BTC.", max_length=20)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("person", "person"),
                            ("company", "company"),
                            ("agency", "government or agency"),
                            ("court", "court"),
                            ("law_firm", "law firm"),
                            ("publication", "publication or wire service"),
                            ("organisation", "other organisation"),
                            ("asset", "crypto-asset or security"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "name",
                    models.CharField(help_text="As the desk writes it on first mention.", max_length=250),
                ),
                ("name_key", models.CharField(editable=False, max_length=250)),
                (
                    "slug",
                    models.SlugField(
                        help_text="The last part of the page's address.", max_length=120, unique=True
                    ),
                ),
                (
                    "description",
                    models.CharField(
                        blank=True,
                        help_text="Enough to tell it from its namesakes, e.g. founder of Binance.",
                        max_length=250,
                    ),
                ),
                (
                    "country",
                    models.CharField(
                        blank=True,
                        help_text="Of citizenship or registration, as two letters (ISO 3166-1), e.g. KY.",
                        max_length=2,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[A-Z]{2}\\Z", "Two capital letters, e.g. US (ISO 3166-1)."
                            )
                        ],
                    ),
                ),
                ("website", models.URLField(blank=True)),
            ],
            options={
                "verbose_name_plural": "entities",
                "ordering": ["name", "pk"],
                "indexes": [
                    models.Index(fields=["name", "id"], name="entity_in_order"),
                    models.Index(fields=["name_key"], name="entity_by_name_key"),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["name_key"], name="entity_by_likeness", opclasses=["gin_trgm_ops"]
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        models.Func("name_key", function="cases_alike_keys"),
                        fastupdate=False,
                        name="entity_by_alike_names",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name_key", ""), _negated=True),
                        name="entity_has_a_name",
                        violation_error_message="A name needs at least one letter or digit.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("occupation", ""), ("kind__in", ["person"]), _connector="OR"),
                        name="entity_occupation_fits_its_kind",
                        violation_error_message="Only a person has an occupation: empty this field, or choose another kind.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("date_of_birth__isnull", True), ("kind__in", ["person"]), _connector="OR"
                        ),
                        name="entity_date_of_birth_fits_its_kind",
                        violation_error_message="Only a person has a date of birth: empty this field, or choose another kind.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("date_of_death__isnull", True), ("kind__in", ["person"]), _connector="OR"
                        ),
                        name="entity_date_of_death_fits_its_kind",
                        violation_error_message="Only a person has a date of death: empty this field, or choose another kind.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("legal_form", ""),
                            ("kind__in", ["company", "law_firm", "organisation"]),
                            _connector="OR",
                        ),
                        name="entity_legal_form_fits_its_kind",
                        violation_error_message="Only a company, a law firm or an organisation has a legal form: empty this field, or choose another kind.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("registration_number", ""),
                            ("kind__in", ["company", "law_firm", "organisation"]),
                            _connector="OR",
                        ),
                        name="entity_registration_number_fits_its_kind",
                        violation_error_message="Only a company, a law firm or an organisation has a registration number: empty this field, or choose another kind.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("jurisdiction", ""),
                            ("kind__in", ["agency", "company", "court", "law_firm", "organisation"]),
                            _connector="OR",
                        ),
                        name="entity_jurisdiction_fits_its_kind",
                        violation_error_message="Only a company, a law firm, an organisation, an agency or a court has a jurisdiction: empty this field, or choose another kind.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("government_level", ""), ("kind__in", ["agency", "court"]), _connector="OR"
                        ),
                        name="entity_government_level_fits_its_kind",
                        violation_error_message="Only an agency or a court has a level of government: empty this field, or choose another kind.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("date_dissolved__isnull", True),
                            ("kind__in", ["agency", "company", "law_firm", "organisation", "publication"]),
                            _connector="OR",
                        ),
                        name="entity_date_dissolved_fits_its_kind",
                        violation_error_message="Only a company, a law firm, an organisation, an agency or a publication has a date of its end: empty this field, or choose another kind.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("belongs_to__isnull", True),
                            (
                                "kind__in",
                                [
                                    "agency",
                                    "asset",
                                    "company",
                                    "court",
                                    "law_firm",
                                    "organisation",
                                    "publication",
                                ],
                            ),
                            _connector="OR",
                        ),
                        name="entity_belongs_to_fits_its_kind",
                        violation_error_message="Only a company, a law firm, an organisation, an agency, a court, a publication or an asset has a body it belongs to: empty this field, or choose another kind.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("symbol", ""), ("kind__in", ["asset"]), _connector="OR"),
                        name="entity_symbol_fits_its_kind",
                        violation_error_message="Only an asset has a symbol: empty this field, or choose another kind.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("date_of_death__isnull", True),
                            ("date_of_birth__isnull", True),
                            ("date_of_death__gte", models.F("date_of_birth")),
                            ("date_of_death__overlap", models.F("date_of_birth")),
                            _connector="OR",
                        ),
                        name="entity_dies_after_it_is_born",
                        violation_error_message="A person cannot die before they were born.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("belongs_to__isnull", True),
                            models.Q(("belongs_to", models.F("pk")), _negated=True),
                            _connector="OR",
                        ),
                        name="entity_belongs_to_another",
                        violation_error_message="An entity cannot belong to itself.",
                    ),
                ],
            },
        )
    ]
