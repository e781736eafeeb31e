"""Recommendations and sanction decisions: the team's to all who have a contract covered, each owner's own to itself, and
that a decision exists to the others."""

import aktsom.core.public_ids
import aktsom.sanctions.states
import aktsom.sharing.keys
import django.db.models.deletion
from django.db import migrations, models

from aktsom.migrations._policies import among, either, put_up, setting, take_down
from aktsom.migrations._tables import together

KEYS = f"seen_by && {setting('keys')}"
OWN = among("owner_id", "members")
COVERED = f"select follow_up_id from aktsom_coveredcontract where left_at is null and {among('member_id', 'members')}"
SHARED = f"shared_at is not null and follow_up_id = any(array({COVERED}))"


def of(column, table, test=""):
    return f"{column} = any(array(select id from aktsom_{table}{test and f' where {test}'}))"


def policies(network):
    return {
        # Whoever decides on a recommendation holds it still meanwhile.
        "recommendation": (either(KEYS, SHARED), KEYS, either(KEYS, SHARED)),
        "recommendedon": (of("recommendation_id", "recommendation"), of("recommendation_id", "recommendation", KEYS)),
        "sanctiondecision": (either(KEYS, SHARED), OWN),
        "decisionmade": (either(KEYS, SHARED), OWN),
    }


def raise_wall(apps, schema_editor):
    put_up(schema_editor, policies)


def lower_wall(apps, schema_editor):
    take_down(schema_editor, policies)


