"""What letters are made of: a member's own words and looks for them, and the numbers that they get."""

from django.db import models
from django.db.models import Q

from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField
from aktsom.members.models import Member

LONGEST_KIND, LONGEST_NAME = 30, 300


class LetterTemplate(models.Model):
    """A member's own wording for a kind of letter in a language; each version is kept. The one `in_use` is what new
    letters are written from; none in use means the standard one. A layout is a Word file in the store."""

    public_id = PublicIdField("ltt")
    member = models.ForeignKey(Member, models.PROTECT, related_name="letter_templates")
    kind = models.CharField(max_length=LONGEST_KIND)
    language = models.CharField(max_length=2)
    version = models.PositiveIntegerField()
    subject = models.CharField(max_length=LONGEST_NAME)
    body = models.TextField()
    layout_sha256 = models.CharField(max_length=64, blank=True)
    layout_size = models.BigIntegerField(default=0)
    layout_name = models.CharField(max_length=LONGEST_NAME, blank=True)
    in_use = models.BooleanField(default=True)
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by_id = models.BigIntegerField(null=True)

    classified = Classified(
        owner=(
            "public_id",
            "member",
            "kind",
            "language",
            "version",
            "subject",
            "body",
            "layout_sha256",
            "layout_size",
            "layout_name",
            "in_use",
            "made_at",
            "ended_at",
        ),
        personal=("made_by_id", "ended_by_id"),
    )

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "kind", "language", "version"], name="letter_template_version_once"
            ),
            models.UniqueConstraint(
                fields=["member", "kind", "language"], condition=Q(in_use=True), name="letter_template_one_in_use"
            ),
            models.CheckConstraint(condition=~Q(subject="") & ~Q(body=""), name="letter_template_says_something"),
            models.CheckConstraint(
                condition=Q(in_use=True, ended_at__isnull=True) | Q(in_use=False, ended_at__isnull=False),
                name="letter_template_in_use_or_ended",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class LetterSeries(models.Model):
    """The last number of a member's letters in a year. Whoever sends a letter locks the row, so that numbers come one
    after another without a hole."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    classified = Classified(owner=("member", "year", "last"))

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["member", "year"], name="letter_series_once")]

    def __str__(self) -> str:
        return f"{self.member_id} {self.year}"
