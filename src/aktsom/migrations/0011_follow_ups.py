"""Follow-ups and the contracts they cover. A planned one is the team's own until it is announced."""

import aktsom.core.public_ids
import aktsom.follow_up.states
import django.db.models.deletion
from django.db import migrations, models


from aktsom.migrations._policies import among, either, put_up, take_down
from aktsom.migrations._tables import together

TEAMS = among("team_id", "teams")
OF_SEEN = "follow_up_id = any(array(select id from aktsom_followup))"
OURS = either(TEAMS, among("member_id", "members"))
OF_OURS = f"follow_up_id = any(array(select id from aktsom_followup where {OURS}))"


def policies(network):
    return {
        "followup": (either(OURS, "announced_at is not null" if network else False), OURS),
        "coveredcontract": (OF_SEEN, OF_OURS),
    }


def guard(apps, schema_editor):
    put_up(schema_editor, policies)


def release(apps, schema_editor):
    take_down(schema_editor, policies)


class Migration(migrations.Migration):

    dependencies = [
        ('aktsom', '0010_questionnaires'),
    ]

    operations = together(
        [
        migrations.CreateModel(
            name='FollowUp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', aktsom.core.public_ids.PublicIdField('fol')),
                ('group_id', models.CharField(max_length=40)),
                ('products', models.JSONField(default=list)),
                ('state', models.CharField(choices=[(aktsom.follow_up.states.FollowUpState['PLANNED'], aktsom.follow_up.states.FollowUpState['PLANNED']), (aktsom.follow_up.states.FollowUpState['ANNOUNCED'], aktsom.follow_up.states.FollowUpState['ANNOUNCED']), (aktsom.follow_up.states.FollowUpState['RUNNING'], aktsom.follow_up.states.FollowUpState['RUNNING']), (aktsom.follow_up.states.FollowUpState['CONCLUDED'], aktsom.follow_up.states.FollowUpState['CONCLUDED']), (aktsom.follow_up.states.FollowUpState['DROPPED'], aktsom.follow_up.states.FollowUpState['DROPPED'])], default=aktsom.follow_up.states.FollowUpState['PLANNED'], max_length=10)),
                ('methods', models.JSONField(default=list)),
                ('form', models.CharField(blank=True, choices=[(aktsom.follow_up.states.Form['FULL'], aktsom.follow_up.states.Form['FULL']), (aktsom.follow_up.states.Form['SIMPLIFIED'], aktsom.follow_up.states.Form['SIMPLIFIED'])], max_length=10)),
                ('form_proposed', models.CharField(blank=True, choices=[(aktsom.follow_up.states.Form['FULL'], aktsom.follow_up.states.Form['FULL']), (aktsom.follow_up.states.Form['SIMPLIFIED'], aktsom.follow_up.states.Form['SIMPLIFIED'])], max_length=10)),
                ('form_ground', models.CharField(blank=True, max_length=20)),
                ('form_reason', models.TextField(blank=True)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('lead_id', models.BigIntegerField(null=True)),
                ('beside', models.TextField(blank=True)),
                ('dropped_reason', models.TextField(blank=True)),
                ('made_at', models.DateTimeField()),
                ('made_by_id', models.BigIntegerField(null=True)),
                ('announced_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('member', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.member')),
                ('supplier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='follow_ups', to='aktsom.supplier')),
                ('team', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='follow_ups', to='aktsom.categoryteam')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['supplier', 'group_id', 'state'], name='follow_up_of_supplier'), models.Index(fields=['team', 'state', 'ends_on'], name='follow_up_of_team')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', [aktsom.follow_up.states.FollowUpState['PLANNED'], aktsom.follow_up.states.FollowUpState['ANNOUNCED'], aktsom.follow_up.states.FollowUpState['RUNNING'], aktsom.follow_up.states.FollowUpState['CONCLUDED'], aktsom.follow_up.states.FollowUpState['DROPPED']])), name='follow_up_state_known'), models.CheckConstraint(condition=models.Q(('team__isnull', True), ('member__isnull', True), _connector='XOR'), name='follow_up_by_team_or_member'), models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='follow_up_dates_in_order'), models.CheckConstraint(condition=models.Q(('state__in', ['planned', 'dropped']), ('announced_at__isnull', False), _connector='OR'), name='follow_up_announced_has_time'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'dropped'), _negated=True), models.Q(('dropped_reason', ''), _negated=True), _connector='OR'), name='dropped_follow_up_has_reason')],
            },
        ),
        migrations.CreateModel(
            name='CoveredContract',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('joined_at', models.DateTimeField()),
                ('joined_late', models.BooleanField(default=False)),
                ('left_at', models.DateTimeField(null=True)),
                ('contract', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='follow_ups', to='aktsom.contract')),
                ('mandate', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.mandate')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.member')),
                ('follow_up', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='covered', to='aktsom.followup')),
            ],
            options={
                'indexes': [models.Index(fields=['contract', '-id'], name='covered_by_follow_up')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('left_at__isnull', True)), fields=('follow_up', 'contract'), name='covered_contract_once')],
            },
        ),
        migrations.RunPython(guard, release),
    ])
