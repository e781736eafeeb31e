"""How people come in, and whether they still should be: invitations, sign-ins, and the review of who has access."""

from django.db import models
from django.db.models import Q

from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField
from aktsom.members.models.buyers import Member
from aktsom.members.models.people import Person
from aktsom.members.states import InvitationState, ReviewDecision


class Invitation(models.Model):
    """A link sent by e-mail, for one person to take up a role once. Only the hash of its secret is kept.

    `member` is empty when the invitation is to answer for a supplier; the area of suppliers then says which.
    """

    public_id = PublicIdField("inv")
    member = models.ForeignKey(Member, models.PROTECT, null=True, related_name="invitations")
    email = models.EmailField()  # lower case
    name = models.CharField(max_length=120, blank=True)
    roles = models.CharField(max_length=200)  # role codes, separated by semicolons
    language = models.CharField(max_length=2, default="nb")  # the letter's
    secret_hash = models.CharField(max_length=64, unique=True)  # SHA-256
    state = models.CharField(max_length=10, choices=[(s, s) for s in InvitationState], default=InvitationState.SENT)
    sent_at = models.DateTimeField()
    sent_by_id = models.BigIntegerField(null=True)
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)  # taken up or withdrawn
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="invitations")  # who took it up

    classified = Classified(
        owner=(
            "public_id",
            "member",
            "roles",
            "language",
            "secret_hash",
            "state",
            "sent_at",
            "expires_at",
            "answered_at",
        ),
        personal=("email", "name", "sent_by_id", "person"),
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(InvitationState)), name="invitation_state_known"),
            models.UniqueConstraint(
                fields=["member", "email"], condition=Q(state=InvitationState.SENT), name="invitation_waits_once"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class SignIn(models.Model):
    """One sign-in or try of one. `person` is empty where nobody has the address that was written; the address itself
    is never kept. Rows are deleted when older than `members.reference.limits` says."""

    at = models.DateTimeField()
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="sign_ins")
    outcome = models.CharField(max_length=20)  # a states.SignInOutcome
    method = models.CharField(max_length=60, blank=True)  # password, passkey, totp, recovery_code, or a provider's name
    ip_address = models.GenericIPAddressField(null=True)
    browser = models.CharField(max_length=200, blank=True)

    classified = Classified(personal=("at", "person", "outcome", "method", "ip_address", "browser"))

    class Meta:
        indexes = [models.Index(fields=["person", "-at"], name="sign_in_newest")]

    def __str__(self) -> str:
        return f"{self.outcome} {self.at}"


class AccessReview(models.Model):
    """Who has which role at a member in a period; each is confirmed or removed by a day."""

    public_id = PublicIdField("rev")
    member = models.ForeignKey(Member, models.CASCADE, related_name="access_reviews")
    period = models.CharField(max_length=20)  # such as "2026-2": the second half of the year
    opened_at = models.DateTimeField()
    due_on = models.DateField()
    closed_at = models.DateTimeField(null=True)
    closed_by_id = models.BigIntegerField(null=True)

    classified = Classified(
        network=("public_id", "member", "period", "opened_at", "due_on", "closed_at"), personal=("closed_by_id",)
    )

    class Meta:
        ordering = ["-opened_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["member", "period"], name="access_review_once")]

    def __str__(self) -> str:
        return f"{self.member_id} {self.period}"


class AccessReviewLine(models.Model):
    """One role of one person as it stood when the review was opened, and what was decided on it."""

    review = models.ForeignKey(AccessReview, models.CASCADE, related_name="lines")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    role = models.CharField(max_length=30)
    given_at = models.DateTimeField(null=True)
    last_used_on = models.DateField(null=True)
    decision = models.CharField(max_length=8, blank=True)  # a states.ReviewDecision, empty while it waits
    decided_at = models.DateTimeField(null=True)
    decided_by_id = models.BigIntegerField(null=True)

    classified = Classified(
        owner=("review", "role", "decision", "decided_at"),
        personal=("person", "given_at", "last_used_on", "decided_by_id"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "person", "role"], name="review_line_once"),
            models.CheckConstraint(condition=Q(decision__in=["", *ReviewDecision]), name="review_decision_known"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role} {self.decision}"
