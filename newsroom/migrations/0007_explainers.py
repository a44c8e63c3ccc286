import django.contrib.postgres.fields
from django.db import migrations, models

ID = (
    "id",
    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
)


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0006_numbers")]

    operations = [
        migrations.CreateModel(
            name="GlossaryTerm",
            fields=[
                ID,
                ("term", models.CharField(max_length=120, unique=True)),
                ("slug", models.SlugField(max_length=120, unique=True)),
                (
                    "definition",
                    models.TextField(help_text="In words a reader uses; at most three sentences."),
                ),
                (
                    "variants",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120),
                        blank=True,
                        default=list,
                        help_text="Other wordings of the same term, separated by commas.",
                    ),
                ),
            ],
            options={"ordering": ["term"]},
        ),
        migrations.CreateModel(
            name="Explainer",
            fields=[
                (
                    "story_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=models.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="newsroom.story",
                    ),
                ),
                (
                    "question",
                    models.CharField(
                        blank=True,
                        help_text="What a reader comes to know, e.g. What does the dismissal mean?",
                        max_length=200,
                    ),
                ),
            ],
            bases=("newsroom.story",),
        ),
        migrations.CreateModel(
            name="ExplainerSection",
            fields=[
                ID,
                (
                    "explainer",
                    models.ForeignKey(
                        on_delete=models.CASCADE, related_name="sections", to="newsroom.explainer"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("text", "text"),
                            ("key_facts", "key facts"),
                            ("known", "what we know and don’t know"),
                            ("status", "status of cases"),
                            ("dispositions", "how the claims ended"),
                            ("timeline", "timeline"),
                            ("who", "who’s who"),
                            ("documents", "documents"),
                            ("quote", "quotation"),
                            ("terms", "terms"),
                            ("coverage", "related coverage"),
                            ("numbers", "numbers and charts"),
                        ],
                        default="text",
                        max_length=20,
                    ),
                ),
                (
                    "heading",
                    models.CharField(
                        blank=True, help_text="Best as the question the section answers.", max_length=150
                    ),
                ),
                ("body", models.TextField(blank=True)),
                (
                    "block_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), blank=True, default=list, editable=False
                    ),
                ),
                (
                    "shown_from",
                    models.CharField(
                        choices=[("glance", "30 seconds"), ("brief", "3 minutes"), ("full", "in full")],
                        default="full",
                        help_text="From how much time on a reader sees it: 30 seconds shows the least.",
                        max_length=10,
                    ),
                ),
                (
                    "filter",
                    models.CharField(
                        blank=True,
                        help_text="Narrows down what it shows, in the words of the API: significance=major&after=2023.",
                        max_length=500,
                    ),
                ),
                ("cases", models.ManyToManyField(blank=True, related_name="+", to="cases.case")),
                (
                    "terms",
                    models.ManyToManyField(blank=True, related_name="sections", to="newsroom.glossaryterm"),
                ),
                (
                    "numbers",
                    models.ManyToManyField(blank=True, related_name="sections", to="newsroom.number"),
                ),
            ],
            options={"ordering": ["position", "pk"]},
        ),
        migrations.CreateModel(
            name="SectionStatement",
            fields=[
                ID,
                (
                    "section",
                    models.ForeignKey(
                        on_delete=models.CASCADE, related_name="facts", to="newsroom.explainersection"
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(on_delete=models.PROTECT, related_name="+", to="cases.statement"),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("section", "statement"),
                        name="statement_once_per_section",
                        violation_error_message="This statement is already in the section.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="explainersection",
            name="statements",
            field=models.ManyToManyField(
                blank=True, related_name="+", through="newsroom.SectionStatement", to="cases.statement"
            ),
        ),
    ]
