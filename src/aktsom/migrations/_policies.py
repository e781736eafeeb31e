"""How the database's wall is raised for tables: used by the migrations that bring tables which not everybody may see.

`0006_wall` says what the two roles are and what the form of a policy costs.
"""

from aktsom.migrations._tables import InTheDatabase

APP, NETWORK = "aktsom_app", "aktsom_network"


def setting(name):
    return f"(select nullif(current_setting('aktsom.{name}', true), '')::bigint[])::bigint[]"


def among(column, name):
    return f"case when {column} = any({setting(name)}) then 1 end is not null"


MINE = among("member_id", "members")
HERS = among("supplier_id", "suppliers")  # a supplier's own people
TEAMS = among("team_id", "teams")
ME = "(select nullif(current_setting('aktsom.person', true), '')::bigint)"
PEOPLE_OF = among("member_id", "people_of")
KEEPS_NETWORK = "(select coalesce(current_setting('aktsom.keeps_network', true) = 'on', false))"
KEYS = f"seen_by && {setting('keys')}"
COVERED = (  # what stands of a follow-up, for those whose contracts are covered
    "shared_at is not null and follow_up_id = any(array("
    f"select follow_up_id from aktsom_coveredcontract where left_at is null and {MINE}))"
)


def of(table, column, test=""):
    """A row that hangs on one of `table` that is seen, and passes `test` as well."""
    return f"{column} = any(array(select id from aktsom_{table}{f' where {test}' if test else ''}))"


def either(*tests):
    """One of the tests; True and False are known already."""
    if True in tests:
        return True
    left = [test for test in tests if test is not False]
    return " or ".join(f"({test})" for test in left) if left else False


def put_up(schema_editor, policies):
    """`policies(network)` gives {table: (who sees a row, who may add, change or remove one)}, one test when the two are
    the same, and a third where locking a row is another matter than changing it."""
    if schema_editor.connection.vendor != "postgresql":
        return
    for table in policies(False):
        schema_editor.execute(f"alter table aktsom_{table} enable row level security", params=None)
    for role in (APP, NETWORK):
        for table, said in policies(role == NETWORK).items():
            sees, writes, *locks = said if isinstance(said, tuple) else (said, said)
            for what, test in (
                ("select", f"using ({sees})"),
                ("insert", f"with check ({writes})"),
                ("update", f"using ({locks[0] if locks else writes}) with check ({writes})"),
                ("delete", f"using ({writes})"),
            ):
                schema_editor.execute(
                    f"create policy {role}_{what} on aktsom_{table} for {what} to {role} {test}", params=None
                )


def take_down(schema_editor, policies):
    if schema_editor.connection.vendor != "postgresql":
        return
    for table in policies(False):
        for role in (APP, NETWORK):
            for what in ("select", "insert", "update", "delete"):
                schema_editor.execute(f"drop policy if exists {role}_{what} on aktsom_{table}", params=None)
        schema_editor.execute(f"alter table aktsom_{table} disable row level security", params=None)


def wall(policies):
    """The policies as one step of a migration."""
    return InTheDatabase(lambda editor: put_up(editor, policies), lambda editor: take_down(editor, policies))