class Migration(migrations.Migration):

    dependencies = [
        ('aktsom', '0023_findings'),
    ]

    operations = together(
        [
        migrations.CreateModel(
            name='Recommendation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', aktsom.core.public_ids.PublicIdField('rcm')),
                ('seen_by', aktsom.sharing.keys.AudienceKeys()),
                ('shared_at', models.DateTimeField()),
                ('state', models.CharField(choices=[(aktsom.sanctions.states.RecommendationState['MADE'], aktsom.sanctions.states.RecommendationState['MADE']), (aktsom.sanctions.states.RecommendationState['REPLACED'], aktsom.sanctions.states.RecommendationState['REPLACED']), (aktsom.sanctions.states.RecommendationState['WITHDRAWN'], aktsom.sanctions.states.RecommendationState['WITHDRAWN'])], default=aktsom.sanctions.states.RecommendationState['MADE'], max_length=10)),
                ('step', models.CharField(max_length=30)),
                ('reasons', models.TextField()),
                ('proportionality', models.TextField()),
                ('workers_interest', models.TextField()),
                ('made_at', models.DateTimeField()),
                ('made_by_id', models.BigIntegerField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_reason', models.TextField(blank=True)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('follow_up', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recommendations', to='aktsom.followup')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.member')),
                ('replaces', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='aktsom.recommendation')),
                ('supplier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.supplier')),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.categoryteam')),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='RecommendedOn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('finding', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recommended_on', to='aktsom.finding')),
                ('recommendation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rests_on', to='aktsom.recommendation')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='SanctionDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', aktsom.core.public_ids.PublicIdField('sde')),
                ('seen_by', aktsom.sharing.keys.AudienceKeys()),
                ('shared_at', models.DateTimeField(null=True)),
                ('state', models.CharField(choices=[(aktsom.sanctions.states.DecisionState['DRAFT'], aktsom.sanctions.states.DecisionState['DRAFT']), (aktsom.sanctions.states.DecisionState['DECIDED'], aktsom.sanctions.states.DecisionState['DECIDED']), (aktsom.sanctions.states.DecisionState['SUPERSEDED'], aktsom.sanctions.states.DecisionState['SUPERSEDED']), (aktsom.sanctions.states.DecisionState['WITHDRAWN'], aktsom.sanctions.states.DecisionState['WITHDRAWN'])], default=aktsom.sanctions.states.DecisionState['DRAFT'], max_length=10)),
                ('answer', models.CharField(blank=True, choices=[(aktsom.sanctions.states.Answer['FOLLOW'], aktsom.sanctions.states.Answer['FOLLOW']), (aktsom.sanctions.states.Answer['OTHER_STEP'], aktsom.sanctions.states.Answer['OTHER_STEP']), (aktsom.sanctions.states.Answer['DECLINE'], aktsom.sanctions.states.Answer['DECLINE']), (aktsom.sanctions.states.Answer['AWAIT'], aktsom.sanctions.states.Answer['AWAIT'])], max_length=10)),
                ('step', models.CharField(blank=True, max_length=30)),
                ('reason', models.TextField(blank=True)),
                ('written', models.JSONField(default=dict)),
                ('aside', models.JSONField(default=dict)),
                ('is_grave', models.BooleanField(default=False)),
                ('ticked', models.JSONField(default=dict)),
                ('deadline_on', models.DateField(null=True)),
                ('await_until', models.DateField(null=True)),
                ('begun_at', models.DateTimeField()),
                ('begun_by_id', models.BigIntegerField(null=True)),
                ('decided_at', models.DateTimeField(null=True)),
                ('decided_by_id', models.BigIntegerField(null=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('withdrawn_reason', models.TextField(blank=True)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('contract', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sanction_decisions', to='aktsom.contract')),
                ('follow_up', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sanction_decisions', to='aktsom.followup')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.member')),
                ('recommendation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='aktsom.recommendation')),
                ('supersedes', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='superseded_by', to='aktsom.sanctiondecision')),
                ('supplier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.supplier')),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='DecisionMade',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seen_by', aktsom.sharing.keys.AudienceKeys()),
                ('shared_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('contract', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.contract')),
                ('follow_up', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions_made', to='aktsom.followup')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.member')),
                ('recommendation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decisions_made', to='aktsom.recommendation')),
                ('decision', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='made', to='aktsom.sanctiondecision')),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.AddConstraint(
            model_name='recommendation',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', [aktsom.sanctions.states.RecommendationState['MADE'], aktsom.sanctions.states.RecommendationState['REPLACED'], aktsom.sanctions.states.RecommendationState['WITHDRAWN']])), name='recommendation_state_known'),
        ),
        migrations.AddConstraint(
            model_name='recommendation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('step', ''), _negated=True), models.Q(('reasons', ''), _negated=True), models.Q(('proportionality', ''), _negated=True), models.Q(('workers_interest', ''), _negated=True)), name='recommendation_is_reasoned'),
        ),
        migrations.AddConstraint(
            model_name='recommendation',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'made'), ('ended_at__isnull', False), _connector='OR'), name='recommendation_ended_since'),
        ),
        migrations.AddConstraint(
            model_name='recommendation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('ended_reason', ''), _negated=True), _connector='OR'), name='withdrawn_recommendation_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='recommendation',
            constraint=models.CheckConstraint(condition=models.Q(('replaces__isnull', True), ('replaces__lt', models.F('id')), _connector='OR'), name='recommendation_after_replaced'),
        ),
        migrations.AddConstraint(
            model_name='recommendation',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'made')), fields=('follow_up',), name='recommendation_one_of_follow_up'),
        ),
        migrations.AddConstraint(
            model_name='recommendedon',
            constraint=models.UniqueConstraint(fields=('recommendation', 'finding'), name='recommended_on_finding_once'),
        ),
        migrations.AddIndex(
            model_name='sanctiondecision',
            index=models.Index(fields=['contract', 'state'], name='sanction_decision_of_contract'),
        ),
        migrations.AddConstraint(
            model_name='sanctiondecision',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', [aktsom.sanctions.states.DecisionState['DRAFT'], aktsom.sanctions.states.DecisionState['DECIDED'], aktsom.sanctions.states.DecisionState['SUPERSEDED'], aktsom.sanctions.states.DecisionState['WITHDRAWN']])), name='sanction_decision_state_known'),
        ),
        migrations.AddConstraint(
            model_name='sanctiondecision',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'withdrawn']), models.Q(('decided_at__isnull', False), ('decided_by_id__isnull', False), models.Q(('answer', ''), _negated=True), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='sanction_decision_is_reasoned'),
        ),
        migrations.AddConstraint(
            model_name='sanctiondecision',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'withdrawn']), models.Q(('answer__in', ['follow', 'other_step']), models.Q(('step', ''), _negated=True)), models.Q(('answer__in', ['decline', 'await']), ('step', '')), _connector='OR'), name='sanction_decision_step_of_answer'),
        ),
        migrations.AddConstraint(
            model_name='sanctiondecision',
            constraint=models.CheckConstraint(condition=models.Q(('recommendation__isnull', False), models.Q(('answer', 'follow'), _negated=True), _connector='OR'), name='sanction_decision_follows_recommendation'),
        ),
        migrations.AddConstraint(
            model_name='sanctiondecision',
            constraint=models.CheckConstraint(condition=models.Q(('shared_at__isnull', True), models.Q(('state', 'draft'), _negated=True), _connector='OR'), name='draft_decision_not_shared'),
        ),
        migrations.AddConstraint(
            model_name='sanctiondecision',
            constraint=models.CheckConstraint(condition=models.Q(('supersedes__isnull', True), ('supersedes__lt', models.F('id')), _connector='OR'), name='sanction_decision_after_earlier'),
        ),
        migrations.AddConstraint(
            model_name='sanctiondecision',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'draft')), fields=('contract', 'follow_up'), name='sanction_decision_one_draft'),
        ),
        migrations.AddConstraint(
            model_name='sanctiondecision',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'decided')), fields=('contract', 'recommendation'), name='sanction_decision_one_stands'),
        ),
        migrations.AddIndex(
            model_name='decisionmade',
            index=models.Index(fields=['follow_up', 'contract'], name='decision_made_of_follow_up'),
        ),
        migrations.RunPython(raise_wall, lower_wall),
    ])
