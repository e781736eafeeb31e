"""Reading of self-reports: for those who ask alone, but for advice to the supplier. Examples are for the network."""

import django.db.models.deletion
from django.db import migrations, models

import aktsom.core.public_ids
import aktsom.follow_up.states
from aktsom.migrations._policies import among, either, put_up, take_down
from aktsom.migrations._tables import together

ASKERS = either(among("team_id", "teams"), f"team_id is null and {among('owner_id', 'members')}")
SUPPLIERS = among("supplier_id", "suppliers")
TOLD = "state in ('returned', 'judged')"


def _of(test):
    return f"self_report_id = any(array(select id from aktsom_selfreport where {test}))"


def policies(network):
    ours = _of(ASKERS)
    advised = either(ours, f"kind = 'advice' and {_of(f'{SUPPLIERS} and {TOLD}')}")
    own_examples = either(among("team_id", "teams"), "team_id is null" if network else False)
    return {
        "reportreader": ours,
        "score": ours,
        "settlement": ours,
        "answerremark": (advised, ours),
        "readinghours": ours,
        "exampleanswer": (network, own_examples),
    }


def raise_wall(apps, schema_editor):
    put_up(schema_editor, policies)


def lower_wall(apps, schema_editor):
    take_down(schema_editor, policies)


class Migration(migrations.Migration):

    dependencies = [
        ('aktsom', '0016_conclusions'),
    ]

    operations = together(
        [
        migrations.CreateModel(
            name='AnswerRemark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=16)),
                ('kind', models.CharField(choices=[(aktsom.follow_up.states.RemarkKind['MISSING'], aktsom.follow_up.states.RemarkKind['MISSING']), (aktsom.follow_up.states.RemarkKind['ADVICE'], aktsom.follow_up.states.RemarkKind['ADVICE'])], max_length=8)),
                ('text', models.TextField()),
                ('person_id', models.BigIntegerField(null=True)),
                ('at', models.DateTimeField()),
                ('superseded_at', models.DateTimeField(null=True)),
                ('self_report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='remarks', to='aktsom.selfreport')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('superseded_at__isnull', True)), fields=('self_report', 'code', 'kind'), name='remark_once'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='remark_says_something'), models.CheckConstraint(condition=models.Q(('kind__in', [aktsom.follow_up.states.RemarkKind['MISSING'], aktsom.follow_up.states.RemarkKind['ADVICE']])), name='remark_kind_known')],
            },
        ),
        migrations.CreateModel(
            name='ExampleAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', aktsom.core.public_ids.PublicIdField('exa')),
                ('code', models.CharField(max_length=16)),
                ('text', models.TextField()),
                ('score', models.PositiveSmallIntegerField()),
                ('why', models.TextField()),
                ('made_at', models.DateTimeField()),
                ('made_by_id', models.BigIntegerField(null=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('team', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.categoryteam')),
            ],
            options={
                'ordering': ['code', 'score', 'id'],
                'indexes': [models.Index(fields=['code'], name='example_of_question')],
                'constraints': [models.CheckConstraint(condition=models.Q(('score__lte', 3)), name='example_on_scale'), models.CheckConstraint(condition=models.Q(models.Q(('text', ''), _negated=True), models.Q(('why', ''), _negated=True)), name='example_says_why')],
            },
        ),
        migrations.CreateModel(
            name='ReadingHours',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person_id', models.BigIntegerField()),
                ('hours', models.DecimalField(decimal_places=2, max_digits=5)),
                ('on', models.DateField()),
                ('at', models.DateTimeField()),
                ('self_report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hours', to='aktsom.selfreport')),
            ],
            options={
                'ordering': ['on', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('hours__gt', 0)), name='hours_above_none')],
            },
        ),
        migrations.CreateModel(
            name='ReportReader',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveSmallIntegerField()),
                ('person_id', models.BigIntegerField()),
                ('taken_at', models.DateTimeField()),
                ('self_report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readers', to='aktsom.selfreport')),
            ],
            options={
                'ordering': ['place'],
                'constraints': [models.UniqueConstraint(fields=('self_report', 'place'), name='reader_place_once'), models.UniqueConstraint(fields=('self_report', 'person_id'), name='reader_person_once'), models.CheckConstraint(condition=models.Q(('place__in', (1, 2))), name='reader_place_known')],
            },
        ),
        migrations.CreateModel(
            name='Score',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=16)),
                ('answer', models.CharField(max_length=64)),
                ('place', models.PositiveSmallIntegerField()),
                ('score', models.PositiveSmallIntegerField()),
                ('person_id', models.BigIntegerField(null=True)),
                ('at', models.DateTimeField()),
                ('superseded_at', models.DateTimeField(null=True)),
                ('self_report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='scores', to='aktsom.selfreport')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('superseded_at__isnull', True)), fields=('self_report', 'code', 'place'), name='score_once'), models.CheckConstraint(condition=models.Q(('score__lte', 3)), name='score_on_scale'), models.CheckConstraint(condition=models.Q(('place__in', (1, 2))), name='score_place_known')],
            },
        ),
        migrations.CreateModel(
            name='Settlement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=16)),
                ('answer', models.CharField(max_length=64)),
                ('score', models.PositiveSmallIntegerField()),
                ('reason', models.TextField()),
                ('person_id', models.BigIntegerField(null=True)),
                ('at', models.DateTimeField()),
                ('superseded_at', models.DateTimeField(null=True)),
                ('self_report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='settlements', to='aktsom.selfreport')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('superseded_at__isnull', True)), fields=('self_report', 'code'), name='settled_once'), models.CheckConstraint(condition=models.Q(('score__lte', 3)), name='settled_on_scale'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='settled_has_reason')],
            },
        ),
        migrations.RunPython(raise_wall, lower_wall),
    ])
