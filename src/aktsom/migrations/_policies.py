"""How the database's wall is raised for tables: used by the migrations that bring tables which not everybody may see.

`0007_wall` says what the two roles are and what the form of a policy costs.
"""

APP, NETWORK = "aktsom_app", "aktsom_network"


def setting(name):
    return f"(select nullif(current_setting('aktsom.{name}', true), '')::bigint[])::bigint[]"


def among(column, name):
    return f"case when {column} = any({setting(name)}) then 1 end is not null"


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
