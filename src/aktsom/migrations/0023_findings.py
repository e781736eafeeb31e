"""Findings, action plans and colours: seen by who follows up, by the supplier once shown, and by those who have a
contract covered once they stand."""

import aktsom.core.public_ids
import aktsom.findings.rules.colour
import aktsom.findings.states
import aktsom.sharing.keys
import django.db.models.deletion
from django.db import migrations, models

from aktsom.migrations._policies import among, either, put_up, setting, take_down
from aktsom.migrations._tables import together

KEYS = f"seen_by && {setting('keys')}"
COVERED = f"select follow_up_id from aktsom_coveredcontract where left_at is null and {among('member_id', 'members')}"
SHARED = f"shared_at is not null and follow_up_id = any(array({COVERED}))"


def of(column, table, test=""):
    return f"{column} = any(array(select id from aktsom_{table}{test and f' where {test}'}))"


def policies(network):
    of_plan, of_entitlement = of("measure_id", "measure"), of("entitlement_id", "entitlement")
    return {
        "finding": (either(KEYS, SHARED), KEYS),
        **dict.fromkeys(
            ("findingdecision", "findingcomment"),
            (of("finding_id", "finding"), of("finding_id", "finding", KEYS)),
        ),
        "actionplan": (either(KEYS, SHARED), KEYS),
        "measure": (of("plan_id", "actionplan"), of("plan_id", "actionplan", KEYS)),
        **dict.fromkeys(("proof", "extension"), (of_plan, of_plan)),
        "colourchange": (KEYS, KEYS),
        **dict.fromkeys(
            ("entitlement", "statedtotal"), (of("finding_id", "finding"), of("finding_id", "finding", KEYS))
        ),
        **dict.fromkeys(("payment", "confirmation"), (of_entitlement, of_entitlement)),
    }


def raise_wall(apps, schema_editor):
    put_up(schema_editor, policies)


def lower_wall(apps, schema_editor):
    take_down(schema_editor, policies)


