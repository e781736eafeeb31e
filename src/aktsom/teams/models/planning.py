"""What the planner of teams is told, and what it proposed."""

from decimal import Decimal

from django.db import models
from django.db.models import Q

from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField
from aktsom.members.models import Member
from aktsom.teams.states import PlanState


class TeamWish(models.Model):
    """What a member says of itself for one category: how much it knows, and whether it wants to take part."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="team_wishes")
    group_id = models.CharField(max_length=40)
    competence = models.PositiveSmallIntegerField(default=0)  # 0 none, 1 some, 2 good, 3 leading
    wish = models.SmallIntegerField(default=0)  # 1 would like to, 0 no wish, -1 would rather not
    barred = models.BooleanField(default=False)  # cannot, such as for conflict of interest

    classified = Classified(network=("member", "group_id", "competence", "wish", "barred"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "group_id"], name="team_wish_once"),
            models.CheckConstraint(condition=Q(competence__lte=3), name="team_wish_competence"),
            models.CheckConstraint(condition=Q(wish__gte=-1, wish__lte=1), name="team_wish_range"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.group_id}"


class TeamCapacity(models.Model):
    """How much a member can carry beside the others: 1 an ordinary share, 0 nothing, 2 double."""

    member = models.OneToOneField(Member, models.CASCADE, related_name="team_capacity")
    share = models.DecimalField(max_digits=4, decimal_places=2, default=Decimal(1))

    classified = Classified(network=("member", "share"))

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(share__gte=0, share__lte=10), name="team_capacity_range")]

    def __str__(self) -> str:
        return f"{self.member_id} {self.share}"


class TeamPlan(models.Model):
    """A proposal of which members form which team, with the facts it was made from. A person adopts it or not."""

    public_id = PublicIdField("pln")
    state = models.CharField(max_length=8, choices=[(s, s) for s in PlanState], default=PlanState.DRAFT)
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    facts = models.JSONField()  # what went in
    proposal = models.JSONField()  # what came out: members a category, reasons, gap
    decided_at = models.DateTimeField(null=True)
    decided_by_id = models.BigIntegerField(null=True)
    revision = models.PositiveIntegerField(default=1)

    classified = Classified(
        network=("public_id", "state", "made_at", "facts", "proposal", "decided_at", "revision"),
        personal=("made_by_id", "decided_by_id"),
    )

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.public_id
