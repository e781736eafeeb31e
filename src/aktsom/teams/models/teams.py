"""Category teams: who follows up a category on behalf of all, what they have open, and what they have done."""

from django.db import models
from django.db.models import F, Q

from aktsom.contracts.models import Contract
from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField
from aktsom.members.models import Member, Person
from aktsom.suppliers.models import Supplier
from aktsom.teams.acts import MandateAct
from aktsom.teams.states import HandoverState, SeatPart, TaskKind, TeamState

LIVE = (TeamState.ACTIVE, TeamState.DORMANT, TeamState.BILATERAL)


class CategoryTeam(models.Model):
    """Three or four members' people who follow up one group of the high-risk list; `fallback` acts when they stop."""

    public_id = PublicIdField("tea")
    group_id = models.CharField(max_length=40)  # of the high-risk list
    state = models.CharField(max_length=10, choices=[(s, s) for s in TeamState], default=TeamState.ACTIVE)
    fallback = models.ForeignKey(Member, models.PROTECT, null=True, related_name="falls_back_on")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    size_reason = models.CharField(max_length=300, blank=True)  # why the team has fewer than three or more than four
    last_activity_at = models.DateTimeField()
    lead_active_at = models.DateTimeField()  # when the lead last did something for the team
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()

    classified = Classified(
        network=(
            "public_id",
            "group_id",
            "state",
            "fallback",
            "starts_on",
            "ends_on",
            "size_reason",
            "last_activity_at",
            "lead_active_at",
            "revision",
            "created_at",
        )
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group_id"], condition=Q(state__in=LIVE), name="team_one_live_a_group"),
            models.CheckConstraint(condition=Q(state__in=list(TeamState)), name="team_state_known"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="team_dates_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.state}"


class TeamSeat(models.Model):
    """A person in a team, and the member the person sits there for. A seat that is left is kept with its last day."""

    team = models.ForeignKey(CategoryTeam, models.CASCADE, related_name="seats")
    person = models.ForeignKey(Person, models.PROTECT, related_name="seats")
    member = models.ForeignKey(Member, models.PROTECT, related_name="seats")
    part = models.CharField(max_length=6, choices=[(p, p) for p in SeatPart], default=SeatPart.MEMBER)
    taken_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    classified = Classified(network=("team", "person", "member", "part", "taken_at", "left_at"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team", "person"], condition=Q(left_at__isnull=True), name="seat_once"),
            models.UniqueConstraint(
                fields=["team"], condition=Q(left_at__isnull=True, part=SeatPart.LEAD), name="team_one_lead"
            ),
            models.UniqueConstraint(
                fields=["team"], condition=Q(left_at__isnull=True, part=SeatPart.DEPUTY), name="team_one_deputy"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.part}"


class TeamParty(models.Model):
    """A member that goes on with a team's work when the team itself has stopped (state bilateral)."""

    team = models.ForeignKey(CategoryTeam, models.CASCADE, related_name="parties")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")

    classified = Classified(network=("team", "member"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "member"], name="team_party_once")]

    def __str__(self) -> str:
        return f"{self.team_id} {self.member_id}"


class TeamTask(models.Model):
    """Open work of a team, or a promise it has given. Handed over with the team."""

    public_id = PublicIdField("tsk")
    team = models.ForeignKey(CategoryTeam, models.CASCADE, related_name="tasks")
    kind = models.CharField(max_length=8, choices=[(k, k) for k in TaskKind])
    text = models.CharField(max_length=500)
    supplier = models.ForeignKey(Supplier, models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    written_at = models.DateTimeField()
    written_by_id = models.BigIntegerField(null=True)
    done_at = models.DateTimeField(null=True)
    done_by_id = models.BigIntegerField(null=True)

    # Seen by the team alone: what is promised to a supplier is a fact of the case.
    classified = Classified(
        owner=("public_id", "team", "kind", "text", "supplier", "due_on", "written_at", "done_at"),
        personal=("written_by_id", "done_by_id"),
    )

    class Meta:
        indexes = [models.Index(fields=["team", "done_at", "due_on"], name="team_task_open")]

    def __str__(self) -> str:
        return self.text


class TeamStep(models.Model):
    """A finished step of follow-up towards a supplier: one permitted act, done once, on behalf of the contracts listed
    in `StepContract`. Never changed; the next team sees it and does not do it again."""

    public_id = PublicIdField("stp")
    team = models.ForeignKey(CategoryTeam, models.PROTECT, related_name="steps")
    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="steps")
    act = models.PositiveSmallIntegerField()  # one bit of acts.MandateAct
    what = models.CharField(max_length=300)
    again_reason = models.CharField(max_length=300, blank=True)  # why it was done though it had been done not long ago
    done_on = models.DateField()
    recorded_at = models.DateTimeField()
    person_id = models.BigIntegerField(null=True)

    classified = Classified(
        network=("public_id", "team", "supplier", "act", "done_on", "recorded_at"),
        owner=("what", "again_reason"),
        personal=("person_id",),
    )

    class Meta:
        ordering = ["-done_on", "-id"]
        indexes = [models.Index(fields=["supplier", "act", "-done_on"], name="step_of_supplier")]
        constraints = [
            models.CheckConstraint(condition=Q(act__in=[int(act) for act in MandateAct]), name="step_is_one_known_act")
        ]

    def __str__(self) -> str:
        return self.what


class StepContract(models.Model):
    """A contract on whose behalf a step was done."""

    step = models.ForeignKey(TeamStep, models.CASCADE, related_name="contracts")
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="steps")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")  # the contract's, for the lists' index

    classified = Classified(network=("step", "contract", "member"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["step", "contract"], name="step_contract_once")]

    def __str__(self) -> str:
        return f"{self.step_id} {self.contract_id}"


class Handover(models.Model):
    """One lead hands a team over to the next, with what is open, promised and done as it stood that moment."""

    public_id = PublicIdField("han")
    team = models.ForeignKey(CategoryTeam, models.CASCADE, related_name="handovers")
    giver_id = models.BigIntegerField(null=True)  # a person; empty when nobody led
    receiver = models.ForeignKey(Person, models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")  # whom the receiver sits for
    note = models.TextField(blank=True)
    listed = models.JSONField(default=dict)  # {"work": [ids], "promise": [ids], "steps": [ids]}: public ids handed over
    state = models.CharField(max_length=10, choices=[(s, s) for s in HandoverState], default=HandoverState.OFFERED)
    offered_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    classified = Classified(
        owner=("public_id", "team", "receiver", "member", "note", "listed", "state", "offered_at", "answered_at"),
        personal=("giver_id",),
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["team"], condition=Q(state=HandoverState.OFFERED), name="handover_offered_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.team_id} to {self.receiver_id}"
