"""Reports, why contracts are not followed up, and who owes an account, with the wall of these tables.

A member's report is its own, a team's the team's; that of the cooperation is the secretariat's until it is adopted.
"""

import aktsom.core.public_ids
import aktsom.effects.report_states
import aktsom.sharing.keys
from aktsom.migrations._policies import KEEPS_NETWORK, KEYS, MINE, TEAMS, either, of, wall
import django.db.models.deletion
from django.db import migrations, models


def policies(_network):
    of_nobody = f"member_id is null and team_id is null and {KEEPS_NETWORK}"
    written = f"{MINE} or {TEAMS} or ({of_nobody})"
    return {
        "report": (either(KEYS, f"({of_nobody})"), written),
        "reportsection": (of("report", "report_id"), of("report", "report_id", f"({written})")),
        **dict.fromkeys(("reasonnottoact", "accountduty"), MINE),
    }


class Migration(migrations.Migration):
    dependencies = [("aktsom", "0011_indicators")]
    operations = [
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", aktsom.core.public_ids.PublicIdField("rpt")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            (
                                aktsom.effects.report_states.ReportKind["ROUTINE"],
                                aktsom.effects.report_states.ReportKind["ROUTINE"],
                            ),
                            (
                                aktsom.effects.report_states.ReportKind["ACCOUNT"],
                                aktsom.effects.report_states.ReportKind["ACCOUNT"],
                            ),
                            (
                                aktsom.effects.report_states.ReportKind["MANAGEMENT"],
                                aktsom.effects.report_states.ReportKind["MANAGEMENT"],
                            ),
                            (
                                aktsom.effects.report_states.ReportKind["COOPERATION"],
                                aktsom.effects.report_states.ReportKind["COOPERATION"],
                            ),
                            (
                                aktsom.effects.report_states.ReportKind["CATEGORY"],
                                aktsom.effects.report_states.ReportKind["CATEGORY"],
                            ),
                        ],
                        max_length=12,
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("language", models.CharField(choices=[("nb", "nb"), ("nn", "nn"), ("en", "en")], max_length=2)),
                ("number", models.PositiveSmallIntegerField(default=1)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            (
                                aktsom.effects.report_states.ReportState["DRAFT"],
                                aktsom.effects.report_states.ReportState["DRAFT"],
                            ),
                            (
                                aktsom.effects.report_states.ReportState["ADOPTED"],
                                aktsom.effects.report_states.ReportState["ADOPTED"],
                            ),
                            (
                                aktsom.effects.report_states.ReportState["REPLACED"],
                                aktsom.effects.report_states.ReportState["REPLACED"],
                            ),
                            (
                                aktsom.effects.report_states.ReportState["DROPPED"],
                                aktsom.effects.report_states.ReportState["DROPPED"],
                            ),
                        ],
                        default=aktsom.effects.report_states.ReportState["DRAFT"],
                        max_length=10,
                    ),
                ),
                ("seen_by", aktsom.sharing.keys.AudienceKeys()),
                ("made_at", models.DateTimeField()),
                ("made_by_id", models.BigIntegerField(null=True)),
                ("drafted_at", models.DateTimeField()),
                ("corrects", models.TextField(blank=True)),
                ("adopted_at", models.DateTimeField(null=True)),
                ("adopted_by_id", models.BigIntegerField(null=True)),
                ("adopted_name", models.CharField(blank=True, max_length=200)),
                ("content_sha256", models.CharField(blank=True, max_length=64)),
                ("pdf_sha256", models.CharField(blank=True, max_length=64)),
                ("pdf_size", models.PositiveIntegerField(default=0)),
                ("word_sha256", models.CharField(blank=True, max_length=64)),
                ("word_size", models.PositiveIntegerField(default=0)),
                ("revision", models.PositiveIntegerField(default=1)),
                (
                    "member",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="aktsom.member"
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="aktsom.report",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="aktsom.categoryteam",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="ReportSection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("seen_by", aktsom.sharing.keys.AudienceKeys()),
                ("key", models.CharField(max_length=20)),
                ("position", models.PositiveSmallIntegerField()),
                ("drafted", models.JSONField(default=list)),
                ("sources", models.JSONField(default=list)),
                ("drafted_at", models.DateTimeField()),
                ("shown", models.BooleanField(default=True)),
                ("text", models.TextField(blank=True)),
                ("text_on", models.CharField(blank=True, max_length=64)),
                ("written_at", models.DateTimeField(null=True)),
                ("written_by_id", models.BigIntegerField(null=True)),
                ("revision", models.PositiveIntegerField(default=1)),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sections", to="aktsom.report"
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="AccountDuty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("owes", models.BooleanField()),
                ("reason", models.TextField(blank=True)),
                ("said_at", models.DateTimeField()),
                ("said_by_id", models.BigIntegerField(null=True)),
                ("superseded_at", models.DateTimeField(null=True)),
                ("reminded", models.CharField(blank=True, max_length=12)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="aktsom.member"
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_at__isnull", True)),
                        fields=("member",),
                        name="account_duty_one_now",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReasonNotToAct",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", aktsom.core.public_ids.PublicIdField("rna")),
                ("year", models.PositiveSmallIntegerField()),
                ("group_id", models.CharField(blank=True, max_length=40)),
                ("reason", models.TextField(blank=True)),
                ("said_at", models.DateTimeField()),
                ("said_by_id", models.BigIntegerField(null=True)),
                ("superseded_at", models.DateTimeField(null=True)),
                (
                    "contract",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="aktsom.contract"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="aktsom.member"
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("contract__isnull", False), ("group_id", "")),
                            models.Q(("contract__isnull", True), models.Q(("group_id", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="reason_is_of_contract_or_group",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("contract__isnull", False), ("superseded_at__isnull", True)),
                        fields=("member", "year", "contract"),
                        name="reason_of_contract_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("contract__isnull", True), ("superseded_at__isnull", True)),
                        fields=("member", "year", "group_id"),
                        name="reason_of_group_once",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(fields=["pdf_sha256"], name="report_pdf"),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(fields=["word_sha256"], name="report_word"),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            aktsom.effects.report_states.ReportState["DRAFT"],
                            aktsom.effects.report_states.ReportState["ADOPTED"],
                            aktsom.effects.report_states.ReportState["REPLACED"],
                            aktsom.effects.report_states.ReportState["DROPPED"],
                        ],
                    )
                ),
                name="written_report_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "kind__in",
                            [
                                aktsom.effects.report_states.ReportKind["ROUTINE"],
                                aktsom.effects.report_states.ReportKind["ACCOUNT"],
                                aktsom.effects.report_states.ReportKind["MANAGEMENT"],
                            ],
                        ),
                        ("member__isnull", False),
                        ("team__isnull", True),
                    ),
                    models.Q(("kind", "category"), ("member__isnull", True), ("team__isnull", False)),
                    models.Q(("kind", "cooperation"), ("member__isnull", True), ("team__isnull", True)),
                    _connector="OR",
                ),
                name="report_is_of_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "state__in",
                            [
                                aktsom.effects.report_states.ReportState["ADOPTED"],
                                aktsom.effects.report_states.ReportState["REPLACED"],
                            ],
                        ),
                        _negated=True,
                    ),
                    models.Q(
                        ("adopted_at__isnull", False),
                        models.Q(("pdf_sha256", ""), _negated=True),
                        models.Q(("word_sha256", ""), _negated=True),
                        models.Q(("content_sha256", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="adopted_report_is_frozen",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(("number", 1), models.Q(("corrects", ""), _negated=True), _connector="OR"),
                name="report_correction_has_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(("replaces__isnull", True), ("replaces__lt", models.F("id")), _connector="OR"),
                name="report_after_the_one_it_replaces",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["draft", "adopted"]), ("member__isnull", False)),
                fields=("member", "kind", "year", "language", "state"),
                name="written_report_one_of_member",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["draft", "adopted"]), ("team__isnull", False)),
                fields=("team", "kind", "year", "language", "state"),
                name="written_report_one_of_team",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "adopted"]), ("member__isnull", True), ("team__isnull", True)
                ),
                fields=("kind", "year", "language", "state"),
                name="written_report_one_of_all",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportsection",
            constraint=models.UniqueConstraint(fields=("report", "key"), name="report_section_once"),
        ),
        wall(policies),
    ]
