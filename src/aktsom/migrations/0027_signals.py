"""Signals, seen by the secretariat and the team that one is given to; joint inquiries, seen by those who run them, by bodies
that are touched and by suppliers that are asked."""

import aktsom.core.public_ids
import aktsom.findings.signal_states
import aktsom.sharing.keys
import django.db.models.deletion
from django.db import migrations, models

from aktsom.migrations._policies import either, put_up, setting, take_down
from aktsom.migrations._tables import together

KEEPS_NETWORK = "(select coalesce(current_setting('aktsom.keeps_network', true) = 'on', false))"
KEYS = either(f"seen_by && {setting('keys')}", KEEPS_NETWORK)


def policies(network):
    return {
        **dict.fromkeys(("signal", "inquiry", "inquirybranch", "inquirymember"), KEYS),
        "signalmessage": "signal_id = any(array(select id from aktsom_signal))",
    }


def raise_wall(apps, schema_editor):
    put_up(schema_editor, policies)


def lower_wall(apps, schema_editor):
    take_down(schema_editor, policies)


class Migration(migrations.Migration):

    dependencies = [
        ('aktsom', '0026_letters'),
    ]

    operations = together(
        [
        migrations.CreateModel(
            name='Inquiry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', aktsom.core.public_ids.PublicIdField('inq')),
                ('seen_by', aktsom.sharing.keys.AudienceKeys()),
                ('title', models.CharField(max_length=200)),
                ('about', models.TextField()),
                ('kind', models.CharField(max_length=20)),
                ('start_kind', models.CharField(max_length=12)),
                ('start_key', models.CharField(max_length=200)),
                ('start_name', models.CharField(blank=True, max_length=300)),
                ('product_id', models.CharField(blank=True, max_length=60)),
                ('state', models.CharField(choices=[(aktsom.findings.signal_states.InquiryState['OPEN'], aktsom.findings.signal_states.InquiryState['OPEN']), (aktsom.findings.signal_states.InquiryState['CLOSED'], aktsom.findings.signal_states.InquiryState['CLOSED'])], default=aktsom.findings.signal_states.InquiryState['OPEN'], max_length=8)),
                ('opened_at', models.DateTimeField()),
                ('opened_by_id', models.BigIntegerField(null=True)),
                ('held_at', models.DateTimeField(null=True)),
                ('held_reason', models.TextField(blank=True)),
                ('asked_at', models.DateTimeField(null=True)),
                ('answer_by', models.DateField(null=True)),
                ('alerted_at', models.DateTimeField(null=True)),
                ('alert_text', models.TextField(blank=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('closed_reason', models.TextField(blank=True)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('team', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.categoryteam')),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='InquiryBranch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', aktsom.core.public_ids.PublicIdField('inb')),
                ('seen_by', aktsom.sharing.keys.AudienceKeys()),
                ('branch', models.CharField(max_length=16)),
                ('hops', models.PositiveSmallIntegerField(null=True)),
                ('state', models.CharField(choices=[(aktsom.findings.signal_states.BranchState['WAITING'], aktsom.findings.signal_states.BranchState['WAITING']), (aktsom.findings.signal_states.BranchState['ASKED'], aktsom.findings.signal_states.BranchState['ASKED']), (aktsom.findings.signal_states.BranchState['ANSWERED'], aktsom.findings.signal_states.BranchState['ANSWERED'])], default=aktsom.findings.signal_states.BranchState['WAITING'], max_length=8)),
                ('asked_at', models.DateTimeField(null=True)),
                ('answer', models.TextField(blank=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by_id', models.BigIntegerField(null=True)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('inquiry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='branches', to='aktsom.inquiry')),
                ('supplier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.supplier')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='InquiryMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seen_by', aktsom.sharing.keys.AudienceKeys()),
                ('contracts', models.PositiveIntegerField(default=0)),
                ('told_at', models.DateTimeField()),
                ('alerted_at', models.DateTimeField(null=True)),
                ('acknowledged_at', models.DateTimeField(null=True)),
                ('acknowledged_by_id', models.BigIntegerField(null=True)),
                ('part', models.CharField(blank=True, choices=[(aktsom.findings.signal_states.Part['JOINS'], aktsom.findings.signal_states.Part['JOINS']), (aktsom.findings.signal_states.Part['OWN'], aktsom.findings.signal_states.Part['OWN'])], max_length=8)),
                ('judgement', models.TextField(blank=True)),
                ('shares', models.BooleanField(default=False)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('inquiry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='touched', to='aktsom.inquiry')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.member')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Signal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', aktsom.core.public_ids.PublicIdField('sig')),
                ('seen_by', aktsom.sharing.keys.AudienceKeys()),
                ('source', models.CharField(choices=[(aktsom.findings.signal_states.SignalSource['WORKER'], aktsom.findings.signal_states.SignalSource['WORKER']), (aktsom.findings.signal_states.SignalSource['RELATIVE'], aktsom.findings.signal_states.SignalSource['RELATIVE']), (aktsom.findings.signal_states.SignalSource['UNION'], aktsom.findings.signal_states.SignalSource['UNION']), (aktsom.findings.signal_states.SignalSource['NGO'], aktsom.findings.signal_states.SignalSource['NGO']), (aktsom.findings.signal_states.SignalSource['MEDIA'], aktsom.findings.signal_states.SignalSource['MEDIA']), (aktsom.findings.signal_states.SignalSource['AUTHORITY'], aktsom.findings.signal_states.SignalSource['AUTHORITY']), (aktsom.findings.signal_states.SignalSource['BUYER'], aktsom.findings.signal_states.SignalSource['BUYER']), (aktsom.findings.signal_states.SignalSource['OTHER'], aktsom.findings.signal_states.SignalSource['OTHER'])], max_length=10)),
                ('kind', models.CharField(max_length=20)),
                ('state', models.CharField(choices=[(aktsom.findings.signal_states.SignalState['RECEIVED'], aktsom.findings.signal_states.SignalState['RECEIVED']), (aktsom.findings.signal_states.SignalState['LOOKED_AT'], aktsom.findings.signal_states.SignalState['LOOKED_AT']), (aktsom.findings.signal_states.SignalState['JOINED'], aktsom.findings.signal_states.SignalState['JOINED']), (aktsom.findings.signal_states.SignalState['SET_ASIDE'], aktsom.findings.signal_states.SignalState['SET_ASIDE']), (aktsom.findings.signal_states.SignalState['FORWARDED'], aktsom.findings.signal_states.SignalState['FORWARDED'])], default=aktsom.findings.signal_states.SignalState['RECEIVED'], max_length=10)),
                ('language', models.CharField(default='nb', max_length=3)),
                ('received_on', models.DateField()),
                ('place', models.TextField(blank=True)),
                ('text', models.TextField()),
                ('since', models.CharField(blank=True, choices=[(aktsom.findings.signal_states.Since['NOW'], aktsom.findings.signal_states.Since['NOW']), (aktsom.findings.signal_states.Since['MONTH'], aktsom.findings.signal_states.Since['MONTH']), (aktsom.findings.signal_states.Since['YEAR'], aktsom.findings.signal_states.Since['YEAR']), (aktsom.findings.signal_states.Since['OLDER'], aktsom.findings.signal_states.Since['OLDER'])], max_length=10)),
                ('in_danger', models.BooleanField(default=False)),
                ('employer', models.CharField(choices=[(aktsom.findings.signal_states.Employer['NEVER'], aktsom.findings.signal_states.Employer['NEVER']), (aktsom.findings.signal_states.Employer['ASK'], aktsom.findings.signal_states.Employer['ASK']), (aktsom.findings.signal_states.Employer['MAY'], aktsom.findings.signal_states.Employer['MAY'])], default=aktsom.findings.signal_states.Employer['NEVER'], max_length=10)),
                ('receipt_hash', models.CharField(blank=True, max_length=64)),
                ('once_hash', models.CharField(blank=True, max_length=64)),
                ('source_name', models.CharField(blank=True, max_length=200)),
                ('source_on', models.DateField(null=True)),
                ('source_link', models.CharField(blank=True, max_length=500)),
                ('reason', models.TextField(blank=True)),
                ('forwarded_to', models.CharField(blank=True, max_length=200)),
                ('made_by_id', models.BigIntegerField(null=True)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('evidence', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.evidence')),
                ('inquiry', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='signals', to='aktsom.inquiry')),
                ('team', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.categoryteam')),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='SignalMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('from_sender', models.BooleanField(default=False)),
                ('said_on', models.DateField()),
                ('said_by_id', models.BigIntegerField(null=True)),
                ('once_hash', models.CharField(blank=True, max_length=64)),
                ('signal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='aktsom.signal')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.AddConstraint(
            model_name='inquiry',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', [aktsom.findings.signal_states.InquiryState['OPEN'], aktsom.findings.signal_states.InquiryState['CLOSED']])), name='inquiry_state_known'),
        ),
        migrations.AddConstraint(
            model_name='inquiry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('title', ''), _negated=True), models.Q(('about', ''), _negated=True)), name='inquiry_says_what'),
        ),
        migrations.AddConstraint(
            model_name='inquiry',
            constraint=models.CheckConstraint(condition=models.Q(('alerted_at__isnull', True), models.Q(('alert_text', ''), _negated=True), _connector='OR'), name='inquiry_alert_has_text'),
        ),
        migrations.AddConstraint(
            model_name='inquiry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'closed'), _negated=True), models.Q(('closed_reason', ''), _negated=True), _connector='OR'), name='closed_inquiry_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='inquiry',
            constraint=models.CheckConstraint(condition=models.Q(('held_at__isnull', True), models.Q(('held_reason', ''), _negated=True), _connector='OR'), name='held_inquiry_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='inquiry',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('start_kind', 'start_key'), name='inquiry_open_once'),
        ),
        migrations.AddConstraint(
            model_name='inquirybranch',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', [aktsom.findings.signal_states.BranchState['WAITING'], aktsom.findings.signal_states.BranchState['ASKED'], aktsom.findings.signal_states.BranchState['ANSWERED']])), name='inquiry_branch_state_known'),
        ),
        migrations.AddConstraint(
            model_name='inquirybranch',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'answered'), _negated=True), models.Q(('answer', ''), _negated=True), _connector='OR'), name='answered_branch_has_answer'),
        ),
        migrations.AddConstraint(
            model_name='inquirybranch',
            constraint=models.UniqueConstraint(fields=('inquiry', 'supplier'), name='inquiry_asks_once'),
        ),
        migrations.AddConstraint(
            model_name='inquirymember',
            constraint=models.CheckConstraint(condition=models.Q(('acknowledged_at__isnull', True), ('alerted_at__isnull', False), _connector='OR'), name='alert_before_answer'),
        ),
        migrations.AddConstraint(
            model_name='inquirymember',
            constraint=models.UniqueConstraint(fields=('inquiry', 'member'), name='inquiry_touches_once'),
        ),
        migrations.AddIndex(
            model_name='signal',
            index=models.Index(fields=['state', 'received_on'], name='signal_by_state'),
        ),
        migrations.AddConstraint(
            model_name='signal',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', [aktsom.findings.signal_states.SignalState['RECEIVED'], aktsom.findings.signal_states.SignalState['LOOKED_AT'], aktsom.findings.signal_states.SignalState['JOINED'], aktsom.findings.signal_states.SignalState['SET_ASIDE'], aktsom.findings.signal_states.SignalState['FORWARDED']])), name='signal_state_known'),
        ),
        migrations.AddConstraint(
            model_name='signal',
            constraint=models.CheckConstraint(condition=models.Q(('source__in', [aktsom.findings.signal_states.SignalSource['WORKER'], aktsom.findings.signal_states.SignalSource['RELATIVE'], aktsom.findings.signal_states.SignalSource['UNION'], aktsom.findings.signal_states.SignalSource['NGO'], aktsom.findings.signal_states.SignalSource['MEDIA'], aktsom.findings.signal_states.SignalSource['AUTHORITY'], aktsom.findings.signal_states.SignalSource['BUYER'], aktsom.findings.signal_states.SignalSource['OTHER']])), name='signal_source_known'),
        ),
        migrations.AddConstraint(
            model_name='signal',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='signal_has_text'),
        ),
        migrations.AddConstraint(
            model_name='signal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['set_aside', 'forwarded']), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='ended_signal_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='signal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'joined'), _negated=True), ('inquiry__isnull', False), _connector='OR'), name='joined_to_inquiry'),
        ),
        migrations.AddConstraint(
            model_name='signal',
            constraint=models.UniqueConstraint(condition=models.Q(('once_hash', ''), _negated=True), fields=('once_hash',), name='signal_sent_once'),
        ),
        migrations.AddConstraint(
            model_name='signal',
            constraint=models.UniqueConstraint(condition=models.Q(('receipt_hash', ''), _negated=True), fields=('receipt_hash',), name='signal_of_receipt'),
        ),
        migrations.AddConstraint(
            model_name='signalmessage',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='signal_message_has_text'),
        ),
        migrations.AddConstraint(
            model_name='signalmessage',
            constraint=models.CheckConstraint(condition=models.Q(('from_sender', False), ('said_by_id__isnull', True), _connector='OR'), name='sender_is_nobody_known'),
        ),
        migrations.AddConstraint(
            model_name='signalmessage',
            constraint=models.UniqueConstraint(condition=models.Q(('once_hash', ''), _negated=True), fields=('once_hash',), name='signal_message_sent_once'),
        ),
        migrations.RunPython(raise_wall, lower_wall),
    ])
