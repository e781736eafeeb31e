"""What is a contract's owner's own moves to a table of its own, with everything that is there; rows that hang on a
contract get its member. Nothing is lost."""

import csv
import importlib
from pathlib import Path

import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.math
from django.db import migrations, models

OWN = ("reference", "description", "value", "signed_on", "options", "term_deviations")
# Table, and the way from one of its rows to the row that knows the member.
MEMBER_OF = (
    ("importrow", "select o.member_id from aktsom_registerimport o where o.id = register_import_id"),
    ("vanishedcontract", "select o.member_id from aktsom_registerimport o where o.id = register_import_id"),
    ("riskdecision", "select o.member_id from aktsom_contract o where o.id = contract_id"),
    (
        "screeningmatch",
        "select o.member_id from aktsom_screening s join aktsom_contract o on o.id = s.contract_id "
        "where s.id = screening_id",
    ),
)
BANDS = Path(__file__).resolve().parents[1] / "sharing" / "reference" / "value_bands.csv"
append_only = importlib.import_module("aktsom.migrations.0002_append_only")


def move(apps, schema_editor):
    append_only.release(apps, schema_editor)
    columns = ", ".join(OWN)
    schema_editor.execute(
        f"insert into aktsom_ownfacts (contract_id, member_id, {columns}) select id, member_id, {columns} from aktsom_contract"
    )
    with BANDS.open(encoding="utf-8", newline="") as file:
        for band in csv.DictReader(file):
            below = f"and value < {int(band['below_nok'])}" if band["below_nok"] else ""
            schema_editor.execute(
                "update aktsom_contract set value_band = %s "
                f"where currency = 'NOK' and value >= {int(band['from_nok'])} {below}",
                [band["id"]],
            )
    for table, owner in MEMBER_OF:
        schema_editor.execute(f"update aktsom_{table} set member_id = ({owner})")
    if schema_editor.connection.vendor == "postgresql":
        # Else the tables cannot be altered below: what is checked at the end of the transaction still waits.
        schema_editor.execute("set constraints all immediate")
        schema_editor.execute("set constraints all deferred")


def guard(apps, schema_editor):
    append_only.guard(apps, schema_editor)


def member(null):
    return models.ForeignKey(
        null=null, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="aktsom.member"
    )


class Migration(migrations.Migration):
    dependencies = [("aktsom", "0003_network")]

    operations = [
        migrations.CreateModel(
            name="OwnFacts",
            fields=[
                ("contract", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name="own_facts", serialize=False, to="aktsom.contract")),
                ("reference", models.CharField(max_length=80)),
                ("description", models.TextField(blank=True)),
                ("value", models.DecimalField(blank=True, decimal_places=2, max_digits=16, null=True)),
                ("value_order", models.GeneratedField(db_persist=True, expression=django.db.models.functions.comparison.Coalesce(django.db.models.functions.comparison.Cast(django.db.models.functions.math.Round(django.db.models.expressions.CombinedExpression(models.F("value"), "*", models.Value(100))), models.BigIntegerField()), models.Value(-1)), output_field=models.BigIntegerField())),
                ("signed_on", models.DateField(blank=True, null=True)),
                ("options", models.CharField(blank=True, max_length=300)),
                ("term_deviations", models.TextField(blank=True)),
            ],
        ),
        migrations.AddField("ownfacts", "member", member(null=False)),
        migrations.AddField("contract", "value_band", models.CharField(blank=True, default="", max_length=20)),
        *(migrations.AddField(table, "member", member(null=True)) for table, _ in MEMBER_OF),
        migrations.RunPython(move),
        *(migrations.AlterField(table, "member", member(null=False)) for table, _ in MEMBER_OF),
        migrations.AlterField("contract", "value_band", models.CharField(blank=True, max_length=20)),
        migrations.RemoveConstraint("contract", "contract_reference_once"),
        migrations.RemoveConstraint("contract", "contract_value_not_negative"),
        *(migrations.RemoveField("contract", name) for name in OWN),
        migrations.AddIndex(
            "ownfacts", models.Index(fields=["member", "-value_order", "-contract"], name="own_facts_by_value")
        ),
        migrations.AddConstraint(
            "ownfacts", models.UniqueConstraint(fields=("member", "reference"), name="contract_reference_once")
        ),
        migrations.AddConstraint(
            "ownfacts",
            models.CheckConstraint(
                condition=models.Q(("value__isnull", True), ("value__gte", 0), _connector="OR"),
                name="contract_value_not_negative",
            ),
        ),
        migrations.RunPython(guard),
    ]
