"""What belongs to the dispatch of self-reports: who was invited, letters sent once, and many in a row."""

from django.db import models
from django.db.models import Q

from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField
from aktsom.follow_up.models.follow_ups import FollowUp
from aktsom.follow_up.models.self_reports import SelfReport
from aktsom.follow_up.states import LetterKind, LineState, RoundState
from aktsom.suppliers.models import SupplierInvitation
from aktsom.teams.models import CategoryTeam


class ReportInvitation(models.Model):
    """Whoever dispatched the self-report invited somebody to be the first to answer for the supplier."""

    self_report = models.ForeignKey(SelfReport, models.PROTECT, related_name="invitations")
    invitation = models.OneToOneField(SupplierInvitation, models.CASCADE, related_name="for_report")

    classified = Classified(network=("self_report", "invitation"))

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.self_report_id} {self.invitation_id}"


class ReportLetter(models.Model):
    """A letter about a self-report that is sent once, however many workers think of it. `about` is the day that it
    reminds of: the due day of contracts, or the day of dispatch."""

    self_report = models.ForeignKey(SelfReport, models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=12, choices=[(k, k) for k in LetterKind])
    about = models.DateField()
    at = models.DateTimeField()

    classified = Classified(network=("self_report", "kind", "about", "at"))

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["self_report", "kind", "about"], name="report_letter_once"),
            models.CheckConstraint(condition=Q(kind__in=list(LetterKind)), name="report_letter_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.self_report_id} {self.kind}"


class DispatchRound(models.Model):
    """Self-reports of many follow-ups of a team, dispatched in the background by whoever ordered it, in that person's
    roles of the moment of each. `body_id` is the member that the person acted as alone, where one was chosen.
    `uses_contacts`: where nobody answers yet, the contact that the person's own members know is invited."""

    public_id = PublicIdField("dsp")
    team = models.ForeignKey(CategoryTeam, models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=[(s, s) for s in RoundState], default=RoundState.RUNNING)
    message = models.TextField(blank=True)
    contact_id = models.BigIntegerField(null=True)
    uses_contacts = models.BooleanField(default=False)
    ordered_at = models.DateTimeField()
    ordered_by_id = models.BigIntegerField(null=True)
    body_id = models.BigIntegerField(null=True)
    moved_at = models.DateTimeField()  # when the last one was dispatched or failed
    ended_at = models.DateTimeField(null=True)

    classified = Classified(
        network=(
            "public_id",
            "team",
            "state",
            "message",
            "uses_contacts",
            "ordered_at",
            "body_id",
            "moved_at",
            "ended_at",
        ),
        personal=("contact_id", "ordered_by_id"),
    )

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["team", "-id"], name="round_of_team")]
        constraints = [models.CheckConstraint(condition=Q(state__in=list(RoundState)), name="round_state_known")]

    def __str__(self) -> str:
        return self.public_id


class DispatchLine(models.Model):
    """One follow-up in a round. `reason` says why it failed, in the words that the page would have used."""

    round = models.ForeignKey(DispatchRound, models.CASCADE, related_name="lines")
    follow_up = models.ForeignKey(FollowUp, models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=[(s, s) for s in LineState], default=LineState.WAITING)
    reason = models.TextField(blank=True)
    at = models.DateTimeField(null=True)

    classified = Classified(network=("round", "follow_up", "state", "reason", "at"))

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["round", "state", "id"], name="dispatch_line_waiting")]
        constraints = [
            models.UniqueConstraint(fields=["round", "follow_up"], name="dispatch_line_once"),
            models.CheckConstraint(condition=Q(state__in=list(LineState)), name="dispatch_line_state_known"),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.follow_up_id}"
