"""The database itself refuses to change the questions of an edition that has been published."""

from django.db import migrations

from aktsom.migrations._before import REPLACED
from aktsom.migrations._tables import InTheDatabase

TABLE = "aktsom_question"
PUBLISHED = "exists (select 1 from aktsom_questionnaireedition e where e.id = {row}.edition_id and e.published_at is not null)"


def guard(schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for act, row in (("insert", "new"), ("update", "old"), ("delete", "old")):
            schema_editor.execute(
                f"create trigger {TABLE}_no_{act} before {act} on {TABLE} when {PUBLISHED.format(row=row)} "
                "begin select raise(abort, 'a published questionnaire never changes'); end"
            )
    elif schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "create or replace function aktsom_question_stays() returns trigger language plpgsql as $$ begin "
            f"if tg_op <> 'INSERT' and {PUBLISHED.format(row='old')} or tg_op <> 'DELETE' and {PUBLISHED.format(row='new')} "
            "then raise exception 'a published questionnaire never changes'; end if; "
            "if tg_op = 'DELETE' then return old; end if; return new; end $$",
            params=None,
        )
        schema_editor.execute(
            f"create trigger {TABLE}_stays before insert or update or delete on {TABLE} "
            "for each row execute function aktsom_question_stays()"
        )


def release(schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for act in ("insert", "update", "delete"):
            schema_editor.execute(f"drop trigger if exists {TABLE}_no_{act}")
    elif schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"drop trigger if exists {TABLE}_stays on {TABLE}")


class Migration(migrations.Migration):
    dependencies = [("aktsom", "0004_reach_log")]
    replaces = REPLACED
    operations = [InTheDatabase(guard, release)]
