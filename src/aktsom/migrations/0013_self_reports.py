"""Self-reports: what a supplier is asked for many contracts, what it writes, and what it has handed in. What is written
is the supplier's alone; secret passages are for those who ask."""

import aktsom.core.public_ids
import aktsom.follow_up.states
import aktsom.sharing.audiences
import aktsom.sharing.keys
import django.db.models.deletion
from django.db import migrations, models

from aktsom.migrations._policies import among, either, put_up, setting, take_down
from aktsom.migrations._tables import together

KEYS = f"seen_by && {setting('keys')}"
SUPPLIERS = among("supplier_id", "suppliers")
ASKERS = either(among("team_id", "teams"), f"team_id is null and {among('owner_id', 'members')}")


def _of(test):
    where = f" where {test}" if test else ""
    return f"self_report_id = any(array(select id from aktsom_selfreport{where}))"


def _of_submission(test):
    return f"submission_id = any(array(select id from aktsom_submission where {_of(test)}))"


def policies(network):
    parties = either(ASKERS, SUPPLIERS)
    own = _of(SUPPLIERS)
    return {
        "selfreport": (KEYS, parties),
        "reportedcontract": (_of(""), _of(parties)),
        "submission": (_of(""), own),
        "secretpassage": (_of_submission(parties), _of_submission(SUPPLIERS)),
        "sentback": (_of(""), _of(ASKERS)),
        "answer": own,
        "answerfile": own,
        "handedquestion": own,
    }


def raise_wall(apps, schema_editor):
    put_up(schema_editor, policies)


def lower_wall(apps, schema_editor):
    take_down(schema_editor, policies)


