"""What a supplier has told of its chain: versions, their rows, and who was invited to answer for the next tier."""

from django.db import models
from django.db.models import F, Q

from aktsom.contracts.models import Contract
from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField
from aktsom.members.models import Member
from aktsom.sharing.models import SHAREABLE_FIELDS, Shareable
from aktsom.suppliers.models import Supplier, SupplierInvitation
from aktsom.supply_chain.models.sites import Site
from aktsom.supply_chain.states import DeclarationState, Stage


class Declaration(Shareable):
    """One version of what a supplier says of its chain. `owner` is the body that asked. A submitted one never changes;
    the next version of the same supplier replaces it.

    `answers_for` is the tier below that was invited by `invited_by`'s declaration: when `hides_from_customer`, the
    customer in between sees that it was answered and not what (the contract's clause must allow it).
    """

    public_id = PublicIdField("dcl")
    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="declarations")
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=[(s, s) for s in DeclarationState], default=DeclarationState.DRAFT)
    asked_at = models.DateTimeField(null=True)
    answer_by = models.DateField(null=True, blank=True)
    message = models.TextField(blank=True)  # from who asked
    invited_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="next_tier")
    hides_from_customer = models.BooleanField(default=False)
    note = models.TextField(blank=True)  # the supplier's own
    made_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    submitted_by_id = models.BigIntegerField(null=True)
    revision = models.PositiveIntegerField(default=1)

    classified = Classified(
        network=(
            "public_id",
            "supplier",
            "version",
            "state",
            "asked_at",
            "answer_by",
            "message",
            "invited_by",
            "hides_from_customer",
            "note",
            "made_at",
            "submitted_at",
            "revision",
            *SHAREABLE_FIELDS,
        ),
        personal=("submitted_by_id",),
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["supplier", "version"], name="declaration_version_once"),
            models.UniqueConstraint(
                fields=["supplier"], condition=Q(state=DeclarationState.DRAFT), name="declaration_one_draft"
            ),
            models.CheckConstraint(condition=Q(state__in=list(DeclarationState)), name="declaration_state_known"),
            models.CheckConstraint(
                condition=Q(state=DeclarationState.DRAFT) | ~Q(submitted_at=None) | Q(state=DeclarationState.WITHDRAWN),
                name="declaration_submitted_has_time",
            ),
        ]
        indexes = [models.Index(fields=["supplier", "state"], name="declaration_of_supplier")]

    def __str__(self) -> str:
        return f"{self.supplier_id} v{self.version}"


class DeclarationContract(models.Model):
    """A contract that the declaration answers for, and what is asked about in it."""

    declaration = models.ForeignKey(Declaration, models.CASCADE, related_name="contracts")
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="declarations")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")  # the contract's
    products = models.TextField(blank=True)  # ids of the high-risk list, one a line

    classified = Classified(network=("declaration", "contract", "member", "products"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["declaration", "contract"], name="declaration_contract_once")]

    def __str__(self) -> str:
        return f"{self.declaration_id} {self.contract_id}"


class DeclarationRow(models.Model):
    """One row of a declaration while it is written: a place and whom it delivers to. `words` as written (typed or from
    a spreadsheet), `facts` what we read, `problems` what is wrong: [{field, code, params}]. Nothing written is lost."""

    declaration = models.ForeignKey(Declaration, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()  # as in the spreadsheet, from 1
    words = models.JSONField()
    facts = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    site = models.ForeignKey(Site, models.PROTECT, null=True, blank=True, related_name="+")  # known before or chosen

    classified = Classified(network=("declaration", "number", "words", "facts", "problems", "site"))

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["declaration", "number"], name="declaration_row_once")]

    def __str__(self) -> str:
        return f"row {self.number}"


class TierInvitation(models.Model):
    """An invitation to answer for the next tier. `invitation` lets the first person in; `declaration` is what is asked
    of the supplier invited, `asked_in` the declaration of the customer that invited it."""

    invitation = models.OneToOneField(SupplierInvitation, models.CASCADE, related_name="for_tier")
    declaration = models.ForeignKey(Declaration, models.PROTECT, related_name="+")
    asked_in = models.ForeignKey(Declaration, models.PROTECT, related_name="tier_invitations")
    stage = models.CharField(max_length=10, choices=[(s, s) for s in Stage])  # of what the invited delivers
    answered_at = models.DateTimeField(null=True)  # all that a customer learns of an answer that is hidden from it

    classified = Classified(network=("invitation", "declaration", "asked_in", "stage", "answered_at"))

    def __str__(self) -> str:
        return f"{self.asked_in_id} asks {self.declaration_id}"


class SiteStatement(models.Model):
    """What one declaration, list or person says of one fact of a site. Two that stand and differ are a contradiction,
    which is shown and not averaged. `member` is whose person wrote it; a list has none."""

    site = models.ForeignKey(Site, models.CASCADE, related_name="statements")
    field = models.CharField(max_length=20)  # a field of Site
    value = models.CharField(max_length=400)
    declaration = models.ForeignKey(Declaration, models.CASCADE, null=True, related_name="statements")
    source = models.CharField(max_length=200, blank=True)  # where there is no declaration
    member = models.ForeignKey(
        Member, models.PROTECT, null=True, related_name="+"
    )  # whose person wrote it, and not a list
    person_id = models.BigIntegerField(null=True)
    said_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)  # replaced or taken back

    classified = Classified(
        network=("site", "field", "value", "declaration", "source", "member", "said_at", "ended_at"),
        personal=("person_id",),
    )

    class Meta:
        indexes = [models.Index(fields=["site", "field"], name="statement_of_site")]
        constraints = [
            models.CheckConstraint(condition=Q(declaration__isnull=False) | ~Q(source=""), name="statement_has_source"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("said_at")), name="statement_dates_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field}: {self.value}"
