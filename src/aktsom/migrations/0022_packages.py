"""All files of follow-ups put together for one person, with its rows in the database's own wall: each person's own."""

import aktsom.core.public_ids
import aktsom.follow_up.states
import django.db.models.deletion
import django.db.models.functions.comparison
from django.db import migrations, models

from aktsom.migrations._policies import put_up, take_down

ME = "(select nullif(current_setting('aktsom.person', true), '')::bigint)"


def policies(network):
    return {"package": f"person_id = {ME}"}


def raise_wall(apps, schema_editor):
    put_up(schema_editor, policies)


def lower_wall(apps, schema_editor):
    take_down(schema_editor, policies)


class Migration(migrations.Migration):

    dependencies = [
        ('aktsom', '0021_places_and_rereadings'),
    ]

    operations = [
        migrations.CreateModel(
            name='Package',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', aktsom.core.public_ids.PublicIdField('pak')),
                ('person_id', models.BigIntegerField()),
                ('body_id', models.BigIntegerField(null=True)),
                ('state', models.CharField(choices=[(aktsom.follow_up.states.PackageState['MAKING'], aktsom.follow_up.states.PackageState['MAKING']), (aktsom.follow_up.states.PackageState['READY'], aktsom.follow_up.states.PackageState['READY']), (aktsom.follow_up.states.PackageState['STOPPED'], aktsom.follow_up.states.PackageState['STOPPED']), (aktsom.follow_up.states.PackageState['FAILED'], aktsom.follow_up.states.PackageState['FAILED']), (aktsom.follow_up.states.PackageState['GONE'], aktsom.follow_up.states.PackageState['GONE'])], default=aktsom.follow_up.states.PackageState['MAKING'], max_length=8)),
                ('total', models.PositiveIntegerField(default=0)),
                ('done', models.PositiveIntegerField(default=0)),
                ('holds', models.JSONField(default=list)),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('size', models.BigIntegerField(default=0)),
                ('problem', models.CharField(blank=True, choices=[(aktsom.follow_up.states.PackageProblem['NO_ROOM'], aktsom.follow_up.states.PackageProblem['NO_ROOM']), (aktsom.follow_up.states.PackageProblem['AWAY'], aktsom.follow_up.states.PackageProblem['AWAY']), (aktsom.follow_up.states.PackageProblem['NOTHING'], aktsom.follow_up.states.PackageProblem['NOTHING']), (aktsom.follow_up.states.PackageProblem['SILENT'], aktsom.follow_up.states.PackageProblem['SILENT']), (aktsom.follow_up.states.PackageProblem['BROKEN'], aktsom.follow_up.states.PackageProblem['BROKEN'])], max_length=8)),
                ('asked_at', models.DateTimeField()),
                ('moved_at', models.DateTimeField()),
                ('fetched_at', models.DateTimeField(null=True)),
                ('expires_at', models.DateTimeField()),
                ('follow_up', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='aktsom.followup')),
                ('team', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='aktsom.categoryteam')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['person_id', '-id'], name='package_of_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', [aktsom.follow_up.states.PackageState['MAKING'], aktsom.follow_up.states.PackageState['READY'], aktsom.follow_up.states.PackageState['STOPPED'], aktsom.follow_up.states.PackageState['FAILED'], aktsom.follow_up.states.PackageState['GONE']])), name='package_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('follow_up__isnull', False), ('team__isnull', True)), models.Q(('follow_up__isnull', True), ('team__isnull', False)), _connector='OR'), name='package_of_one_or_a_team'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'ready'), _negated=True), models.Q(('sha256', ''), _negated=True), _connector='OR'), name='package_ready_is_whole'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'failed'), _negated=True), models.Q(('problem', ''), _negated=True), _connector='OR'), name='package_failed_for_a_reason'), models.UniqueConstraint(models.F('person_id'), django.db.models.functions.comparison.Coalesce('body_id', models.Value(0)), django.db.models.functions.comparison.Coalesce('follow_up_id', models.Value(0)), django.db.models.functions.comparison.Coalesce('team_id', models.Value(0)), condition=models.Q(('state', 'making')), name='package_made_once_at_a_time')],
            },
        ),
        migrations.RunPython(raise_wall, lower_wall),
    ]
