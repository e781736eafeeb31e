"""Tables of one migration made together, and what is asked of the database alone.

Django draws up all models anew for each table that comes, and for each stretch of Python that a migration runs; with a
hundred tables that takes most of the time that a new database takes. Here the tables that stand after one another in a
migration come into the state first and are drawn up once, and what needs no models is run without them. What comes into
the database is the same.
"""

from django.db.migrations import CreateModel
from django.db.migrations.operations.base import Operation


class Tables(Operation):
    """Several `CreateModel` as one step."""

    def __init__(self, tables):
        self.tables = tables

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)  # else each table draws all of them up anew
        for table in self.tables:
            table.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for table in self.tables:
            table.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for table in reversed(self.tables):
            table.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return "Create " + ", ".join(table.name for table in self.tables)


class InTheDatabase(Operation):
    """`put_up(schema_editor)` and `take_down(schema_editor)`: triggers and policies, which no model tells of."""

    def __init__(self, put_up, take_down):
        self.put_up, self.take_down = put_up, take_down

    def state_forwards(self, app_label, state):
        pass

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        self.put_up(schema_editor)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        self.take_down(schema_editor)

    def describe(self):
        return f"{self.put_up.__name__} in the database itself"


def together(operations):
    """The same operations, with tables that stand after one another as one step."""
    found = []
    for one in operations:
        if not isinstance(one, CreateModel):
            found.append(one)
        elif found and isinstance(found[-1], Tables):
            found[-1].tables.append(one)
        else:
            found.append(Tables([one]))
    return found
