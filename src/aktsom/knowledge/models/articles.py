"""What teams and members write for each other: guidance, experience, documents, questions and answers."""

from django.db import models
from django.db.models import Q

from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField
from aktsom.follow_up.models import Evidence, FollowUp
from aktsom.knowledge.kinds import ArticleKind
from aktsom.sharing.models import SHAREABLE_FIELDS, Shareable
from aktsom.teams.models import CategoryTeam

LONGEST_TITLE = LONGEST_CHANGE = 200


class Article(Shareable):
    """Something known, in versions. Its audience is that of its widest version: who sees none of them does not know
    that it is there. `owner` is the body that it belongs to, `team` the category team that keeps it. `check_on` is the
    day on which `reviewer` looks whether it still holds, `reminded_for` the last such day that the reviewer was told
    of. An answer has a question as `parent`, one of which is `accepted`; `came_from` is the answer that guidance was
    made from."""

    public_id = PublicIdField("kun")
    kind = models.CharField(max_length=12, choices=[(k, k) for k in ArticleKind])
    group_id = models.CharField(max_length=40, blank=True)  # of the high-risk list; none for all categories
    team = models.ForeignKey(CategoryTeam, models.PROTECT, null=True, related_name="articles")
    follow_up = models.ForeignKey(FollowUp, models.PROTECT, null=True, related_name="+")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="answers")
    accepted = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    came_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="led_to")
    author_id = models.BigIntegerField(null=True)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    reviewer_id = models.BigIntegerField(null=True)
    check_on = models.DateField(null=True)
    checked_at = models.DateTimeField(null=True)
    reminded_for = models.DateField(null=True)
    revision = models.PositiveIntegerField(default=1)

    classified = Classified(
        network=(
            "public_id",
            "kind",
            "group_id",
            "team",
            "follow_up",
            "parent",
            "accepted",
            "came_from",
            "made_at",
            "changed_at",
            "check_on",
            "checked_at",
            "reminded_for",
            "revision",
            *SHAREABLE_FIELDS,
        ),
        personal=("author_id", "reviewer_id"),
    )

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["group_id", "kind", "-id"], name="article_of_group"),
            models.Index(fields=["check_on"], name="article_to_check", condition=Q(check_on__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=list(ArticleKind)), name="article_kind_known"),
            models.CheckConstraint(condition=Q(kind="answer") ^ Q(parent__isnull=True), name="answer_has_question"),
            models.CheckConstraint(
                condition=Q(kind="experience") ^ Q(follow_up__isnull=True), name="experience_has_follow_up"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"


class ArticleVersion(Shareable):
    """An article as it was written once; never changed. It has an audience of its own: what was written while only the
    team read it is not let out with what was made of it later. `sections` is {`kinds.Section`: text}; `owner` the body
    that the author wrote for."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=LONGEST_TITLE)
    sections = models.JSONField(default=dict)
    hours = models.DecimalField(max_digits=7, decimal_places=1, null=True)  # what a follow-up took, as noted
    evidence = models.ForeignKey(Evidence, models.PROTECT, null=True, related_name="+")
    what_changed = models.CharField(max_length=LONGEST_CHANGE, blank=True)
    author_id = models.BigIntegerField(null=True)
    written_at = models.DateTimeField()

    classified = Classified(
        network=("article", "number", "hours", "evidence", "written_at", *SHAREABLE_FIELDS),
        owner=("title", "sections", "what_changed"),
        personal=("author_id",),
    )

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="article_version_once")]

    def __str__(self) -> str:
        return self.title
