"""Conclusions on points of the terms, the evidence they rest on, and who builds on them."""

import django.db.models.deletion
from django.db import migrations, models

import aktsom.core.public_ids
import aktsom.follow_up.rules.reliance
import aktsom.follow_up.states
from aktsom.migrations._policies import among, either, put_up, take_down
from aktsom.migrations._tables import together

OURS = either(among("team_id", "teams"), among("member_id", "members"))
OWN = among("member_id", "members")
OF_SEEN = "follow_up_id = any(array(select id from aktsom_followup))"
OF_OURS = f"follow_up_id = any(array(select id from aktsom_followup where {OURS}))"
OF_OUR_CONCLUSIONS = f"conclusion_id = any(array(select id from aktsom_conclusion where {OF_OURS}))"


def policies(network):
    return {
        "conclusion": (OF_SEEN, OF_OURS),
        "citedevidence": OF_OUR_CONCLUSIONS,
        "reliancedecision": (either(OWN, OF_SEEN if network else False), OWN),
    }


def raise_wall(apps, schema_editor):
    put_up(schema_editor, policies)


def lower_wall(apps, schema_editor):
    take_down(schema_editor, policies)


class Migration(migrations.Migration):

    dependencies = [
        ('aktsom', '0015_dispatch'),
    ]

    operations = together(
        [
        migrations.CreateModel(
            name='Conclusion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', aktsom.core.public_ids.PublicIdField('ccl')),
                ('number', models.CharField(max_length=8)),
                ('wording', models.TextField()),
                ('products', models.JSONField(default=list)),
                ('method', models.CharField(blank=True, choices=[(aktsom.follow_up.states.Method['SELF_REPORT'], aktsom.follow_up.states.Method['SELF_REPORT']), (aktsom.follow_up.states.Method['MEETING'], aktsom.follow_up.states.Method['MEETING']), (aktsom.follow_up.states.Method['DOCUMENT_REVIEW'], aktsom.follow_up.states.Method['DOCUMENT_REVIEW']), (aktsom.follow_up.states.Method['AUDIT'], aktsom.follow_up.states.Method['AUDIT'])], max_length=16)),
                ('done_on', models.DateField()),
                ('verdict', models.CharField(choices=[(aktsom.follow_up.states.Verdict['MET'], aktsom.follow_up.states.Verdict['MET']), (aktsom.follow_up.states.Verdict['NOT_MET'], aktsom.follow_up.states.Verdict['NOT_MET']), (aktsom.follow_up.states.Verdict['NOT_SHOWN'], aktsom.follow_up.states.Verdict['NOT_SHOWN']), (aktsom.follow_up.states.Verdict['NOT_ASSESSED'], aktsom.follow_up.states.Verdict['NOT_ASSESSED'])], max_length=12)),
                ('reason', models.TextField()),
                ('left_open', models.TextField(blank=True)),
                ('risks', models.JSONField(default=list)),
                ('qualities', models.JSONField(default=list)),
                ('concluded_at', models.DateTimeField()),
                ('concluded_by_id', models.BigIntegerField(null=True)),
                ('superseded_at', models.DateTimeField(null=True)),
                ('follow_up', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conclusions', to='aktsom.followup')),
                ('term_set', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.termset')),
            ],
            options={
                'ordering': ['term_set', 'number', 'id'],
                'indexes': [models.Index(fields=['follow_up', 'term_set', 'number'], name='conclusion_of_point')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('superseded_at__isnull', True)), fields=('follow_up', 'term_set', 'number', 'method', 'products'), name='conclusion_one_current'), models.CheckConstraint(condition=models.Q(('method__in', [aktsom.follow_up.states.Method['SELF_REPORT'], aktsom.follow_up.states.Method['MEETING'], aktsom.follow_up.states.Method['DOCUMENT_REVIEW'], aktsom.follow_up.states.Method['AUDIT']]), models.Q(('method', ''), ('verdict', aktsom.follow_up.states.Verdict['NOT_ASSESSED'])), _connector='OR'), name='conclusion_method_known'), models.CheckConstraint(condition=models.Q(('verdict__in', [aktsom.follow_up.states.Verdict['MET'], aktsom.follow_up.states.Verdict['NOT_MET'], aktsom.follow_up.states.Verdict['NOT_SHOWN'], aktsom.follow_up.states.Verdict['NOT_ASSESSED']])), name='conclusion_verdict_known'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='conclusion_has_reason'), models.CheckConstraint(condition=models.Q(('superseded_at__isnull', True), ('superseded_at__gte', models.F('concluded_at')), _connector='OR'), name='conclusion_superseded_later')],
            },
        ),
        migrations.CreateModel(
            name='CitedEvidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('confirmed', models.BooleanField(default=False)),
                ('evidence', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cited_in', to='aktsom.evidence')),
                ('conclusion', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cited', to='aktsom.conclusion')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('conclusion', 'evidence'), name='evidence_cited_once')],
            },
        ),
        migrations.CreateModel(
            name='RelianceDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', aktsom.core.public_ids.PublicIdField('rly')),
                ('choice', models.CharField(choices=[(aktsom.follow_up.rules.reliance.Reliance['FULLY'], aktsom.follow_up.rules.reliance.Reliance['FULLY']), (aktsom.follow_up.rules.reliance.Reliance['PARTLY'], aktsom.follow_up.rules.reliance.Reliance['PARTLY']), (aktsom.follow_up.rules.reliance.Reliance['OWN'], aktsom.follow_up.rules.reliance.Reliance['OWN'])], max_length=6)),
                ('reason', models.TextField()),
                ('against', models.JSONField(default=list)),
                ('decided_at', models.DateTimeField()),
                ('decided_by_id', models.BigIntegerField(null=True)),
                ('superseded_at', models.DateTimeField(null=True)),
                ('contract', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reliance', to='aktsom.contract')),
                ('follow_up', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reliance', to='aktsom.followup')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.member')),
                ('term_set', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.termset')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['contract', '-id'], name='reliance_of_contract')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('superseded_at__isnull', True)), fields=('contract', 'follow_up'), name='reliance_one_current'), models.CheckConstraint(condition=models.Q(('choice__in', [aktsom.follow_up.rules.reliance.Reliance['FULLY'], aktsom.follow_up.rules.reliance.Reliance['PARTLY'], aktsom.follow_up.rules.reliance.Reliance['OWN']])), name='reliance_choice_known'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='reliance_has_reason'), models.CheckConstraint(condition=models.Q(models.Q(('choice', 'fully'), _negated=True), ('against', []), _connector='OR'), name='reliance_full_unopposed')],
            },
        ),
        migrations.RunPython(raise_wall, lower_wall),
    ])
