"""Audits as they are ordered: the scope, who carries it out, who pays and who has said yes."""

from django.db import models
from django.db.models import F, Q

from aktsom.contracts.models import Contract
from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField
from aktsom.follow_up.audit_states import AuditState, ConsentState, CostKey, Payer
from aktsom.follow_up.models.follow_ups import FollowUp
from aktsom.follow_up.states import Announced, Season
from aktsom.members.models import Member
from aktsom.sharing.keys import AudienceKeys
from aktsom.suppliers.models import Supplier
from aktsom.supply_chain.models import Site
from aktsom.teams.models import CategoryTeam

LONGEST_TITLE = 200


class Audit(models.Model):
    """`number` is 1, and more for a re-audit, which points to the `earlier`. Whoever follows up sees it, contract
    owners once they are asked, the auditor once it is engaged. `payer_rule` and `payer_ground` say what the rule
    proposed; `observers` are who else was to be there, a line each: they are not auditors. `cost` in kroner."""

    public_id = PublicIdField("aud")
    follow_up = models.ForeignKey(FollowUp, models.PROTECT, related_name="audits")
    owner = models.ForeignKey(Member, models.PROTECT, related_name="+")
    team = models.ForeignKey(CategoryTeam, models.PROTECT, null=True, related_name="+")
    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="+")
    seen_by = AudienceKeys()
    shared_at = models.DateTimeField(null=True)  # with those who have a contract covered
    state = models.CharField(max_length=10, choices=[(s, s) for s in AuditState], default=AuditState.DRAFT)
    number = models.PositiveSmallIntegerField(default=1)
    earlier = models.ForeignKey("self", models.PROTECT, null=True, related_name="later")
    products = models.JSONField(default=list)  # ids of the high-risk list
    points = models.JSONField(default=list)  # of the terms
    method_note = models.TextField()
    announced = models.CharField(max_length=12, choices=[(v, v) for v in Announced])
    season = models.CharField(max_length=10, blank=True, choices=[(v, v) for v in Season])
    independence = models.TextField(blank=True)
    language = models.CharField(max_length=60, blank=True)
    observers = models.TextField(blank=True)
    due_on = models.DateField()
    payer_rule = models.CharField(max_length=20, blank=True)
    payer_ground = models.CharField(max_length=20, blank=True)
    payer = models.CharField(max_length=12, choices=[(p, p) for p in Payer], default=Payer.COOPERATION)
    payer_reason = models.TextField(blank=True)
    cost = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    cost_key = models.CharField(max_length=8, blank=True, choices=[(k, k) for k in CostKey])
    auditor_name = models.CharField(max_length=LONGEST_TITLE, blank=True)
    auditor_email = models.EmailField(blank=True)
    auditor_id = models.BigIntegerField(null=True)  # the person, once it has taken up the invitation
    invitation = models.CharField(max_length=16, blank=True)  # public id
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    ordered_at = models.DateTimeField(null=True)
    cancelled_reason = models.TextField(blank=True)
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
            "number",
            "earlier",
            "products",
            "points",
            "announced",
            "season",
            "payer_rule",
            "payer_ground",
            "payer",
            "cost_key",
            "invitation",
            "made_at",
            "ordered_at",
            "revision",
        ),
        owner=(
            "method_note",
            "independence",
            "language",
            "due_on",
            "payer_reason",
            "cost",
            "auditor_name",
            "cancelled_reason",
        ),
        personal=("observers", "auditor_email", "auditor_id", "made_by_id"),
    )

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["follow_up", "-id"], name="audit_of_follow_up"),
            models.Index(fields=["auditor_id", "state"], name="audit_of_auditor"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(AuditState)), name="audit_state_known"),
            models.CheckConstraint(condition=Q(payer__in=list(Payer)), name="audit_payer_known"),
            models.CheckConstraint(
                condition=Q(number=1, earlier__isnull=True) | Q(number__gt=1, earlier__isnull=False),
                name="audit_numbered_after_earlier",
            ),
            models.CheckConstraint(
                condition=Q(earlier__isnull=True) | Q(earlier__lt=F("id")), name="audit_after_earlier"
            ),
            models.CheckConstraint(condition=Q(cost__isnull=True) | Q(cost__gt=0), name="audit_cost_positive"),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(cancelled_reason=""), name="cancelled_audit_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class AuditSite(models.Model):
    """A place in the scope, by its name as it was when it was ordered: the auditor need not see the chain."""

    public_id = PublicIdField("aus")
    audit = models.ForeignKey(Audit, models.CASCADE, related_name="sites")
    site = models.ForeignKey(Site, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=LONGEST_TITLE)
    country = models.CharField(max_length=2, blank=True)

    classified = Classified(network=("public_id", "audit"), owner=("site", "name", "country"))

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="audit_site_has_name")]

    def __str__(self) -> str:
        return self.name


class AuditOffer(models.Model):
    """What an auditor offers; one is chosen, with the reason."""

    public_id = PublicIdField("aof")
    audit = models.ForeignKey(Audit, models.CASCADE, related_name="offers")
    name = models.CharField(max_length=LONGEST_TITLE)
    email = models.EmailField()
    price = models.DecimalField(max_digits=12, decimal_places=2)
    days = models.PositiveSmallIntegerField(null=True)
    independence = models.TextField(blank=True)
    received_on = models.DateField()
    chosen = models.BooleanField(default=False)
    reason = models.TextField(blank=True)

    classified = Classified(
        network=("public_id", "audit", "received_on", "chosen"),
        owner=("name", "price", "days", "independence", "reason"),
        personal=("email",),
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["audit"], condition=Q(chosen=True), name="one_offer_chosen"),
            models.CheckConstraint(condition=Q(chosen=False) | ~Q(reason=""), name="chosen_offer_has_reason"),
            models.CheckConstraint(condition=Q(price__gt=0), name="offer_price_positive"),
        ]

    def __str__(self) -> str:
        return self.public_id


class AuditShare(models.Model):
    """What a member pays, in kroner; `hundredths` of a per cent where members have said their own shares."""

    audit = models.ForeignKey(Audit, models.CASCADE, related_name="shares")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    hundredths = models.PositiveSmallIntegerField(null=True)
    amount = models.DecimalField(max_digits=12, decimal_places=2)

    classified = Classified(network=("audit", "member"), owner=("hundredths", "amount"))

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["audit", "member"], name="audit_share_once")]

    def __str__(self) -> str:
        return f"{self.audit_id} {self.member_id}"


class AuditConsent(models.Model):
    """The answer of one contract's owner: that the audit right of the contract is used, and that its member pays."""

    public_id = PublicIdField("aco")
    audit = models.ForeignKey(Audit, models.CASCADE, related_name="consents")
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=[(s, s) for s in ConsentState], default=ConsentState.ASKED)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by_id = models.BigIntegerField(null=True)
    reason = models.TextField(blank=True)

    classified = Classified(
        network=("public_id", "audit", "contract", "member", "state", "asked_at", "answered_at"),
        owner=("reason",),
        personal=("answered_by_id",),
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["audit", "contract"], name="audit_consent_once"),
            models.CheckConstraint(condition=Q(state__in=list(ConsentState)), name="audit_consent_state_known"),
            models.CheckConstraint(condition=~Q(state="refused") | ~Q(reason=""), name="refused_consent_has_reason"),
        ]

    def __str__(self) -> str:
        return self.public_id
