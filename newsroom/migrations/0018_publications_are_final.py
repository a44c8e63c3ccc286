import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

# What was published is never altered, nor what came with it; and editions take effect in the order of their numbers.
IN_ORDER = """
        if exists (
          select from newsroom_publication earlier
          where earlier.story_id = new.story_id and earlier.effective_at > new.effective_at
            and not exists (select from newsroom_cancellation where publication_id = earlier.id)
        ) then
          raise exception using errcode = 'restrict_violation',
            message = 'an edition takes effect later than this one would: cancel that first';
        end if;
        return new;
    """
IN_TIME = """
        if exists (
          select from newsroom_publication
          where id = new.publication_id and effective_at <= new.cancelled_at
        ) then
          raise exception using errcode = 'restrict_violation',
            message = 'the edition has taken effect: withdraw the story, or publish another edition';
        end if;
        return new;
    """


def _trigger(table, name, suffix, digest, **sql):
    return pgtrigger.migrations.AddTrigger(
        model_name=table,
        trigger=pgtrigger.compiler.Trigger(
            name=name,
            sql=pgtrigger.compiler.UpsertTriggerSql(
                hash=digest,
                pgid=f"pgtrigger_{name}_{suffix}",
                table=f"newsroom_{table}",
                when="BEFORE",
                **sql,
            ),
        ),
    )


def _append_only(table, immutable, never_emptied):
    refuse = (
        "raise exception using errcode = 'restrict_violation', "
        f"message = 'newsroom_{table} is append-only: publications are never altered; publish a new one';"
    )
    return [
        _trigger(table, "is_immutable", *immutable, operation="UPDATE OR DELETE", func=refuse),
        _trigger(
            table, "is_never_emptied", *never_emptied, operation="TRUNCATE", level="STATEMENT", func=refuse
        ),
    ]


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0017_change_log")]

    operations = [
        *_append_only(
            "publication",
            ("7c3c1", "2ffc88a8623c220ce8c1f85b8b11d7bb69fed172"),
            ("0b66a", "55802feb12d015e22e3f09efeb07747f75aa21ea"),
        ),
        *_append_only(
            "correction",
            ("d60e5", "314e92ea7ba164438ffdeb5c6b2dd4dcb9713e0e"),
            ("d2d57", "ad791d5d452f3df894d6ad9afbad48add8df823b"),
        ),
        *_append_only(
            "cancellation",
            ("c3d25", "3b7bd83854ebef05f68c8a8bc7b3334ba0247991"),
            ("b0762", "995311dbde64c056dfef959570a70cd2a5fc794e"),
        ),
        *_append_only(
            "publishednumber",
            ("aa255", "8f528f5e8f4cd0057d2a424d74b641d2486730bb"),
            ("1e8e7", "ab79ba5930d999ff81899ae95ad22ba95805687a"),
        ),
        _trigger(
            "publication",
            "takes_effect_in_order",
            "a3cd8",
            "fb624006ace3cd84821ce731a369533e578f0276",
            operation="INSERT",
            func=IN_ORDER,
        ),
        _trigger(
            "cancellation",
            "is_in_time",
            "d340b",
            "3f65d928f141c25c80d829d9ac21ff28f1c6ffa8",
            operation="INSERT",
            func=IN_TIME,
        ),
    ]
