"""Beside each standing result the last day on which its contract runs, so that lists count without joining contracts.

The database keeps it: whatever is written to the column, and whatever changes of the contract, it says what the
contract says. A later migration that alters aktsom_contract or aktsom_contractrisk on SQLite makes the table anew and
must release and guard around it.
"""

from django.db import migrations

from aktsom.migrations._before import REPLACED
from aktsom.migrations._tables import InTheDatabase

# None for a contract that somebody has ended or struck; the end of the calendar for one whose last day nobody knows.
LAST_DAY = "select case when c.state = 'running' then coalesce(c.runs_until, '9999-12-31') end from aktsom_contract c where c.id = {}"
MOVED = "old.state is distinct from new.state or old.runs_until is distinct from new.runs_until"


def guard(schema_editor):
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement, params=None)


POSTGRESQL = (
    "create or replace function aktsom_says_last_day() returns trigger language plpgsql as "
    f"$$ begin new.running_until := ({LAST_DAY.format('new.contract_id')}); return new; end $$",
    "create trigger aktsom_contractrisk_says before insert or update of running_until, contract_id on aktsom_contractrisk "
    "for each row execute function aktsom_says_last_day()",
    "create or replace function aktsom_says_it_again() returns trigger language plpgsql as "
    "$$ begin update aktsom_contractrisk set running_until = null where contract_id = new.id; return null; end $$",
    "create trigger aktsom_contract_says after update on aktsom_contract "
    f"for each row when ({MOVED}) execute function aktsom_says_it_again()",
)
_LAY_DOWN = f"begin update aktsom_contractrisk set running_until = ({LAST_DAY.format('new.contract_id')}) where id = new.id; end"
SQLITE = (
    f"create trigger aktsom_contractrisk_says after insert on aktsom_contractrisk {_LAY_DOWN}",
    "create trigger aktsom_contractrisk_says_on after update of running_until, contract_id on aktsom_contractrisk "
    f"when new.running_until is not ({LAST_DAY.format('new.contract_id')}) {_LAY_DOWN}",
    f"create trigger aktsom_contract_says after update on aktsom_contract when {MOVED.replace('is distinct from', 'is not')} "
    f"begin update aktsom_contractrisk set running_until = ({LAST_DAY.format('new.id')}) where contract_id = new.id; end",
)


def release(schema_editor):
    on_table = schema_editor.connection.vendor == "postgresql"
    for name, table in (("contractrisk_says", "contractrisk"), ("contractrisk_says_on", "contractrisk"), ("contract_says", "contract")):
        schema_editor.execute(f"drop trigger if exists aktsom_{name}" + (f" on aktsom_{table}" if on_table else ""))
    if on_table:
        schema_editor.execute("drop function aktsom_says_last_day(); drop function aktsom_says_it_again()")


class Migration(migrations.Migration):
    dependencies = [("aktsom", "0002_added_to_alone")]
    replaces = REPLACED
    operations = [InTheDatabase(guard, release)]
