"""Knowledge that is kept in versions, and what the search looks in."""

import django.db.models.deletion
from django.db import migrations, models

import aktsom.core.public_ids
import aktsom.knowledge.models.found
import aktsom.sharing.keys
from aktsom.migrations._policies import KEYS, wall
from aktsom.migrations._tables import InTheDatabase, together

# Without a list of what is yet to be put in: each question would read all of it, three times.
GIN = "create index search_document_found on aktsom_searchdocument using gin (seen_by, words) with (fastupdate = off)"
# How often the words stand that are not among the commonest thousand is else taken for far more than it is, and the
# index then left for reading all documents: 500 ms in place of 15, of 100,000.
KNOWN = "alter table aktsom_searchdocument alter column words set statistics 1000"
# On SQLite the full-text index reads the numbers in both columns as words.
FTS = (
    "create virtual table aktsom_searchfound "
    "using fts5(seen_by, words, content='aktsom_searchdocument', content_rowid='id')"
)


def _into(row):
    return f"insert into aktsom_searchfound(rowid, seen_by, words) values ({row}.id, {row}.seen_by, {row}.words);"


def _out_of(row):
    return (
        "insert into aktsom_searchfound(aktsom_searchfound, rowid, seen_by, words) "
        f"values ('delete', {row}.id, {row}.seen_by, {row}.words);"
    )


