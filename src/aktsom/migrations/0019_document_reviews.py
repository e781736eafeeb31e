"""Reviews of documents: who follows up and the supplier see them, and those whose contracts are covered when they are closed."""

import aktsom.core.public_ids
import aktsom.follow_up.review_states
import aktsom.sharing.keys
import django.db.models.deletion
from django.db import migrations, models

from aktsom.migrations._policies import among, either, put_up, setting, take_down
from aktsom.migrations._tables import together

KEYS = f"seen_by && {setting('keys')}"
COVERED = f"select follow_up_id from aktsom_coveredcontract where left_at is null and {among('member_id', 'members')}"
SHARED = f"shared_at is not null and follow_up_id = any(array({COVERED}))"
SEEN = "review_id = any(array(select id from aktsom_documentreview))"
HELD = f"review_id = any(array(select id from aktsom_documentreview where {KEYS}))"
OF_SEEN = "row_id = any(array(select id from aktsom_documentrow))"
OF_HELD = f"row_id = any(array(select id from aktsom_documentrow where {HELD}))"


def policies(network):
    return {
        "documentreview": (either(KEYS, SHARED), KEYS),
        "documentrow": (SEEN, HELD),
        "documentverdict": (OF_SEEN, OF_HELD),
    }


def guard(apps, schema_editor):
    put_up(schema_editor, policies)


def release(apps, schema_editor):
    take_down(schema_editor, policies)


class Migration(migrations.Migration):

    dependencies = [
        ('aktsom', '0018_meetings'),
    ]

    operations = together(
        [
        migrations.CreateModel(
            name='DocumentReview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', aktsom.core.public_ids.PublicIdField('dor')),
                ('seen_by', aktsom.sharing.keys.AudienceKeys()),
                ('state', models.CharField(choices=[(aktsom.follow_up.review_states.ReviewState['DRAFT'], aktsom.follow_up.review_states.ReviewState['DRAFT']), (aktsom.follow_up.review_states.ReviewState['SENT'], aktsom.follow_up.review_states.ReviewState['SENT']), (aktsom.follow_up.review_states.ReviewState['HANDED_IN'], aktsom.follow_up.review_states.ReviewState['HANDED_IN']), (aktsom.follow_up.review_states.ReviewState['CLOSED'], aktsom.follow_up.review_states.ReviewState['CLOSED']), (aktsom.follow_up.review_states.ReviewState['DROPPED'], aktsom.follow_up.review_states.ReviewState['DROPPED'])], default=aktsom.follow_up.review_states.ReviewState['DRAFT'], max_length=10)),
                ('message', models.TextField(blank=True)),
                ('due_on', models.DateField()),
                ('second_reader', models.BooleanField(default=False)),
                ('made_at', models.DateTimeField()),
                ('made_by_id', models.BigIntegerField(null=True)),
                ('sent_at', models.DateTimeField(null=True)),
                ('handed_in_at', models.DateTimeField(null=True)),
                ('handed_in_by_id', models.BigIntegerField(null=True)),
                ('sent_back_reason', models.TextField(blank=True)),
                ('dropped_reason', models.TextField(blank=True)),
                ('reminded_on', models.DateField(null=True)),
                ('shared_at', models.DateTimeField(null=True)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('follow_up', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='document_reviews', to='aktsom.followup')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.member')),
                ('supplier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.supplier')),
                ('team', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.categoryteam')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['follow_up', '-id'], name='review_of_follow_up'), models.Index(fields=['state', 'due_on'], name='review_due')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', [aktsom.follow_up.review_states.ReviewState['DRAFT'], aktsom.follow_up.review_states.ReviewState['SENT'], aktsom.follow_up.review_states.ReviewState['HANDED_IN'], aktsom.follow_up.review_states.ReviewState['CLOSED'], aktsom.follow_up.review_states.ReviewState['DROPPED']])), name='document_review_state_known'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'dropped']), ('sent_at__isnull', False), _connector='OR'), name='sent_review_has_time'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'dropped'), _negated=True), models.Q(('dropped_reason', ''), _negated=True), _connector='OR'), name='dropped_review_has_reason')],
            },
        ),
        migrations.CreateModel(
            name='DocumentRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', aktsom.core.public_ids.PublicIdField('dow')),
                ('position', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(blank=True, max_length=40)),
                ('title', models.CharField(max_length=200)),
                ('points', models.JSONField(default=list)),
                ('dated_on', models.DateField(null=True)),
                ('absent_reason', models.TextField(blank=True)),
                ('given_at', models.DateTimeField(null=True)),
                ('given_by_id', models.BigIntegerField(null=True)),
                ('evidence', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='asked_for_in', to='aktsom.evidence')),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='aktsom.documentreview')),
            ],
            options={
                'ordering': ['position', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='document_row_has_title'), models.CheckConstraint(condition=models.Q(('evidence__isnull', True), ('absent_reason', ''), _connector='OR'), name='document_given_or_absent')],
            },
        ),
        migrations.CreateModel(
            name='DocumentVerdict',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reading', models.PositiveSmallIntegerField(default=1)),
                ('verdict', models.CharField(choices=[(aktsom.follow_up.review_states.Verdict['SUFFICIENT'], aktsom.follow_up.review_states.Verdict['SUFFICIENT']), (aktsom.follow_up.review_states.Verdict['PARTLY'], aktsom.follow_up.review_states.Verdict['PARTLY']), (aktsom.follow_up.review_states.Verdict['NOT'], aktsom.follow_up.review_states.Verdict['NOT']), (aktsom.follow_up.review_states.Verdict['NOT_RELEVANT'], aktsom.follow_up.review_states.Verdict['NOT_RELEVANT'])], max_length=12)),
                ('reason', models.TextField(blank=True)),
                ('judged_at', models.DateTimeField()),
                ('judged_by_id', models.BigIntegerField(null=True)),
                ('evidence', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.evidence')),
                ('row', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='verdicts', to='aktsom.documentrow')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['row', '-id'], name='verdict_of_row')],
                'constraints': [models.CheckConstraint(condition=models.Q(('verdict__in', [aktsom.follow_up.review_states.Verdict['SUFFICIENT'], aktsom.follow_up.review_states.Verdict['PARTLY'], aktsom.follow_up.review_states.Verdict['NOT'], aktsom.follow_up.review_states.Verdict['NOT_RELEVANT']])), name='document_verdict_known'), models.CheckConstraint(condition=models.Q(('reading__in', [1, 2])), name='document_reading_first_or_second'), models.CheckConstraint(condition=models.Q(('verdict', 'sufficient'), models.Q(('reason', ''), _negated=True), _connector='OR'), name='document_verdict_has_reason')],
            },
        ),
        migrations.RunPython(guard, release),
    ])
