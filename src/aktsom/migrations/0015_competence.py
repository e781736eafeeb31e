"""The tables of competence, of texts for tenders, and of what each person is told of; with their wall."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import aktsom.core.public_ids
import aktsom.knowledge.states
import aktsom.members.states
from aktsom.migrations._policies import ME, MINE, among, either, of, wall
from aktsom.migrations._tables import together

OWN = f"person_id = {ME}"
# Of those who sit in a team that the asker leads or is deputy of, by a seat of its own.
LED = (
    "person_id = any(array(select sits.person_id from aktsom_teamseat sits join aktsom_teamseat leads "
    "on leads.team_id = sits.team_id where sits.left_at is null and leads.left_at is null "
    f"and leads.person_id = {ME} and leads.part in ('lead', 'deputy') and {among('leads.team_id', 'teams')}))"
)
OF_TWO = f"person_id = {ME} or followed_id = {ME}"


def policies(network):
    return {
        **dict.fromkeys(("letterchoice", "notice"), OWN),
        "digest": "false",  # the platform alone gathers letters
        "competence": either(OWN, LED),  # whoever leads the person confirms it
        "training": (either(OWN, LED), OWN),
        "shadowing": (either(OF_TWO, LED), OF_TWO),
        "requirementchoice": MINE,
        "chosenrequirement": of("requirementchoice", "choice_id"),
    }


class Migration(migrations.Migration):
    dependencies = [("aktsom", "0014_knowledge")]
    operations = together([
        migrations.CreateModel(
            name="Digest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "rhythm",
                    models.CharField(
                        choices=[
                            (aktsom.members.states.Rhythm["AT_ONCE"], aktsom.members.states.Rhythm["AT_ONCE"]),
                            (aktsom.members.states.Rhythm["DAILY"], aktsom.members.states.Rhythm["DAILY"]),
                            (aktsom.members.states.Rhythm["WEEKLY"], aktsom.members.states.Rhythm["WEEKLY"]),
                            (aktsom.members.states.Rhythm["NEVER"], aktsom.members.states.Rhythm["NEVER"]),
                        ],
                        max_length=10,
                    ),
                ),
                ("on", models.DateField()),
                ("taken_at", models.DateTimeField(null=True)),
                ("taken_by", models.BigIntegerField(null=True)),
                ("sent_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="LetterChoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("topic", models.CharField(max_length=30)),
                (
                    "rhythm",
                    models.CharField(
                        choices=[
                            (aktsom.members.states.Rhythm["AT_ONCE"], aktsom.members.states.Rhythm["AT_ONCE"]),
                            (aktsom.members.states.Rhythm["DAILY"], aktsom.members.states.Rhythm["DAILY"]),
                            (aktsom.members.states.Rhythm["WEEKLY"], aktsom.members.states.Rhythm["WEEKLY"]),
                            (aktsom.members.states.Rhythm["NEVER"], aktsom.members.states.Rhythm["NEVER"]),
                        ],
                        max_length=10,
                    ),
                ),
                ("chosen_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="letter_choices",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["topic"],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", aktsom.core.public_ids.PublicIdField("ntc")),
                ("topic", models.CharField(max_length=30)),
                ("subject", models.CharField(max_length=300)),
                ("page", models.CharField(blank=True, max_length=300)),
                ("came_at", models.DateTimeField()),
                ("work", models.BigIntegerField()),
                ("fingerprint", models.CharField(max_length=64)),
                (
                    "left",
                    models.CharField(
                        choices=[
                            (aktsom.members.states.Left["LEAVING"], aktsom.members.states.Left["LEAVING"]),
                            (aktsom.members.states.Left["SENT"], aktsom.members.states.Left["SENT"]),
                            (aktsom.members.states.Left["HELD"], aktsom.members.states.Left["HELD"]),
                            (aktsom.members.states.Left["KEPT"], aktsom.members.states.Left["KEPT"]),
                        ],
                        default=aktsom.members.states.Left["LEAVING"],
                        max_length=10,
                    ),
                ),
                ("read_at", models.DateTimeField(null=True)),
                (
                    "digest",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="notices",
                        to="aktsom.digest",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notices", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-came_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="RequirementChoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", aktsom.core.public_ids.PublicIdField("kra")),
                ("group_id", models.CharField(max_length=40)),
                ("product_id", models.CharField(blank=True, max_length=60)),
                ("title", models.CharField(max_length=200)),
                ("language", models.CharField(max_length=2)),
                ("basis", models.JSONField(default=dict)),
                ("number", models.PositiveIntegerField(default=1)),
                ("sent", models.CharField(max_length=40)),
                ("made_at", models.DateTimeField()),
                ("made_by_id", models.BigIntegerField(null=True)),
                (
                    "continues",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="continued",
                        to="aktsom.requirementchoice",
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="aktsom.contract"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="aktsom.member"
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="ChosenRequirement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=40)),
                ("version", models.CharField(max_length=12)),
                (
                    "place",
                    models.CharField(
                        choices=[
                            (
                                aktsom.knowledge.states.Place["QUALIFICATION"],
                                aktsom.knowledge.states.Place["QUALIFICATION"],
                            ),
                            (
                                aktsom.knowledge.states.Place["SPECIFICATION"],
                                aktsom.knowledge.states.Place["SPECIFICATION"],
                            ),
                            (aktsom.knowledge.states.Place["AWARD"], aktsom.knowledge.states.Place["AWARD"]),
                            (aktsom.knowledge.states.Place["CONTRACT"], aktsom.knowledge.states.Place["CONTRACT"]),
                        ],
                        max_length=20,
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("text", models.TextField()),
                ("reason", models.TextField()),
                ("changed", models.BooleanField(default=False)),
                (
                    "choice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="texts", to="aktsom.requirementchoice"
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="Shadowing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", aktsom.core.public_ids.PublicIdField("shd")),
                (
                    "skill",
                    models.CharField(
                        choices=[
                            (
                                aktsom.knowledge.states.Skill["SELF_REPORT"],
                                aktsom.knowledge.states.Skill["SELF_REPORT"],
                            ),
                            (aktsom.knowledge.states.Skill["MEETING"], aktsom.knowledge.states.Skill["MEETING"]),
                            (
                                aktsom.knowledge.states.Skill["DOCUMENT_REVIEW"],
                                aktsom.knowledge.states.Skill["DOCUMENT_REVIEW"],
                            ),
                            (
                                aktsom.knowledge.states.Skill["AUDIT_READING"],
                                aktsom.knowledge.states.Skill["AUDIT_READING"],
                            ),
                            (aktsom.knowledge.states.Skill["LANGUAGE"], aktsom.knowledge.states.Skill["LANGUAGE"]),
                        ],
                        max_length=20,
                    ),
                ),
                ("on", models.DateField()),
                ("noted_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(null=True)),
                (
                    "follow_up",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="aktsom.followup"
                    ),
                ),
                (
                    "followed",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shadowed",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shadowings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Training",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", aktsom.core.public_ids.PublicIdField("trn")),
                ("course", models.CharField(max_length=200)),
                ("taken_on", models.DateField()),
                ("renew_by", models.DateField(null=True)),
                ("noted_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="trainings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-taken_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Competence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", aktsom.core.public_ids.PublicIdField("cmp")),
                ("group_id", models.CharField(blank=True, max_length=40)),
                (
                    "skill",
                    models.CharField(
                        choices=[
                            (
                                aktsom.knowledge.states.Skill["SELF_REPORT"],
                                aktsom.knowledge.states.Skill["SELF_REPORT"],
                            ),
                            (aktsom.knowledge.states.Skill["MEETING"], aktsom.knowledge.states.Skill["MEETING"]),
                            (
                                aktsom.knowledge.states.Skill["DOCUMENT_REVIEW"],
                                aktsom.knowledge.states.Skill["DOCUMENT_REVIEW"],
                            ),
                            (
                                aktsom.knowledge.states.Skill["AUDIT_READING"],
                                aktsom.knowledge.states.Skill["AUDIT_READING"],
                            ),
                            (aktsom.knowledge.states.Skill["LANGUAGE"], aktsom.knowledge.states.Skill["LANGUAGE"]),
                        ],
                        max_length=20,
                    ),
                ),
                ("language", models.CharField(blank=True, max_length=8)),
                ("mastery", models.PositiveSmallIntegerField()),
                ("said_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("revision", models.PositiveIntegerField(default=1)),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="competences",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["skill", "group_id", "language"],
                "constraints": [
                    models.UniqueConstraint(fields=("person", "group_id", "skill", "language"), name="competence_once"),
                    models.CheckConstraint(
                        condition=models.Q(("mastery__in", [1, 2, 3, 4])), name="competence_mastery"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("skill", aktsom.knowledge.states.Skill["LANGUAGE"]), ("language", ""), _connector="XOR"
                        ),
                        name="competence_language_of_languages_alone",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="digest",
            constraint=models.UniqueConstraint(fields=("person", "rhythm", "on"), name="digest_once"),
        ),
        migrations.AddConstraint(
            model_name="letterchoice",
            constraint=models.UniqueConstraint(fields=("person", "topic"), name="letter_choice_once"),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(fields=["person", "-came_at"], name="notice_of_person"),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("left", aktsom.members.states.Left["HELD"])), fields=["person"], name="notice_held"
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(fields=("work", "person", "fingerprint"), name="notice_once"),
        ),
        migrations.AddConstraint(
            model_name="requirementchoice",
            constraint=models.UniqueConstraint(fields=("member", "sent"), name="requirement_choice_sent_once"),
        ),
        migrations.AddConstraint(
            model_name="requirementchoice",
            constraint=models.UniqueConstraint(fields=("continues",), name="requirement_choice_continued_once"),
        ),
        migrations.AddConstraint(
            model_name="chosenrequirement",
            constraint=models.UniqueConstraint(fields=("choice", "code"), name="chosen_requirement_once"),
        ),
        migrations.AddConstraint(
            model_name="shadowing",
            constraint=models.UniqueConstraint(
                fields=("person", "followed", "follow_up", "skill"), name="shadowing_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="shadowing",
            constraint=models.CheckConstraint(
                condition=models.Q(("person", models.F("followed")), _negated=True), name="shadowing_of_another"
            ),
        ),
        migrations.AddConstraint(
            model_name="training",
            constraint=models.UniqueConstraint(fields=("person", "course", "taken_on"), name="training_once"),
        ),
        migrations.AddConstraint(
            model_name="training",
            constraint=models.CheckConstraint(
                condition=models.Q(("renew_by__isnull", True), ("renew_by__gt", models.F("taken_on")), _connector="OR"),
                name="training_renewed_later",
            ),
        ),
        wall(policies),
    ])