class Migration(migrations.Migration):

    dependencies = [
        ('aktsom', '0022_packages'),
    ]

    operations = together(
        [
        migrations.CreateModel(
            name='ActionPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', aktsom.core.public_ids.PublicIdField('apl')),
                ('seen_by', aktsom.sharing.keys.AudienceKeys()),
                ('shared_at', models.DateTimeField(null=True)),
                ('state', models.CharField(choices=[(aktsom.findings.states.PlanState['WANTED'], aktsom.findings.states.PlanState['WANTED']), (aktsom.findings.states.PlanState['PROPOSED'], aktsom.findings.states.PlanState['PROPOSED']), (aktsom.findings.states.PlanState['CHANGES'], aktsom.findings.states.PlanState['CHANGES']), (aktsom.findings.states.PlanState['ACCEPTED'], aktsom.findings.states.PlanState['ACCEPTED']), (aktsom.findings.states.PlanState['ENDED'], aktsom.findings.states.PlanState['ENDED'])], default=aktsom.findings.states.PlanState['WANTED'], max_length=10)),
                ('due_on', models.DateField()),
                ('wanted_text', models.TextField(blank=True)),
                ('asked_at', models.DateTimeField()),
                ('proposed_at', models.DateTimeField(null=True)),
                ('proposed_by_id', models.BigIntegerField(null=True)),
                ('accepted_at', models.DateTimeField(null=True)),
                ('reminded_on', models.DateField(null=True)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('follow_up', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='plan', to='aktsom.followup')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.member')),
                ('supplier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.supplier')),
                ('team', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.categoryteam')),
            ],
            options={
                'ordering': ['-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', [aktsom.findings.states.PlanState['WANTED'], aktsom.findings.states.PlanState['PROPOSED'], aktsom.findings.states.PlanState['CHANGES'], aktsom.findings.states.PlanState['ACCEPTED'], aktsom.findings.states.PlanState['ENDED']])), name='plan_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['accepted', 'ended']), _negated=True), ('accepted_at__isnull', False), _connector='OR'), name='plan_accepted_since')],
            },
        ),
        migrations.CreateModel(
            name='ColourChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seen_by', aktsom.sharing.keys.AudienceKeys()),
                ('colour', models.CharField(choices=[(aktsom.findings.rules.colour.Colour['NONE'], aktsom.findings.rules.colour.Colour['NONE']), (aktsom.findings.rules.colour.Colour['GREEN'], aktsom.findings.rules.colour.Colour['GREEN']), (aktsom.findings.rules.colour.Colour['YELLOW'], aktsom.findings.rules.colour.Colour['YELLOW']), (aktsom.findings.rules.colour.Colour['RED'], aktsom.findings.rules.colour.Colour['RED'])], max_length=6)),
                ('flags', models.JSONField(default=list)),
                ('since', models.DateField()),
                ('at', models.DateTimeField()),
                ('follow_up', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='colours', to='aktsom.followup')),
                ('term_set', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.termset')),
            ],
            options={
                'ordering': ['id'],
                'indexes': [models.Index(fields=['follow_up', 'term_set', '-id'], name='colour_of_follow_up')],
                'constraints': [models.CheckConstraint(condition=models.Q(('colour__in', [aktsom.findings.rules.colour.Colour['NONE'], aktsom.findings.rules.colour.Colour['GREEN'], aktsom.findings.rules.colour.Colour['YELLOW'], aktsom.findings.rules.colour.Colour['RED']])), name='colour_known')],
            },
        ),
        migrations.CreateModel(
            name='Entitlement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(max_length=300)),
                ('by_supplier', models.BooleanField(default=False)),
                ('said_at', models.DateTimeField()),
                ('said_by_id', models.BigIntegerField(null=True)),
                ('superseded_at', models.DateTimeField(null=True)),
                ('public_id', aktsom.core.public_ids.PublicIdField('ent')),
                ('kind', models.CharField(choices=[(aktsom.findings.states.RemedyKind['WAGES'], aktsom.findings.states.RemedyKind['WAGES']), (aktsom.findings.states.RemedyKind['FEES'], aktsom.findings.states.RemedyKind['FEES']), (aktsom.findings.states.RemedyKind['COMPENSATION'], aktsom.findings.states.RemedyKind['COMPENSATION']), (aktsom.findings.states.RemedyKind['MEDICAL'], aktsom.findings.states.RemedyKind['MEDICAL']), (aktsom.findings.states.RemedyKind['WORK'], aktsom.findings.states.RemedyKind['WORK']), (aktsom.findings.states.RemedyKind['SCHOOLING'], aktsom.findings.states.RemedyKind['SCHOOLING']), (aktsom.findings.states.RemedyKind['APOLOGY'], aktsom.findings.states.RemedyKind['APOLOGY']), (aktsom.findings.states.RemedyKind['OTHER'], aktsom.findings.states.RemedyKind['OTHER'])], max_length=16)),
                ('people', models.PositiveIntegerField()),
                ('currency', models.CharField(blank=True, max_length=3)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=15, null=True)),
                ('note', models.TextField(blank=True)),
                ('replaces', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='aktsom.entitlement')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', [aktsom.findings.states.RemedyKind['WAGES'], aktsom.findings.states.RemedyKind['FEES'], aktsom.findings.states.RemedyKind['COMPENSATION'], aktsom.findings.states.RemedyKind['MEDICAL'], aktsom.findings.states.RemedyKind['WORK'], aktsom.findings.states.RemedyKind['SCHOOLING'], aktsom.findings.states.RemedyKind['APOLOGY'], aktsom.findings.states.RemedyKind['OTHER']])), name='entitlement_kind_known'), models.CheckConstraint(condition=models.Q(('people__gt', 0)), name='entitlement_is_of_people'), models.CheckConstraint(condition=models.Q(('amount__isnull', True), models.Q(('amount__gt', 0), models.Q(('currency', ''), _negated=True)), _connector='OR'), name='entitlement_amount_has_currency')],
            },
        ),
        migrations.CreateModel(
            name='Confirmation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(max_length=300)),
                ('by_supplier', models.BooleanField(default=False)),
                ('said_at', models.DateTimeField()),
                ('said_by_id', models.BigIntegerField(null=True)),
                ('superseded_at', models.DateTimeField(null=True)),
                ('public_id', aktsom.core.public_ids.PublicIdField('cfm')),
                ('by_whom', models.CharField(choices=[(aktsom.findings.states.ConfirmedBy['WORKERS'], aktsom.findings.states.ConfirmedBy['WORKERS']), (aktsom.findings.states.ConfirmedBy['UNION'], aktsom.findings.states.ConfirmedBy['UNION']), (aktsom.findings.states.ConfirmedBy['SAMPLE'], aktsom.findings.states.ConfirmedBy['SAMPLE'])], max_length=10)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=15)),
                ('confirmed_on', models.DateField()),
                ('evidence', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.evidence')),
                ('entitlement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='confirmations', to='aktsom.entitlement')),
            ],
            options={
                'ordering': ['confirmed_on', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('by_whom__in', [aktsom.findings.states.ConfirmedBy['WORKERS'], aktsom.findings.states.ConfirmedBy['UNION'], aktsom.findings.states.ConfirmedBy['SAMPLE']])), name='confirmation_by_known'), models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='confirmation_is_positive'), models.CheckConstraint(condition=models.Q(('by_supplier', False)), name='confirmed_by_another_than_the_supplier')],
            },
        ),
        migrations.CreateModel(
            name='Finding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', aktsom.core.public_ids.PublicIdField('fnd')),
                ('seen_by', aktsom.sharing.keys.AudienceKeys()),
                ('shared_at', models.DateTimeField(null=True)),
                ('kind', models.CharField(choices=[(aktsom.findings.states.FindingKind['ALLEGATION'], aktsom.findings.states.FindingKind['ALLEGATION']), (aktsom.findings.states.FindingKind['OBSERVATION'], aktsom.findings.states.FindingKind['OBSERVATION']), (aktsom.findings.states.FindingKind['DEVIATION'], aktsom.findings.states.FindingKind['DEVIATION'])], max_length=12)),
                ('state', models.CharField(choices=[(aktsom.findings.states.FindingState['NOTED'], aktsom.findings.states.FindingState['NOTED']), (aktsom.findings.states.FindingState['HEARING'], aktsom.findings.states.FindingState['HEARING']), (aktsom.findings.states.FindingState['STANDS'], aktsom.findings.states.FindingState['STANDS']), (aktsom.findings.states.FindingState['CLOSED'], aktsom.findings.states.FindingState['CLOSED']), (aktsom.findings.states.FindingState['WITHDRAWN'], aktsom.findings.states.FindingState['WITHDRAWN'])], default=aktsom.findings.states.FindingState['NOTED'], max_length=10)),
                ('number', models.CharField(blank=True, max_length=8)),
                ('site_key', models.CharField(blank=True, max_length=200)),
                ('site_name', models.CharField(blank=True, max_length=300)),
                ('site_country', models.CharField(blank=True, max_length=2)),
                ('title', models.CharField(max_length=200)),
                ('text', models.TextField(blank=True)),
                ('found_on', models.DateField()),
                ('rests_on', models.CharField(blank=True, max_length=80)),
                ('positive', models.BooleanField(default=False)),
                ('people', models.PositiveIntegerField(null=True)),
                ('scale', models.PositiveSmallIntegerField(choices=[(1, 'MINOR'), (2, 'SERIOUS'), (3, 'GRAVE'), (4, 'MOST_GRAVE')], null=True)),
                ('scope', models.PositiveSmallIntegerField(choices=[(1, 'MINOR'), (2, 'SERIOUS'), (3, 'GRAVE'), (4, 'MOST_GRAVE')], null=True)),
                ('irremediable', models.PositiveSmallIntegerField(choices=[(1, 'MINOR'), (2, 'SERIOUS'), (3, 'GRAVE'), (4, 'MOST_GRAVE')], null=True)),
                ('severity_reason', models.TextField(blank=True)),
                ('buyers_part', models.CharField(blank=True, choices=[(aktsom.findings.states.BuyersPart['PRICE'], aktsom.findings.states.BuyersPart['PRICE']), (aktsom.findings.states.BuyersPart['LEAD_TIME'], aktsom.findings.states.BuyersPart['LEAD_TIME']), (aktsom.findings.states.BuyersPart['LATE_CHANGE'], aktsom.findings.states.BuyersPart['LATE_CHANGE']), (aktsom.findings.states.BuyersPart['OTHER'], aktsom.findings.states.BuyersPart['OTHER'])], max_length=12)),
                ('buyers_part_text', models.TextField(blank=True)),
                ('stopped_at', models.DateTimeField(null=True)),
                ('stopped_reason', models.TextField(blank=True)),
                ('lifted_at', models.DateTimeField(null=True)),
                ('lifted_reason', models.TextField(blank=True)),
                ('made_at', models.DateTimeField()),
                ('made_by_id', models.BigIntegerField(null=True)),
                ('written_at', models.DateTimeField()),
                ('shown_at', models.DateTimeField(null=True)),
                ('hear_by', models.DateField(null=True)),
                ('stood_at', models.DateTimeField(null=True)),
                ('unheard_reason', models.TextField(blank=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('closed_on', models.DateField(null=True)),
                ('closed_reason', models.TextField(blank=True)),
                ('withdrawn_reason', models.TextField(blank=True)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('earlier', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='again', to='aktsom.finding')),
                ('follow_up', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='aktsom.followup')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.member')),
                ('supplier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.supplier')),
                ('team', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.categoryteam')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['follow_up', 'state'], name='finding_of_follow_up'), models.Index(fields=['supplier', 'kind', 'state'], name='finding_of_supplier')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', [aktsom.findings.states.FindingKind['ALLEGATION'], aktsom.findings.states.FindingKind['OBSERVATION'], aktsom.findings.states.FindingKind['DEVIATION']])), name='finding_kind_known'), models.CheckConstraint(condition=models.Q(('state__in', [aktsom.findings.states.FindingState['NOTED'], aktsom.findings.states.FindingState['HEARING'], aktsom.findings.states.FindingState['STANDS'], aktsom.findings.states.FindingState['CLOSED'], aktsom.findings.states.FindingState['WITHDRAWN']])), name='finding_state_known'), models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='finding_has_title'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'deviation'), _negated=True), models.Q(models.Q(('number', ''), _negated=True), ('irremediable__isnull', False), ('scale__isnull', False), ('scope__isnull', False), models.Q(('severity_reason', ''), _negated=True)), _connector='OR'), name='deviation_has_point_and_severity'), models.CheckConstraint(condition=models.Q(('positive', False), ('kind', 'observation'), _connector='OR'), name='observations_alone_are_positive'), models.CheckConstraint(condition=models.Q(models.Q(('site_key', ''), ('site_name', '')), models.Q(models.Q(('site_key', ''), _negated=True), models.Q(('site_name', ''), _negated=True)), _connector='OR'), name='finding_site_has_name'), models.CheckConstraint(condition=models.Q(('stopped_at__isnull', True), models.Q(('shared_at__isnull', True), models.Q(('stopped_reason', ''), _negated=True)), _connector='OR'), name='stopped_finding_stays_in'), models.CheckConstraint(condition=models.Q(('shared_at__isnull', True), ('state__in', ['stands', 'closed', 'withdrawn']), _connector='OR'), name='shared_finding_stands'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['stands', 'closed']), _negated=True), ('stood_at__isnull', False), _connector='OR'), name='finding_stands_since'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'closed'), _negated=True), models.Q(('closed_at__isnull', False), ('closed_on__isnull', False), models.Q(('closed_reason', ''), _negated=True)), _connector='OR'), name='closed_finding_has_day_and_reason'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('withdrawn_reason', ''), _negated=True), _connector='OR'), name='withdrawn_finding_has_reason'), models.CheckConstraint(condition=models.Q(('earlier__isnull', True), ('earlier__lt', models.F('id')), _connector='OR'), name='finding_after_earlier'), models.UniqueConstraint(condition=models.Q(models.Q(('rests_on', ''), _negated=True), models.Q(('state', 'withdrawn'), _negated=True)), fields=('follow_up', 'rests_on'), name='finding_noted_once')],
            },
        ),
        migrations.AddField(
            model_name='entitlement',
            name='finding',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entitlements', to='aktsom.finding'),
        ),
        migrations.CreateModel(
            name='FindingComment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', aktsom.core.public_ids.PublicIdField('fcm')),
                ('text', models.TextField()),
                ('corrects', models.BooleanField(default=False)),
                ('said_at', models.DateTimeField()),
                ('said_by_id', models.BigIntegerField(null=True)),
                ('finding', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='aktsom.finding')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='finding_comment_has_text')],
            },
        ),
        migrations.CreateModel(
            name='FindingDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('before', models.CharField(choices=[(aktsom.findings.states.FindingKind['ALLEGATION'], aktsom.findings.states.FindingKind['ALLEGATION']), (aktsom.findings.states.FindingKind['OBSERVATION'], aktsom.findings.states.FindingKind['OBSERVATION']), (aktsom.findings.states.FindingKind['DEVIATION'], aktsom.findings.states.FindingKind['DEVIATION'])], max_length=12)),
                ('after', models.CharField(choices=[(aktsom.findings.states.FindingKind['ALLEGATION'], aktsom.findings.states.FindingKind['ALLEGATION']), (aktsom.findings.states.FindingKind['OBSERVATION'], aktsom.findings.states.FindingKind['OBSERVATION']), (aktsom.findings.states.FindingKind['DEVIATION'], aktsom.findings.states.FindingKind['DEVIATION'])], max_length=12)),
                ('reason', models.TextField()),
                ('at', models.DateTimeField()),
                ('person_id', models.BigIntegerField(null=True)),
                ('evidence', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.evidence')),
                ('finding', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='aktsom.finding')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='finding_decision_has_reason'), models.CheckConstraint(condition=models.Q(('before', models.F('after')), _negated=True), name='finding_decision_changes_kind')],
            },
        ),
        migrations.CreateModel(
            name='Measure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', aktsom.core.public_ids.PublicIdField('msr')),
                ('state', models.CharField(choices=[(aktsom.findings.states.MeasureState['OPEN'], aktsom.findings.states.MeasureState['OPEN']), (aktsom.findings.states.MeasureState['PROVED'], aktsom.findings.states.MeasureState['PROVED']), (aktsom.findings.states.MeasureState['INSUFFICIENT'], aktsom.findings.states.MeasureState['INSUFFICIENT']), (aktsom.findings.states.MeasureState['BLOCKED'], aktsom.findings.states.MeasureState['BLOCKED']), (aktsom.findings.states.MeasureState['SUFFICIENT'], aktsom.findings.states.MeasureState['SUFFICIENT'])], default=aktsom.findings.states.MeasureState['OPEN'], max_length=12)),
                ('text', models.CharField(max_length=500)),
                ('cause', models.TextField(blank=True)),
                ('who', models.CharField(blank=True, max_length=120)),
                ('due_on', models.DateField()),
                ('proof_wanted', models.CharField(blank=True, max_length=500)),
                ('preventive', models.BooleanField(default=False)),
                ('blocked_reason', models.TextField(blank=True)),
                ('alternative', models.TextField(blank=True)),
                ('reminded_on', models.DateField(null=True)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('finding', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='measures', to='aktsom.finding')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='measures', to='aktsom.actionplan')),
            ],
            options={
                'ordering': ['due_on', 'id'],
                'indexes': [models.Index(fields=['state', 'due_on'], name='measure_by_due_day')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', [aktsom.findings.states.MeasureState['OPEN'], aktsom.findings.states.MeasureState['PROVED'], aktsom.findings.states.MeasureState['INSUFFICIENT'], aktsom.findings.states.MeasureState['BLOCKED'], aktsom.findings.states.MeasureState['SUFFICIENT']])), name='measure_state_known'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='measure_has_text'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'blocked'), _negated=True), models.Q(models.Q(('blocked_reason', ''), _negated=True), models.Q(('alternative', ''), _negated=True)), _connector='OR'), name='blocked_measure_has_reason_and_control')],
            },
        ),
        migrations.CreateModel(
            name='Extension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('before', models.DateField()),
                ('after', models.DateField()),
                ('reason', models.TextField()),
                ('at', models.DateTimeField()),
                ('person_id', models.BigIntegerField(null=True)),
                ('measure', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='extensions', to='aktsom.measure')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='extension_has_reason'), models.CheckConstraint(condition=models.Q(('after__gt', models.F('before'))), name='extension_is_later')],
            },
        ),
        migrations.CreateModel(
            name='Payment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(max_length=300)),
                ('by_supplier', models.BooleanField(default=False)),
                ('said_at', models.DateTimeField()),
                ('said_by_id', models.BigIntegerField(null=True)),
                ('superseded_at', models.DateTimeField(null=True)),
                ('public_id', aktsom.core.public_ids.PublicIdField('pay')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=15)),
                ('paid_on', models.DateField()),
                ('entitlement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='aktsom.entitlement')),
            ],
            options={
                'ordering': ['paid_on', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='payment_is_positive')],
            },
        ),
        migrations.CreateModel(
            name='Proof',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', aktsom.core.public_ids.PublicIdField('prf')),
                ('text', models.TextField()),
                ('given_at', models.DateTimeField()),
                ('given_by_id', models.BigIntegerField(null=True)),
                ('sufficient', models.BooleanField(null=True)),
                ('reason', models.TextField(blank=True)),
                ('checked_how', models.CharField(blank=True, max_length=16)),
                ('judged_at', models.DateTimeField(null=True)),
                ('judged_by_id', models.BigIntegerField(null=True)),
                ('evidence', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.evidence')),
                ('measure', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proofs', to='aktsom.measure')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='proof_has_text'), models.CheckConstraint(condition=models.Q(('sufficient__isnull', True), models.Q(models.Q(('reason', ''), _negated=True), ('judged_at__isnull', False)), _connector='OR'), name='judged_proof_has_reason'), models.CheckConstraint(condition=models.Q(('judged_by_id__isnull', True), ('given_by_id__isnull', True), models.Q(('judged_by_id', models.F('given_by_id')), _negated=True), _connector='OR'), name='proof_judged_by_another')],
            },
        ),
        migrations.CreateModel(
            name='StatedTotal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(max_length=300)),
                ('by_supplier', models.BooleanField(default=False)),
                ('said_at', models.DateTimeField()),
                ('said_by_id', models.BigIntegerField(null=True)),
                ('superseded_at', models.DateTimeField(null=True)),
                ('public_id', aktsom.core.public_ids.PublicIdField('tot')),
                ('currency', models.CharField(max_length=3)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=15)),
                ('finding', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stated_totals', to='aktsom.finding')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('amount__gte', 0), models.Q(('currency', ''), _negated=True)), name='stated_total_is_money'), models.UniqueConstraint(condition=models.Q(('superseded_at__isnull', True)), fields=('finding', 'currency'), name='stated_total_once')],
            },
        ),
        migrations.RunPython(raise_wall, lower_wall),
    ])
