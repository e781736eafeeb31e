"""A sub-supplier that is to be left, and the place that comes instead."""

from django.db import models
from django.db.models import Q

from aktsom.contracts.models import Contract
from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField
from aktsom.members.models import Member
from aktsom.sanctions.models.decisions import SanctionDecision
from aktsom.sanctions.step_states import ReplacementState
from aktsom.sharing.keys import AudienceKeys
from aktsom.suppliers.models import Supplier


class Replacement(models.Model):
    """Seen as a suspension is. `old_key` is the public id of a site that is known, or its name; what it delivers is not
    ordered from when it is demanded and until a new place delivers. `products` are lines as the contract has them,
    none for all that the place delivers."""

    public_id = PublicIdField("rpl")
    decision = models.OneToOneField(SanctionDecision, models.PROTECT, related_name="replacement")
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="replacements")
    contract_title = models.CharField(max_length=300)  # as it was: the supplier may not see the contract's own row
    owner = models.ForeignKey(Member, models.PROTECT, related_name="+")
    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="+")
    seen_by = AudienceKeys()
    state = models.CharField(
        max_length=10, choices=[(s, s) for s in ReplacementState], default=ReplacementState.DRAFTED
    )
    old_key = models.CharField(max_length=300)
    old_name = models.CharField(max_length=300)
    old_country = models.CharField(max_length=2, blank=True)
    products = models.JSONField(default=list)
    wanted = models.TextField(blank=True)  # what a new place has to meet
    since = models.DateField(null=True)  # when it was demanded
    due_on = models.DateField()
    told_due_on = models.DateField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    delivers_from = models.DateField(null=True)
    told_in = models.CharField(
        max_length=16, blank=True
    )  # public id of the version of the chain that has the new place
    revision = models.PositiveIntegerField(default=1)

    classified = Classified(
        network=("public_id", "decision", "contract", "contract_title", "owner", "supplier", "seen_by"),
        owner=(
            "state",
            "old_key",
            "old_name",
            "old_country",
            "products",
            "wanted",
            "since",
            "due_on",
            "told_due_on",
            "confirmed_at",
            "delivers_from",
            "told_in",
            "revision",
        ),
    )

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["state", "due_on"], name="replacement_by_due_day")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(ReplacementState)), name="replacement_state_known"),
            models.CheckConstraint(condition=~Q(old_key="") & ~Q(old_name=""), name="replacement_names_old_place"),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | Q(confirmed_at__isnull=False, delivers_from__isnull=False),
                name="replacement_confirmed_since",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class NewPlace(models.Model):
    """A place that was proposed, and what the owner found of it; one at a time, and those refused stay. `knew` is what
    was known of it when it was weighed, {"levels", "findings", "audits", "concerns"}."""

    public_id = PublicIdField("npl")
    replacement = models.ForeignKey(Replacement, models.CASCADE, related_name="proposed")
    site_key = models.CharField(max_length=16, blank=True)  # public id of a site that was known already
    name = models.CharField(max_length=300)
    country = models.CharField(max_length=2)
    town = models.CharField(max_length=100, blank=True)
    address = models.CharField(max_length=400, blank=True)
    text = models.TextField()  # why it is better, and how the supplier knows
    by_supplier = models.BooleanField()
    proposed_at = models.DateTimeField()
    proposed_by_id = models.BigIntegerField(null=True)
    taken_back_at = models.DateTimeField(null=True)
    knew = models.JSONField(default=dict)
    weighed = models.TextField(blank=True)
    weighed_at = models.DateTimeField(null=True)
    weighed_by_id = models.BigIntegerField(null=True)
    refused_reason = models.TextField(blank=True)
    refused_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)

    classified = Classified(
        network=("public_id", "replacement", "site_key"),
        owner=(
            "name",
            "country",
            "town",
            "address",
            "text",
            "by_supplier",
            "proposed_at",
            "taken_back_at",
            "knew",
            "weighed",
            "weighed_at",
            "refused_reason",
            "refused_at",
            "confirmed_at",
        ),
        personal=("proposed_by_id", "weighed_by_id"),
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(country="") & ~Q(text=""), name="new_place_is_named"),
            models.CheckConstraint(
                condition=Q(weighed_at__isnull=True) | ~Q(weighed=""), name="weighed_place_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(refused_at__isnull=True) | ~Q(refused_reason=""), name="refused_place_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(weighed_at__isnull=False), name="confirmed_place_was_weighed"
            ),
            models.UniqueConstraint(
                fields=["replacement"],
                condition=Q(taken_back_at__isnull=True, refused_at__isnull=True),
                name="new_place_one_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id
