"""Letters: seen by whoever holds a key, and by those with whom the owner has shared the decision; their templates and
numbers by the owner's people alone."""

import aktsom.core.public_ids
import aktsom.sanctions.letter_states
import aktsom.sharing.keys
import django.db.models.deletion
from django.db import migrations, models

from aktsom.migrations._policies import among, either, put_up, setting, take_down
from aktsom.migrations._tables import together

KEYS = f"seen_by && {setting('keys')}"
OWN = among("member_id", "members")
RUNS = among("member_id", "people_of")


def of(column, table, test=""):
    return f"{column} = any(array(select id from aktsom_{table}{test and f' where {test}'}))"


SHARED = f"state <> 'draft' and {of('decision_id', 'sanctiondecision', 'shared_at is not null')}"


def policies(network):
    of_letter = (of("letter_id", "letter"), of("letter_id", "letter", KEYS))
    return {
        "letter": (either(KEYS, SHARED), KEYS),
        "lettersignature": of_letter,
        "letteranswer": of_letter,
        "letterseries": OWN,
        "lettertemplate": (either(OWN, RUNS), RUNS),
    }


def raise_wall(apps, schema_editor):
    put_up(schema_editor, policies)


def lower_wall(apps, schema_editor):
    take_down(schema_editor, policies)


