"""Figures as they were reckoned, and what members aim at."""

from django.db import models
from django.db.models import F, Q

from aktsom.core.classification import Classified
from aktsom.members.models import Member
from aktsom.teams.models import CategoryTeam

_OF_ALL = Q(member__isnull=True, team__isnull=True)


class ReckonedFigure(models.Model):
    """One indicator for one member or team (neither: all members together) in one category (empty: all of them), as it
    stood at the end of a quarter, or stands in the one that runs. `part` is what the indicator is split by, such as a
    term set.

    `counted` of `of`, and `unknown` beside them, never among them; of days `counted` is the median and `of` how many.
    `facts_open` where it is made of nothing but facts of the network. Where it is not, what stands for all together is
    what may be told of it (`rules.telling`), or `withheld` says why nothing is.
    """

    indicator = models.CharField(max_length=30)
    quarter = models.DateField()  # its first day
    member = models.ForeignKey(Member, models.CASCADE, null=True, related_name="+")
    team = models.ForeignKey(CategoryTeam, models.CASCADE, null=True, related_name="+")
    group_id = models.CharField(max_length=40, blank=True)  # of the high-risk list
    part = models.CharField(max_length=30, blank=True)
    facts_open = models.BooleanField(default=False)
    counted = models.DecimalField(max_digits=18, decimal_places=2, default=0)
    of = models.DecimalField(max_digits=18, decimal_places=2, default=0)
    unknown = models.DecimalField(max_digits=18, decimal_places=2, default=0)
    withheld = models.CharField(max_length=10, blank=True)
    reckoned_at = models.DateTimeField()

    classified = Classified(
        network=(
            "indicator", "quarter", "member", "team", "group_id", "part", "facts_open", "withheld", "reckoned_at",
        ),
        owner=("counted", "of", "unknown"),
    )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "quarter", "group_id", "indicator", "part"], name="figure_reckoned_once"
            ),
            models.UniqueConstraint(
                fields=["team", "quarter", "group_id", "indicator", "part"], name="figure_of_team_reckoned_once"
            ),
            models.UniqueConstraint(
                fields=["quarter", "group_id", "indicator", "part"], condition=_OF_ALL,
                name="figure_of_all_reckoned_once",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["quarter", "indicator", "group_id"], name="figure_by_indicator")]

    def __str__(self) -> str:
        return f"{self.indicator} {self.quarter} {self.member_id}"


class ReckonedLedger(models.Model):
    """What was open when a year began, what came, went, and is open, of one kind of record, for one member or team
    (neither: all members together) in one category (empty: all). Reckoned from dated histories; that it adds up is the
    database's own demand too."""

    kind = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    member = models.ForeignKey(Member, models.CASCADE, null=True, related_name="+")
    team = models.ForeignKey(CategoryTeam, models.CASCADE, null=True, related_name="+")
    group_id = models.CharField(max_length=40, blank=True)
    opening = models.PositiveIntegerField()
    added = models.PositiveIntegerField()
    reopened = models.PositiveIntegerField()  # of those added
    closed = models.PositiveIntegerField()
    dropped = models.PositiveIntegerField()  # of those closed: withdrawn, or no longer counted
    closing = models.PositiveIntegerField()
    withheld = models.CharField(max_length=10, blank=True)  # why none of it is told; all of it is nought then
    reckoned_at = models.DateTimeField()

    classified = Classified(
        network=("kind", "year", "member", "team", "group_id", "withheld", "reckoned_at"),
        owner=("opening", "added", "reopened", "closed", "dropped", "closing"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "year", "kind", "group_id"], name="ledger_reckoned_once"),
            models.UniqueConstraint(fields=["team", "year", "kind", "group_id"], name="ledger_of_team_reckoned_once"),
            models.UniqueConstraint(
                fields=["kind", "year", "group_id"], condition=_OF_ALL, name="ledger_of_all_reckoned_once"
            ),
            models.CheckConstraint(condition=Q(closing=F("opening") + F("added") - F("closed")), name="ledger_adds_up"),
            models.CheckConstraint(
                condition=Q(reopened__lte=F("added"), dropped__lte=F("closed")), name="ledger_parts_within"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.year} {self.group_id}"


class Ambition(models.Model):
    """What a member aims at for an indicator in a year, in the indicator's own unit (per cent or days). Never changed:
    a newer one takes its place, and one without a `target` says that there is none any more."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="ambitions")
    indicator = models.CharField(max_length=30)
    year = models.PositiveSmallIntegerField()
    target = models.DecimalField(max_digits=7, decimal_places=1, null=True)
    reason = models.CharField(max_length=300, blank=True)
    set_at = models.DateTimeField()
    set_by_id = models.BigIntegerField(null=True)
    superseded_at = models.DateTimeField(null=True)

    classified = Classified(
        network=("member", "indicator", "year", "set_at", "superseded_at"),
        owner=("target", "reason"),
        personal=("set_by_id",),
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "indicator", "year"], condition=Q(superseded_at__isnull=True), name="ambition_one_now"
            ),
            models.CheckConstraint(condition=Q(target__isnull=True) | Q(target__gte=0), name="ambition_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.year} {self.target}"
