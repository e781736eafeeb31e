"""The contract register."""

from datetime import date
from decimal import Decimal

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Cast, Coalesce, Greatest, Round

from aktsom.contracts.states import ContractState
from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField
from aktsom.members.models import Member
from aktsom.suppliers.models import Supplier
from aktsom.terms.models import TermSet


class Contract(models.Model):
    """One contract of one member: the facts that the network may know. What is the owner's own stands in `OwnFacts`, a
    table of its own, so that the database can keep whole rows from others; `reference`, `value` and the rest lead
    there and may be asked of own contracts only.

    Lists in text fields are one item a line (products) or separated by semicolons (origins, ISO 3166 alpha-2).
    `revision` rises by one at each change; a form carries the one it was filled from.
    """

    public_id = PublicIdField("con")
    member = models.ForeignKey(Member, models.PROTECT, related_name="contracts")
    supplier = models.ForeignKey(Supplier, models.PROTECT, null=True, blank=True, related_name="contracts")
    title = models.CharField(max_length=300)
    products = models.TextField(blank=True)
    origins = models.CharField(max_length=200, blank=True)
    # Id of sharing/reference/value_bands.csv, laid down with each write; empty when unknown or not in kroner.
    value_band = models.CharField(max_length=20, blank=True)
    currency = models.CharField(max_length=3, default="NOK")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    option_until = models.DateField(null=True, blank=True)
    # As `rules.effective_end`, kept by the database itself; in memory it is as it was when the row was read.
    runs_until = models.GeneratedField(
        expression=Greatest(Coalesce("ends_on", "option_until"), Coalesce("option_until", "ends_on")),
        output_field=models.DateField(null=True),
        db_persist=True,
    )
    term_set = models.ForeignKey(TermSet, models.PROTECT, null=True, blank=True, related_name="contracts")
    state = models.CharField(max_length=10, choices=[(s, s) for s in ContractState], default=ContractState.RUNNING)
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    classified = Classified(
        network=(
            "public_id",
            "member",
            "supplier",
            "title",
            "products",
            "origins",
            "value_band",
            "currency",
            "starts_on",
            "ends_on",
            "option_until",
            "runs_until",
            "term_set",
            "state",
        ),
        owner=("revision", "created_at", "changed_at"),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="contract_dates_in_order",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="contract_has_title"),
            models.CheckConstraint(condition=Q(state__in=list(ContractState)), name="contract_state_known"),
        ]
        indexes = [
            models.Index(fields=["member", "title", "id"], name="contract_by_title"),
            models.Index(fields=["member", "ends_on", "id"], name="contract_by_end"),
            models.Index(fields=["member", "state", "runs_until"], name="contract_by_last_day"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def reference(self) -> str:
        return self.own_facts.reference

    @property
    def description(self) -> str:
        return self.own_facts.description

    @property
    def value(self) -> Decimal | None:
        return self.own_facts.value

    @property
    def signed_on(self) -> date | None:
        return self.own_facts.signed_on

    @property
    def options(self) -> str:
        return self.own_facts.options

    @property
    def term_deviations(self) -> str:
        return self.own_facts.term_deviations


class OwnFacts(models.Model):
    """What a contract says to its own member alone. `reference` is the member's own and unique there. On PostgreSQL
    nobody else's rows can be read at all, whatever is asked (`sharing.wall`)."""

    contract = models.OneToOneField(Contract, models.CASCADE, primary_key=True, related_name="own_facts")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")  # the contract's, for the wall and the lists
    reference = models.CharField(max_length=80)
    description = models.TextField(blank=True)
    value = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    # The value in øre, -1 when nobody has said it: what the list sorts by. A whole number, since PostgreSQL looks up
    # decimals in no index from behind the wall.
    value_order = models.GeneratedField(
        expression=Coalesce(Cast(Round(F("value") * Value(100)), models.BigIntegerField()), Value(-1)),
        output_field=models.BigIntegerField(),
        db_persist=True,
    )
    signed_on = models.DateField(null=True, blank=True)
    options = models.CharField(max_length=300, blank=True)
    term_deviations = models.TextField(blank=True)

    classified = Classified(
        owner=(
            "contract",
            "member",
            "reference",
            "description",
            "value",
            "value_order",
            "signed_on",
            "options",
            "term_deviations",
        )
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "reference"], name="contract_reference_once"),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value__gte=0), name="contract_value_not_negative"
            ),
        ]
        indexes = [models.Index(fields=["member", "-value_order", "-contract"], name="own_facts_by_value")]

    def __str__(self) -> str:
        return self.reference


class ContractCpv(models.Model):
    """A CPV code of a contract, in the order written; the first is the main one."""

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="cpv_codes")
    code = models.CharField(max_length=8)
    position = models.PositiveSmallIntegerField()

    classified = Classified(network=("contract", "code", "position"))

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["contract", "code"], name="contract_cpv_once")]
        indexes = [models.Index(fields=["code"], name="contract_cpv_code")]

    def __str__(self) -> str:
        return self.code
