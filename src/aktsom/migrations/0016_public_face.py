"""What everybody reads of figures and of who follows up what: copies in which there is nothing but what is public."""

import aktsom.sharing.keys
from aktsom.migrations._policies import KEEPS_NETWORK, KEYS, wall
from django.db import migrations, models


def policies(network):
    # Who follows up is written by the platform alone, outside the wall.
    return {"publicfigures": (KEYS, KEEPS_NETWORK), "publicteam": (KEYS, "false")}


class Migration(migrations.Migration):
    dependencies = [("aktsom", "0015_competence")]
    operations = [
        migrations.CreateModel(
            name="PublicTeam",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("group_id", models.CharField(max_length=40, unique=True)),
                ("since", models.DateField()),
                ("resting", models.BooleanField(default=False)),
                ("bodies", models.JSONField()),
                ("told_on", models.DateField()),
                ("seen_by", aktsom.sharing.keys.AudienceKeys()),
            ],
            options={"ordering": ["group_id"]},
        ),
        migrations.CreateModel(
            name="PublicFigures",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveSmallIntegerField()),
                ("seen_by", aktsom.sharing.keys.AudienceKeys()),
                ("content", models.JSONField()),
                ("reckoned_on", models.DateField()),
                ("published_at", models.DateTimeField()),
                ("reason", models.CharField(blank=True, max_length=500)),
            ],
            options={
                "ordering": ["-year", "-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("year", "number"), name="public_figures_once"),
                    models.CheckConstraint(
                        condition=models.Q(("number", 1), models.Q(("reason", ""), _negated=True), _connector="OR"),
                        name="later_public_figures_say_why",
                    ),
                ],
            },
        ),
        wall(policies),
    ]
