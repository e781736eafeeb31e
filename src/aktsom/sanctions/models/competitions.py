"""A member's own competitions: that a supplier bids, whether what is known of it is used there, and who was refused.

Nothing here is a result of a follow-up, and nothing here is seen by another member."""

from django.db import models
from django.db.models import Q

from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField
from aktsom.members.models import Member
from aktsom.sanctions.models.decisions import SanctionDecision
from aktsom.sanctions.step_states import UseState
from aktsom.sharing.keys import AudienceKeys
from aktsom.suppliers.models import Supplier


class Bid(models.Model):
    """That a supplier bids in a competition of the member's, as the member notes it. What is known of its contracts is
    used there only by a step of its own: which contract and period it is about, which ground of the procurement rules,
    the supplier heard, and why. `ground` is an id of `reference/competition_grounds.csv`."""

    public_id = PublicIdField("bid")
    owner = models.ForeignKey(Member, models.PROTECT, related_name="+")
    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="+")
    seen_by = AudienceKeys()
    state = models.CharField(max_length=10, choices=[(s, s) for s in UseState], default=UseState.NOTED)
    competition = models.CharField(max_length=200)
    reference = models.CharField(max_length=80, blank=True)
    noted_at = models.DateTimeField()
    noted_by_id = models.BigIntegerField(null=True)
    about = models.ForeignKey(SanctionDecision, models.PROTECT, null=True, related_name="+")
    about_from = models.DateField(null=True)
    about_to = models.DateField(null=True)
    ground = models.CharField(max_length=40, blank=True)
    told_how = models.TextField(blank=True)  # how the supplier was told, and what of
    hear_by = models.DateField(null=True)
    supplier_says = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by_id = models.BigIntegerField(null=True)
    over_at = models.DateTimeField(null=True)  # the competition is over
    revision = models.PositiveIntegerField(default=1)

    classified = Classified(
        network=("public_id", "owner", "supplier", "seen_by"),
        owner=(
            "state",
            "competition",
            "reference",
            "noted_at",
            "about",
            "about_from",
            "about_to",
            "ground",
            "told_how",
            "hear_by",
            "supplier_says",
            "reason",
            "decided_at",
            "over_at",
            "revision",
        ),
        personal=("noted_by_id", "decided_by_id"),
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(UseState)), name="bid_state_known"),
            models.CheckConstraint(condition=~Q(competition=""), name="bid_names_competition"),
            models.CheckConstraint(
                condition=~Q(state__in=["hearing", "used"])
                | (
                    Q(about__isnull=False, about_from__isnull=False, about_to__isnull=False, hear_by__isnull=False)
                    & ~Q(ground="")
                    & ~Q(told_how="")
                ),
                name="bid_use_says_of_what",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["used", "not_used"]) | (Q(decided_at__isnull=False) & ~Q(reason="")),
                name="bid_use_is_reasoned",
            ),
            models.UniqueConstraint(
                fields=["owner", "supplier", "competition", "reference"], name="bid_noted_once"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.public_id


class QualificationRefusal(models.Model):
    """That the supplier was not qualified in the competition, on what it handed in there. It stands with the
    competition and points at no follow-up, finding or decision."""

    public_id = PublicIdField("qrf")
    bid = models.OneToOneField(Bid, models.PROTECT, related_name="refusal")
    owner = models.ForeignKey(Member, models.PROTECT, related_name="+")
    missing = models.TextField()  # what was asked for and not shown
    ground = models.CharField(max_length=40)
    reason = models.TextField()
    decided_on = models.DateField()
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)

    classified = Classified(
        network=("public_id", "bid", "owner"),
        owner=("missing", "ground", "reason", "decided_on", "made_at"),
        personal=("made_by_id",),
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(missing="") & ~Q(ground="") & ~Q(reason=""), name="qualification_refusal_is_reasoned"
            )
        ]

    def __str__(self) -> str:
        return self.public_id
