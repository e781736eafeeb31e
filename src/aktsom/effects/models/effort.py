"""Hours and costs as they are written down where the work is done, the timer that runs meanwhile, what each member did
before, and what an hour costs it."""

from django.db import models
from django.db.models import Q

from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField
from aktsom.effects.effort_states import Activity, Basis
from aktsom.follow_up.models import FollowUp
from aktsom.members.models import Member
from aktsom.sharing.keys import AudienceKeys
from aktsom.suppliers.models import Supplier

LONGEST_NAME = 120


class EffortEntry(models.Model):
    """Of a member, or stated by a supplier: one of the two is set. `subject` is the public id of what it concerns, none
    where it is nothing in particular; `follow_up` the case that belongs to. Seen by the member's own people and by the
    team whose case it is. Never changed: a newer one `replaces` it, and `ended_at` says that it counts no longer."""

    public_id = PublicIdField("eff")
    member = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    supplier = models.ForeignKey(Supplier, models.PROTECT, null=True, related_name="+")
    follow_up = models.ForeignKey(FollowUp, models.PROTECT, null=True, related_name="+")
    subject = models.CharField(max_length=16, blank=True)
    seen_by = AudienceKeys()
    activity = models.CharField(max_length=16, choices=[(a, a) for a in Activity])
    on = models.DateField()
    hours = models.DecimalField(max_digits=6, decimal_places=2)  # 0 where there is a cost alone
    basis = models.CharField(max_length=8, choices=[(b, b) for b in Basis])
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by_id = models.BigIntegerField(null=True)

    classified = Classified(
        network=(
            "public_id",
            "member",
            "supplier",
            "follow_up",
            "subject",
            "seen_by",
            "activity",
            "on",
            "hours",
            "basis",
            "replaces",
            "made_at",
            "ended_at",
        ),
        personal=("made_by_id", "ended_by_id"),
    )

    class Meta:
        ordering = ["-on", "-id"]
        indexes = [
            models.Index(fields=["member", "-on"], name="effort_of_member"),
            models.Index(fields=["subject"], name="effort_of_subject"),
            models.Index(fields=["follow_up", "-on"], name="effort_of_follow_up"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(member__isnull=True) ^ Q(supplier__isnull=True), name="effort_of_member_or_supplier"
            ),
            models.CheckConstraint(condition=Q(hours__gte=0), name="effort_hours_not_negative"),
            models.CheckConstraint(condition=Q(activity__in=list(Activity)), name="effort_activity_known"),
            models.CheckConstraint(condition=Q(basis__in=list(Basis)), name="effort_basis_known"),
        ]

    def __str__(self) -> str:
        return self.public_id


class EffortOwnFacts(models.Model):
    """What an entry says to those it belongs to alone: who did it, what it cost and the note. A supplier's is seen by
    the team too. `ended_reason` is why it was corrected or struck."""

    entry = models.OneToOneField(EffortEntry, models.CASCADE, primary_key=True, related_name="own_facts")
    member = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")  # the entry's, for the wall
    supplier = models.ForeignKey(Supplier, models.PROTECT, null=True, related_name="+")
    seen_by = AudienceKeys()
    person_id = models.BigIntegerField(null=True)
    cost = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, default="NOK")
    note = models.TextField(blank=True)
    ended_reason = models.TextField(blank=True)

    classified = Classified(
        network=("entry", "member", "supplier", "seen_by"),
        owner=("cost", "currency", "note", "ended_reason"),
        personal=("person_id",),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(cost__isnull=True) | Q(cost__gt=0), name="effort_cost_positive")
        ]

    def __str__(self) -> str:
        return str(self.entry_id)


class RunningTimer(models.Model):
    """One for each person; stopping it makes an entry of it and takes it away."""

    public_id = PublicIdField("tim")
    person_id = models.BigIntegerField(unique=True)
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    subject = models.CharField(max_length=16, blank=True)
    activity = models.CharField(max_length=16, choices=[(a, a) for a in Activity])
    started_at = models.DateTimeField()

    classified = Classified(
        network=("public_id", "member", "subject", "activity"), personal=("person_id", "started_at")
    )

    def __str__(self) -> str:
        return self.public_id


class Baseline(models.Model):
    """What a member did of one kind in a year before the cooperation: how many, and hours for each. `said_by` is who
    said so. Never changed: a newer one takes its place, and `ended_at` is when."""

    public_id = PublicIdField("bas")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    activity = models.CharField(max_length=16, choices=[(a, a) for a in Activity])
    year = models.PositiveSmallIntegerField()
    per_year = models.PositiveIntegerField()
    hours_each = models.DecimalField(max_digits=6, decimal_places=2)
    said_by = models.CharField(max_length=LONGEST_NAME)
    note = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by_id = models.BigIntegerField(null=True)

    classified = Classified(
        network=("public_id", "member", "activity", "year", "made_at", "ended_at"),
        owner=("per_year", "hours_each", "note"),
        personal=("said_by", "made_by_id", "ended_by_id"),
    )

    class Meta:
        ordering = ["activity", "-year", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "activity", "year"], condition=Q(ended_at__isnull=True), name="baseline_one_current"
            ),
            models.CheckConstraint(condition=Q(activity__in=list(Activity)), name="baseline_activity_known"),
            models.CheckConstraint(condition=Q(hours_each__gt=0), name="baseline_hours_positive"),
            models.CheckConstraint(condition=~Q(said_by=""), name="baseline_says_who"),
        ]

    def __str__(self) -> str:
        return self.public_id


class HourlyCost(models.Model):
    """What an hour costs a member, from a day on, as it has entered it; seen by it alone."""

    public_id = PublicIdField("hco")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    since = models.DateField()
    amount = models.DecimalField(max_digits=8, decimal_places=2)
    currency = models.CharField(max_length=3, default="NOK")
    said_by = models.CharField(max_length=LONGEST_NAME)
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by_id = models.BigIntegerField(null=True)

    classified = Classified(
        network=("public_id", "member", "made_at", "ended_at"),
        owner=("since", "amount", "currency"),
        personal=("said_by", "made_by_id", "ended_by_id"),
    )

    class Meta:
        ordering = ["-since", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "since"], condition=Q(ended_at__isnull=True), name="hourly_cost_one_current"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="hourly_cost_positive"),
        ]

    def __str__(self) -> str:
        return self.public_id
