import json

import django.db.models.deletion
from django.db import migrations, models

import cases.models.fields

# Versions kept so far know nothing of the new columns: their texts are empty, as in the rows themselves.
OLDER_VERSIONS = """
alter table history.cases_alias
  add weakness varchar(20) default '', add is_decided boolean default false;
alter table history.cases_entity
  add occupation varchar(150) default '', add legal_form varchar(60) default '',
  add registration_number varchar(60) default '', add jurisdiction varchar(120) default '',
  add government_level varchar(20) default '', add symbol varchar(20) default '';
"""
FORGET_COLUMNS = """
drop view past.cases_alias;
drop view past.cases_entity;
alter table history.cases_alias drop weakness, drop is_decided;
alter table history.cases_entity
  drop occupation, drop legal_form, drop registration_number, drop jurisdiction, drop government_level,
  drop symbol, drop belongs_to_id, drop date_of_birth, drop date_of_death, drop date_dissolved;
"""
# On an earlier day the living were alive.
NOT_YET = "case when history.as_of() is null or lower({0}) <= history.as_of() then {0} end"
MASKS = json.dumps({name: NOT_YET.format(name) for name in ("date_of_death", "date_dissolved")})
HOLD = "insert into history.held values ('cases_entity', 'true', %s)"
UNHOLD = "delete from history.held where kept = 'cases_entity'"
KEEP = ["call history.keep('cases_alias')", "call history.keep('cases_entity')"]


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0006_likely_duplicates"),
    ]

    operations = [
        migrations.RunSQL(migrations.RunSQL.noop, KEEP),
        migrations.RunSQL(OLDER_VERSIONS, FORGET_COLUMNS),
        migrations.AddField(
            model_name="alias",
            name="is_decided",
            field=models.BooleanField(
                db_default=False,
                default=False,
                editable=False,
                help_text="The desk has said how strong it is; else it follows from the wording.",
            ),
        ),
        migrations.AddField(
            model_name="alias",
            name="weakness",
            field=models.CharField(
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
        migrations.AddField(
            model_name="entity",
            name="belongs_to",
            field=models.ForeignKey(
                blank=True,
                help_text="The body it is part of or owned by; a publication's publisher, an asset's issuer.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="holdings",
                to="cases.entity",
            ),
        ),
        migrations.AddField(
            model_name="entity",
            name="date_dissolved",
            field=cases.models.fields.PartialDateField(
                blank=True,
                help_text="When it was dissolved, abolished or closed, e.g. 2022-11.",
                null=True,
                verbose_name="ended",
            ),
        ),
        migrations.AddField(
            model_name="entity",
            name="date_of_birth",
            field=cases.models.fields.PartialDateField(blank=True, null=True, verbose_name="born"),
        ),
        migrations.AddField(
            model_name="entity",
            name="date_of_death",
            field=cases.models.fields.PartialDateField(blank=True, null=True, verbose_name="died"),
        ),
        migrations.AddField(
            model_name="entity",
            name="government_level",
            field=models.CharField(
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
        migrations.AddField(
            model_name="entity",
            name="jurisdiction",
            field=models.CharField(
                blank=True,
                db_default="",
                help_text="Where a company is registered, e.g. Delaware; what an agency or court governs, e.g. Ohio.",
                max_length=120,
            ),
        ),
        migrations.AddField(
            model_name="entity",
            name="legal_form",
            field=models.CharField(
                blank=True, db_default="", help_text="E.g. limited liability company, GmbH.", max_length=60
            ),
        ),
        migrations.AddField(
            model_name="entity",
            name="occupation",
            field=models.CharField(
                blank=True,
                db_default="",
                help_text="What the person does or holds, e.g. chief executive of Binance.",
                max_length=150,
                verbose_name="occupation or office",
            ),
        ),
        migrations.AddField(
            model_name="entity",
            name="registration_number",
            field=models.CharField(
                blank=True, db_default="", help_text="In the register of its jurisdiction.", max_length=60
            ),
        ),
        migrations.AddField(
            model_name="entity",
            name="symbol",
            field=models.CharField(blank=True, db_default="", help_text="E.g. BTC.", max_length=20),
        ),
        migrations.AddConstraint(
            model_name="entity",
            constraint=models.CheckConstraint(
                condition=models.Q(("occupation", ""), ("kind__in", ["person"]), _connector="OR"),
                name="entity_occupation_fits_its_kind",
                violation_error_message="Only a person has an occupation: empty this field, or choose another kind.",
            ),
        ),
        migrations.AddConstraint(
            model_name="entity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("date_of_birth__isnull", True), ("kind__in", ["person"]), _connector="OR"
                ),
                name="entity_date_of_birth_fits_its_kind",
                violation_error_message="Only a person has a date of birth: empty this field, or choose another kind.",
            ),
        ),
        migrations.AddConstraint(
            model_name="entity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("date_of_death__isnull", True), ("kind__in", ["person"]), _connector="OR"
                ),
                name="entity_date_of_death_fits_its_kind",
                violation_error_message="Only a person has a date of death: empty this field, or choose another kind.",
            ),
        ),
        migrations.AddConstraint(
            model_name="entity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("legal_form", ""), ("kind__in", ["company", "law_firm", "organisation"]), _connector="OR"
                ),
                name="entity_legal_form_fits_its_kind",
                violation_error_message="Only a company, a law firm or an organisation has a legal form: empty this field, or choose another kind.",
            ),
        ),
        migrations.AddConstraint(
            model_name="entity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("registration_number", ""),
                    ("kind__in", ["company", "law_firm", "organisation"]),
                    _connector="OR",
                ),
                name="entity_registration_number_fits_its_kind",
                violation_error_message="Only a company, a law firm or an organisation has a registration number: empty this field, or choose another kind.",
            ),
        ),
        migrations.AddConstraint(
            model_name="entity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("jurisdiction", ""),
                    ("kind__in", ["agency", "company", "court", "law_firm", "organisation"]),
                    _connector="OR",
                ),
                name="entity_jurisdiction_fits_its_kind",
                violation_error_message="Only a company, a law firm, an organisation, an agency or a court has a jurisdiction: empty this field, or choose another kind.",
            ),
        ),
        migrations.AddConstraint(
            model_name="entity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("government_level", ""), ("kind__in", ["agency", "court"]), _connector="OR"
                ),
                name="entity_government_level_fits_its_kind",
                violation_error_message="Only an agency or a court has a level of government: empty this field, or choose another kind.",
            ),
        ),
        migrations.AddConstraint(
            model_name="entity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("date_dissolved__isnull", True),
                    ("kind__in", ["agency", "company", "law_firm", "organisation", "publication"]),
                    _connector="OR",
                ),
                name="entity_date_dissolved_fits_its_kind",
                violation_error_message="Only a company, a law firm, an organisation, an agency or a publication has a date of its end: empty this field, or choose another kind.",
            ),
        ),
        migrations.AddConstraint(
            model_name="entity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("belongs_to__isnull", True),
                    (
                        "kind__in",
                        ["agency", "asset", "company", "court", "law_firm", "organisation", "publication"],
                    ),
                    _connector="OR",
                ),
                name="entity_belongs_to_fits_its_kind",
                violation_error_message="Only a company, a law firm, an organisation, an agency, a court, a publication or an asset has a body it belongs to: empty this field, or choose another kind.",
            ),
        ),
        migrations.AddConstraint(
            model_name="entity",
            constraint=models.CheckConstraint(
                condition=models.Q(("symbol", ""), ("kind__in", ["asset"]), _connector="OR"),
                name="entity_symbol_fits_its_kind",
                violation_error_message="Only an asset has a symbol: empty this field, or choose another kind.",
            ),
        ),
        migrations.AddConstraint(
            model_name="entity",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="entity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("belongs_to__isnull", True),
                    models.Q(("belongs_to", models.F("pk")), _negated=True),
                    _connector="OR",
                ),
                name="entity_belongs_to_another",
                violation_error_message="An entity cannot belong to itself.",
            ),
        ),
        migrations.RunSQL([(HOLD, [MASKS])], UNHOLD),
        migrations.RunSQL(KEEP, migrations.RunSQL.noop),
    ]
