"""What sanction decisions set in motion: seen by the owner body, by the supplier once it is decided, and by those with
whom the owner shares the decision. Conditions for ordering are the owner's and the supplier's; competitions the owner's
alone."""

import aktsom.core.public_ids
import aktsom.sanctions.step_states
import aktsom.sharing.keys
import django.db.models.deletion
from django.db import migrations, models

from aktsom.migrations._policies import among, either, put_up, setting, take_down
from aktsom.migrations._tables import together

KEYS = f"seen_by && {setting('keys')}"
OWN = among("owner_id", "members")


def of(column, table, test=""):
    return f"{column} = any(array(select id from aktsom_{table}{test and f' where {test}'}))"


SHARED = of("decision_id", "sanctiondecision", "shared_at is not null")


def policies(network):
    return {
        "exitassessment": (either(KEYS, SHARED), OWN),
        **dict.fromkeys(("suspension", "replacement", "termination"), (either(KEYS, SHARED), KEYS)),
        "suspensionstep": (of("suspension_id", "suspension"), of("suspension_id", "suspension", KEYS)),
        "newplace": (of("replacement_id", "replacement"), of("replacement_id", "replacement", KEYS)),
        "ordercondition": (KEYS, OWN),
        "bid": (KEYS, OWN),
        "qualificationrefusal": (of("bid_id", "bid"), OWN),
    }


def raise_wall(apps, schema_editor):
    put_up(schema_editor, policies)


def lower_wall(apps, schema_editor):
    take_down(schema_editor, policies)


