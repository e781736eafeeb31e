"""The journal and the decisions can only be added to: the database itself refuses update and delete."""

from django.db import migrations

from aktsom.migrations._before import REPLACED
from aktsom.migrations._tables import InTheDatabase

TABLES = ("aktsom_journalentry", "aktsom_riskdecision", "aktsom_screening")


def guard(schema_editor):
    for table in TABLES:
        if schema_editor.connection.vendor == "sqlite":
            for act in ("update", "delete"):
                schema_editor.execute(
                    f"create trigger {table}_no_{act} before {act} on {table} "
                    f"begin select raise(abort, '{table} can only be added to'); end"
                )
        elif schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(
                "create or replace function aktsom_append_only() returns trigger language plpgsql as "
                "$$ begin raise exception '% can only be added to', tg_table_name; end $$",
                params=None,
            )
            schema_editor.execute(
                f"create trigger {table}_append_only before update or delete on {table} "
                "for each row execute function aktsom_append_only()"
            )
            schema_editor.execute(
                f"create trigger {table}_no_truncate before truncate on {table} execute function aktsom_append_only()"
            )


def release(schema_editor):
    for table in TABLES:
        names = ("no_update", "no_delete") if schema_editor.connection.vendor == "sqlite" else ("append_only", "no_truncate")
        for name in names:
            suffix = "" if schema_editor.connection.vendor == "sqlite" else f" on {table}"
            schema_editor.execute(f"drop trigger if exists {table}_{name}{suffix}")


class Migration(migrations.Migration):
    dependencies = [("aktsom", "0001_tables")]
    replaces = REPLACED
    operations = [InTheDatabase(guard, release)]
