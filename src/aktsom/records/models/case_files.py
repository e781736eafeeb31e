"""What a member's own archive calls a case, which access ground it gives each document, and files taken out for it."""

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField
from aktsom.follow_up.models import FollowUp, PutTogether
from aktsom.follow_up.states import PackageState
from aktsom.members.models import Member

LONGEST_CLASS, LONGEST_UNIT = 60, 120


class CaseNumber(models.Model):
    """Of one follow-up in one member's archive, as its people write it: "2026/118" is the 118th of the series of 2026.
    `class_code` and `class_title` are of the archive's own classification."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    follow_up = models.ForeignKey(FollowUp, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    class_code = models.CharField(max_length=LONGEST_CLASS)
    class_title = models.CharField(max_length=200)
    unit = models.CharField(max_length=LONGEST_UNIT)
    responsible = models.CharField(max_length=LONGEST_UNIT)
    given_at = models.DateTimeField()
    given_by_id = models.BigIntegerField(null=True)
    revision = models.PositiveIntegerField(default=1)

    classified = Classified(
        owner=(
            "member",
            "follow_up",
            "year",
            "serial",
            "class_code",
            "class_title",
            "unit",
            "given_at",
            "revision",
        ),
        personal=("responsible", "given_by_id"),
    )

    class Meta:
        ordering = ["year", "serial"]
        constraints = [
            models.UniqueConstraint(fields=["member", "follow_up"], name="case_number_of_a_case_once"),
            models.UniqueConstraint(fields=["member", "year", "serial"], name="case_number_in_series_once"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        return f"{self.year}/{self.serial}"


class AccessMark(models.Model):
    """Whether a document of a case is kept from the public, as the member has judged it: `ground` is a code of
    `sharing/reference/secrecy_grounds.csv`, none where it is open; `covers` says what in it. On `review_on` it is
    looked at again."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    follow_up = models.ForeignKey(FollowUp, models.PROTECT, related_name="+")
    subject = models.CharField(max_length=16)  # public id of the document
    ground = models.CharField(max_length=30, blank=True)
    covers = models.CharField(max_length=200, blank=True)
    review_on = models.DateField(null=True)
    marked_at = models.DateTimeField()
    marked_by_id = models.BigIntegerField(null=True)

    classified = Classified(
        owner=("member", "follow_up", "subject", "ground", "covers", "review_on", "marked_at"),
        personal=("marked_by_id",),
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["member", "subject"], name="access_mark_once"),
            models.CheckConstraint(condition=Q(ground="") | ~Q(covers=""), name="access_mark_says_what"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.ground}"


class CaseExport(PutTogether):
    """A member's case, or all its cases in a period, taken out for its archive. `content_sha256` is of the list of what
    is in it, which is the same each time the content is. `left_out` is [what, how many, why]; it holds documents."""

    public_id = PublicIdField("utt")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    follow_up = models.ForeignKey(FollowUp, models.PROTECT, null=True, related_name="+")
    since = models.DateField(null=True)  # with it, and `until` too
    until = models.DateField(null=True)
    language = models.CharField(max_length=2)
    cases = models.PositiveIntegerField(default=0)
    documents = models.PositiveIntegerField(default=0)
    left_out = models.JSONField(default=list)
    content_sha256 = models.CharField(max_length=64, blank=True)

    classified = Classified(
        owner=(
            "public_id",
            "member",
            "follow_up",
            "since",
            "until",
            "language",
            "state",
            "total",
            "done",
            "cases",
            "documents",
            "holds",
            "left_out",
            "sha256",
            "content_sha256",
            "size",
            "problem",
        ),
        personal=("person_id", "asked_at", "moved_at", "fetched_at", "expires_at"),
    )

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["person_id", "-id"], name="case_export_of_person")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(PackageState)), name="case_export_state_known"),
            models.CheckConstraint(
                condition=Q(follow_up__isnull=False, since__isnull=True, until__isnull=True)
                | Q(follow_up__isnull=True, since__isnull=False, until__isnull=False, until__gte=F("since")),
                name="case_export_of_one_or_a_period",
            ),
            models.CheckConstraint(
                condition=~Q(state="ready") | (~Q(sha256="") & ~Q(content_sha256="")), name="case_export_ready_is_whole"
            ),
            models.CheckConstraint(condition=~Q(state="failed") | ~Q(problem=""), name="case_export_failed_why"),
            models.UniqueConstraint(
                F("person_id"), F("member"), Coalesce("follow_up_id", Value(0)),
                condition=Q(state="making"), name="case_export_once_at_a_time",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.public_id

    @property
    def alike(self) -> dict[str, int | None]:
        return {name: getattr(self, name) for name in ("person_id", "member_id", "follow_up_id")}
