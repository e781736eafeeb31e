"""Conclusions name the place they are about, readings begin again with a reason, and monthly letters go out once."""

import django.db.models.deletion
from django.db import migrations, models

from aktsom.migrations._policies import among, either, put_up, take_down

ASKERS = either(among("team_id", "teams"), f"team_id is null and {among('owner_id', 'members')}")


def policies(network):
    return {
        "rereading": f"self_report_id = any(array(select id from aktsom_selfreport where {ASKERS}))",
        "monthlyletter": "false",
    }


def raise_wall(apps, schema_editor):
    put_up(schema_editor, policies)


def lower_wall(apps, schema_editor):
    take_down(schema_editor, policies)


class Migration(migrations.Migration):

    dependencies = [
        ('aktsom', '0020_audits'),
    ]

    operations = [
        migrations.CreateModel(
            name='MonthlyLetter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person_id', models.BigIntegerField()),
                ('month', models.DateField()),
                ('at', models.DateTimeField()),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('person_id', 'month'), name='monthly_letter_once')],
            },
        ),
        migrations.CreateModel(
            name='Rereading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField()),
                ('person_id', models.BigIntegerField(null=True)),
                ('at', models.DateTimeField()),
                ('self_report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rereadings', to='aktsom.selfreport')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='rereading_has_reason')],
            },
        ),
        migrations.RemoveConstraint(
            model_name='conclusion',
            name='conclusion_one_current',
        ),
        migrations.AddField(
            model_name='conclusion',
            name='reread_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='conclusion',
            name='site_country',
            field=models.CharField(blank=True, default='', max_length=2),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='conclusion',
            name='site_key',
            field=models.CharField(blank=True, default='', max_length=200),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='conclusion',
            name='site_name',
            field=models.CharField(blank=True, default='', max_length=300),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='person',
            name='wants_monthly_letter',
            field=models.BooleanField(default=True),
        ),
        migrations.AddConstraint(
            model_name='conclusion',
            constraint=models.UniqueConstraint(condition=models.Q(('superseded_at__isnull', True)), fields=('follow_up', 'term_set', 'number', 'method', 'products', 'site_key'), name='conclusion_one_current'),
        ),
        migrations.AddConstraint(
            model_name='conclusion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('site_key', ''), ('site_name', '')), models.Q(models.Q(('site_key', ''), _negated=True), models.Q(('site_name', ''), _negated=True)), _connector='OR'), name='conclusion_site_has_name'),
        ),
        migrations.RunPython(raise_wall, lower_wall),
    ]
