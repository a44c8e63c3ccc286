import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0015_answers_to_offers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Assignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "task",
                    models.CharField(
                        choices=[
                            ("write", "write"),
                            ("edit", "edit"),
                            ("legal", "legal check"),
                            ("fact_check", "fact check"),
                        ],
                        max_length=10,
                        verbose_name="to do",
                    ),
                ),
                ("due", models.DateTimeField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=300)),
                ("assigned_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-pk"],
                "permissions": [("assign_story", "Can assign stories")],
            },
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("block", models.CharField(blank=True, max_length=40)),
                ("start", models.PositiveIntegerField(blank=True, null=True)),
                ("end", models.PositiveIntegerField(blank=True, null=True)),
                ("surface", models.CharField(blank=True, max_length=1000, verbose_name="words")),
                ("prefix", models.CharField(blank=True, max_length=40)),
                ("suffix", models.CharField(blank=True, max_length=40)),
                ("text", models.CharField(max_length=5000, verbose_name="comment")),
                ("at", models.DateTimeField()),
                ("resolved_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["pk"],
                "permissions": [("comment_story", "Can comment on stories")],
            },
        ),
        migrations.CreateModel(
            name="Mention",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="SignOff",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("editor", "editor"), ("legal", "legal"), ("fact_check", "fact check")],
                        max_length=10,
                    ),
                ),
                (
                    "digest",
                    models.CharField(help_text="SHA-256 of the content that was signed off.", max_length=64),
                ),
                (
                    "note",
                    models.CharField(blank=True, help_text="What others should know of it.", max_length=1000),
                ),
                ("at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-pk"],
                "permissions": [
                    ("sign_off_legal", "Can sign off stories as legal"),
                    ("sign_off_facts", "Can sign off stories as fact-checked"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        choices=[
                            ("submit_for_review", "submit for review"),
                            ("take_back", "take back"),
                            ("approve", "approve"),
                            ("send_back", "send back"),
                            ("reopen", "reopen"),
                            ("edited", "changed after it was approved"),
                            ("issued", "published"),
                            ("publish_alone", "published without a second pair of eyes"),
                            ("need_sign_off", "a sign-off asked for"),
                            ("waive_sign_off", "a sign-off no longer asked for"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "before",
                    models.CharField(
                        choices=[
                            ("writing", "being written"),
                            ("in_review", "in review"),
                            ("approved", "approved"),
                            ("sent_back", "sent back"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "after",
                    models.CharField(
                        choices=[
                            ("writing", "being written"),
                            ("in_review", "in review"),
                            ("approved", "approved"),
                            ("sent_back", "sent back"),
                        ],
                        max_length=10,
                    ),
                ),
                ("why", models.CharField(blank=True, max_length=1000)),
                ("revision_number", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.AlterModelOptions(
            name="story",
            options={
                "ordering": ["-pk"],
                "permissions": [
                    ("publish_story", "Can publish stories"),
                    ("withdraw_story", "Can withdraw stories"),
                    ("submit_story", "Can submit stories for review"),
                    ("approve_story", "Can approve stories"),
                    ("send_back_story", "Can send stories back to their writers"),
                    ("publish_alone", "Can publish without a second pair of eyes, with a reason"),
                ],
                "verbose_name_plural": "stories",
            },
        ),
        migrations.AddField(
            model_name="section",
            name="needs",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("editor", "editor"),
                        ("legal", "legal"),
                        ("fact_check", "fact check"),
                        ("legal_if_criminal", "legal, for a story about a criminal case"),
                    ],
                    max_length=20,
                ),
                blank=True,
                default=list,
                help_text="Without them no story of the section is published.",
                verbose_name="sign-offs needed",
            ),
        ),
        migrations.AddField(
            model_name="story",
            name="needs",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[("editor", "editor"), ("legal", "legal"), ("fact_check", "fact check")],
                    max_length=20,
                ),
                blank=True,
                default=list,
                editable=False,
                help_text="The sign-offs it needs besides those its section asks for.",
            ),
        ),
        migrations.AddField(
            model_name="story",
            name="stage",
            field=models.CharField(
                choices=[
                    ("writing", "being written"),
                    ("in_review", "in review"),
                    ("approved", "approved"),
                    ("sent_back", "sent back"),
                ],
                default="writing",
                editable=False,
                max_length=10,
            ),
        ),
        migrations.AddIndex(
            model_name="story",
            index=models.Index(
                condition=models.Q(("stage", "writing"), _negated=True),
                fields=["stage", "-id"],
                name="story_under_review",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="story",
            trigger=pgtrigger.compiler.Trigger(
                name="stages_follow",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."stage", \':\', NEW."stage") = ANY(\'{approved:in_review,approved:sent_back,approved:writing,in_review:approved,in_review:sent_back,in_review:writing,sent_back:in_review,writing:in_review}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."stage" IS DISTINCT FROM NEW."stage") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "stage" from "%" to "%" on table %\', OLD."stage", NEW."stage", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="5a7a5a9ae9f8243a1ebd746c90f1380753614a0b",
                    operation="UPDATE",
                    pgid="pgtrigger_stages_follow_c7674",
                    table="newsroom_story",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="story",
            trigger=pgtrigger.compiler.Trigger(
                name="states_follow",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{draft:published,published:draft,published:withdrawn,withdrawn:published}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="4a85d1dbc6de76c8d28278f49213696e3464f9fc",
                    operation="UPDATE",
                    pgid="pgtrigger_states_follow_f2c27",
                    table="newsroom_story",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="story",
            constraint=models.CheckConstraint(
                condition=models.Q(("stage__in", ["writing", "in_review", "approved", "sent_back"])),
                name="story_has_a_known_stage",
            ),
        ),
        migrations.AddField(
            model_name="assignment",
            name="assigned_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="assignment",
            name="done_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="assignment",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="assignments",
                to=settings.AUTH_USER_MODEL,
                verbose_name="who",
            ),
        ),
        migrations.AddField(
            model_name="assignment",
            name="story",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="assignments", to="newsroom.story"
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="resolved_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="story",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="comments", to="newsroom.story"
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="thread",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="replies",
                to="newsroom.comment",
            ),
        ),
        migrations.AddField(
            model_name="mention",
            name="comment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="mentions", to="newsroom.comment"
            ),
        ),
        migrations.AddField(
            model_name="mention",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="mentions",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="signoff",
            name="by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="signoff",
            name="revision",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="sign_offs", to="newsroom.revision"
            ),
        ),
        migrations.AddField(
            model_name="signoff",
            name="story",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="sign_offs", to="newsroom.story"
            ),
        ),
        migrations.AddField(
            model_name="signoff",
            name="withdrawn_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="step",
            name="by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="step",
            name="story",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="newsroom.story"
            ),
        ),
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(
                condition=models.Q(("done_at__isnull", True)),
                fields=["person", "due"],
                name="open_assignment",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("done_at__isnull", True)),
                fields=("story", "person", "task"),
                name="assigned_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="story_comment_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("block", ""), ("end__isnull", True), ("start__isnull", True)),
                    models.Q(
                        models.Q(("block", ""), _negated=True),
                        models.Q(("surface", ""), _negated=True),
                        ("end__gt", models.F("start")),
                        ("start__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="comment_is_placed_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("thread__isnull", True),
                    models.Q(("resolved_at__isnull", True), ("surface", "")),
                    _connector="OR",
                ),
                name="reply_is_its_threads",
            ),
        ),
        migrations.AddIndex(
            model_name="mention",
            index=models.Index(
                condition=models.Q(("answered_at__isnull", True)), fields=["person"], name="open_mention"
            ),
        ),
        migrations.AddConstraint(
            model_name="mention",
            constraint=models.UniqueConstraint(fields=("comment", "person"), name="mentioned_once"),
        ),
        migrations.AddIndex(
            model_name="signoff",
            index=models.Index(fields=["story", "kind", "digest"], name="sign_off_of_content"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="signoff",
            trigger=pgtrigger.compiler.Trigger(
                name="sign_off_is_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."at" IS DISTINCT FROM (NEW."at") OR OLD."by_id" IS DISTINCT FROM (NEW."by_id") OR OLD."digest" IS DISTINCT FROM (NEW."digest") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."revision_id" IS DISTINCT FROM (NEW."revision_id") OR OLD."story_id" IS DISTINCT FROM (NEW."story_id"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="026e943eab8b94ba7c1637679365746c8594c053",
                    operation="UPDATE",
                    pgid="pgtrigger_sign_off_is_kept_1757f",
                    table="newsroom_signoff",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="step",
            index=models.Index(fields=["story", "-id"], name="step_of_story"),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("name__in", ["send_back", "reopen", "publish_alone", "waive_sign_off"]),
                    ("why", ""),
                    _negated=True,
                ),
                name="step_says_why",
                violation_error_message="Say why: the others go by it.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="step",
            trigger=pgtrigger.compiler.Trigger(
                name="step_is_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="a822c31abe844f2116232c4962bbcc7db8158038",
                    operation="UPDATE",
                    pgid="pgtrigger_step_is_kept_fb25a",
                    table="newsroom_step",
                    when="BEFORE",
                ),
            ),
        ),
    ]