class Migration(migrations.Migration):

    dependencies = [
        ('aktsom', '0025_steps'),
    ]

    operations = together(
        [
        migrations.CreateModel(
            name='LetterTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', aktsom.core.public_ids.PublicIdField('ltt')),
                ('kind', models.CharField(max_length=30)),
                ('language', models.CharField(max_length=2)),
                ('version', models.PositiveIntegerField()),
                ('subject', models.CharField(max_length=300)),
                ('body', models.TextField()),
                ('layout_sha256', models.CharField(blank=True, max_length=64)),
                ('layout_size', models.BigIntegerField(default=0)),
                ('layout_name', models.CharField(blank=True, max_length=300)),
                ('in_use', models.BooleanField(default=True)),
                ('made_at', models.DateTimeField()),
                ('made_by_id', models.BigIntegerField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_by_id', models.BigIntegerField(null=True)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letter_templates', to='aktsom.member')),
            ],
            options={
                'ordering': ['-version'],
            },
        ),
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', aktsom.core.public_ids.PublicIdField('ltr')),
                ('seen_by', aktsom.sharing.keys.AudienceKeys()),
                ('kind', models.CharField(max_length=30)),
                ('language', models.CharField(max_length=2)),
                ('state', models.CharField(choices=[(aktsom.sanctions.letter_states.LetterState['DRAFT'], aktsom.sanctions.letter_states.LetterState['DRAFT']), (aktsom.sanctions.letter_states.LetterState['SENT'], aktsom.sanctions.letter_states.LetterState['SENT']), (aktsom.sanctions.letter_states.LetterState['RECEIVED'], aktsom.sanctions.letter_states.LetterState['RECEIVED']), (aktsom.sanctions.letter_states.LetterState['ANSWERED'], aktsom.sanctions.letter_states.LetterState['ANSWERED']), (aktsom.sanctions.letter_states.LetterState['WITHDRAWN'], aktsom.sanctions.letter_states.LetterState['WITHDRAWN'])], default=aktsom.sanctions.letter_states.LetterState['DRAFT'], max_length=10)),
                ('term_set', models.CharField(blank=True, max_length=8)),
                ('recipient', models.TextField()),
                ('said', models.JSONField(default=dict)),
                ('values', models.JSONField(default=dict)),
                ('subject', models.CharField(blank=True, max_length=300)),
                ('blocks', models.JSONField(default=list)),
                ('answer_rule', models.CharField(blank=True, max_length=80)),
                ('correct_rule', models.CharField(blank=True, max_length=80)),
                ('written_at', models.DateTimeField()),
                ('written_by_id', models.BigIntegerField(null=True)),
                ('year', models.PositiveSmallIntegerField(null=True)),
                ('serial', models.PositiveIntegerField(null=True)),
                ('sent_at', models.DateTimeField(null=True)),
                ('sent_by_id', models.BigIntegerField(null=True)),
                ('signed_name', models.CharField(blank=True, max_length=300)),
                ('pdf_sha256', models.CharField(blank=True, max_length=64)),
                ('pdf_size', models.BigIntegerField(default=0)),
                ('word_sha256', models.CharField(blank=True, max_length=64)),
                ('word_size', models.BigIntegerField(default=0)),
                ('received_on', models.DateField(null=True)),
                ('received_how', models.CharField(blank=True, choices=[(aktsom.sanctions.letter_states.ReceivedHow['PRESSED'], aktsom.sanctions.letter_states.ReceivedHow['PRESSED']), (aktsom.sanctions.letter_states.ReceivedHow['REGISTERED'], aktsom.sanctions.letter_states.ReceivedHow['REGISTERED']), (aktsom.sanctions.letter_states.ReceivedHow['DELIVERED'], aktsom.sanctions.letter_states.ReceivedHow['DELIVERED']), (aktsom.sanctions.letter_states.ReceivedHow['WRITTEN'], aktsom.sanctions.letter_states.ReceivedHow['WRITTEN'])], max_length=12)),
                ('received_at', models.DateTimeField(null=True)),
                ('received_by_id', models.BigIntegerField(null=True)),
                ('received_name', models.CharField(blank=True, max_length=300)),
                ('received_note', models.TextField(blank=True)),
                ('answer_by', models.DateField(null=True)),
                ('correct_by', models.DateField(null=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('reminded_on', models.DateField(null=True)),
                ('owner_told_on', models.DateField(null=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('withdrawn_by_id', models.BigIntegerField(null=True)),
                ('withdrawn_reason', models.TextField(blank=True)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('contract', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='aktsom.contract')),
                ('decision', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='aktsom.sanctiondecision')),
                ('follow_up', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='aktsom.followup')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.member')),
                ('supplier', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.supplier')),
                ('template', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.lettertemplate')),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='LetterAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', aktsom.core.public_ids.PublicIdField('lta')),
                ('text', models.TextField()),
                ('said_at', models.DateTimeField()),
                ('said_by_id', models.BigIntegerField(null=True)),
                ('by_owner', models.BooleanField(default=False)),
                ('late', models.BooleanField(default=False)),
                ('letter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='aktsom.letter')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='letter_answer_says_something')],
            },
        ),
        migrations.CreateModel(
            name='LetterSeries',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('last', models.PositiveIntegerField(default=0)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.member')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('member', 'year'), name='letter_series_once')],
            },
        ),
        migrations.CreateModel(
            name='LetterSignature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('signed_at', models.DateTimeField(null=True)),
                ('signed_by_id', models.BigIntegerField(null=True)),
                ('signed_name', models.CharField(blank=True, max_length=300)),
                ('letter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signatures', to='aktsom.letter')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.member')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('letter', 'member'), name='letter_signed_once'), models.CheckConstraint(condition=models.Q(models.Q(('signed_at__isnull', True), ('signed_name', '')), models.Q(('signed_at__isnull', False), models.Q(('signed_name', ''), _negated=True)), _connector='OR'), name='letter_signed_by_somebody')],
            },
        ),
        migrations.AddConstraint(
            model_name='lettertemplate',
            constraint=models.UniqueConstraint(fields=('member', 'kind', 'language', 'version'), name='letter_template_version_once'),
        ),
        migrations.AddConstraint(
            model_name='lettertemplate',
            constraint=models.UniqueConstraint(condition=models.Q(('in_use', True)), fields=('member', 'kind', 'language'), name='letter_template_one_in_use'),
        ),
        migrations.AddConstraint(
            model_name='lettertemplate',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('subject', ''), _negated=True), models.Q(('body', ''), _negated=True)), name='letter_template_says_something'),
        ),
        migrations.AddConstraint(
            model_name='lettertemplate',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('in_use', True)), models.Q(('ended_at__isnull', False), ('in_use', False)), _connector='OR'), name='letter_template_in_use_or_ended'),
        ),
        migrations.AddIndex(
            model_name='letter',
            index=models.Index(fields=['contract', 'state'], name='letter_of_contract'),
        ),
        migrations.AddIndex(
            model_name='letter',
            index=models.Index(fields=['decision'], name='letter_of_decision'),
        ),
        migrations.AddIndex(
            model_name='letter',
            index=models.Index(fields=['state', 'sent_at'], name='letter_waiting'),
        ),
        migrations.AddIndex(
            model_name='letter',
            index=models.Index(fields=['pdf_sha256'], name='letter_pdf'),
        ),
        migrations.AddIndex(
            model_name='letter',
            index=models.Index(fields=['word_sha256'], name='letter_word'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', [aktsom.sanctions.letter_states.LetterState['DRAFT'], aktsom.sanctions.letter_states.LetterState['SENT'], aktsom.sanctions.letter_states.LetterState['RECEIVED'], aktsom.sanctions.letter_states.LetterState['ANSWERED'], aktsom.sanctions.letter_states.LetterState['WITHDRAWN']])), name='letter_state_known'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.UniqueConstraint(fields=('owner', 'year', 'serial'), name='letter_number_once'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'draft')), fields=('decision', 'kind'), name='letter_one_draft_of_decision'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('pdf_sha256', ''), ('sent_at__isnull', True), ('serial__isnull', True), ('state', 'draft'), ('word_sha256', '')), models.Q(('sent_at__isnull', False), ('serial__isnull', False), ('year__isnull', False), models.Q(('pdf_sha256', ''), _negated=True), models.Q(('word_sha256', ''), _negated=True), models.Q(('subject', ''), _negated=True), models.Q(('signed_name', ''), _negated=True), models.Q(('state', 'draft'), _negated=True)), _connector='OR'), name='sent_letter_has_number_and_files'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('received_at__isnull', True), ('received_how', ''), ('received_on__isnull', True)), models.Q(('received_at__isnull', False), ('received_on__isnull', False), models.Q(('received_how', ''), _negated=True)), _connector='OR'), name='letter_received_somehow'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'received'), _negated=True), ('received_on__isnull', False), _connector='OR'), name='received_letter_has_day'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer_by__isnull', True), ('correct_by__isnull', True)), ('received_on__isnull', False), _connector='OR'), name='letter_days_count_from_receipt'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('withdrawn_reason', ''), _negated=True), _connector='OR'), name='withdrawn_letter_has_reason'),
        ),
        migrations.RunPython(raise_wall, lower_wall, elidable=False),
        ]
    )
