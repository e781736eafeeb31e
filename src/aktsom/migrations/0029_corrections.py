"""Measures say from when their day counts, findings why they can hardly be made good again, and each when the managers
were told that nobody does anything."""

from django.db import migrations, models


def agree(apps, schema_editor):
    """What is in a plan that has been accepted was agreed then; what was added since is agreed when that is."""
    measures = apps.get_model("aktsom", "Measure").objects.select_related("plan")
    for row in measures.filter(plan__accepted_at__isnull=False):
        row.agreed_at = row.plan.accepted_at
        row.save(update_fields=["agreed_at"])


class Migration(migrations.Migration):

    dependencies = [
        ('aktsom', '0028_publications'),
    ]

    operations = [
        migrations.AddField(
            model_name='actionplan',
            name='escalated_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='finding',
            name='escalated_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='finding',
            name='irremediable_reason',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='measure',
            name='agreed_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='measure',
            name='escalated_on',
            field=models.DateField(null=True),
        ),
        migrations.RunPython(agree, migrations.RunPython.noop),
    ]
