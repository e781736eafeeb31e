"""The database itself notes which pairs of nodes have to be looked at again, in the transaction that changes them: when
a delivery link comes, goes or is seen by others, and when records are judged to be one. So nobody can forget to.

Nodes are packed as `supply_chain.reach.nodes` does: the row's id above five bits for its kind, 2 for a company and 3
for a place.
"""

from django.db import migrations

from aktsom.migrations._before import REPLACED
from aktsom.migrations._tables import InTheDatabase

POSTGRES_AT, SQLITE_AT = "clock_timestamp()", "strftime('%Y-%m-%d %H:%M:%f', 'now')"
SEEN = (
    "from_site_id", "from_supplier_id", "to_site_id", "to_supplier_id", "confidence", "seen_by", "valid_from",
    "valid_to", "ended_at",
)  # fmt: skip
SAME = (("supplier", 2), ("site", 3))


def end(row, which):
    return f"coalesce(({row}.{which}_site_id << 5) | 3, ({row}.{which}_supplier_id << 5) | 2)"


def noted(row, at, *, added):
    return (
        "insert into aktsom_reachchange (source, target, link_id, added, at) "
        f"values ({end(row, 'from')}, {end(row, 'to')}, null, {added}, {at});"
    )


def judged(row, kind, at, *, added):
    return (
        "insert into aktsom_reachchange (source, target, link_id, added, at) "
        f"select ({row}.id << 5) | {kind}, ({row}.same_as_id << 5) | {kind}, null, {added}, {at} "
        f"where {row}.same_as_id is not null;"
    )


def differs(column, word):
    return f"old.{column} {word} new.{column}"


def postgres():
    yield (
        "create or replace function aktsom_notes_link() returns trigger language plpgsql as $$ begin "
        f"if tg_op <> 'INSERT' then {noted('old', POSTGRES_AT, added='false')} end if; "
        f"if tg_op <> 'DELETE' then {noted('new', POSTGRES_AT, added='true')} end if; "
        "return null; end $$"
    )
    changed = " or ".join(differs(column, "is distinct from") for column in SEEN)
    call = "for each row {when} execute function aktsom_notes_link()"
    yield f"create trigger aktsom_chainlink_notes after insert or delete on aktsom_chainlink {call.format(when='')}"
    yield (
        "create trigger aktsom_chainlink_notes_change after update on aktsom_chainlink "
        f"{call.format(when=f'when ({changed})')}"
    )
    for table, kind in SAME:
        yield (
            f"create or replace function aktsom_notes_same_{table}() returns trigger language plpgsql as $$ begin "
            f"{judged('old', kind, POSTGRES_AT, added='false')} {judged('new', kind, POSTGRES_AT, added='true')} "
            "return null; end $$"
        )
        yield (
            f"create or replace function aktsom_notes_new_{table}() returns trigger language plpgsql as $$ begin "
            f"{judged('new', kind, POSTGRES_AT, added='true')} return null; end $$"
        )
        yield (
            f"create trigger aktsom_{table}_notes_same after update of same_as_id on aktsom_{table} for each row "
            f"when (old.same_as_id is distinct from new.same_as_id) execute function aktsom_notes_same_{table}()"
        )
        yield (
            f"create trigger aktsom_{table}_notes_new after insert on aktsom_{table} for each row "
            f"when (new.same_as_id is not null) execute function aktsom_notes_new_{table}()"
        )


def sqlite():
    new, old = noted("new", SQLITE_AT, added=1), noted("old", SQLITE_AT, added=0)
    changed = " or ".join(differs(column, "is not") for column in SEEN)
    yield f"create trigger aktsom_chainlink_notes after insert on aktsom_chainlink begin {new} end"
    yield f"create trigger aktsom_chainlink_notes_end after delete on aktsom_chainlink begin {old} end"
    yield (
        f"create trigger aktsom_chainlink_notes_change after update on aktsom_chainlink when {changed} "
        f"begin {old} {new} end"
    )
    for table, kind in SAME:
        before, now = judged("old", kind, SQLITE_AT, added=0), judged("new", kind, SQLITE_AT, added=1)
        yield (
            f"create trigger aktsom_{table}_notes_same after update of same_as_id on aktsom_{table} "
            f"when old.same_as_id is not new.same_as_id begin {before} {now} end"
        )
        yield (
            f"create trigger aktsom_{table}_notes_new after insert on aktsom_{table} "
            f"when new.same_as_id is not null begin {now} end"
        )


def note(schema_editor):
    for statement in postgres() if schema_editor.connection.vendor == "postgresql" else sqlite():
        schema_editor.execute(statement, params=None)


def forget(schema_editor):
    on_table = schema_editor.connection.vendor == "postgresql"
    triggers = [("chainlink", "notes"), ("chainlink", "notes_change"), ("chainlink", "notes_end")]
    triggers += [(table, name) for table, _ in SAME for name in ("notes_same", "notes_new")]
    for table, name in triggers:
        where = f" on aktsom_{table}" if on_table else ""
        schema_editor.execute(f"drop trigger if exists aktsom_{table}_{name}{where}")


class Migration(migrations.Migration):
    dependencies = [("aktsom", "0003_running_until")]
    replaces = REPLACED
    operations = [InTheDatabase(note, forget)]
