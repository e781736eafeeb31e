"""The dispatch of self-reports: who was invited to answer, letters sent once, and many sent in a row. Who was invited is
for those who ask and for the supplier; rounds are the team's; letters are noted by the platform alone."""

import aktsom.core.public_ids
import aktsom.follow_up.states
import django.db.models.deletion
from django.db import migrations, models

from aktsom.migrations._policies import among, either, put_up, take_down
from aktsom.migrations._tables import together

SUPPLIERS = among("supplier_id", "suppliers")
ASKERS = either(among("team_id", "teams"), f"team_id is null and {among('owner_id', 'members')}")


def _of(test):
    where = f" where {test}" if test else ""
    return f"self_report_id = any(array(select id from aktsom_selfreport{where}))"


def policies(network):
    return {
        "reportinvitation": (_of(either(ASKERS, SUPPLIERS)), _of(ASKERS)),
        "reportletter": (_of(""), "false"),
        "dispatchround": among("team_id", "teams"),
        "dispatchline": "round_id = any(array(select id from aktsom_dispatchround))",
    }


def raise_wall(apps, schema_editor):
    put_up(schema_editor, policies)


def lower_wall(apps, schema_editor):
    take_down(schema_editor, policies)


class Migration(migrations.Migration):

    dependencies = [
        ('aktsom', '0014_calendar_links'),
    ]

    operations = together(
        [
        migrations.CreateModel(
            name='DispatchRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', aktsom.core.public_ids.PublicIdField('dsp')),
                ('state', models.CharField(choices=[(aktsom.follow_up.states.RoundState['RUNNING'], aktsom.follow_up.states.RoundState['RUNNING']), (aktsom.follow_up.states.RoundState['STOPPED'], aktsom.follow_up.states.RoundState['STOPPED']), (aktsom.follow_up.states.RoundState['DONE'], aktsom.follow_up.states.RoundState['DONE'])], default=aktsom.follow_up.states.RoundState['RUNNING'], max_length=8)),
                ('message', models.TextField(blank=True)),
                ('contact_id', models.BigIntegerField(null=True)),
                ('uses_contacts', models.BooleanField(default=False)),
                ('ordered_at', models.DateTimeField()),
                ('ordered_by_id', models.BigIntegerField(null=True)),
                ('body_id', models.BigIntegerField(null=True)),
                ('moved_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.categoryteam')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['team', '-id'], name='round_of_team')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', [aktsom.follow_up.states.RoundState['RUNNING'], aktsom.follow_up.states.RoundState['STOPPED'], aktsom.follow_up.states.RoundState['DONE']])), name='round_state_known')],
            },
        ),
        migrations.CreateModel(
            name='DispatchLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[(aktsom.follow_up.states.LineState['WAITING'], aktsom.follow_up.states.LineState['WAITING']), (aktsom.follow_up.states.LineState['ASKED'], aktsom.follow_up.states.LineState['ASKED']), (aktsom.follow_up.states.LineState['FAILED'], aktsom.follow_up.states.LineState['FAILED'])], default=aktsom.follow_up.states.LineState['WAITING'], max_length=8)),
                ('reason', models.TextField(blank=True)),
                ('at', models.DateTimeField(null=True)),
                ('follow_up', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aktsom.followup')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='aktsom.dispatchround')),
            ],
            options={
                'ordering': ['id'],
                'indexes': [models.Index(fields=['round', 'state', 'id'], name='dispatch_line_waiting')],
                'constraints': [models.UniqueConstraint(fields=('round', 'follow_up'), name='dispatch_line_once'), models.CheckConstraint(condition=models.Q(('state__in', [aktsom.follow_up.states.LineState['WAITING'], aktsom.follow_up.states.LineState['ASKED'], aktsom.follow_up.states.LineState['FAILED']])), name='dispatch_line_state_known')],
            },
        ),
        migrations.CreateModel(
            name='ReportInvitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('invitation', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='for_report', to='aktsom.supplierinvitation')),
                ('self_report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='aktsom.selfreport')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='ReportLetter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[(aktsom.follow_up.states.LetterKind['FIRST_REMINDER'], aktsom.follow_up.states.LetterKind['FIRST_REMINDER']), (aktsom.follow_up.states.LetterKind['SECOND_REMINDER'], aktsom.follow_up.states.LetterKind['SECOND_REMINDER']), (aktsom.follow_up.states.LetterKind['OVERDUE'], aktsom.follow_up.states.LetterKind['OVERDUE'])], max_length=12)),
                ('about', models.DateField()),
                ('at', models.DateTimeField()),
                ('self_report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='aktsom.selfreport')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('self_report', 'kind', 'about'), name='report_letter_once'), models.CheckConstraint(condition=models.Q(('kind__in', [aktsom.follow_up.states.LetterKind['FIRST_REMINDER'], aktsom.follow_up.states.LetterKind['SECOND_REMINDER'], aktsom.follow_up.states.LetterKind['OVERDUE']])), name='report_letter_kind_known')],
            },
        ),
        migrations.RunPython(raise_wall, lower_wall),
    ])
