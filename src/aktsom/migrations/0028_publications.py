"""Publications: written by those who follow up, shown to the supplier and to those who have a contract covered, decided by
the secretariat. What everybody reads is a table of its own, which holds nothing but what is public."""

import aktsom.core.public_ids
import aktsom.findings.rules.colour
import aktsom.findings.rules.published
import aktsom.findings.states
import aktsom.sharing.keys
import django.db.models.deletion
from django.db import migrations, models

from aktsom.migrations._policies import either, put_up, setting, take_down
from aktsom.migrations._tables import together

KEYS = f"seen_by && {setting('keys')}"
KEEPS_NETWORK = "(select coalesce(current_setting('aktsom.keeps_network', true) = 'on', false))"
PROPOSED = f"proposed_at is not null and {KEEPS_NETWORK}"
OF_PROPOSED = (
    "version_id = any(array(select id from aktsom_publicationversion where proposed_at is not null)) "
    f"and {KEEPS_NETWORK}"
)


def policies(network):
    return {
        "publication": either(KEYS, PROPOSED),
        "publicationversion": either(KEYS, PROPOSED),
        "publicationpassage": either(KEYS, OF_PROPOSED),
        "publicresult": (KEYS, KEEPS_NETWORK),
        "publicarea": (KEYS, KEEPS_NETWORK),
        "embargolimit": (network, KEEPS_NETWORK),
    }


def raise_wall(apps, schema_editor):
    put_up(schema_editor, policies)


def lower_wall(apps, schema_editor):
    take_down(schema_editor, policies)


