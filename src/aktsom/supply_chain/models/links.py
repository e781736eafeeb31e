"""Who delivers to whom, and how well that is known; and the log of changes by which reach keeps up."""

from django.db import models
from django.db.models import F, Q

from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField
from aktsom.members.models import Member
from aktsom.sharing.models import SHAREABLE_FIELDS, Shareable
from aktsom.suppliers.models import Supplier
from aktsom.supply_chain.models.declarations import Declaration
from aktsom.supply_chain.models.sites import Site
from aktsom.supply_chain.states import Confidence, Source, Stage


class ChainLink(Shareable):
    """One delivery relation, from what lies nearer the raw material towards the buyer: each end is a site or a company.

    `stage` is that of what is delivered, `group_id` and `product_id` of the high-risk list, `material` a word when
    it is a raw material. It counts from `valid_from` to `valid_to`; `ended_at` when it was taken back or replaced.
    """

    public_id = PublicIdField("lnk")
    from_site = models.ForeignKey(Site, models.PROTECT, null=True, blank=True, related_name="delivers")
    from_supplier = models.ForeignKey(Supplier, models.PROTECT, null=True, blank=True, related_name="delivers")
    to_site = models.ForeignKey(Site, models.PROTECT, null=True, blank=True, related_name="receives")
    to_supplier = models.ForeignKey(Supplier, models.PROTECT, null=True, blank=True, related_name="receives")
    stage = models.CharField(max_length=10, choices=[(s, s) for s in Stage])
    group_id = models.CharField(max_length=40, blank=True)
    product_id = models.CharField(max_length=60, blank=True)
    material = models.CharField(max_length=100, blank=True)
    source = models.CharField(max_length=14, choices=[(s, s) for s in Source])
    source_words = models.CharField(max_length=300, blank=True)  # the document, list or audit
    confidence = models.CharField(max_length=10, choices=[(c, c) for c in Confidence], default=Confidence.DECLARED)
    confirmed_by = models.CharField(max_length=300, blank=True)  # who, other than the supplier, and how
    declaration = models.ForeignKey(Declaration, models.PROTECT, null=True, blank=True, related_name="links")
    said_by = models.ForeignKey(Supplier, models.PROTECT, null=True, blank=True, related_name="+")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    added_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    classified = Classified(
        network=(
            "public_id",
            "from_site",
            "from_supplier",
            "to_site",
            "to_supplier",
            "stage",
            "group_id",
            "product_id",
            "material",
            "source",
            "source_words",
            "confidence",
            "confirmed_by",
            "declaration",
            "said_by",
            "valid_from",
            "valid_to",
            "added_at",
            "ended_at",
            *SHAREABLE_FIELDS,
        )
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(from_site__isnull=True, from_supplier__isnull=False)
                | Q(from_site__isnull=False, from_supplier__isnull=True),
                name="link_from_one",
            ),
            models.CheckConstraint(
                condition=Q(to_site__isnull=True, to_supplier__isnull=False)
                | Q(to_site__isnull=False, to_supplier__isnull=True),
                name="link_to_one",
            ),
            models.CheckConstraint(
                condition=~Q(from_site=F("to_site")) & ~Q(from_supplier=F("to_supplier")), name="link_not_to_itself"
            ),
            models.CheckConstraint(condition=Q(stage__in=list(Stage)), name="link_stage_known"),
            models.CheckConstraint(condition=Q(confidence__in=list(Confidence)), name="link_confidence_known"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="link_dates_in_order",
            ),
            models.CheckConstraint(
                condition=~Q(confidence=Confidence.VERIFIED) | ~Q(confirmed_by=""), name="link_verified_by_somebody"
            ),
        ]
        indexes = [
            models.Index(fields=["to_supplier", "ended_at"], name="link_to_supplier"),
            models.Index(fields=["to_site", "ended_at"], name="link_to_site"),
            models.Index(fields=["from_supplier", "ended_at"], name="link_from_supplier"),
            models.Index(fields=["from_site", "ended_at"], name="link_from_site"),
        ]

    def __str__(self) -> str:
        return f"{self.from_site_id or self.from_supplier_id} to {self.to_site_id or self.to_supplier_id}"


class LinkCheck(models.Model):
    """What somebody other than the supplier has seen of a link, and what that rests on. The link laid beside the
    supplier's own carries who looked and the document; it ends when the check is taken back."""

    public_id = PublicIdField("chk")
    link = models.OneToOneField(ChainLink, models.CASCADE, related_name="laid_by")
    checked = models.ForeignKey(ChainLink, models.PROTECT, related_name="checks")  # as it was told
    on = models.DateField()  # of the document or the visit
    note = models.CharField(max_length=1_000, blank=True)
    member = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    person_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    undone_person_id = models.BigIntegerField(null=True)
    undone_why = models.CharField(max_length=400, blank=True)

    classified = Classified(
        network=("public_id", "link", "checked", "on", "note", "member", "at", "undone_at", "undone_why"),
        personal=("person_id", "undone_person_id"),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True) | ~Q(undone_why=""), name="link_check_undone_with_reason"
            )
        ]

    def __str__(self) -> str:
        return f"{self.public_id} of {self.checked_id}"


class ReachChange(models.Model):
    """An edge that came or went since the snapshot, in the same transaction as what it came from. Node keys as
    `supply_chain.reach` packs them. Old rows are thrown away when a newer snapshot holds them."""

    source = models.BigIntegerField()
    target = models.BigIntegerField()
    link = models.ForeignKey(ChainLink, models.CASCADE, null=True, related_name="+")  # whose keys say who may see it
    added = models.BooleanField()
    at = models.DateTimeField()

    classified = Classified(network=("source", "target", "link", "added", "at"))

    def __str__(self) -> str:
        return f"{'+' if self.added else '-'} {self.source} {self.target}"
