"""Legal entities that members have contracts with: numbers, names, addresses, and what has happened to them."""

from django.db import models
from django.db.models import F, Q

from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField
from aktsom.members.models import Member
from aktsom.suppliers.states import (
    CompanyState,
    Covered,
    EventKind,
    NameKind,
    ProposalKind,
    ProposalState,
    RegisterAnswer,
    Scheme,
)


class Supplier(models.Model):
    """A legal entity as first written in a register. Known by its organisation number where it has one, else by name.

    Records judged to be the same company stay apart; `same_as` points to the one that stands for them all (the oldest),
    and is empty in that one. So nothing moves when two are joined, everything is back when they are split, and every
    id resolves for ever. `unit_of` is the legal entity that a sub-unit belongs to, `parent` the mother company.
    Sums in kroner a year.
    """

    public_id = PublicIdField("sup")
    name = models.CharField(max_length=200)
    name_key = models.CharField(max_length=200)  # the name folded for comparison, see suppliers.rules.name_key
    organisation_number = models.CharField(max_length=20, blank=True)  # nine digits, or with country prefix if foreign
    country = models.CharField(max_length=2, default="NO")
    same_as = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="same_records")
    unit_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="units")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="daughters")
    legal_form = models.CharField(max_length=20, blank=True)  # the register's code: AS, ASA, ENK, NUF
    state = models.CharField(max_length=12, choices=[(s, s) for s in CompanyState], default=CompanyState.ACTIVE)
    employees = models.PositiveIntegerField(null=True, blank=True)
    turnover = models.BigIntegerField(null=True, blank=True)
    balance_sum = models.BigIntegerField(null=True, blank=True)
    covered = models.CharField(max_length=8, choices=[(s, s) for s in Covered], default=Covered.UNKNOWN)
    covered_why = models.CharField(max_length=300, blank=True)  # suppliers.rules.size.Coverage.why
    size_source = models.CharField(max_length=200, blank=True)  # who says the figures
    account_address = models.URLField(max_length=500, blank=True)  # where its yearly account stands
    account_source = models.CharField(max_length=200, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)  # in the company register
    register_answer = models.CharField(max_length=8, choices=[(a, a) for a in RegisterAnswer], blank=True)

    classified = Classified(
        public=(
            "public_id",
            "name",
            "name_key",
            "organisation_number",
            "country",
            "same_as",
            "unit_of",
            "parent",
            "legal_form",
            "state",
            "employees",
            "turnover",
            "balance_sum",
            "covered",
            "covered_why",
            "size_source",
            "account_address",
            "account_source",
            "checked_at",
            "register_answer",
        )
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation_number"], condition=~models.Q(organisation_number=""), name="supplier_number_once"
            ),
            models.UniqueConstraint(
                fields=["name_key"], condition=models.Q(organisation_number=""), name="supplier_unnumbered_name_once"
            ),
            models.CheckConstraint(condition=Q(state__in=list(CompanyState)), name="supplier_state_known"),
            models.CheckConstraint(condition=Q(covered__in=list(Covered)), name="supplier_covered_known"),
            # `same_as` is the lowest id of all that are the same, so that nothing can point at itself or in a ring.
            models.CheckConstraint(
                condition=Q(same_as__isnull=True) | Q(same_as__lt=F("id")), name="supplier_same_as_older"
            ),
            models.CheckConstraint(
                condition=Q(unit_of__isnull=True) | ~Q(unit_of=F("id")), name="supplier_not_its_own_unit"
            ),
        ]
        indexes = [models.Index(fields=["name_key"], name="supplier_name_key")]

    def __str__(self) -> str:
        return self.name

    @property
    def identity_id(self) -> int:
        """The id of the record that stands for this company."""
        return self.same_as_id or self.pk


class SupplierNumber(models.Model):
    """A number that a register gave a company, beside the organisation number."""

    supplier = models.ForeignKey(Supplier, models.CASCADE, related_name="numbers")
    scheme = models.CharField(max_length=8, choices=[(s, s) for s in Scheme])
    value = models.CharField(max_length=40)  # capitals and digits only; `OTHER` with country in front: "SE5560001111"
    source = models.CharField(max_length=200)
    added_at = models.DateTimeField()

    classified = Classified(public=("supplier", "scheme", "value", "source", "added_at"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "value"], name="supplier_number_of_scheme_once"),
            models.CheckConstraint(condition=Q(scheme__in=list(Scheme)), name="supplier_number_scheme_known"),
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.value}"


