import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.functions.text
from django.db import migrations, models

import cases.models.fields

ID = (
    "id",
    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
)


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_courts")]

    operations = [
        migrations.CreateModel(
            name="Entity",
            fields=[
                ID,
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
        ),
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
