"""The private addresses of calendars, with their rows in the database's own wall: each person's own."""

import aktsom.core.public_ids
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from aktsom.migrations._policies import put_up, take_down

ME = "(select nullif(current_setting('aktsom.person', true), '')::bigint)"


def policies(network):
    return {"calendarlink": f"person_id = {ME}"}


def raise_wall(apps, schema_editor):
    put_up(schema_editor, policies)


def lower_wall(apps, schema_editor):
    take_down(schema_editor, policies)


class Migration(migrations.Migration):

    dependencies = [
        ('aktsom', '0013_self_reports'),
    ]

    operations = [
        migrations.CreateModel(
            name='CalendarLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', aktsom.core.public_ids.PublicIdField('cal')),
                ('secret_hash', models.CharField(max_length=64, unique=True)),
                ('made_at', models.DateTimeField()),
                ('fetched_on', models.DateField(null=True)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='calendar_link', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.RunPython(raise_wall, lower_wall),
    ]
