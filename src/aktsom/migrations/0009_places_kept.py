"""Judged pairs of places keep who and why, pairs that wait, what links are checked by, and who said what of a place."""

import aktsom.core.public_ids
import django.db.models.deletion
from django.db import migrations, models

from aktsom.migrations._policies import put_up, take_down
from aktsom.migrations._tables import together

OF_SEEN_SITES = " and ".join(f"{end}_id = any(array(select id from aktsom_site))" for end in ("one", "other"))
OF_SEEN_LINK = "link_id = any(array(select id from aktsom_chainlink))"


def policies(network):
    """That two places are one is told to those who see both."""
    seen = OF_SEEN_SITES if network else "false"
    return {"sitejudgement": seen, "sitepair": seen, "linkcheck": OF_SEEN_LINK}


def give_ids(apps, schema_editor):
    judgements = apps.get_model("aktsom", "SiteJudgement").objects
    for one in judgements.filter(public_id=None):
        one.public_id = aktsom.core.public_ids.new_public_id("sju")
        one.save(update_fields=["public_id"])


def raise_wall(apps, schema_editor):
    take_down(schema_editor, policies)
    put_up(schema_editor, policies)


def lower_wall(apps, schema_editor):
    take_down(schema_editor, policies)


class Migration(migrations.Migration):

    dependencies = [
        ('aktsom', '0008_reach_log'),
    ]

    operations = together(
        [
        migrations.AddField(
            model_name='sitejudgement',
            name='evidence',
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name='sitejudgement',
            name='member',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.member'),
        ),
        migrations.AddField(
            model_name='sitejudgement',
            name='public_id',
            field=aktsom.core.public_ids.PublicIdField('sju', null=True),
        ),
        migrations.RunPython(give_ids, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='sitejudgement',
            name='public_id',
            field=aktsom.core.public_ids.PublicIdField('sju'),
        ),
        migrations.AddField(
            model_name='sitejudgement',
            name='undone_person_id',
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='sitejudgement',
            name='undone_why',
            field=models.CharField(blank=True, max_length=400),
        ),
        migrations.AddField(
            model_name='sitestatement',
            name='member',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.member'),
        ),
        migrations.AddField(
            model_name='sitestatement',
            name='person_id',
            field=models.BigIntegerField(null=True),
        ),
        migrations.CreateModel(
            name='LinkCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', aktsom.core.public_ids.PublicIdField('chk')),
                ('on', models.DateField()),
                ('note', models.CharField(blank=True, max_length=1000)),
                ('person_id', models.BigIntegerField(null=True)),
                ('at', models.DateTimeField()),
                ('undone_at', models.DateTimeField(null=True)),
                ('undone_person_id', models.BigIntegerField(null=True)),
                ('undone_why', models.CharField(blank=True, max_length=400)),
                ('checked', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='checks', to='aktsom.chainlink')),
                ('link', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='laid_by', to='aktsom.chainlink')),
                ('member', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.member')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('undone_at__isnull', True), models.Q(('undone_why', ''), _negated=True), _connector='OR'), name='link_check_undone_with_reason')],
            },
        ),
        migrations.CreateModel(
            name='SitePair',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', aktsom.core.public_ids.PublicIdField('spa')),
                ('weight', models.FloatField()),
                ('evidence', models.JSONField(default=dict)),
                ('found_at', models.DateTimeField()),
                ('one', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='aktsom.site')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='aktsom.site')),
            ],
            options={
                'indexes': [models.Index(fields=['-weight', 'id'], name='site_pair_surest_first')],
                'constraints': [models.CheckConstraint(condition=models.Q(('one__lt', models.F('other'))), name='site_pair_older_first'), models.UniqueConstraint(fields=('one', 'other'), name='site_pair_once')],
            },
        ),
        migrations.RunPython(raise_wall, lower_wall),
    ])
