import django.contrib.postgres.fields
from django.conf import settings
from django.db import migrations, models

ID = (
    "id",
    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
)


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0014_previews"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name="WordingRule",
            fields=[
                ID,
                ("slug", models.SlugField(max_length=60, unique=True, verbose_name="name")),
                (
                    "wordings",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80),
                        help_text="As they stand in text, separated by commas; a star takes any ending: settle*.",
                    ),
                ),
                (
                    "says",
                    models.CharField(
                        help_text="What the words say of a party, e.g. “was convicted”: the finding reads so.",
                        max_length=120,
                    ),
                ),
                (
                    "borne_out_by",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        blank=True,
                        default=list,
                        help_text="What in the record makes it true; any one is enough: an outcome (convicted), a dismissal (dismissed:with), a penalty (penalty:fine), a kind of case (case:criminal), a mode of statement (stated:found), a word in the title of a claim that ended in guilt (guilty_of:fraud). Empty: nothing does.",
                    ),
                ),
                (
                    "severity",
                    models.CharField(
                        choices=[("serious", "serious: needs a sign-off"), ("check", "to be checked")],
                        default="serious",
                        max_length=10,
                    ),
                ),
                (
                    "clears",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("negation", "negation"),
                                ("hypothesis", "hypothesis"),
                                ("quotation", "quotation"),
                                ("attribution", "attribution"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        help_text="Where the words are meant so, they are no finding.",
                    ),
                ),
                (
                    "lowers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("negation", "negation"),
                                ("hypothesis", "hypothesis"),
                                ("quotation", "quotation"),
                                ("attribution", "attribution"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        help_text="Where the words are meant so, they are to be checked, no more.",
                    ),
                ),
                ("is_in_force", models.BooleanField(default=True, verbose_name="in force")),
                (
                    "note",
                    models.CharField(
                        blank=True, help_text="Why the rule is there: a law, a judgment.", max_length=300
                    ),
                ),
            ],
            options={
                "ordering": ["slug"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("wordings__len__gt", 0)),
                        name="wording_rule_has_wordings",
                        violation_error_message="A rule needs at least one wording.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SuppressedName",
            fields=[
                ID,
                (
                    "name",
                    models.CharField(
                        help_text="As it would be printed; each other spelling is a row of its own.",
                        max_length=250,
                    ),
                ),
                ("name_key", models.CharField(editable=False, max_length=250)),
                (
                    "ground",
                    models.CharField(
                        help_text="Why, e.g. Order of 3 June 2025 in Doe v. Roe. Whoever writes the name reads it.",
                        max_length=300,
                    ),
                ),
            ],
            options={
                "ordering": ["name", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("name_key",),
                        name="suppressed_name_once",
                        violation_error_message="The name is on the list already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name_key", ""), _negated=True),
                        name="suppressed_name_has_letters",
                        violation_error_message="A name needs at least one letter or digit.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ground", ""), _negated=True),
                        name="suppressed_name_has_a_ground",
                        violation_error_message="Say why the name must not be published.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Clearance",
            fields=[
                ID,
                (
                    "story",
                    models.ForeignKey(
                        on_delete=models.CASCADE, related_name="clearances", to="newsroom.story"
                    ),
                ),
                ("fingerprint", models.CharField(max_length=64)),
                ("rule", models.CharField(max_length=60)),
                ("surface", models.CharField(max_length=300)),
                ("sentence", models.TextField()),
                ("why", models.TextField(help_text="What the guard said.")),
                ("reason", models.CharField(help_text="Why the words may stand.", max_length=500)),
                (
                    "cleared_by",
                    models.ForeignKey(
                        on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("cleared_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-pk"],
                "permissions": [("clear_wording", "Can sign off wording that outruns the record")],
                "constraints": [
                    models.UniqueConstraint(fields=("story", "fingerprint"), name="cleared_once"),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="clearance_has_a_reason",
                        violation_error_message="Say why the words may stand.",
                    ),
                ],
            },
        ),
    ]
