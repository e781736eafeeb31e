"""Self-reports: one question to one supplier for many contracts, what it handed in, and what was sent back."""

from django.db import models
from django.db.models import Q

from aktsom.contracts.models import Contract
from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField
from aktsom.follow_up.models.follow_ups import FollowUp
from aktsom.follow_up.models.questionnaires import QuestionnaireEdition
from aktsom.follow_up.states import ReportState
from aktsom.members.models import Member
from aktsom.sharing.models import SHAREABLE_FIELDS, Shareable
from aktsom.suppliers.models import Supplier
from aktsom.teams.models import CategoryTeam


class SelfReport(Shareable):
    """One request, one answer, many contracts. `owner` is the body it belongs to, `team` the one that asks, none when a
    member asks for itself. `previous` is the last one that the supplier handed in, from which it is filled in.
    `contact_id` is the person whom the supplier may ask. What is written is the supplier's alone until handed in."""

    public_id = PublicIdField("srp")
    follow_up = models.ForeignKey(FollowUp, models.PROTECT, related_name="self_reports")
    team = models.ForeignKey(CategoryTeam, models.PROTECT, null=True, related_name="+")
    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="self_reports")  # the record that answers
    group_id = models.CharField(max_length=40)
    products = models.JSONField(default=list)  # ids of the high-risk list, none for all of the group
    edition = models.ForeignKey(QuestionnaireEdition, models.PROTECT, related_name="+")
    previous = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=[(s, s) for s in ReportState], default=ReportState.ASKED)
    message = models.TextField(blank=True)
    contact_id = models.BigIntegerField(null=True)
    asked_at = models.DateTimeField()
    asked_by_id = models.BigIntegerField(null=True)
    opened_at = models.DateTimeField(null=True)  # first seen by somebody at the supplier
    answered_at = models.DateTimeField(null=True)  # handed in the first time: what due days are measured by
    ended_at = models.DateTimeField(null=True)  # judged or withdrawn
    withdrawn_reason = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)

    classified = Classified(
        network=(
            "public_id",
            "follow_up",
            "team",
            "supplier",
            "group_id",
            "products",
            "edition",
            "previous",
            "state",
            "message",
            "asked_at",
            "opened_at",
            "answered_at",
            "ended_at",
            "withdrawn_reason",
            "revision",
            *SHAREABLE_FIELDS,
        ),
        personal=("contact_id", "asked_by_id"),
    )

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["supplier", "state"], name="report_of_supplier"),
            models.Index(fields=["state", "asked_at"], name="report_by_state"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["follow_up"],
                condition=Q(state__in=["asked", "answered", "returned"]),
                name="report_one_under_way",
            ),
            models.CheckConstraint(condition=Q(state__in=list(ReportState)), name="report_state_known"),
            models.CheckConstraint(
                condition=~Q(state__in=["answered", "returned", "judged"]) | Q(answered_at__isnull=False),
                name="report_answered_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(withdrawn_reason=""), name="report_withdrawn_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class ReportedContract(models.Model):
    """A contract that the self-report is asked for, with its own due day by its own terms: none where they ask for no
    self-report or the day cannot be told, `due_why` then says why. `title` and `reference` are as the supplier was told
    them. The answer ticks it off on `ticked_on`."""

    self_report = models.ForeignKey(SelfReport, models.CASCADE, related_name="contracts")
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="self_reports")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")  # the contract's
    title = models.CharField(max_length=300)
    reference = models.CharField(max_length=120, blank=True)
    term_set = models.CharField(max_length=8, blank=True)
    due_on = models.DateField(null=True)
    due_why = models.JSONField(default=dict)  # of terms.rules: how the day was found, or why not
    added_at = models.DateTimeField()
    ticked_on = models.DateField(null=True)

    classified = Classified(
        network=("self_report", "contract", "member", "term_set", "due_on", "due_why", "added_at", "ticked_on"),
        owner=("title", "reference"),
    )

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["self_report", "contract"], name="reported_contract_once")]
        indexes = [models.Index(fields=["contract", "-id"], name="reported_for_contract")]

    def __str__(self) -> str:
        return f"{self.self_report_id} {self.contract_id}"

    @property
    def in_time(self) -> bool | None:
        """None while it waits, and where there is no day to be in time for."""
        if self.ticked_on is None or self.due_on is None:
            return None
        return self.ticked_on <= self.due_on


class Submission(models.Model):
    """What was handed in, as it stood; the next one stands beside it. `content` is {"answers": {code: {"value",
    "explanation", "rows", "statement", "place", "files": public ids of evidence}}}, all of them there, for each
    question that was asked; [[1]] stands where a secret passage was. `sha256` is of the content."""

    public_id = PublicIdField("sub")
    self_report = models.ForeignKey(SelfReport, models.PROTECT, related_name="submissions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
    person_id = models.BigIntegerField(null=True)
    signed_as = models.CharField(max_length=200)  # name and position as the approver wrote them

    classified = Classified(
        network=("public_id", "self_report", "number", "at"),
        owner=("content", "sha256"),
        personal=("person_id", "signed_as"),
    )

    class Meta:
        ordering = ["self_report", "number"]
        constraints = [models.UniqueConstraint(fields=["self_report", "number"], name="submission_number_once")]

    def __str__(self) -> str:
        return f"{self.self_report_id} {self.number}"


class SecretPassage(models.Model):
    """A passage that the supplier holds to be a trade secret (forvaltningsloven § 13, offentleglova § 13): for those
    who ask, and nobody else. In the content stands [[number]] in its place."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="secret_passages")
    code = models.CharField(max_length=16)  # the question's
    number = models.PositiveIntegerField()
    text = models.TextField()
    reason = models.TextField()

    classified = Classified(network=("submission", "code", "number", "reason"), owner=("text",))

    class Meta:
        ordering = ["submission", "number"]
        constraints = [models.UniqueConstraint(fields=["submission", "number"], name="secret_passage_once")]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.number}"


class SentBack(models.Model):
    """An answer that was sent back to the supplier, with what is missing. Rows are only ever added."""

    self_report = models.ForeignKey(SelfReport, models.PROTECT, related_name="sent_back")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="sent_back")
    code = models.CharField(max_length=16)
    missing = models.TextField()
    at = models.DateTimeField()
    person_id = models.BigIntegerField(null=True)

    classified = Classified(network=("self_report", "submission", "code", "missing", "at"), personal=("person_id",))

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "code"], name="sent_back_once"),
            models.CheckConstraint(condition=~Q(missing=""), name="sent_back_says_what"),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.code}"
