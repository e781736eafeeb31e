"""Hours and costs, what members did before, and what they owe each other for joint costs, with the wall of these tables.

What a member has entered of its own is its own; the hours of a case are seen by the team as well, and of a joint cost
whoever owes sees its share.
"""

import django.db.models.deletion
from django.db import migrations, models

import aktsom.core.public_ids
import aktsom.effects.effort_states
import aktsom.sharing.keys
from aktsom.migrations._policies import HERS, KEYS, ME, MINE, either, of, wall


def policies(network):
    # The secretariat holds no key to registers, and writes down its own hours all the same.
    own = f"made_by_id = {ME}" if network else False
    own_facts = f"person_id = {ME}" if network else False
    return {
        "effortentry": (either(KEYS, own), either(MINE, HERS, own)),
        "effortownfacts": (either(KEYS, own_facts), either(MINE, HERS, own_facts)),
        "runningtimer": f"person_id = {ME}",
        **dict.fromkeys(("baseline", "hourlycost"), MINE),
        **dict.fromkeys(("jointcost", "costshare"), KEYS),
        "sharetrace": of("costshare", "share_id"),
    }


class Migration(migrations.Migration):
    dependencies = [("aktsom", "0009_listing_suppliers")]
    operations = [
        migrations.CreateModel(
            name="EffortEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", aktsom.core.public_ids.PublicIdField("eff")),
                ("subject", models.CharField(blank=True, max_length=16)),
                ("seen_by", aktsom.sharing.keys.AudienceKeys()),
                (
                    "activity",
                    models.CharField(
                        choices=[
                            (
                                aktsom.effects.effort_states.Activity["PLANNING"],
                                aktsom.effects.effort_states.Activity["PLANNING"],
                            ),
                            (
                                aktsom.effects.effort_states.Activity["ASKING"],
                                aktsom.effects.effort_states.Activity["ASKING"],
                            ),
                            (
                                aktsom.effects.effort_states.Activity["READING"],
                                aktsom.effects.effort_states.Activity["READING"],
                            ),
                            (
                                aktsom.effects.effort_states.Activity["MEETING"],
                                aktsom.effects.effort_states.Activity["MEETING"],
                            ),
                            (
                                aktsom.effects.effort_states.Activity["DOCUMENT_REVIEW"],
                                aktsom.effects.effort_states.Activity["DOCUMENT_REVIEW"],
                            ),
                            (
                                aktsom.effects.effort_states.Activity["AUDIT"],
                                aktsom.effects.effort_states.Activity["AUDIT"],
                            ),
                            (
                                aktsom.effects.effort_states.Activity["FINDING"],
                                aktsom.effects.effort_states.Activity["FINDING"],
                            ),
                            (
                                aktsom.effects.effort_states.Activity["PLAN"],
                                aktsom.effects.effort_states.Activity["PLAN"],
                            ),
                            (
                                aktsom.effects.effort_states.Activity["SANCTION"],
                                aktsom.effects.effort_states.Activity["SANCTION"],
                            ),
                            (
                                aktsom.effects.effort_states.Activity["INQUIRY"],
                                aktsom.effects.effort_states.Activity["INQUIRY"],
                            ),
                            (
                                aktsom.effects.effort_states.Activity["RELYING"],
                                aktsom.effects.effort_states.Activity["RELYING"],
                            ),
                            (
                                aktsom.effects.effort_states.Activity["REPORT"],
                                aktsom.effects.effort_states.Activity["REPORT"],
                            ),
                            (
                                aktsom.effects.effort_states.Activity["OTHER"],
                                aktsom.effects.effort_states.Activity["OTHER"],
                            ),
                            (
                                aktsom.effects.effort_states.Activity["ANSWERING"],
                                aktsom.effects.effort_states.Activity["ANSWERING"],
                            ),
                        ],
                        max_length=16,
                    ),
                ),
                ("on", models.DateField()),
                ("hours", models.DecimalField(decimal_places=2, max_digits=6)),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            (aktsom.effects.effort_states.Basis["TIMER"], aktsom.effects.effort_states.Basis["TIMER"]),
                            (aktsom.effects.effort_states.Basis["SAID"], aktsom.effects.effort_states.Basis["SAID"]),
                            (
                                aktsom.effects.effort_states.Basis["TYPICAL"],
                                aktsom.effects.effort_states.Basis["TYPICAL"],
                            ),
                        ],
                        max_length=8,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("made_by_id", models.BigIntegerField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_by_id", models.BigIntegerField(null=True)),
                (
                    "follow_up",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="aktsom.followup"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="aktsom.member"
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="aktsom.effortentry",
                    ),
                ),
                (
                    "supplier",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="aktsom.supplier"
                    ),
                ),
            ],
            options={
                "ordering": ["-on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="HourlyCost",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", aktsom.core.public_ids.PublicIdField("hco")),
                ("since", models.DateField()),
                ("amount", models.DecimalField(decimal_places=2, max_digits=8)),
                ("currency", models.CharField(default="NOK", max_length=3)),
                ("said_by", models.CharField(max_length=120)),
                ("made_at", models.DateTimeField()),
                ("made_by_id", models.BigIntegerField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_by_id", models.BigIntegerField(null=True)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="aktsom.member"
                    ),
                ),
            ],
            options={
                "ordering": ["-since", "-id"],
            },
        ),
        migrations.CreateModel(
            name="JointCost",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", aktsom.core.public_ids.PublicIdField("jco")),
                ("subject", models.CharField(blank=True, max_length=16)),
                ("seen_by", aktsom.sharing.keys.AudienceKeys()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            (
                                aktsom.effects.effort_states.CostKind["AUDIT"],
                                aktsom.effects.effort_states.CostKind["AUDIT"],
                            ),
                            (
                                aktsom.effects.effort_states.CostKind["INTERPRETER"],
                                aktsom.effects.effort_states.CostKind["INTERPRETER"],
                            ),
                            (
                                aktsom.effects.effort_states.CostKind["TRAVEL"],
                                aktsom.effects.effort_states.CostKind["TRAVEL"],
                            ),
                            (
                                aktsom.effects.effort_states.CostKind["ADVICE"],
                                aktsom.effects.effort_states.CostKind["ADVICE"],
                            ),
                            (
                                aktsom.effects.effort_states.CostKind["OTHER"],
                                aktsom.effects.effort_states.CostKind["OTHER"],
                            ),
                        ],
                        max_length=12,
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12)),
                ("currency", models.CharField(default="NOK", max_length=3)),
                ("on", models.DateField()),
                ("rule", models.CharField(max_length=12)),
                ("rule_note", models.TextField(blank=True)),
                ("made_at", models.DateTimeField()),
                ("made_by_id", models.BigIntegerField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_by_id", models.BigIntegerField(null=True)),
                ("ended_reason", models.TextField(blank=True)),
                (
                    "follow_up",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="aktsom.followup"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="aktsom.member"
                    ),
                ),
                (
                    "paid_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="aktsom.member"
                    ),
                ),
                (
                    "supplier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="aktsom.supplier"
                    ),
                ),
            ],
            options={
                "ordering": ["-on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="CostShare",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", aktsom.core.public_ids.PublicIdField("csh")),
                ("seen_by", aktsom.sharing.keys.AudienceKeys()),
                ("title", models.CharField(max_length=200)),
                ("on", models.DateField()),
                ("rule", models.CharField(max_length=12)),
                ("weight", models.PositiveIntegerField(null=True)),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12)),
                ("currency", models.CharField(default="NOK", max_length=3)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            (
                                aktsom.effects.effort_states.ShareState["OPEN"],
                                aktsom.effects.effort_states.ShareState["OPEN"],
                            ),
                            (
                                aktsom.effects.effort_states.ShareState["PAID"],
                                aktsom.effects.effort_states.ShareState["PAID"],
                            ),
                            (
                                aktsom.effects.effort_states.ShareState["SETTLED"],
                                aktsom.effects.effort_states.ShareState["SETTLED"],
                            ),
                            (
                                aktsom.effects.effort_states.ShareState["VOID"],
                                aktsom.effects.effort_states.ShareState["VOID"],
                            ),
                        ],
                        default=aktsom.effects.effort_states.ShareState["OPEN"],
                        max_length=8,
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1)),
                (
                    "creditor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="aktsom.member"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="aktsom.member"
                    ),
                ),
                (
                    "supplier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="aktsom.supplier"
                    ),
                ),
                (
                    "cost",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="shares", to="aktsom.jointcost"
                    ),
                ),
            ],
            options={
                "ordering": ["-on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="RunningTimer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", aktsom.core.public_ids.PublicIdField("tim")),
                ("person_id", models.BigIntegerField(unique=True)),
                ("subject", models.CharField(blank=True, max_length=16)),
                (
                    "activity",
                    models.CharField(
                        choices=[
                            (
                                aktsom.effects.effort_states.Activity["PLANNING"],
                                aktsom.effects.effort_states.Activity["PLANNING"],
                            ),
                            (
                                aktsom.effects.effort_states.Activity["ASKING"],
                                aktsom.effects.effort_states.Activity["ASKING"],
                            ),
                            (
                                aktsom.effects.effort_states.Activity["READING"],
                                aktsom.effects.effort_states.Activity["READING"],
                            ),
                            (
                                aktsom.effects.effort_states.Activity["MEETING"],
                                aktsom.effects.effort_states.Activity["MEETING"],
                            ),
                            (
                                aktsom.effects.effort_states.Activity["DOCUMENT_REVIEW"],
                                aktsom.effects.effort_states.Activity["DOCUMENT_REVIEW"],
                            ),
                            (
                                aktsom.effects.effort_states.Activity["AUDIT"],
                                aktsom.effects.effort_states.Activity["AUDIT"],
                            ),
                            (
                                aktsom.effects.effort_states.Activity["FINDING"],
                                aktsom.effects.effort_states.Activity["FINDING"],
                            ),
                            (
                                aktsom.effects.effort_states.Activity["PLAN"],
                                aktsom.effects.effort_states.Activity["PLAN"],
                            ),
                            (
                                aktsom.effects.effort_states.Activity["SANCTION"],
                                aktsom.effects.effort_states.Activity["SANCTION"],
                            ),
                            (
                                aktsom.effects.effort_states.Activity["INQUIRY"],
                                aktsom.effects.effort_states.Activity["INQUIRY"],
                            ),
                            (
                                aktsom.effects.effort_states.Activity["RELYING"],
                                aktsom.effects.effort_states.Activity["RELYING"],
                            ),
                            (
                                aktsom.effects.effort_states.Activity["REPORT"],
                                aktsom.effects.effort_states.Activity["REPORT"],
                            ),
                            (
                                aktsom.effects.effort_states.Activity["OTHER"],
                                aktsom.effects.effort_states.Activity["OTHER"],
                            ),
                            (
                                aktsom.effects.effort_states.Activity["ANSWERING"],
                                aktsom.effects.effort_states.Activity["ANSWERING"],
                            ),
                        ],
                        max_length=16,
                    ),
                ),
                ("started_at", models.DateTimeField()),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="aktsom.member"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ShareTrace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("verb", models.CharField(max_length=10)),
                ("note", models.CharField(blank=True, max_length=200)),
                ("at", models.DateTimeField()),
                ("person_id", models.BigIntegerField(null=True)),
                (
                    "share",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="trace", to="aktsom.costshare"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Baseline",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", aktsom.core.public_ids.PublicIdField("bas")),
                (
                    "activity",
                    models.CharField(
                        choices=[
                            (
                                aktsom.effects.effort_states.Activity["PLANNING"],
                                aktsom.effects.effort_states.Activity["PLANNING"],
                            ),
                            (
                                aktsom.effects.effort_states.Activity["ASKING"],
                                aktsom.effects.effort_states.Activity["ASKING"],
                            ),
                            (
                                aktsom.effects.effort_states.Activity["READING"],
                                aktsom.effects.effort_states.Activity["READING"],
                            ),
                            (
                                aktsom.effects.effort_states.Activity["MEETING"],
                                aktsom.effects.effort_states.Activity["MEETING"],
                            ),
                            (
                                aktsom.effects.effort_states.Activity["DOCUMENT_REVIEW"],
                                aktsom.effects.effort_states.Activity["DOCUMENT_REVIEW"],
                            ),
                            (
                                aktsom.effects.effort_states.Activity["AUDIT"],
                                aktsom.effects.effort_states.Activity["AUDIT"],
                            ),
                            (
                                aktsom.effects.effort_states.Activity["FINDING"],
                                aktsom.effects.effort_states.Activity["FINDING"],
                            ),
                            (
                                aktsom.effects.effort_states.Activity["PLAN"],
                                aktsom.effects.effort_states.Activity["PLAN"],
                            ),
                            (
                                aktsom.effects.effort_states.Activity["SANCTION"],
                                aktsom.effects.effort_states.Activity["SANCTION"],
                            ),
                            (
                                aktsom.effects.effort_states.Activity["INQUIRY"],
                                aktsom.effects.effort_states.Activity["INQUIRY"],
                            ),
                            (
                                aktsom.effects.effort_states.Activity["RELYING"],
                                aktsom.effects.effort_states.Activity["RELYING"],
                            ),
                            (
                                aktsom.effects.effort_states.Activity["REPORT"],
                                aktsom.effects.effort_states.Activity["REPORT"],
                            ),
                            (
                                aktsom.effects.effort_states.Activity["OTHER"],
                                aktsom.effects.effort_states.Activity["OTHER"],
                            ),
                            (
                                aktsom.effects.effort_states.Activity["ANSWERING"],
                                aktsom.effects.effort_states.Activity["ANSWERING"],
                            ),
                        ],
                        max_length=16,
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("per_year", models.PositiveIntegerField()),
                ("hours_each", models.DecimalField(decimal_places=2, max_digits=6)),
                ("said_by", models.CharField(max_length=120)),
                ("note", models.TextField(blank=True)),
                ("made_at", models.DateTimeField()),
                ("made_by_id", models.BigIntegerField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_by_id", models.BigIntegerField(null=True)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="aktsom.member"
                    ),
                ),
            ],
            options={
                "ordering": ["activity", "-year", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("member", "activity", "year"),
                        name="baseline_one_current",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "activity__in",
                                [
                                    aktsom.effects.effort_states.Activity["PLANNING"],
                                    aktsom.effects.effort_states.Activity["ASKING"],
                                    aktsom.effects.effort_states.Activity["READING"],
                                    aktsom.effects.effort_states.Activity["MEETING"],
                                    aktsom.effects.effort_states.Activity["DOCUMENT_REVIEW"],
                                    aktsom.effects.effort_states.Activity["AUDIT"],
                                    aktsom.effects.effort_states.Activity["FINDING"],
                                    aktsom.effects.effort_states.Activity["PLAN"],
                                    aktsom.effects.effort_states.Activity["SANCTION"],
                                    aktsom.effects.effort_states.Activity["INQUIRY"],
                                    aktsom.effects.effort_states.Activity["RELYING"],
                                    aktsom.effects.effort_states.Activity["REPORT"],
                                    aktsom.effects.effort_states.Activity["OTHER"],
                                    aktsom.effects.effort_states.Activity["ANSWERING"],
                                ],
                            )
                        ),
                        name="baseline_activity_known",
                    ),
                    models.CheckConstraint(condition=models.Q(("hours_each__gt", 0)), name="baseline_hours_positive"),
                    models.CheckConstraint(
                        condition=models.Q(("said_by", ""), _negated=True), name="baseline_says_who"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EffortOwnFacts",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="own_facts",
                        serialize=False,
                        to="aktsom.effortentry",
                    ),
                ),
                ("seen_by", aktsom.sharing.keys.AudienceKeys()),
                ("person_id", models.BigIntegerField(null=True)),
                ("cost", models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                ("currency", models.CharField(default="NOK", max_length=3)),
                ("note", models.TextField(blank=True)),
                ("ended_reason", models.TextField(blank=True)),
                (
                    "member",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="aktsom.member"
                    ),
                ),
                (
                    "supplier",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="aktsom.supplier"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="effortentry",
            index=models.Index(fields=["member", "-on"], name="effort_of_member"),
        ),
        migrations.AddIndex(
            model_name="effortentry",
            index=models.Index(fields=["subject"], name="effort_of_subject"),
        ),
        migrations.AddIndex(
            model_name="effortentry",
            index=models.Index(fields=["follow_up", "-on"], name="effort_of_follow_up"),
        ),
        migrations.AddConstraint(
            model_name="effortentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("member__isnull", True), ("supplier__isnull", True), _connector="XOR"),
                name="effort_of_member_or_supplier",
            ),
        ),
        migrations.AddConstraint(
            model_name="effortentry",
            constraint=models.CheckConstraint(condition=models.Q(("hours__gte", 0)), name="effort_hours_not_negative"),
        ),
        migrations.AddConstraint(
            model_name="effortentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "activity__in",
                        [
                            aktsom.effects.effort_states.Activity["PLANNING"],
                            aktsom.effects.effort_states.Activity["ASKING"],
                            aktsom.effects.effort_states.Activity["READING"],
                            aktsom.effects.effort_states.Activity["MEETING"],
                            aktsom.effects.effort_states.Activity["DOCUMENT_REVIEW"],
                            aktsom.effects.effort_states.Activity["AUDIT"],
                            aktsom.effects.effort_states.Activity["FINDING"],
                            aktsom.effects.effort_states.Activity["PLAN"],
                            aktsom.effects.effort_states.Activity["SANCTION"],
                            aktsom.effects.effort_states.Activity["INQUIRY"],
                            aktsom.effects.effort_states.Activity["RELYING"],
                            aktsom.effects.effort_states.Activity["REPORT"],
                            aktsom.effects.effort_states.Activity["OTHER"],
                            aktsom.effects.effort_states.Activity["ANSWERING"],
                        ],
                    )
                ),
                name="effort_activity_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="effortentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "basis__in",
                        [
                            aktsom.effects.effort_states.Basis["TIMER"],
                            aktsom.effects.effort_states.Basis["SAID"],
                            aktsom.effects.effort_states.Basis["TYPICAL"],
                        ],
                    )
                ),
                name="effort_basis_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="hourlycost",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("member", "since"),
                name="hourly_cost_one_current",
            ),
        ),
        migrations.AddConstraint(
            model_name="hourlycost",
            constraint=models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="hourly_cost_positive"),
        ),
        migrations.AddIndex(
            model_name="jointcost",
            index=models.Index(fields=["follow_up", "-on"], name="joint_cost_of_follow_up"),
        ),
        migrations.AddConstraint(
            model_name="jointcost",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("ended_at__isnull", True), ("kind", "audit"), models.Q(("subject", ""), _negated=True)
                ),
                fields=("subject",),
                name="audit_cost_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="jointcost",
            constraint=models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="joint_cost_positive"),
        ),
        migrations.AddConstraint(
            model_name="jointcost",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="joint_cost_has_title"
            ),
        ),
        migrations.AddConstraint(
            model_name="jointcost",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            aktsom.effects.effort_states.CostKind["AUDIT"],
                            aktsom.effects.effort_states.CostKind["INTERPRETER"],
                            aktsom.effects.effort_states.CostKind["TRAVEL"],
                            aktsom.effects.effort_states.CostKind["ADVICE"],
                            aktsom.effects.effort_states.CostKind["OTHER"],
                        ],
                    )
                ),
                name="joint_cost_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="jointcost",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_at__isnull", True), models.Q(("ended_reason", ""), _negated=True), _connector="OR"
                ),
                name="joint_cost_taken_back_has_reason",
            ),
        ),
        migrations.AddIndex(
            model_name="costshare",
            index=models.Index(fields=["member", "state"], name="cost_share_owed"),
        ),
        migrations.AddIndex(
            model_name="costshare",
            index=models.Index(fields=["creditor", "state"], name="cost_share_owed_to"),
        ),
        migrations.AddConstraint(
            model_name="costshare",
            constraint=models.UniqueConstraint(fields=("cost", "member"), name="cost_share_once"),
        ),
        migrations.AddConstraint(
            model_name="costshare",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            aktsom.effects.effort_states.ShareState["OPEN"],
                            aktsom.effects.effort_states.ShareState["PAID"],
                            aktsom.effects.effort_states.ShareState["SETTLED"],
                            aktsom.effects.effort_states.ShareState["VOID"],
                        ],
                    )
                ),
                name="cost_share_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="costshare",
            constraint=models.CheckConstraint(condition=models.Q(("amount__gte", 0)), name="cost_share_not_negative"),
        ),
        migrations.AddConstraint(
            model_name="effortownfacts",
            constraint=models.CheckConstraint(
                condition=models.Q(("cost__isnull", True), ("cost__gt", 0), _connector="OR"),
                name="effort_cost_positive",
            ),
        ),
        wall(policies),
    ]
