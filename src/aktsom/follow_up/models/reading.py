"""Reading of self-reports: two readers, their scores, what is settled between them, what they write to the supplier.

An answer is known by `answer`, the checksum of what was handed in: what stands the same in the next submission keeps
its scores, and what was written anew is read anew.
"""

from django.db import models
from django.db.models import Q

from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField
from aktsom.follow_up.models.self_reports import SelfReport
from aktsom.follow_up.rules.reading import PLACES
from aktsom.follow_up.states import RemarkKind
from aktsom.teams.models import CategoryTeam

HIGHEST = 3
STANDS = Q(superseded_at__isnull=True)


class ReportReader(models.Model):
    """The first or the second reader of a self-report: two persons."""

    self_report = models.ForeignKey(SelfReport, models.CASCADE, related_name="readers")
    place = models.PositiveSmallIntegerField()
    person_id = models.BigIntegerField()
    taken_at = models.DateTimeField()

    classified = Classified(owner=("self_report", "place", "taken_at"), personal=("person_id",))

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["self_report", "place"], name="reader_place_once"),
            models.UniqueConstraint(fields=["self_report", "person_id"], name="reader_person_once"),
            models.CheckConstraint(condition=Q(place__in=PLACES), name="reader_place_known"),
        ]

    def __str__(self) -> str:
        return f"{self.self_report_id} {self.place}"


class Score(models.Model):
    """Of one answer by one reader, of `answer_scale.csv`. Never changed: a newer one supersedes it."""

    self_report = models.ForeignKey(SelfReport, models.CASCADE, related_name="scores")
    code = models.CharField(max_length=16)
    answer = models.CharField(max_length=64)
    place = models.PositiveSmallIntegerField()
    score = models.PositiveSmallIntegerField()
    person_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    classified = Classified(
        owner=("self_report", "code", "answer", "place", "score", "at", "superseded_at"), personal=("person_id",)
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["self_report", "code", "place"], condition=STANDS, name="score_once"),
            models.CheckConstraint(condition=Q(score__lte=HIGHEST), name="score_on_scale"),
            models.CheckConstraint(condition=Q(place__in=PLACES), name="score_place_known"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.score}"


class Settlement(models.Model):
    """What holds where the two readers disagreed, by the lead, with a reason."""

    self_report = models.ForeignKey(SelfReport, models.CASCADE, related_name="settlements")
    code = models.CharField(max_length=16)
    answer = models.CharField(max_length=64)
    score = models.PositiveSmallIntegerField()
    reason = models.TextField()
    person_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    classified = Classified(
        owner=("self_report", "code", "answer", "score", "reason", "at", "superseded_at"), personal=("person_id",)
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["self_report", "code"], condition=STANDS, name="settled_once"),
            models.CheckConstraint(condition=Q(score__lte=HIGHEST), name="settled_on_scale"),
            models.CheckConstraint(condition=~Q(reason=""), name="settled_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.score}"


class AnswerRemark(models.Model):
    """What is missing in an answer, until it is sent back for it, or advice on how to do better: the supplier sees
    advice once the report is sent back or judged."""

    self_report = models.ForeignKey(SelfReport, models.CASCADE, related_name="remarks")
    code = models.CharField(max_length=16)
    kind = models.CharField(max_length=8, choices=[(k, k) for k in RemarkKind])
    text = models.TextField()
    person_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    classified = Classified(
        owner=("self_report", "code", "kind", "text", "at", "superseded_at"), personal=("person_id",)
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["self_report", "code", "kind"], condition=STANDS, name="remark_once"),
            models.CheckConstraint(condition=~Q(text=""), name="remark_says_something"),
            models.CheckConstraint(condition=Q(kind__in=list(RemarkKind)), name="remark_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.kind}"


class Rereading(models.Model):
    """A reading that was ended begins again, with the reason. Rows are only ever added."""

    self_report = models.ForeignKey(SelfReport, models.CASCADE, related_name="rereadings")
    reason = models.TextField()
    person_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    classified = Classified(owner=("self_report", "reason", "at"), personal=("person_id",))

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="rereading_has_reason")]

    def __str__(self) -> str:
        return f"{self.self_report_id} {self.at:%Y-%m-%d}"


class ReadingHours(models.Model):
    """Hours that a reader has used on a self-report, as the reader says."""

    self_report = models.ForeignKey(SelfReport, models.CASCADE, related_name="hours")
    person_id = models.BigIntegerField()
    hours = models.DecimalField(max_digits=5, decimal_places=2)
    on = models.DateField()
    at = models.DateTimeField()

    classified = Classified(owner=("self_report", "hours", "on", "at"), personal=("person_id",))

    class Meta:
        ordering = ["on", "id"]
        constraints = [models.CheckConstraint(condition=Q(hours__gt=0), name="hours_above_none")]

    def __str__(self) -> str:
        return f"{self.self_report_id} {self.hours}"


class ExampleAnswer(models.Model):
    """An answer made up or made unrecognisable, with the score agreed on and why, so that readers score alike. A team's
    own, or the secretariat's for all (no `team`)."""

    public_id = PublicIdField("exa")
    team = models.ForeignKey(CategoryTeam, models.PROTECT, null=True, related_name="+")
    code = models.CharField(max_length=16)
    text = models.TextField()
    score = models.PositiveSmallIntegerField()
    why = models.TextField()
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    classified = Classified(
        network=("public_id", "team", "code", "text", "score", "why", "made_at", "withdrawn_at"),
        personal=("made_by_id",),
    )

    class Meta:
        ordering = ["code", "score", "id"]
        indexes = [models.Index(fields=["code"], name="example_of_question")]
        constraints = [
            models.CheckConstraint(condition=Q(score__lte=HIGHEST), name="example_on_scale"),
            models.CheckConstraint(condition=~Q(text="") & ~Q(why=""), name="example_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.score}"
