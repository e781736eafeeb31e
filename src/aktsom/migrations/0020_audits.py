"""Audits and their reports: the order is seen by who follows up, contract owners that are asked and the auditor."""

import aktsom.core.public_ids
import aktsom.follow_up.audit_states
import aktsom.follow_up.states
import aktsom.sharing.keys
import django.db.models.deletion
from django.db import migrations, models

from aktsom.migrations._policies import among, either, put_up, setting, take_down
from aktsom.migrations._tables import together

KEYS = f"seen_by && {setting('keys')}"
COVERED = f"select follow_up_id from aktsom_coveredcontract where left_at is null and {among('member_id', 'members')}"
SHARED = f"shared_at is not null and follow_up_id = any(array({COVERED}))"
SEEN = "audit_id = any(array(select id from aktsom_audit))"
HELD = f"audit_id = any(array(select id from aktsom_audit where {KEYS}))"
OF_SEEN = "report_id = any(array(select id from aktsom_auditreport))"
OF_HELD = f"report_id = any(array(select id from aktsom_auditreport where {KEYS}))"


def policies(network):
    return {
        "audit": (either(KEYS, SHARED), KEYS),
        **dict.fromkeys(("auditsite", "auditoffer", "auditshare", "auditconsent"), (SEEN, HELD)),
        "auditreport": (either(KEYS, SHARED), KEYS),
        **dict.fromkeys(("auditrow", "auditrecheck"), (OF_SEEN, OF_HELD)),
    }


def guard(apps, schema_editor):
    put_up(schema_editor, policies)


def release(apps, schema_editor):
    take_down(schema_editor, policies)