class Migration(migrations.Migration):

    dependencies = [
        ('aktsom', '0027_signals'),
    ]

    operations = together(
        [
        migrations.CreateModel(
            name='EmbargoLimit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('days', models.PositiveSmallIntegerField()),
                ('reason', models.TextField()),
                ('set_at', models.DateTimeField()),
                ('set_by_id', models.BigIntegerField(null=True)),
            ],
            options={
                'ordering': ['-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('days__gt', 0)), name='embargo_has_days'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='embargo_limit_has_reason')],
            },
        ),
        migrations.CreateModel(
            name='PublicArea',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('group_id', models.CharField(max_length=40)),
                ('country', models.CharField(max_length=2)),
                ('region', models.CharField(blank=True, max_length=100)),
                ('places', models.PositiveIntegerField()),
                ('published_at', models.DateTimeField()),
                ('seen_by', aktsom.sharing.keys.AudienceKeys()),
            ],
            options={
                'ordering': ['group_id', 'country', 'region'],
                'constraints': [models.UniqueConstraint(fields=('group_id', 'country', 'region'), name='public_area_once'), models.CheckConstraint(condition=models.Q(('places__gt', 0)), name='public_area_has_places')],
            },
        ),
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', aktsom.core.public_ids.PublicIdField('pub')),
                ('seen_by', aktsom.sharing.keys.AudienceKeys()),
                ('proposed_at', models.DateTimeField(null=True)),
                ('made_at', models.DateTimeField()),
                ('made_by_id', models.BigIntegerField(null=True)),
                ('published_at', models.DateTimeField(null=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('withdrawn_reason', models.TextField(blank=True)),
                ('dropped_at', models.DateTimeField(null=True)),
                ('follow_up', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='publications', to='aktsom.followup')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.member')),
                ('supplier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.supplier')),
                ('team', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.categoryteam')),
                ('term_set', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.termset')),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='PublicationVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', aktsom.core.public_ids.PublicIdField('pbv')),
                ('number', models.PositiveSmallIntegerField()),
                ('state', models.CharField(choices=[(aktsom.findings.states.VersionState['DRAFT'], aktsom.findings.states.VersionState['DRAFT']), (aktsom.findings.states.VersionState['SHOWN'], aktsom.findings.states.VersionState['SHOWN']), (aktsom.findings.states.VersionState['PROPOSED'], aktsom.findings.states.VersionState['PROPOSED']), (aktsom.findings.states.VersionState['PUBLISHED'], aktsom.findings.states.VersionState['PUBLISHED']), (aktsom.findings.states.VersionState['CORRECTED'], aktsom.findings.states.VersionState['CORRECTED']), (aktsom.findings.states.VersionState['WITHDRAWN'], aktsom.findings.states.VersionState['WITHDRAWN']), (aktsom.findings.states.VersionState['DROPPED'], aktsom.findings.states.VersionState['DROPPED'])], default=aktsom.findings.states.VersionState['DRAFT'], max_length=10)),
                ('seen_by', aktsom.sharing.keys.AudienceKeys()),
                ('language', models.CharField(choices=[('nb', 'nb'), ('nn', 'nn'), ('en', 'en')], default='nb', max_length=2)),
                ('facts', models.JSONField(default=dict)),
                ('buyers_year', models.PositiveSmallIntegerField()),
                ('statement', models.TextField(blank=True)),
                ('next_step', models.TextField(blank=True)),
                ('corrects', models.TextField(blank=True)),
                ('made_at', models.DateTimeField()),
                ('made_by_id', models.BigIntegerField(null=True)),
                ('shown_at', models.DateTimeField(null=True)),
                ('answer_by', models.DateField(null=True)),
                ('unshown_reason', models.TextField(blank=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('comment', models.TextField(blank=True)),
                ('commented_by_id', models.BigIntegerField(null=True)),
                ('proposed_at', models.DateTimeField(null=True)),
                ('proposal', models.TextField(blank=True)),
                ('sent_back_reason', models.TextField(blank=True)),
                ('embargo', models.CharField(blank=True, choices=[(aktsom.findings.states.EmbargoDecision['PUBLISH'], aktsom.findings.states.EmbargoDecision['PUBLISH']), (aktsom.findings.states.EmbargoDecision['HOLD'], aktsom.findings.states.EmbargoDecision['HOLD'])], max_length=8)),
                ('embargo_reason', models.TextField(blank=True)),
                ('embargo_at', models.DateTimeField(null=True)),
                ('embargo_by_id', models.BigIntegerField(null=True)),
                ('published_at', models.DateTimeField(null=True)),
                ('published_by_id', models.BigIntegerField(null=True)),
                ('publish_reason', models.TextField(blank=True)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('publication', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='aktsom.publication')),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='PublicationPassage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', aktsom.core.public_ids.PublicIdField('pbp')),
                ('seen_by', aktsom.sharing.keys.AudienceKeys()),
                ('position', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(choices=[(aktsom.findings.rules.published.PassageKind['CONCLUSION'], aktsom.findings.rules.published.PassageKind['CONCLUSION']), (aktsom.findings.rules.published.PassageKind['DEVIATION'], aktsom.findings.rules.published.PassageKind['DEVIATION'])], max_length=10)),
                ('source', models.CharField(max_length=80)),
                ('facts', models.JSONField(default=dict)),
                ('text', models.TextField(blank=True)),
                ('ground', models.CharField(blank=True, max_length=30)),
                ('ground_reason', models.TextField(blank=True)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='passages', to='aktsom.publicationversion')),
            ],
            options={
                'ordering': ['position', 'id'],
            },
        ),
        migrations.CreateModel(
            name='PublicResult',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('page', models.CharField(max_length=16)),
                ('number', models.PositiveSmallIntegerField()),
                ('seen_by', aktsom.sharing.keys.AudienceKeys()),
                ('language', models.CharField(max_length=2)),
                ('supplier_name', models.CharField(blank=True, max_length=300)),
                ('group_id', models.CharField(blank=True, max_length=40)),
                ('colour', models.CharField(blank=True, choices=[(aktsom.findings.rules.colour.Colour['NONE'], aktsom.findings.rules.colour.Colour['NONE']), (aktsom.findings.rules.colour.Colour['GREEN'], aktsom.findings.rules.colour.Colour['GREEN']), (aktsom.findings.rules.colour.Colour['YELLOW'], aktsom.findings.rules.colour.Colour['YELLOW']), (aktsom.findings.rules.colour.Colour['RED'], aktsom.findings.rules.colour.Colour['RED'])], max_length=6)),
                ('content', models.JSONField(default=dict)),
                ('published_at', models.DateTimeField()),
                ('corrected_at', models.DateTimeField(null=True)),
                ('corrected_reason', models.TextField(blank=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('withdrawn_reason', models.TextField(blank=True)),
            ],
            options={
                'ordering': ['-published_at', '-id'],
                'indexes': [models.Index(fields=['group_id', 'colour'], name='public_result_by_area')],
                'constraints': [models.UniqueConstraint(fields=('page', 'number'), name='public_result_once'), models.CheckConstraint(condition=models.Q(('corrected_at__isnull', True), models.Q(('corrected_reason', ''), _negated=True), _connector='OR'), name='corrected_result_has_reason'), models.CheckConstraint(condition=models.Q(('withdrawn_at__isnull', True), models.Q(('colour', ''), ('content', {}), ('group_id', ''), ('supplier_name', ''), models.Q(('withdrawn_reason', ''), _negated=True)), _connector='OR'), name='withdrawn_result_tells_nothing'), models.CheckConstraint(condition=models.Q(('corrected_at__isnull', True), ('corrected_at__gte', models.F('published_at')), _connector='OR'), name='result_corrected_later')],
            },
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.UniqueConstraint(condition=models.Q(('dropped_at__isnull', True), ('withdrawn_at__isnull', True)), fields=('follow_up', 'term_set'), name='publication_once'),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn_at__isnull', True), models.Q(('published_at__isnull', False), models.Q(('withdrawn_reason', ''), _negated=True)), _connector='OR'), name='withdrawn_publication_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.CheckConstraint(condition=models.Q(('dropped_at__isnull', True), ('published_at__isnull', True), _connector='OR'), name='published_is_not_dropped'),
        ),
        migrations.AddConstraint(
            model_name='publicationversion',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', [aktsom.findings.states.VersionState['DRAFT'], aktsom.findings.states.VersionState['SHOWN'], aktsom.findings.states.VersionState['PROPOSED'], aktsom.findings.states.VersionState['PUBLISHED'], aktsom.findings.states.VersionState['CORRECTED'], aktsom.findings.states.VersionState['WITHDRAWN'], aktsom.findings.states.VersionState['DROPPED']])), name='version_state_known'),
        ),
        migrations.AddConstraint(
            model_name='publicationversion',
            constraint=models.UniqueConstraint(fields=('publication', 'number'), name='version_numbered_once'),
        ),
        migrations.AddConstraint(
            model_name='publicationversion',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', [aktsom.findings.states.VersionState['DRAFT'], aktsom.findings.states.VersionState['SHOWN'], aktsom.findings.states.VersionState['PROPOSED']])), fields=('publication',), name='version_one_in_work'),
        ),
        migrations.AddConstraint(
            model_name='publicationversion',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'published')), fields=('publication',), name='version_one_out'),
        ),
        migrations.AddConstraint(
            model_name='publicationversion',
            constraint=models.CheckConstraint(condition=models.Q(('number', 1), models.Q(('corrects', ''), _negated=True), _connector='OR'), name='correction_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='publicationversion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['proposed', 'published', 'corrected']), _negated=True), ('shown_at__isnull', False), models.Q(('unshown_reason', ''), _negated=True), _connector='OR'), name='version_shown_or_says_why_not'),
        ),
        migrations.AddConstraint(
            model_name='publicationversion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['published', 'corrected']), _negated=True), models.Q(('published_at__isnull', False), models.Q(('publish_reason', ''), _negated=True)), _connector='OR'), name='published_version_is_decided'),
        ),
        migrations.AddConstraint(
            model_name='publicationversion',
            constraint=models.CheckConstraint(condition=models.Q(('embargo', ''), models.Q(('embargo_at__isnull', False), models.Q(('embargo_reason', ''), _negated=True)), _connector='OR'), name='embargo_decision_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='publicationpassage',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', [aktsom.findings.rules.published.PassageKind['CONCLUSION'], aktsom.findings.rules.published.PassageKind['DEVIATION']])), name='public_passage_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='publicationpassage',
            constraint=models.CheckConstraint(condition=models.Q(('ground', ''), models.Q(('ground_reason', ''), _negated=True), _connector='OR'), name='left_out_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='publicationpassage',
            constraint=models.UniqueConstraint(fields=('version', 'source'), name='public_passage_once'),
        ),
        migrations.RunPython(raise_wall, lower_wall),
        ]
    )
