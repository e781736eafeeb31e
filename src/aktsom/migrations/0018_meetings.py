"""Meetings with suppliers: who follows up and the supplier see them, and those whose contracts are covered when the minutes stand."""

import aktsom.core.public_ids
import aktsom.follow_up.meeting_states
import aktsom.sharing.keys
import django.db.models.deletion
from django.db import migrations, models

from aktsom.migrations._policies import among, either, put_up, setting, take_down
from aktsom.migrations._tables import together

KEYS = f"seen_by && {setting('keys')}"
COVERED = f"select follow_up_id from aktsom_coveredcontract where left_at is null and {among('member_id', 'members')}"
SHARED = f"shared_at is not null and follow_up_id = any(array({COVERED}))"
SEEN = "meeting_id = any(array(select id from aktsom_meeting))"
HELD = f"meeting_id = any(array(select id from aktsom_meeting where {KEYS}))"


def policies(network):
    parts = dict.fromkeys(("agendapoint", "meetingtask", "meetingcomment"), (SEEN, HELD))
    return {"meeting": (either(KEYS, SHARED), KEYS), **parts}


def guard(apps, schema_editor):
    put_up(schema_editor, policies)


def release(apps, schema_editor):
    take_down(schema_editor, policies)


class Migration(migrations.Migration):

    dependencies = [
        ('aktsom', '0017_judging'),
    ]

    operations = together(
        [
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', aktsom.core.public_ids.PublicIdField('mee')),
                ('seen_by', aktsom.sharing.keys.AudienceKeys()),
                ('kind', models.CharField(choices=[(aktsom.follow_up.meeting_states.MeetingKind['KICK_OFF'], aktsom.follow_up.meeting_states.MeetingKind['KICK_OFF']), (aktsom.follow_up.meeting_states.MeetingKind['FOLLOW_UP'], aktsom.follow_up.meeting_states.MeetingKind['FOLLOW_UP'])], default=aktsom.follow_up.meeting_states.MeetingKind['FOLLOW_UP'], max_length=10)),
                ('state', models.CharField(choices=[(aktsom.follow_up.meeting_states.MeetingState['PLANNED'], aktsom.follow_up.meeting_states.MeetingState['PLANNED']), (aktsom.follow_up.meeting_states.MeetingState['INVITED'], aktsom.follow_up.meeting_states.MeetingState['INVITED']), (aktsom.follow_up.meeting_states.MeetingState['MINUTES_SENT'], aktsom.follow_up.meeting_states.MeetingState['MINUTES_SENT']), (aktsom.follow_up.meeting_states.MeetingState['COMMENTED'], aktsom.follow_up.meeting_states.MeetingState['COMMENTED']), (aktsom.follow_up.meeting_states.MeetingState['CONFIRMED'], aktsom.follow_up.meeting_states.MeetingState['CONFIRMED']), (aktsom.follow_up.meeting_states.MeetingState['SETTLED'], aktsom.follow_up.meeting_states.MeetingState['SETTLED']), (aktsom.follow_up.meeting_states.MeetingState['CANCELLED'], aktsom.follow_up.meeting_states.MeetingState['CANCELLED'])], default=aktsom.follow_up.meeting_states.MeetingState['PLANNED'], max_length=12)),
                ('starts_at', models.DateTimeField()),
                ('minutes_long', models.PositiveSmallIntegerField(default=60)),
                ('place', models.CharField(blank=True, max_length=200)),
                ('link', models.URLField(blank=True, max_length=500)),
                ('ours', models.TextField(blank=True)),
                ('theirs', models.TextField(blank=True)),
                ('confirm_by', models.DateField(null=True)),
                ('cancelled_reason', models.TextField(blank=True)),
                ('made_at', models.DateTimeField()),
                ('made_by_id', models.BigIntegerField(null=True)),
                ('minutes_sent_at', models.DateTimeField(null=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by_id', models.BigIntegerField(null=True)),
                ('shared_at', models.DateTimeField(null=True)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('follow_up', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='aktsom.followup')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.member')),
                ('supplier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.supplier')),
                ('team', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.categoryteam')),
            ],
            options={
                'ordering': ['-starts_at', '-id'],
                'indexes': [models.Index(fields=['follow_up', '-starts_at'], name='meeting_of_follow_up')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', [aktsom.follow_up.meeting_states.MeetingState['PLANNED'], aktsom.follow_up.meeting_states.MeetingState['INVITED'], aktsom.follow_up.meeting_states.MeetingState['MINUTES_SENT'], aktsom.follow_up.meeting_states.MeetingState['COMMENTED'], aktsom.follow_up.meeting_states.MeetingState['CONFIRMED'], aktsom.follow_up.meeting_states.MeetingState['SETTLED'], aktsom.follow_up.meeting_states.MeetingState['CANCELLED']])), name='meeting_state_known'), models.CheckConstraint(condition=models.Q(('kind__in', [aktsom.follow_up.meeting_states.MeetingKind['KICK_OFF'], aktsom.follow_up.meeting_states.MeetingKind['FOLLOW_UP']])), name='meeting_kind_known'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'cancelled'), _negated=True), models.Q(('cancelled_reason', ''), _negated=True), _connector='OR'), name='cancelled_meeting_has_reason')],
            },
        ),
        migrations.CreateModel(
            name='AgendaPoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', aktsom.core.public_ids.PublicIdField('agp')),
                ('position', models.PositiveSmallIntegerField()),
                ('title', models.CharField(max_length=200)),
                ('source', models.CharField(blank=True, max_length=80)),
                ('minutes', models.TextField(blank=True)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='points', to='aktsom.meeting')),
            ],
            options={
                'ordering': ['position', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='agenda_point_has_title')],
            },
        ),
        migrations.CreateModel(
            name='MeetingComment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('said_at', models.DateTimeField()),
                ('said_by_id', models.BigIntegerField(null=True)),
                ('of_revision', models.PositiveIntegerField()),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='aktsom.meeting')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='meeting_comment_has_text')],
            },
        ),
        migrations.CreateModel(
            name='MeetingTask',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', aktsom.core.public_ids.PublicIdField('mta')),
                ('text', models.CharField(max_length=500)),
                ('side', models.CharField(choices=[(aktsom.follow_up.meeting_states.Side['OURS'], aktsom.follow_up.meeting_states.Side['OURS']), (aktsom.follow_up.meeting_states.Side['SUPPLIER'], aktsom.follow_up.meeting_states.Side['SUPPLIER'])], max_length=8)),
                ('who', models.CharField(blank=True, max_length=120)),
                ('due_on', models.DateField()),
                ('done_at', models.DateTimeField(null=True)),
                ('done_note', models.TextField(blank=True)),
                ('done_by_id', models.BigIntegerField(null=True)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tasks', to='aktsom.meeting')),
                ('point', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='aktsom.agendapoint')),
            ],
            options={
                'ordering': ['due_on', 'id'],
                'indexes': [models.Index(fields=['meeting', 'due_on'], name='task_of_meeting')],
                'constraints': [models.CheckConstraint(condition=models.Q(('side__in', [aktsom.follow_up.meeting_states.Side['OURS'], aktsom.follow_up.meeting_states.Side['SUPPLIER']])), name='meeting_task_side_known'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='meeting_task_has_text')],
            },
        ),
        migrations.RunPython(guard, release),
    ])
