"""Evidence and files on their way, with their rows in the database's own wall: as `0007_wall` has them."""

import aktsom.core.public_ids
import aktsom.follow_up.states
import aktsom.sharing.audiences
import aktsom.sharing.keys
import django.db.models.deletion
from django.db import migrations, models

from aktsom.migrations._policies import put_up, setting, take_down
from aktsom.migrations._tables import together

KEYS = f"seen_by && {setting('keys')}"
ME = "(select nullif(current_setting('aktsom.person', true), '')::bigint)"


def policies(network):
    return {"evidence": KEYS, "upload": f"person_id = {ME}"}


def raise_wall(apps, schema_editor):
    put_up(schema_editor, policies)


def lower_wall(apps, schema_editor):
    take_down(schema_editor, policies)


class Migration(migrations.Migration):

    dependencies = [
        ('aktsom', '0011_follow_ups'),
    ]

    operations = together(
        [
        migrations.CreateModel(
            name='Upload',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', aktsom.core.public_ids.PublicIdField('upl')),
                ('person_id', models.BigIntegerField(null=True)),
                ('file_name', models.CharField(max_length=200)),
                ('size', models.BigIntegerField()),
                ('received', models.BigIntegerField(default=0)),
                ('state', models.CharField(choices=[(aktsom.follow_up.states.UploadState['RECEIVING'], aktsom.follow_up.states.UploadState['RECEIVING']), (aktsom.follow_up.states.UploadState['CHECKED'], aktsom.follow_up.states.UploadState['CHECKED']), (aktsom.follow_up.states.UploadState['REFUSED'], aktsom.follow_up.states.UploadState['REFUSED']), (aktsom.follow_up.states.UploadState['DONE'], aktsom.follow_up.states.UploadState['DONE'])], default=aktsom.follow_up.states.UploadState['RECEIVING'], max_length=10)),
                ('begun_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('content_type', models.CharField(blank=True, max_length=100)),
                ('scan_state', models.CharField(blank=True, choices=[(aktsom.follow_up.states.ScanState['NOT_CONFIGURED'], aktsom.follow_up.states.ScanState['NOT_CONFIGURED']), (aktsom.follow_up.states.ScanState['WAITING'], aktsom.follow_up.states.ScanState['WAITING']), (aktsom.follow_up.states.ScanState['CLEAN'], aktsom.follow_up.states.ScanState['CLEAN']), (aktsom.follow_up.states.ScanState['INFECTED'], aktsom.follow_up.states.ScanState['INFECTED']), (aktsom.follow_up.states.ScanState['TOO_LARGE'], aktsom.follow_up.states.ScanState['TOO_LARGE'])], max_length=14)),
                ('refused_for', models.CharField(blank=True, max_length=12)),
                ('refused_as', models.CharField(blank=True, max_length=24)),
                ('became', models.CharField(blank=True, max_length=16)),
            ],
            options={
                'ordering': ['id'],
                'indexes': [models.Index(fields=['person_id', 'state'], name='upload_of_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(('size__gt', 0)), name='upload_not_empty'), models.CheckConstraint(condition=models.Q(('received__gte', 0), ('received__lte', models.F('size'))), name='upload_within_size'), models.CheckConstraint(condition=models.Q(('state__in', [aktsom.follow_up.states.UploadState['RECEIVING'], aktsom.follow_up.states.UploadState['CHECKED'], aktsom.follow_up.states.UploadState['REFUSED'], aktsom.follow_up.states.UploadState['DONE']])), name='upload_state_known'), models.CheckConstraint(condition=models.Q(('state', 'receiving'), ('state', 'refused'), models.Q(('received', models.F('size')), models.Q(('sha256', ''), _negated=True)), _connector='OR'), name='upload_checked_is_whole')],
            },
        ),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('audience', models.CharField(choices=[(aktsom.sharing.audiences.Audience['WORKER_PROTECTED'], aktsom.sharing.audiences.Audience['WORKER_PROTECTED']), (aktsom.sharing.audiences.Audience['CASE_TEAM'], aktsom.sharing.audiences.Audience['CASE_TEAM']), (aktsom.sharing.audiences.Audience['LINKED_BUYERS'], aktsom.sharing.audiences.Audience['LINKED_BUYERS']), (aktsom.sharing.audiences.Audience['MEMBERS'], aktsom.sharing.audiences.Audience['MEMBERS']), (aktsom.sharing.audiences.Audience['PUBLIC'], aktsom.sharing.audiences.Audience['PUBLIC'])], default=aktsom.sharing.audiences.Audience['CASE_TEAM'], max_length=16)),
                ('secrecy_ground', models.CharField(blank=True, max_length=30)),
                ('review_on', models.DateField(blank=True, null=True)),
                ('seen_by', aktsom.sharing.keys.AudienceKeys()),
                ('public_id', aktsom.core.public_ids.PublicIdField('evd')),
                ('kind', models.CharField(choices=[(aktsom.follow_up.states.EvidenceKind['POLICY'], aktsom.follow_up.states.EvidenceKind['POLICY']), (aktsom.follow_up.states.EvidenceKind['RISK_ANALYSIS'], aktsom.follow_up.states.EvidenceKind['RISK_ANALYSIS']), (aktsom.follow_up.states.EvidenceKind['AUDIT_REPORT'], aktsom.follow_up.states.EvidenceKind['AUDIT_REPORT']), (aktsom.follow_up.states.EvidenceKind['CERTIFICATE'], aktsom.follow_up.states.EvidenceKind['CERTIFICATE']), (aktsom.follow_up.states.EvidenceKind['ACTION_PLAN'], aktsom.follow_up.states.EvidenceKind['ACTION_PLAN']), (aktsom.follow_up.states.EvidenceKind['MINUTES'], aktsom.follow_up.states.EvidenceKind['MINUTES']), (aktsom.follow_up.states.EvidenceKind['PAY_RECORDS'], aktsom.follow_up.states.EvidenceKind['PAY_RECORDS']), (aktsom.follow_up.states.EvidenceKind['PHOTO'], aktsom.follow_up.states.EvidenceKind['PHOTO']), (aktsom.follow_up.states.EvidenceKind['LETTER'], aktsom.follow_up.states.EvidenceKind['LETTER']), (aktsom.follow_up.states.EvidenceKind['OTHER'], aktsom.follow_up.states.EvidenceKind['OTHER'])], max_length=16)),
                ('title', models.CharField(max_length=200)),
                ('file_name', models.CharField(max_length=200)),
                ('content_type', models.CharField(max_length=100)),
                ('size', models.BigIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('from_supplier', models.BooleanField(default=False)),
                ('uploaded_by_id', models.BigIntegerField(null=True)),
                ('uploaded_at', models.DateTimeField()),
                ('paid_by', models.CharField(blank=True, choices=[(aktsom.follow_up.states.PaidBy['BUYER'], aktsom.follow_up.states.PaidBy['BUYER']), (aktsom.follow_up.states.PaidBy['SUPPLIER'], aktsom.follow_up.states.PaidBy['SUPPLIER']), (aktsom.follow_up.states.PaidBy['PRODUCER'], aktsom.follow_up.states.PaidBy['PRODUCER']), (aktsom.follow_up.states.PaidBy['SHARED'], aktsom.follow_up.states.PaidBy['SHARED'])], max_length=10)),
                ('announced', models.CharField(blank=True, choices=[(aktsom.follow_up.states.Announced['ANNOUNCED'], aktsom.follow_up.states.Announced['ANNOUNCED']), (aktsom.follow_up.states.Announced['WINDOW'], aktsom.follow_up.states.Announced['WINDOW']), (aktsom.follow_up.states.Announced['UNANNOUNCED'], aktsom.follow_up.states.Announced['UNANNOUNCED'])], max_length=12)),
                ('season', models.CharField(blank=True, choices=[(aktsom.follow_up.states.Season['IN_SEASON'], aktsom.follow_up.states.Season['IN_SEASON']), (aktsom.follow_up.states.Season['OUTSIDE'], aktsom.follow_up.states.Season['OUTSIDE']), (aktsom.follow_up.states.Season['NO_SEASON'], aktsom.follow_up.states.Season['NO_SEASON'])], max_length=10)),
                ('workers_chosen_by', models.CharField(blank=True, choices=[(aktsom.follow_up.states.WorkersChosenBy['AUDITOR'], aktsom.follow_up.states.WorkersChosenBy['AUDITOR']), (aktsom.follow_up.states.WorkersChosenBy['MANAGEMENT'], aktsom.follow_up.states.WorkersChosenBy['MANAGEMENT']), (aktsom.follow_up.states.WorkersChosenBy['WORKERS'], aktsom.follow_up.states.WorkersChosenBy['WORKERS'])], max_length=10)),
                ('reach', models.CharField(blank=True, choices=[(aktsom.follow_up.states.Reach['SPECIFIC'], aktsom.follow_up.states.Reach['SPECIFIC']), (aktsom.follow_up.states.Reach['GENERIC'], aktsom.follow_up.states.Reach['GENERIC'])], max_length=8)),
                ('valid_until', models.DateField(blank=True, null=True)),
                ('scan_state', models.CharField(choices=[(aktsom.follow_up.states.ScanState['NOT_CONFIGURED'], aktsom.follow_up.states.ScanState['NOT_CONFIGURED']), (aktsom.follow_up.states.ScanState['WAITING'], aktsom.follow_up.states.ScanState['WAITING']), (aktsom.follow_up.states.ScanState['CLEAN'], aktsom.follow_up.states.ScanState['CLEAN']), (aktsom.follow_up.states.ScanState['INFECTED'], aktsom.follow_up.states.ScanState['INFECTED']), (aktsom.follow_up.states.ScanState['TOO_LARGE'], aktsom.follow_up.states.ScanState['TOO_LARGE'])], max_length=14)),
                ('scanned_at', models.DateTimeField(null=True)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.member')),
                ('replaces', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='aktsom.evidence')),
                ('supplier', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='aktsom.supplier')),
                ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.categoryteam')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['sha256'], name='evidence_of_file'), models.Index(fields=['supplier', '-id'], name='evidence_of_supplier')],
                'constraints': [models.CheckConstraint(condition=models.Q(('size__gt', 0)), name='evidence_not_empty'), models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='evidence_has_title'), models.CheckConstraint(condition=models.Q(('kind__in', [aktsom.follow_up.states.EvidenceKind['POLICY'], aktsom.follow_up.states.EvidenceKind['RISK_ANALYSIS'], aktsom.follow_up.states.EvidenceKind['AUDIT_REPORT'], aktsom.follow_up.states.EvidenceKind['CERTIFICATE'], aktsom.follow_up.states.EvidenceKind['ACTION_PLAN'], aktsom.follow_up.states.EvidenceKind['MINUTES'], aktsom.follow_up.states.EvidenceKind['PAY_RECORDS'], aktsom.follow_up.states.EvidenceKind['PHOTO'], aktsom.follow_up.states.EvidenceKind['LETTER'], aktsom.follow_up.states.EvidenceKind['OTHER']])), name='evidence_kind_known'), models.CheckConstraint(condition=models.Q(('scan_state__in', [aktsom.follow_up.states.ScanState['NOT_CONFIGURED'], aktsom.follow_up.states.ScanState['WAITING'], aktsom.follow_up.states.ScanState['CLEAN'], aktsom.follow_up.states.ScanState['INFECTED'], aktsom.follow_up.states.ScanState['TOO_LARGE']])), name='evidence_scan_state_known'), models.CheckConstraint(condition=models.Q(('replaces__isnull', True), ('replaces__lt', models.F('id')), _connector='OR'), name='evidence_replaces_older'), models.CheckConstraint(condition=models.Q(('from_supplier', False), ('supplier__isnull', False), _connector='OR'), name='evidence_from_whom')],
            },
        ),
        migrations.RunPython(raise_wall, lower_wall),
    ])