class Migration(migrations.Migration):

    dependencies = [
        ('aktsom', '0019_document_reviews'),
    ]

    operations = together(
        [
        migrations.CreateModel(
            name='Audit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', aktsom.core.public_ids.PublicIdField('aud')),
                ('seen_by', aktsom.sharing.keys.AudienceKeys()),
                ('shared_at', models.DateTimeField(null=True)),
                ('state', models.CharField(choices=[(aktsom.follow_up.audit_states.AuditState['DRAFT'], aktsom.follow_up.audit_states.AuditState['DRAFT']), (aktsom.follow_up.audit_states.AuditState['CONSENT'], aktsom.follow_up.audit_states.AuditState['CONSENT']), (aktsom.follow_up.audit_states.AuditState['ORDERED'], aktsom.follow_up.audit_states.AuditState['ORDERED']), (aktsom.follow_up.audit_states.AuditState['REPORTED'], aktsom.follow_up.audit_states.AuditState['REPORTED']), (aktsom.follow_up.audit_states.AuditState['CANCELLED'], aktsom.follow_up.audit_states.AuditState['CANCELLED'])], default=aktsom.follow_up.audit_states.AuditState['DRAFT'], max_length=10)),
                ('number', models.PositiveSmallIntegerField(default=1)),
                ('products', models.JSONField(default=list)),
                ('points', models.JSONField(default=list)),
                ('method_note', models.TextField()),
                ('announced', models.CharField(choices=[(aktsom.follow_up.states.Announced['ANNOUNCED'], aktsom.follow_up.states.Announced['ANNOUNCED']), (aktsom.follow_up.states.Announced['WINDOW'], aktsom.follow_up.states.Announced['WINDOW']), (aktsom.follow_up.states.Announced['UNANNOUNCED'], aktsom.follow_up.states.Announced['UNANNOUNCED'])], max_length=12)),
                ('season', models.CharField(blank=True, choices=[(aktsom.follow_up.states.Season['IN_SEASON'], aktsom.follow_up.states.Season['IN_SEASON']), (aktsom.follow_up.states.Season['OUTSIDE'], aktsom.follow_up.states.Season['OUTSIDE']), (aktsom.follow_up.states.Season['NO_SEASON'], aktsom.follow_up.states.Season['NO_SEASON'])], max_length=10)),
                ('independence', models.TextField(blank=True)),
                ('language', models.CharField(blank=True, max_length=60)),
                ('observers', models.TextField(blank=True)),
                ('due_on', models.DateField()),
                ('payer_rule', models.CharField(blank=True, max_length=20)),
                ('payer_ground', models.CharField(blank=True, max_length=20)),
                ('payer', models.CharField(choices=[(aktsom.follow_up.audit_states.Payer['COOPERATION'], aktsom.follow_up.audit_states.Payer['COOPERATION']), (aktsom.follow_up.audit_states.Payer['SUPPLIER'], aktsom.follow_up.audit_states.Payer['SUPPLIER'])], default=aktsom.follow_up.audit_states.Payer['COOPERATION'], max_length=12)),
                ('payer_reason', models.TextField(blank=True)),
                ('cost', models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                ('cost_key', models.CharField(blank=True, choices=[(aktsom.follow_up.audit_states.CostKey['EQUAL'], aktsom.follow_up.audit_states.CostKey['EQUAL']), (aktsom.follow_up.audit_states.CostKey['BAND'], aktsom.follow_up.audit_states.CostKey['BAND']), (aktsom.follow_up.audit_states.CostKey['OWN'], aktsom.follow_up.audit_states.CostKey['OWN'])], max_length=8)),
                ('auditor_name', models.CharField(blank=True, max_length=200)),
                ('auditor_email', models.EmailField(blank=True, max_length=254)),
                ('auditor_id', models.BigIntegerField(null=True)),
                ('invitation', models.CharField(blank=True, max_length=16)),
                ('made_at', models.DateTimeField()),
                ('made_by_id', models.BigIntegerField(null=True)),
                ('ordered_at', models.DateTimeField(null=True)),
                ('cancelled_reason', models.TextField(blank=True)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('earlier', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='later', to='aktsom.audit')),
                ('follow_up', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='audits', to='aktsom.followup')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.member')),
                ('supplier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.supplier')),
                ('team', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.categoryteam')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['follow_up', '-id'], name='audit_of_follow_up'), models.Index(fields=['auditor_id', 'state'], name='audit_of_auditor')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', [aktsom.follow_up.audit_states.AuditState['DRAFT'], aktsom.follow_up.audit_states.AuditState['CONSENT'], aktsom.follow_up.audit_states.AuditState['ORDERED'], aktsom.follow_up.audit_states.AuditState['REPORTED'], aktsom.follow_up.audit_states.AuditState['CANCELLED']])), name='audit_state_known'), models.CheckConstraint(condition=models.Q(('payer__in', [aktsom.follow_up.audit_states.Payer['COOPERATION'], aktsom.follow_up.audit_states.Payer['SUPPLIER']])), name='audit_payer_known'), models.CheckConstraint(condition=models.Q(models.Q(('earlier__isnull', True), ('number', 1)), models.Q(('earlier__isnull', False), ('number__gt', 1)), _connector='OR'), name='audit_numbered_after_earlier'), models.CheckConstraint(condition=models.Q(('earlier__isnull', True), ('earlier__lt', models.F('id')), _connector='OR'), name='audit_after_earlier'), models.CheckConstraint(condition=models.Q(('cost__isnull', True), ('cost__gt', 0), _connector='OR'), name='audit_cost_positive'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'cancelled'), _negated=True), models.Q(('cancelled_reason', ''), _negated=True), _connector='OR'), name='cancelled_audit_has_reason')],
            },
        ),
        migrations.CreateModel(
            name='AuditConsent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', aktsom.core.public_ids.PublicIdField('aco')),
                ('state', models.CharField(choices=[(aktsom.follow_up.audit_states.ConsentState['ASKED'], aktsom.follow_up.audit_states.ConsentState['ASKED']), (aktsom.follow_up.audit_states.ConsentState['GIVEN'], aktsom.follow_up.audit_states.ConsentState['GIVEN']), (aktsom.follow_up.audit_states.ConsentState['REFUSED'], aktsom.follow_up.audit_states.ConsentState['REFUSED'])], default=aktsom.follow_up.audit_states.ConsentState['ASKED'], max_length=8)),
                ('asked_at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by_id', models.BigIntegerField(null=True)),
                ('reason', models.TextField(blank=True)),
                ('audit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consents', to='aktsom.audit')),
                ('contract', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.contract')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.member')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('audit', 'contract'), name='audit_consent_once'), models.CheckConstraint(condition=models.Q(('state__in', [aktsom.follow_up.audit_states.ConsentState['ASKED'], aktsom.follow_up.audit_states.ConsentState['GIVEN'], aktsom.follow_up.audit_states.ConsentState['REFUSED']])), name='audit_consent_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'refused'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='refused_consent_has_reason')],
            },
        ),
        migrations.CreateModel(
            name='AuditOffer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', aktsom.core.public_ids.PublicIdField('aof')),
                ('name', models.CharField(max_length=200)),
                ('email', models.EmailField(max_length=254)),
                ('price', models.DecimalField(decimal_places=2, max_digits=12)),
                ('days', models.PositiveSmallIntegerField(null=True)),
                ('independence', models.TextField(blank=True)),
                ('received_on', models.DateField()),
                ('chosen', models.BooleanField(default=False)),
                ('reason', models.TextField(blank=True)),
                ('audit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='offers', to='aktsom.audit')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('chosen', True)), fields=('audit',), name='one_offer_chosen'), models.CheckConstraint(condition=models.Q(('chosen', False), models.Q(('reason', ''), _negated=True), _connector='OR'), name='chosen_offer_has_reason'), models.CheckConstraint(condition=models.Q(('price__gt', 0)), name='offer_price_positive')],
            },
        ),
        migrations.CreateModel(
            name='AuditReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', aktsom.core.public_ids.PublicIdField('aur')),
                ('seen_by', aktsom.sharing.keys.AudienceKeys()),
                ('shared_at', models.DateTimeField(null=True)),
                ('shown_at', models.DateTimeField(null=True)),
                ('state', models.CharField(choices=[(aktsom.follow_up.audit_states.ReportState['DRAFT'], aktsom.follow_up.audit_states.ReportState['DRAFT']), (aktsom.follow_up.audit_states.ReportState['HANDED_IN'], aktsom.follow_up.audit_states.ReportState['HANDED_IN'])], default=aktsom.follow_up.audit_states.ReportState['DRAFT'], max_length=10)),
                ('scheme', models.CharField(blank=True, max_length=20)),
                ('grade', models.CharField(blank=True, max_length=60)),
                ('through_seller', models.BooleanField(default=False)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('confirmed_how', models.TextField(blank=True)),
                ('started_on', models.DateField(null=True)),
                ('ended_on', models.DateField(null=True)),
                ('auditors', models.TextField(blank=True)),
                ('observers', models.TextField(blank=True)),
                ('independence', models.TextField(blank=True)),
                ('interviews', models.PositiveIntegerField(null=True)),
                ('chosen_by', models.CharField(blank=True, choices=[(aktsom.follow_up.states.WorkersChosenBy['AUDITOR'], aktsom.follow_up.states.WorkersChosenBy['AUDITOR']), (aktsom.follow_up.states.WorkersChosenBy['MANAGEMENT'], aktsom.follow_up.states.WorkersChosenBy['MANAGEMENT']), (aktsom.follow_up.states.WorkersChosenBy['WORKERS'], aktsom.follow_up.states.WorkersChosenBy['WORKERS'])], max_length=10)),
                ('not_seen', models.TextField(blank=True)),
                ('summary', models.TextField(blank=True)),
                ('blocked_at', models.DateTimeField(null=True)),
                ('blocked_reason', models.TextField(blank=True)),
                ('lifted_at', models.DateTimeField(null=True)),
                ('lifted_by_id', models.BigIntegerField(null=True)),
                ('lifted_reason', models.TextField(blank=True)),
                ('begun_at', models.DateTimeField()),
                ('handed_in_at', models.DateTimeField(null=True)),
                ('handed_in_by_id', models.BigIntegerField(null=True)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('audit', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='report', to='aktsom.audit')),
                ('evidence', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.evidence')),
                ('follow_up', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.followup')),
            ],
            options={
                'ordering': ['-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', [aktsom.follow_up.audit_states.ReportState['DRAFT'], aktsom.follow_up.audit_states.ReportState['HANDED_IN']])), name='audit_report_state_known'), models.CheckConstraint(condition=models.Q(('blocked_at__isnull', True), models.Q(('shared_at__isnull', True), ('shown_at__isnull', True)), _connector='OR'), name='blocked_report_stays_in'), models.CheckConstraint(condition=models.Q(('blocked_at__isnull', True), models.Q(('blocked_reason', ''), _negated=True), _connector='OR'), name='blocked_report_has_reason'), models.CheckConstraint(condition=models.Q(('shared_at__isnull', True), ('state', 'handed_in'), _connector='OR'), name='shared_report_is_handed_in')],
            },
        ),
        migrations.CreateModel(
            name='AuditShare',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('hundredths', models.PositiveSmallIntegerField(null=True)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12)),
                ('audit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shares', to='aktsom.audit')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.member')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('audit', 'member'), name='audit_share_once')],
            },
        ),
        migrations.CreateModel(
            name='AuditSite',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', aktsom.core.public_ids.PublicIdField('aus')),
                ('name', models.CharField(max_length=200)),
                ('country', models.CharField(blank=True, max_length=2)),
                ('audit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sites', to='aktsom.audit')),
                ('site', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.site')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='audit_site_has_name')],
            },
        ),
        migrations.CreateModel(
            name='AuditRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', aktsom.core.public_ids.PublicIdField('arw')),
                ('point', models.CharField(max_length=8)),
                ('kind', models.CharField(choices=[(aktsom.follow_up.audit_states.RowKind['ALLEGATION'], aktsom.follow_up.audit_states.RowKind['ALLEGATION']), (aktsom.follow_up.audit_states.RowKind['OBSERVATION'], aktsom.follow_up.audit_states.RowKind['OBSERVATION']), (aktsom.follow_up.audit_states.RowKind['DEVIATION'], aktsom.follow_up.audit_states.RowKind['DEVIATION'])], max_length=12)),
                ('severity', models.CharField(blank=True, choices=[(aktsom.follow_up.audit_states.Severity['MINOR'], aktsom.follow_up.audit_states.Severity['MINOR']), (aktsom.follow_up.audit_states.Severity['MAJOR'], aktsom.follow_up.audit_states.Severity['MAJOR']), (aktsom.follow_up.audit_states.Severity['CRITICAL'], aktsom.follow_up.audit_states.Severity['CRITICAL'])], max_length=8)),
                ('title', models.CharField(max_length=200)),
                ('text', models.TextField(blank=True)),
                ('shown_by', models.TextField(blank=True)),
                ('people', models.PositiveIntegerField(null=True)),
                ('evidence', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.evidence')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='aktsom.auditreport')),
                ('site', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.auditsite')),
            ],
            options={
                'ordering': ['point', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', [aktsom.follow_up.audit_states.RowKind['ALLEGATION'], aktsom.follow_up.audit_states.RowKind['OBSERVATION'], aktsom.follow_up.audit_states.RowKind['DEVIATION']])), name='audit_row_kind_known'), models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='audit_row_has_title'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'deviation'), models.Q(('severity', ''), _negated=True)), models.Q(models.Q(('kind', 'deviation'), _negated=True), ('severity', '')), _connector='OR'), name='deviations_alone_have_severity')],
            },
        ),
        migrations.CreateModel(
            name='AuditRecheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('closed', models.BooleanField()),
                ('note', models.TextField(blank=True)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rechecks', to='aktsom.auditreport')),
                ('row', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rechecks', to='aktsom.auditrow')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('report', 'row'), name='audit_recheck_once')],
            },
        ),
        migrations.RunPython(guard, release),
    ])