class Migration(migrations.Migration):

    dependencies = [
        ('aktsom', '0024_recommendations'),
    ]

    operations = together(
        [
        migrations.CreateModel(
            name='Bid',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', aktsom.core.public_ids.PublicIdField('bid')),
                ('seen_by', aktsom.sharing.keys.AudienceKeys()),
                ('state', models.CharField(choices=[(aktsom.sanctions.step_states.UseState['NOTED'], aktsom.sanctions.step_states.UseState['NOTED']), (aktsom.sanctions.step_states.UseState['HEARING'], aktsom.sanctions.step_states.UseState['HEARING']), (aktsom.sanctions.step_states.UseState['USED'], aktsom.sanctions.step_states.UseState['USED']), (aktsom.sanctions.step_states.UseState['NOT_USED'], aktsom.sanctions.step_states.UseState['NOT_USED'])], default=aktsom.sanctions.step_states.UseState['NOTED'], max_length=10)),
                ('competition', models.CharField(max_length=200)),
                ('reference', models.CharField(blank=True, max_length=80)),
                ('noted_at', models.DateTimeField()),
                ('noted_by_id', models.BigIntegerField(null=True)),
                ('about_from', models.DateField(null=True)),
                ('about_to', models.DateField(null=True)),
                ('ground', models.CharField(blank=True, max_length=40)),
                ('told_how', models.TextField(blank=True)),
                ('hear_by', models.DateField(null=True)),
                ('supplier_says', models.TextField(blank=True)),
                ('reason', models.TextField(blank=True)),
                ('decided_at', models.DateTimeField(null=True)),
                ('decided_by_id', models.BigIntegerField(null=True)),
                ('over_at', models.DateTimeField(null=True)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('about', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.sanctiondecision')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.member')),
                ('supplier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.supplier')),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='ExitAssessment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', aktsom.core.public_ids.PublicIdField('eas')),
                ('seen_by', aktsom.sharing.keys.AudienceKeys()),
                ('workers', models.TextField()),
                ('tried', models.TextField()),
                ('left_open', models.TextField()),
                ('knew', models.JSONField(default=dict)),
                ('written_at', models.DateTimeField()),
                ('written_by_id', models.BigIntegerField(null=True)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('decision', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='exit_assessment', to='aktsom.sanctiondecision')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.member')),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='OrderCondition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', aktsom.core.public_ids.PublicIdField('ocn')),
                ('seen_by', aktsom.sharing.keys.AudienceKeys()),
                ('state', models.CharField(choices=[(aktsom.sanctions.step_states.OrderConditionState['WAITS'], aktsom.sanctions.step_states.OrderConditionState['WAITS']), (aktsom.sanctions.step_states.OrderConditionState['MET'], aktsom.sanctions.step_states.OrderConditionState['MET']), (aktsom.sanctions.step_states.OrderConditionState['WAIVED'], aktsom.sanctions.step_states.OrderConditionState['WAIVED'])], default=aktsom.sanctions.step_states.OrderConditionState['WAITS'], max_length=10)),
                ('text', models.CharField(max_length=300)),
                ('point', models.CharField(blank=True, max_length=60)),
                ('products', models.JSONField(default=list)),
                ('months', models.PositiveSmallIntegerField(null=True)),
                ('due_on', models.DateField()),
                ('warned_on', models.DateField(null=True)),
                ('decided_at', models.DateTimeField(null=True)),
                ('shown_on', models.DateField(null=True)),
                ('rests_on', models.TextField(blank=True)),
                ('reason', models.TextField(blank=True)),
                ('made_at', models.DateTimeField()),
                ('made_by_id', models.BigIntegerField(null=True)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('contract', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='order_conditions', to='aktsom.contract')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.member')),
            ],
            options={
                'ordering': ['due_on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='QualificationRefusal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', aktsom.core.public_ids.PublicIdField('qrf')),
                ('missing', models.TextField()),
                ('ground', models.CharField(max_length=40)),
                ('reason', models.TextField()),
                ('decided_on', models.DateField()),
                ('made_at', models.DateTimeField()),
                ('made_by_id', models.BigIntegerField(null=True)),
                ('bid', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='refusal', to='aktsom.bid')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.member')),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='Replacement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', aktsom.core.public_ids.PublicIdField('rpl')),
                ('contract_title', models.CharField(max_length=300)),
                ('seen_by', aktsom.sharing.keys.AudienceKeys()),
                ('state', models.CharField(choices=[(aktsom.sanctions.step_states.ReplacementState['DRAFTED'], aktsom.sanctions.step_states.ReplacementState['DRAFTED']), (aktsom.sanctions.step_states.ReplacementState['DEMANDED'], aktsom.sanctions.step_states.ReplacementState['DEMANDED']), (aktsom.sanctions.step_states.ReplacementState['PROPOSED'], aktsom.sanctions.step_states.ReplacementState['PROPOSED']), (aktsom.sanctions.step_states.ReplacementState['ASSESSED'], aktsom.sanctions.step_states.ReplacementState['ASSESSED']), (aktsom.sanctions.step_states.ReplacementState['CONFIRMED'], aktsom.sanctions.step_states.ReplacementState['CONFIRMED']), (aktsom.sanctions.step_states.ReplacementState['DROPPED'], aktsom.sanctions.step_states.ReplacementState['DROPPED'])], default=aktsom.sanctions.step_states.ReplacementState['DRAFTED'], max_length=10)),
                ('old_key', models.CharField(max_length=300)),
                ('old_name', models.CharField(max_length=300)),
                ('old_country', models.CharField(blank=True, max_length=2)),
                ('products', models.JSONField(default=list)),
                ('wanted', models.TextField(blank=True)),
                ('since', models.DateField(null=True)),
                ('due_on', models.DateField()),
                ('told_due_on', models.DateField(null=True)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('delivers_from', models.DateField(null=True)),
                ('told_in', models.CharField(blank=True, max_length=16)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('contract', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='replacements', to='aktsom.contract')),
                ('decision', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='replacement', to='aktsom.sanctiondecision')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.member')),
                ('supplier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.supplier')),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='NewPlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', aktsom.core.public_ids.PublicIdField('npl')),
                ('site_key', models.CharField(blank=True, max_length=16)),
                ('name', models.CharField(max_length=300)),
                ('country', models.CharField(max_length=2)),
                ('town', models.CharField(blank=True, max_length=100)),
                ('address', models.CharField(blank=True, max_length=400)),
                ('text', models.TextField()),
                ('by_supplier', models.BooleanField()),
                ('proposed_at', models.DateTimeField()),
                ('proposed_by_id', models.BigIntegerField(null=True)),
                ('taken_back_at', models.DateTimeField(null=True)),
                ('knew', models.JSONField(default=dict)),
                ('weighed', models.TextField(blank=True)),
                ('weighed_at', models.DateTimeField(null=True)),
                ('weighed_by_id', models.BigIntegerField(null=True)),
                ('refused_reason', models.TextField(blank=True)),
                ('refused_at', models.DateTimeField(null=True)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('replacement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposed', to='aktsom.replacement')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Suspension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', aktsom.core.public_ids.PublicIdField('sus')),
                ('contract_title', models.CharField(max_length=300)),
                ('seen_by', aktsom.sharing.keys.AudienceKeys()),
                ('state', models.CharField(choices=[(aktsom.sanctions.step_states.SuspensionState['DRAFTED'], aktsom.sanctions.step_states.SuspensionState['DRAFTED']), (aktsom.sanctions.step_states.SuspensionState['IN_FORCE'], aktsom.sanctions.step_states.SuspensionState['IN_FORCE']), (aktsom.sanctions.step_states.SuspensionState['SHOWN'], aktsom.sanctions.step_states.SuspensionState['SHOWN']), (aktsom.sanctions.step_states.SuspensionState['LIFTED'], aktsom.sanctions.step_states.SuspensionState['LIFTED']), (aktsom.sanctions.step_states.SuspensionState['ENDED'], aktsom.sanctions.step_states.SuspensionState['ENDED']), (aktsom.sanctions.step_states.SuspensionState['DROPPED'], aktsom.sanctions.step_states.SuspensionState['DROPPED'])], default=aktsom.sanctions.step_states.SuspensionState['DRAFTED'], max_length=10)),
                ('whole', models.BooleanField()),
                ('products', models.JSONField(default=list)),
                ('places', models.JSONField(default=list)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('lift_test', models.TextField()),
                ('warned_on', models.DateField(null=True)),
                ('told_over_on', models.DateField(null=True)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('contract', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='suspensions', to='aktsom.contract')),
                ('decision', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='suspension', to='aktsom.sanctiondecision')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.member')),
                ('supplier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.supplier')),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='SuspensionStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=12)),
                ('by_supplier', models.BooleanField(default=False)),
                ('result', models.CharField(blank=True, max_length=8)),
                ('text', models.TextField()),
                ('rests_on', models.TextField(blank=True)),
                ('before', models.DateField(null=True)),
                ('after', models.DateField(null=True)),
                ('at', models.DateTimeField()),
                ('person_id', models.BigIntegerField(null=True)),
                ('evidence', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.evidence')),
                ('suspension', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='aktsom.suspension')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Termination',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', aktsom.core.public_ids.PublicIdField('trm')),
                ('contract_title', models.CharField(max_length=300)),
                ('seen_by', aktsom.sharing.keys.AudienceKeys()),
                ('state', models.CharField(choices=[(aktsom.sanctions.step_states.TerminationState['DRAFTED'], aktsom.sanctions.step_states.TerminationState['DRAFTED']), (aktsom.sanctions.step_states.TerminationState['STANDING'], aktsom.sanctions.step_states.TerminationState['STANDING']), (aktsom.sanctions.step_states.TerminationState['SETTLED'], aktsom.sanctions.step_states.TerminationState['SETTLED']), (aktsom.sanctions.step_states.TerminationState['DROPPED'], aktsom.sanctions.step_states.TerminationState['DROPPED'])], default=aktsom.sanctions.step_states.TerminationState['DRAFTED'], max_length=10)),
                ('from_on', models.DateField()),
                ('followed_how', models.TextField()),
                ('supplier_says', models.TextField(blank=True)),
                ('supplier_said_at', models.DateTimeField(null=True)),
                ('settled_at', models.DateTimeField(null=True)),
                ('settled_reason', models.TextField(blank=True)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('contract', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='terminations', to='aktsom.contract')),
                ('decision', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='termination', to='aktsom.sanctiondecision')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.member')),
                ('supplier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.supplier')),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.AddConstraint(
            model_name='bid',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', [aktsom.sanctions.step_states.UseState['NOTED'], aktsom.sanctions.step_states.UseState['HEARING'], aktsom.sanctions.step_states.UseState['USED'], aktsom.sanctions.step_states.UseState['NOT_USED']])), name='bid_state_known'),
        ),
        migrations.AddConstraint(
            model_name='bid',
            constraint=models.CheckConstraint(condition=models.Q(('competition', ''), _negated=True), name='bid_names_competition'),
        ),
        migrations.AddConstraint(
            model_name='bid',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['hearing', 'used']), _negated=True), models.Q(('about__isnull', False), ('about_from__isnull', False), ('about_to__isnull', False), ('hear_by__isnull', False), models.Q(('ground', ''), _negated=True), models.Q(('told_how', ''), _negated=True)), _connector='OR'), name='bid_use_says_of_what'),
        ),
        migrations.AddConstraint(
            model_name='bid',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['used', 'not_used']), _negated=True), models.Q(('decided_at__isnull', False), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='bid_use_is_reasoned'),
        ),
        migrations.AddConstraint(
            model_name='bid',
            constraint=models.UniqueConstraint(fields=('owner', 'supplier', 'competition', 'reference'), name='bid_noted_once'),
        ),
        migrations.AddConstraint(
            model_name='exitassessment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('workers', ''), _negated=True), models.Q(('tried', ''), _negated=True), models.Q(('left_open', ''), _negated=True)), name='exit_assessment_is_whole'),
        ),
        migrations.AddIndex(
            model_name='ordercondition',
            index=models.Index(fields=['state', 'due_on'], name='order_condition_by_day'),
        ),
        migrations.AddConstraint(
            model_name='ordercondition',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', [aktsom.sanctions.step_states.OrderConditionState['WAITS'], aktsom.sanctions.step_states.OrderConditionState['MET'], aktsom.sanctions.step_states.OrderConditionState['WAIVED']])), name='order_condition_state_known'),
        ),
        migrations.AddConstraint(
            model_name='ordercondition',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='order_condition_has_text'),
        ),
        migrations.AddConstraint(
            model_name='ordercondition',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'met'), _negated=True), models.Q(('shown_on__isnull', False), models.Q(('rests_on', ''), _negated=True)), _connector='OR'), name='met_order_condition_rests_on_something'),
        ),
        migrations.AddConstraint(
            model_name='ordercondition',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'waived'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='waived_condition_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='qualificationrefusal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('missing', ''), _negated=True), models.Q(('ground', ''), _negated=True), models.Q(('reason', ''), _negated=True)), name='qualification_refusal_is_reasoned'),
        ),
        migrations.AddIndex(
            model_name='replacement',
            index=models.Index(fields=['state', 'due_on'], name='replacement_by_due_day'),
        ),
        migrations.AddConstraint(
            model_name='replacement',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', [aktsom.sanctions.step_states.ReplacementState['DRAFTED'], aktsom.sanctions.step_states.ReplacementState['DEMANDED'], aktsom.sanctions.step_states.ReplacementState['PROPOSED'], aktsom.sanctions.step_states.ReplacementState['ASSESSED'], aktsom.sanctions.step_states.ReplacementState['CONFIRMED'], aktsom.sanctions.step_states.ReplacementState['DROPPED']])), name='replacement_state_known'),
        ),
        migrations.AddConstraint(
            model_name='replacement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('old_key', ''), _negated=True), models.Q(('old_name', ''), _negated=True)), name='replacement_names_old_place'),
        ),
        migrations.AddConstraint(
            model_name='replacement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'confirmed'), _negated=True), models.Q(('confirmed_at__isnull', False), ('delivers_from__isnull', False)), _connector='OR'), name='replacement_confirmed_since'),
        ),
        migrations.AddConstraint(
            model_name='newplace',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('country', ''), _negated=True), models.Q(('text', ''), _negated=True)), name='new_place_is_named'),
        ),
        migrations.AddConstraint(
            model_name='newplace',
            constraint=models.CheckConstraint(condition=models.Q(('weighed_at__isnull', True), models.Q(('weighed', ''), _negated=True), _connector='OR'), name='weighed_place_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='newplace',
            constraint=models.CheckConstraint(condition=models.Q(('refused_at__isnull', True), models.Q(('refused_reason', ''), _negated=True), _connector='OR'), name='refused_place_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='newplace',
            constraint=models.CheckConstraint(condition=models.Q(('confirmed_at__isnull', True), ('weighed_at__isnull', False), _connector='OR'), name='confirmed_place_was_weighed'),
        ),
        migrations.AddConstraint(
            model_name='newplace',
            constraint=models.UniqueConstraint(condition=models.Q(('refused_at__isnull', True), ('taken_back_at__isnull', True)), fields=('replacement',), name='new_place_one_at_a_time'),
        ),
        migrations.AddIndex(
            model_name='suspension',
            index=models.Index(fields=['state', 'ends_on'], name='suspension_by_last_day'),
        ),
        migrations.AddConstraint(
            model_name='suspension',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', [aktsom.sanctions.step_states.SuspensionState['DRAFTED'], aktsom.sanctions.step_states.SuspensionState['IN_FORCE'], aktsom.sanctions.step_states.SuspensionState['SHOWN'], aktsom.sanctions.step_states.SuspensionState['LIFTED'], aktsom.sanctions.step_states.SuspensionState['ENDED'], aktsom.sanctions.step_states.SuspensionState['DROPPED']])), name='suspension_state_known'),
        ),
        migrations.AddConstraint(
            model_name='suspension',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='suspension_days_in_order'),
        ),
        migrations.AddConstraint(
            model_name='suspension',
            constraint=models.CheckConstraint(condition=models.Q(('lift_test', ''), _negated=True), name='suspension_has_lift_test'),
        ),
        migrations.AddConstraint(
            model_name='suspension',
            constraint=models.CheckConstraint(condition=models.Q(('whole', False), models.Q(('places', []), ('products', [])), _connector='OR'), name='whole_suspension_names_no_parts'),
        ),
        migrations.AddConstraint(
            model_name='suspensionstep',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='suspension_step_has_text'),
        ),
        migrations.AddConstraint(
            model_name='suspensionstep',
            constraint=models.CheckConstraint(condition=models.Q(('result', ''), models.Q(('rests_on', ''), _negated=True), _connector='OR'), name='judged_test_rests_on_something'),
        ),
        migrations.AddConstraint(
            model_name='suspensionstep',
            constraint=models.CheckConstraint(condition=models.Q(('after__isnull', True), ('before__isnull', False), _connector='OR'), name='moved_day_has_the_one_before'),
        ),
        migrations.AddConstraint(
            model_name='termination',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', [aktsom.sanctions.step_states.TerminationState['DRAFTED'], aktsom.sanctions.step_states.TerminationState['STANDING'], aktsom.sanctions.step_states.TerminationState['SETTLED'], aktsom.sanctions.step_states.TerminationState['DROPPED']])), name='termination_state_known'),
        ),
        migrations.AddConstraint(
            model_name='termination',
            constraint=models.CheckConstraint(condition=models.Q(('followed_how', ''), _negated=True), name='termination_says_what_is_followed'),
        ),
        migrations.AddConstraint(
            model_name='termination',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'settled'), _negated=True), models.Q(('settled_at__isnull', False), models.Q(('settled_reason', ''), _negated=True)), _connector='OR'), name='settled_termination_has_reason'),
        ),
        migrations.RunPython(raise_wall, lower_wall),
    ])