class Migration(migrations.Migration):

    dependencies = [
        ('aktsom', '0012_evidence'),
    ]

    operations = together(
        [
        migrations.CreateModel(
            name='SelfReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('audience', models.CharField(choices=[(aktsom.sharing.audiences.Audience['WORKER_PROTECTED'], aktsom.sharing.audiences.Audience['WORKER_PROTECTED']), (aktsom.sharing.audiences.Audience['CASE_TEAM'], aktsom.sharing.audiences.Audience['CASE_TEAM']), (aktsom.sharing.audiences.Audience['LINKED_BUYERS'], aktsom.sharing.audiences.Audience['LINKED_BUYERS']), (aktsom.sharing.audiences.Audience['MEMBERS'], aktsom.sharing.audiences.Audience['MEMBERS']), (aktsom.sharing.audiences.Audience['PUBLIC'], aktsom.sharing.audiences.Audience['PUBLIC'])], default=aktsom.sharing.audiences.Audience['CASE_TEAM'], max_length=16)),
                ('secrecy_ground', models.CharField(blank=True, max_length=30)),
                ('review_on', models.DateField(blank=True, null=True)),
                ('seen_by', aktsom.sharing.keys.AudienceKeys()),
                ('public_id', aktsom.core.public_ids.PublicIdField('srp')),
                ('group_id', models.CharField(max_length=40)),
                ('products', models.JSONField(default=list)),
                ('state', models.CharField(choices=[(aktsom.follow_up.states.ReportState['ASKED'], aktsom.follow_up.states.ReportState['ASKED']), (aktsom.follow_up.states.ReportState['ANSWERED'], aktsom.follow_up.states.ReportState['ANSWERED']), (aktsom.follow_up.states.ReportState['RETURNED'], aktsom.follow_up.states.ReportState['RETURNED']), (aktsom.follow_up.states.ReportState['JUDGED'], aktsom.follow_up.states.ReportState['JUDGED']), (aktsom.follow_up.states.ReportState['WITHDRAWN'], aktsom.follow_up.states.ReportState['WITHDRAWN'])], default=aktsom.follow_up.states.ReportState['ASKED'], max_length=10)),
                ('message', models.TextField(blank=True)),
                ('contact_id', models.BigIntegerField(null=True)),
                ('asked_at', models.DateTimeField()),
                ('asked_by_id', models.BigIntegerField(null=True)),
                ('opened_at', models.DateTimeField(null=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('withdrawn_reason', models.TextField(blank=True)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.questionnaireedition')),
                ('follow_up', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='self_reports', to='aktsom.followup')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.member')),
                ('previous', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.selfreport')),
                ('supplier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='self_reports', to='aktsom.supplier')),
                ('team', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.categoryteam')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['supplier', 'state'], name='report_of_supplier'), models.Index(fields=['state', 'asked_at'], name='report_by_state')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['asked', 'answered', 'returned'])), fields=('follow_up',), name='report_one_under_way'), models.CheckConstraint(condition=models.Q(('state__in', [aktsom.follow_up.states.ReportState['ASKED'], aktsom.follow_up.states.ReportState['ANSWERED'], aktsom.follow_up.states.ReportState['RETURNED'], aktsom.follow_up.states.ReportState['JUDGED'], aktsom.follow_up.states.ReportState['WITHDRAWN']])), name='report_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['answered', 'returned', 'judged']), _negated=True), ('answered_at__isnull', False), _connector='OR'), name='report_answered_has_time'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('withdrawn_reason', ''), _negated=True), _connector='OR'), name='report_withdrawn_has_reason')],
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=16)),
                ('value', models.TextField(blank=True)),
                ('explanation', models.TextField(blank=True)),
                ('rows', models.JSONField(default=list)),
                ('statement', models.CharField(blank=True, max_length=400)),
                ('place', models.CharField(blank=True, max_length=200)),
                ('secret', models.JSONField(default=list)),
                ('is_carried', models.BooleanField(default=False)),
                ('changed_at', models.DateTimeField()),
                ('changed_by_id', models.BigIntegerField(null=True)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('self_report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='aktsom.selfreport')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('self_report', 'code'), name='answer_once')],
            },
        ),
        migrations.CreateModel(
            name='AnswerFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=16)),
                ('added_at', models.DateTimeField()),
                ('handed_in_at', models.DateTimeField(null=True)),
                ('removed_at', models.DateTimeField(null=True)),
                ('evidence', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.evidence')),
                ('self_report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='aktsom.selfreport')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('self_report', 'code', 'evidence'), name='answer_file_once')],
            },
        ),
        migrations.CreateModel(
            name='HandedQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=16)),
                ('person_id', models.BigIntegerField(null=True)),
                ('note', models.CharField(blank=True, max_length=400)),
                ('by_id', models.BigIntegerField(null=True)),
                ('at', models.DateTimeField()),
                ('self_report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='handed', to='aktsom.selfreport')),
            ],
            options={
                'ordering': ['id'],
                'indexes': [models.Index(fields=['self_report', 'code', '-id'], name='handed_question')],
            },
        ),
        migrations.CreateModel(
            name='ReportedContract',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=300)),
                ('reference', models.CharField(blank=True, max_length=120)),
                ('term_set', models.CharField(blank=True, max_length=8)),
                ('due_on', models.DateField(null=True)),
                ('due_why', models.JSONField(default=dict)),
                ('added_at', models.DateTimeField()),
                ('ticked_on', models.DateField(null=True)),
                ('contract', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='self_reports', to='aktsom.contract')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.member')),
                ('self_report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contracts', to='aktsom.selfreport')),
            ],
            options={
                'ordering': ['id'],
                'indexes': [models.Index(fields=['contract', '-id'], name='reported_for_contract')],
                'constraints': [models.UniqueConstraint(fields=('self_report', 'contract'), name='reported_contract_once')],
            },
        ),
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', aktsom.core.public_ids.PublicIdField('sub')),
                ('number', models.PositiveIntegerField()),
                ('content', models.JSONField()),
                ('sha256', models.CharField(max_length=64)),
                ('at', models.DateTimeField()),
                ('person_id', models.BigIntegerField(null=True)),
                ('signed_as', models.CharField(max_length=200)),
                ('self_report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='aktsom.selfreport')),
            ],
            options={
                'ordering': ['self_report', 'number'],
                'constraints': [models.UniqueConstraint(fields=('self_report', 'number'), name='submission_number_once')],
            },
        ),
        migrations.CreateModel(
            name='SecretPassage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=16)),
                ('number', models.PositiveIntegerField()),
                ('text', models.TextField()),
                ('reason', models.TextField()),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='secret_passages', to='aktsom.submission')),
            ],
            options={
                'ordering': ['submission', 'number'],
                'constraints': [models.UniqueConstraint(fields=('submission', 'number'), name='secret_passage_once')],
            },
        ),
        migrations.CreateModel(
            name='SentBack',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=16)),
                ('missing', models.TextField()),
                ('at', models.DateTimeField()),
                ('person_id', models.BigIntegerField(null=True)),
                ('self_report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sent_back', to='aktsom.selfreport')),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sent_back', to='aktsom.submission')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('submission', 'code'), name='sent_back_once'), models.CheckConstraint(condition=models.Q(('missing', ''), _negated=True), name='sent_back_says_what')],
            },
        ),
        migrations.AddField(
            model_name='evidence',
            name='with_answer',
            field=models.BooleanField(default=False),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.CheckConstraint(condition=models.Q(('with_answer', False), ('from_supplier', True), _connector='OR'), name='evidence_with_answer_from_supplier'),
        ),
        migrations.RunPython(raise_wall, lower_wall),
    ])
