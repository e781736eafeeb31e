"""Figures as they were reckoned, and what members aim at.

The platform alone writes figures; a member reads its own, everybody who takes part those of all together and those made
of nothing but facts of the network. Only those who keep the network are told how many signals there were.
"""

import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

from aktsom.migrations._policies import KEEPS_NETWORK, MINE, TEAMS, either, wall

OF_ALL = "member_id is null and team_id is null"


def policies(network):
    known = f"{OF_ALL} or (facts_open and team_id is null)" if network else False
    told = f"{OF_ALL} and kind <> 'signals'" if network else False
    return {
        "reckonedfigure": (either(MINE, TEAMS, known), "false"),
        "reckonedledger": (either(MINE, TEAMS, told, f"{OF_ALL} and {KEEPS_NETWORK}"), "false"),
        "ambition": MINE,
    }


class Migration(migrations.Migration):
    dependencies = [("aktsom", "0010_effort")]
    operations = [
        migrations.CreateModel(
            name="Ambition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("indicator", models.CharField(max_length=30)),
                ("year", models.PositiveSmallIntegerField()),
                ("target", models.DecimalField(decimal_places=1, max_digits=7, null=True)),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("set_at", models.DateTimeField()),
                ("set_by_id", models.BigIntegerField(null=True)),
                ("superseded_at", models.DateTimeField(null=True)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="ambitions", to="aktsom.member"
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_at__isnull", True)),
                        fields=("member", "indicator", "year"),
                        name="ambition_one_now",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("target__isnull", True), ("target__gte", 0), _connector="OR"),
                        name="ambition_not_negative",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReckonedFigure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("indicator", models.CharField(max_length=30)),
                ("quarter", models.DateField()),
                ("group_id", models.CharField(blank=True, max_length=40)),
                ("part", models.CharField(blank=True, max_length=30)),
                ("facts_open", models.BooleanField(default=False)),
                ("counted", models.DecimalField(decimal_places=2, default=0, max_digits=18)),
                ("of", models.DecimalField(decimal_places=2, default=0, max_digits=18)),
                ("unknown", models.DecimalField(decimal_places=2, default=0, max_digits=18)),
                ("withheld", models.CharField(blank=True, max_length=10)),
                ("reckoned_at", models.DateTimeField()),
                (
                    "member",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="aktsom.member"
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="aktsom.categoryteam",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["quarter", "indicator", "group_id"], name="figure_by_indicator")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("member", "quarter", "group_id", "indicator", "part"), name="figure_reckoned_once"
                    ),
                    models.UniqueConstraint(
                        fields=("team", "quarter", "group_id", "indicator", "part"), name="figure_of_team_reckoned_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("member__isnull", True), ("team__isnull", True)),
                        fields=("quarter", "group_id", "indicator", "part"),
                        name="figure_of_all_reckoned_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReckonedLedger",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("year", models.PositiveSmallIntegerField()),
                ("group_id", models.CharField(blank=True, max_length=40)),
                ("opening", models.PositiveIntegerField()),
                ("added", models.PositiveIntegerField()),
                ("reopened", models.PositiveIntegerField()),
                ("closed", models.PositiveIntegerField()),
                ("dropped", models.PositiveIntegerField()),
                ("closing", models.PositiveIntegerField()),
                ("withheld", models.CharField(blank=True, max_length=10)),
                ("reckoned_at", models.DateTimeField()),
                (
                    "member",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="aktsom.member"
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="aktsom.categoryteam",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("member", "year", "kind", "group_id"), name="ledger_reckoned_once"),
                    models.UniqueConstraint(
                        fields=("team", "year", "kind", "group_id"), name="ledger_of_team_reckoned_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("member__isnull", True), ("team__isnull", True)),
                        fields=("kind", "year", "group_id"),
                        name="ledger_of_all_reckoned_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "closing",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("opening"), "+", models.F("added")
                                    ),
                                    "-",
                                    models.F("closed"),
                                ),
                            )
                        ),
                        name="ledger_adds_up",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("dropped__lte", models.F("closed")), ("reopened__lte", models.F("added"))),
                        name="ledger_parts_within",
                    ),
                ],
            },
        ),
        wall(policies),
    ]
