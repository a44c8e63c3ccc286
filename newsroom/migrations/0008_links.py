from django.conf import settings
from django.db import migrations, models

ID = (
    "id",
    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
)


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0007_explainers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Link",
            fields=[
                ID,
                (
                    "story",
                    models.ForeignKey(on_delete=models.CASCADE, related_name="links", to="newsroom.story"),
                ),
                (
                    "relation",
                    models.CharField(
                        choices=[
                            ("about", "the story is about it"),
                            ("mention", "words in the story mention it"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=models.PROTECT, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=models.PROTECT, related_name="+", to="cases.entity"
                    ),
                ),
                (
                    "decision",
                    models.CharField(
                        choices=[
                            ("proposed", "proposed"),
                            ("accepted", "accepted"),
                            ("rejected", "rejected"),
                            ("never", "never in this story"),
                        ],
                        default="accepted",
                        max_length=10,
                    ),
                ),
                ("block", models.CharField(blank=True, editable=False, max_length=40)),
                ("start", models.PositiveIntegerField(blank=True, editable=False, null=True)),
                ("end", models.PositiveIntegerField(blank=True, editable=False, null=True)),
                (
                    "surface",
                    models.CharField(
                        blank=True,
                        help_text="The words in the text, exactly as they stand there.",
                        max_length=250,
                        verbose_name="words",
                    ),
                ),
                (
                    "wording",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="The name key of the words: how they match.",
                        max_length=250,
                    ),
                ),
                ("prefix", models.CharField(blank=True, editable=False, max_length=40)),
                ("suffix", models.CharField(blank=True, editable=False, max_length=40)),
                ("rule", models.CharField(blank=True, editable=False, max_length=40)),
                ("score", models.FloatField(blank=True, editable=False, null=True)),
                (
                    "is_strong",
                    models.BooleanField(
                        default=False,
                        editable=False,
                        help_text="Proposed with enough evidence to be accepted unseen.",
                    ),
                ),
                ("evidence", models.JSONField(blank=True, default=dict, editable=False)),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=models.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, editable=False, null=True)),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("case__isnull", False)),
                        fields=["case", "story"],
                        name="link_to_case",
                    ),
                    models.Index(
                        condition=models.Q(("entity__isnull", False)),
                        fields=["entity", "story"],
                        name="link_to_entity",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("entity__isnull", False), models.Q(("decision", "proposed"), _negated=True)
                        ),
                        fields=["wording", "entity", "-id"],
                        name="link_by_wording",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("case__isnull", False), ("entity__isnull", True)),
                            models.Q(("case__isnull", True), ("entity__isnull", False)),
                            _connector="OR",
                        ),
                        name="link_has_one_target",
                        violation_error_message="Link to a case or to an entity: one of the two.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("block", ""),
                                ("end__isnull", True),
                                ("relation", "about"),
                                ("start__isnull", True),
                                ("surface", ""),
                            ),
                            models.Q(("relation", "mention"), models.Q(("surface", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="mention_has_words",
                        violation_error_message="A mention needs its words; a link for the whole story has none.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("block", ""), ("end__isnull", True), ("start__isnull", True)),
                            models.Q(
                                models.Q(("block", ""), _negated=True),
                                ("end__gt", models.F("start")),
                                ("end__isnull", False),
                                ("start__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="span_is_whole",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("relation", "about")),
                        fields=("story", "case", "entity"),
                        name="about_once",
                        nulls_distinct=False,
                        violation_error_message="The story is already said to be about this.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("relation", "mention"), models.Q(("block", ""), _negated=True)),
                        fields=("story", "block", "start", "end", "case", "entity"),
                        name="mention_once",
                        nulls_distinct=False,
                        violation_error_message="These words are already linked to this.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("decision", "never")),
                        fields=("story", "wording", "case", "entity"),
                        name="never_once",
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OfferAnswer",
            fields=[
                ID,
                (
                    "story",
                    models.ForeignKey(
                        on_delete=models.CASCADE, related_name="offer_answers", to="newsroom.story"
                    ),
                ),
                ("fingerprint", models.CharField(max_length=64)),
                (
                    "verdict",
                    models.CharField(
                        choices=[("recorded", "recorded"), ("dismissed", "dismissed")], max_length=10
                    ),
                ),
                (
                    "sentence",
                    models.TextField(help_text="The evidence: the words of the story as they stood then."),
                ),
                (
                    "recorded_as",
                    models.CharField(
                        blank=True, help_text="Which kind of row of the record it became.", max_length=20
                    ),
                ),
                ("record_id", models.BigIntegerField(blank=True, help_text="And its number.", null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True, on_delete=models.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("decided_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("story", "fingerprint"), name="offer_answered_once")
                ]
            },
        ),
    ]
