"""Action plans: what a supplier does to put right what was found, by whom and when, and how it is shown."""

from django.db import models
from django.db.models import F, Q

from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField
from aktsom.findings.models.findings import Finding
from aktsom.findings.states import MeasureState, PlanState
from aktsom.follow_up.models import Evidence, FollowUp
from aktsom.members.models import Member
from aktsom.sharing.keys import AudienceKeys
from aktsom.suppliers.models import Supplier
from aktsom.teams.models import CategoryTeam

LONGEST_MEASURE = 500


class ActionPlan(models.Model):
    """One plan for a follow-up, which all who have a contract covered see once it is accepted; before that it is the
    supplier's and theirs who follow up. `due_on` is when the supplier is to have proposed it."""

    public_id = PublicIdField("apl")
    follow_up = models.OneToOneField(FollowUp, models.PROTECT, related_name="plan")
    owner = models.ForeignKey(Member, models.PROTECT, related_name="+")
    team = models.ForeignKey(CategoryTeam, models.PROTECT, null=True, related_name="+")
    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="+")
    seen_by = AudienceKeys()
    shared_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=[(s, s) for s in PlanState], default=PlanState.WANTED)
    due_on = models.DateField()
    wanted_text = models.TextField(blank=True)  # what is asked for, or which changes
    asked_at = models.DateTimeField()
    proposed_at = models.DateTimeField(null=True)
    proposed_by_id = models.BigIntegerField(null=True)
    accepted_at = models.DateTimeField(null=True)
    reminded_on = models.DateField(null=True)
    escalated_on = models.DateField(null=True)  # when the managers were told that it comes to nothing
    revision = models.PositiveIntegerField(default=1)

    classified = Classified(
        network=(
            "public_id",
            "follow_up",
            "owner",
            "team",
            "supplier",
            "seen_by",
            "shared_at",
            "state",
            "asked_at",
            "proposed_at",
            "accepted_at",
            "reminded_on",
            "escalated_on",
            "revision",
        ),
        owner=("due_on", "wanted_text"),
        personal=("proposed_by_id",),
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(PlanState)), name="plan_state_known"),
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "ended"]) | Q(accepted_at__isnull=False), name="plan_accepted_since"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class Measure(models.Model):
    """What is done about one finding. `preventive`: so that it does not happen again, also where nobody has been; it
    closes nothing by itself. `agreed_at`: from when its day counts; none while it is only proposed. `who` is a part or
    a name at the supplier. `alternative` is the control that stands in while it is blocked."""

    public_id = PublicIdField("msr")
    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="measures")
    finding = models.ForeignKey(Finding, models.PROTECT, related_name="measures")
    state = models.CharField(max_length=12, choices=[(s, s) for s in MeasureState], default=MeasureState.OPEN)
    text = models.CharField(max_length=LONGEST_MEASURE)
    cause = models.TextField(blank=True)
    who = models.CharField(max_length=120, blank=True)
    due_on = models.DateField()
    proof_wanted = models.CharField(max_length=LONGEST_MEASURE, blank=True)
    preventive = models.BooleanField(default=False)
    blocked_reason = models.TextField(blank=True)
    alternative = models.TextField(blank=True)
    agreed_at = models.DateTimeField(null=True)
    reminded_on = models.DateField(null=True)
    escalated_on = models.DateField(null=True)
    revision = models.PositiveIntegerField(default=1)

    classified = Classified(
        network=(
            "public_id",
            "plan",
            "finding",
            "state",
            "preventive",
            "agreed_at",
            "reminded_on",
            "escalated_on",
            "revision",
        ),
        owner=("text", "cause", "due_on", "proof_wanted", "blocked_reason", "alternative"),
        personal=("who",),
    )

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["state", "due_on"], name="measure_by_due_day")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(MeasureState)), name="measure_state_known"),
            models.CheckConstraint(condition=~Q(text=""), name="measure_has_text"),
            models.CheckConstraint(
                condition=~Q(state="blocked") | (~Q(blocked_reason="") & ~Q(alternative="")),
                name="blocked_measure_has_reason_and_control",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class Proof(models.Model):
    """What the supplier shows of a measure, and what somebody else than the supplier says of it."""

    public_id = PublicIdField("prf")
    measure = models.ForeignKey(Measure, models.CASCADE, related_name="proofs")
    text = models.TextField()
    evidence = models.ForeignKey(Evidence, models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField()
    given_by_id = models.BigIntegerField(null=True)
    sufficient = models.BooleanField(null=True)
    reason = models.TextField(blank=True)
    checked_how = models.CharField(max_length=16, blank=True)  # of follow_up.states.Method
    judged_at = models.DateTimeField(null=True)
    judged_by_id = models.BigIntegerField(null=True)
    doubted_at = models.DateTimeField(null=True)  # when it was found that it had not held
    doubted_reason = models.TextField(blank=True)

    classified = Classified(
        network=(
            "public_id",
            "measure",
            "evidence",
            "given_at",
            "sufficient",
            "checked_how",
            "judged_at",
            "doubted_at",
        ),
        owner=("text", "reason", "doubted_reason"),
        personal=("given_by_id", "judged_by_id"),
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="proof_has_text"),
            models.CheckConstraint(
                condition=Q(sufficient__isnull=True) | (~Q(reason="") & Q(judged_at__isnull=False)),
                name="judged_proof_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(doubted_at__isnull=True) | (~Q(doubted_reason="") & Q(sufficient=True)),
                name="doubted_proof_was_enough",
            ),
            models.CheckConstraint(
                condition=Q(judged_by_id__isnull=True) | Q(given_by_id__isnull=True)
                | ~Q(judged_by_id=F("given_by_id")),
                name="proof_judged_by_another",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.public_id


class Extension(models.Model):
    """A due day moved by a decision, never silently."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="extensions")
    before = models.DateField()
    after = models.DateField()
    reason = models.TextField()
    at = models.DateTimeField()
    person_id = models.BigIntegerField(null=True)

    classified = Classified(network=("measure", "at"), owner=("before", "after", "reason"), personal=("person_id",))

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="extension_has_reason"),
            models.CheckConstraint(condition=Q(after__gt=F("before")), name="extension_is_later"),
        ]

    def __str__(self) -> str:
        return f"{self.measure_id} {self.after}"