def find(schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(GIN, params=None)
        schema_editor.execute(KNOWN, params=None)
        return
    schema_editor.execute(FTS, params=None)
    for name, when, acts in (
        ("comes", "insert", _into("new")),
        ("goes", "delete", _out_of("old")),
        ("changes", "update", f"{_out_of('old')} {_into('new')}"),
    ):
        schema_editor.execute(
            f"create trigger aktsom_searchdocument_{name} after {when} on aktsom_searchdocument begin {acts} end",
            params=None,
        )


def find_no_more(schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("drop index if exists search_document_found")
        return
    for name in ("comes", "goes", "changes"):
        schema_editor.execute(f"drop trigger if exists aktsom_searchdocument_{name}")
    schema_editor.execute("drop table if exists aktsom_searchfound")


def policies(_network):
    return {
        **dict.fromkeys(("article", "articleversion"), (KEYS, KEYS)),
        # Pages ask past the wall for numbers of rows alone, and read what is found where it stands.
        **dict.fromkeys(("searchword", "searchdocument", "searchplace"), (False, False)),
    }


class Migration(migrations.Migration):
    dependencies = [("aktsom", "0013_records")]
    operations = [
        *together(
            [
                migrations.CreateModel(
                    name="SearchPlace",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.BigIntegerField(default=-1)),
                    ],
                ),
                migrations.CreateModel(
                    name="SearchWord",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("stem", models.CharField(max_length=60, unique=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="Article",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "audience",
                            models.CharField(
                                choices=[
                                    (
                                        "worker_protected",
                                        "worker_protected",
                                    ),
                                    (
                                        "case_team",
                                        "case_team",
                                    ),
                                    (
                                        "linked_buyers",
                                        "linked_buyers",
                                    ),
                                    (
                                        "members",
                                        "members",
                                    ),
                                    (
                                        "public",
                                        "public",
                                    ),
                                ],
                                default="case_team",
                                max_length=16,
                            ),
                        ),
                        ("secrecy_ground", models.CharField(blank=True, max_length=30)),
                        ("review_on", models.DateField(blank=True, null=True)),
                        ("seen_by", aktsom.sharing.keys.AudienceKeys()),
                        ("public_id", aktsom.core.public_ids.PublicIdField("kun")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    (
                                        "guidance",
                                        "guidance",
                                    ),
                                    (
                                        "experience",
                                        "experience",
                                    ),
                                    (
                                        "document",
                                        "document",
                                    ),
                                    (
                                        "question",
                                        "question",
                                    ),
                                    (
                                        "answer",
                                        "answer",
                                    ),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("group_id", models.CharField(blank=True, max_length=40)),
                        ("author_id", models.BigIntegerField(null=True)),
                        ("made_at", models.DateTimeField()),
                        ("changed_at", models.DateTimeField()),
                        ("reviewer_id", models.BigIntegerField(null=True)),
                        ("check_on", models.DateField(null=True)),
                        ("checked_at", models.DateTimeField(null=True)),
                        ("reminded_for", models.DateField(null=True)),
                        ("revision", models.PositiveIntegerField(default=1)),
                        (
                            "accepted",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="aktsom.article",
                            ),
                        ),
                        (
                            "came_from",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="led_to",
                                to="aktsom.article",
                            ),
                        ),
                        (
                            "follow_up",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="aktsom.followup",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="aktsom.member"
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answers",
                                to="aktsom.article",
                            ),
                        ),
                        (
                            "team",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="articles",
                                to="aktsom.categoryteam",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-id"],
                    },
                ),
                migrations.CreateModel(
                    name="ArticleVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "audience",
                            models.CharField(
                                choices=[
                                    (
                                        "worker_protected",
                                        "worker_protected",
                                    ),
                                    (
                                        "case_team",
                                        "case_team",
                                    ),
                                    (
                                        "linked_buyers",
                                        "linked_buyers",
                                    ),
                                    (
                                        "members",
                                        "members",
                                    ),
                                    (
                                        "public",
                                        "public",
                                    ),
                                ],
                                default="case_team",
                                max_length=16,
                            ),
                        ),
                        ("secrecy_ground", models.CharField(blank=True, max_length=30)),
                        ("review_on", models.DateField(blank=True, null=True)),
                        ("seen_by", aktsom.sharing.keys.AudienceKeys()),
                        ("number", models.PositiveIntegerField()),
                        ("title", models.CharField(max_length=200)),
                        ("sections", models.JSONField(default=dict)),
                        ("hours", models.DecimalField(decimal_places=1, max_digits=7, null=True)),
                        ("what_changed", models.CharField(blank=True, max_length=200)),
                        ("author_id", models.BigIntegerField(null=True)),
                        ("written_at", models.DateTimeField()),
                        (
                            "article",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="aktsom.article",
                            ),
                        ),
                        (
                            "evidence",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="aktsom.evidence",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="aktsom.member"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["number"],
                    },
                ),
                migrations.CreateModel(
                    name="SearchDocument",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "CONTRACT"),
                                    (2, "SUPPLIER"),
                                    (3, "FOLLOW_UP"),
                                    (4, "FINDING"),
                                    (5, "GUIDANCE"),
                                    (6, "QUESTION"),
                                    (7, "EXPERIENCE"),
                                    (8, "DOCUMENT"),
                                    (9, "MEMO"),
                                    (10, "EVIDENCE"),
                                    (11, "LETTER"),
                                    (12, "DECISION"),
                                    (13, "RECOMMENDATION"),
                                    (14, "MEETING"),
                                    (15, "INQUIRY"),
                                    (16, "RESULT"),
                                ]
                            ),
                        ),
                        ("subject", models.CharField(max_length=16)),
                        ("part", models.CharField(blank=True, max_length=20)),
                        ("seen_by", aktsom.sharing.keys.AudienceKeys()),
                        ("words", aktsom.knowledge.models.found.WordNumbers()),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("subject", "part"), name="search_document_once")
                        ],
                    },
                ),
                migrations.AddIndex(
                    model_name="article",
                    index=models.Index(fields=["group_id", "kind", "-id"], name="article_of_group"),
                ),
                migrations.AddIndex(
                    model_name="article",
                    index=models.Index(
                        condition=models.Q(("check_on__isnull", False)), fields=["check_on"], name="article_to_check"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="article",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "guidance",
                                    "experience",
                                    "document",
                                    "question",
                                    "answer",
                                ],
                            )
                        ),
                        name="article_kind_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="article",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("kind", "answer"), ("parent__isnull", True), _connector="XOR"),
                        name="answer_has_question",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="article",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("kind", "experience"), ("follow_up__isnull", True), _connector="XOR"),
                        name="experience_has_follow_up",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="articleversion",
                    constraint=models.UniqueConstraint(fields=("article", "number"), name="article_version_once"),
                ),
            ]
        ),
        InTheDatabase(find, find_no_more),
        wall(policies),
    ]