class SupplierName(models.Model):
    """Another name of a company, in any script."""

    supplier = models.ForeignKey(Supplier, models.CASCADE, related_name="names")
    name = models.CharField(max_length=200)
    key = models.CharField(max_length=200)  # as Supplier.name_key
    kind = models.CharField(max_length=8, choices=[(s, s) for s in NameKind])
    source = models.CharField(max_length=200)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    classified = Classified(public=("supplier", "name", "key", "kind", "source", "since", "until"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["supplier", "name", "kind"], name="supplier_name_once")]
        indexes = [models.Index(fields=["key"], name="supplier_other_name_key")]

    def __str__(self) -> str:
        return self.name


class SupplierAddress(models.Model):
    """One address of a kind a company: where it is visited, or where its letters go."""

    supplier = models.ForeignKey(Supplier, models.CASCADE, related_name="addresses")
    postal = models.BooleanField(default=False)
    lines = models.CharField(max_length=300)
    postcode = models.CharField(max_length=12, blank=True)
    town = models.CharField(max_length=100, blank=True)
    country = models.CharField(max_length=2, blank=True)
    source = models.CharField(max_length=200)
    added_at = models.DateTimeField()

    classified = Classified(public=("supplier", "postal", "lines", "postcode", "town", "country", "source", "added_at"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["supplier", "postal"], name="supplier_address_of_kind_once")]

    def __str__(self) -> str:
        return f"{self.lines}, {self.postcode} {self.town}"


class SupplierContact(models.Model):
    """Somebody at the supplier whom a member writes to. The member's own note: another member has its own."""

    public_id = PublicIdField("cnt")
    supplier = models.ForeignKey(Supplier, models.CASCADE, related_name="contacts")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    name = models.CharField(max_length=200, blank=True)
    part = models.CharField(max_length=200, blank=True)  # what the person does there
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    changed_at = models.DateTimeField()

    classified = Classified(
        owner=("public_id", "supplier", "member", "part", "changed_at"), personal=("name", "email", "phone")
    )

    class Meta:
        indexes = [models.Index(fields=["member", "supplier"], name="supplier_contact_of_member")]
        constraints = [
            models.CheckConstraint(condition=~Q(email="") | ~Q(phone=""), name="supplier_contact_can_be_reached")
        ]

    def __str__(self) -> str:
        return self.name or self.email


class SupplierProposal(models.Model):
    """What the supplier's own people propose: somebody to write to, or where the yearly account stands. A buyer's
    person takes it or not; a contact may be taken by each member for itself, and stands until it is withdrawn."""

    public_id = PublicIdField("pro")
    supplier = models.ForeignKey(Supplier, models.CASCADE, related_name="proposals")
    kind = models.CharField(max_length=8, choices=[(k, k) for k in ProposalKind])
    address = models.URLField(max_length=500, blank=True)  # of the account
    name = models.CharField(max_length=200, blank=True)
    part = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=10, choices=[(s, s) for s in ProposalState], default=ProposalState.WAITING)
    proposed_at = models.DateTimeField()
    person_id = models.BigIntegerField(null=True)
    answered_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)  # why it was declined

    classified = Classified(
        network=(
            "public_id",
            "supplier",
            "kind",
            "address",
            "part",
            "state",
            "proposed_at",
            "answered_at",
            "reason",
        ),
        personal=("name", "email", "phone", "person_id"),
    )

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["supplier", "state"], name="proposal_of_supplier")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=list(ProposalKind)), name="proposal_kind_known"),
            models.CheckConstraint(condition=Q(state__in=list(ProposalState)), name="proposal_state_known"),
            models.CheckConstraint(
                condition=~Q(address="") | ~Q(email="") | ~Q(phone=""), name="proposal_says_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.supplier_id}"


class SupplierEvent(models.Model):
    """Something that happened to a company, as a register tells it. Rows are only ever added."""

    public_id = PublicIdField("evt")
    supplier = models.ForeignKey(Supplier, models.CASCADE, related_name="events")
    kind = models.CharField(max_length=20, choices=[(s, s) for s in EventKind])
    happened_on = models.DateField(null=True, blank=True)
    learned_at = models.DateTimeField()
    before = models.CharField(max_length=300, blank=True)
    after = models.CharField(max_length=300, blank=True)
    other = models.ForeignKey(Supplier, models.PROTECT, null=True, blank=True, related_name="+")  # merged into, parent
    source = models.CharField(max_length=200)

    classified = Classified(
        public=(
            "public_id",
            "supplier",
            "kind",
            "happened_on",
            "learned_at",
            "before",
            "after",
            "other",
            "source",
        )
    )

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["supplier", "-id"], name="supplier_event_newest")]
        constraints = [models.CheckConstraint(condition=Q(kind__in=list(EventKind)), name="supplier_event_kind_known")]

    def __str__(self) -> str:
        return f"{self.kind} {self.supplier_id}"
