"""What the screen said of each contract, what a person decided, and the standing result that lists sort by."""

from django.db import models
from django.db.models import Q

from aktsom.categories.models import CatalogueVersion
from aktsom.contracts.models import Contract
from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField
from aktsom.members.models import Member
from aktsom.risk.states import RiskState


class Verdict(models.TextChoices):
    HIGH_RISK = "high_risk"
    INSUFFICIENT_INFORMATION = "insufficient_information"
    NOT_ON_LIST = "not_on_list"


class Screening(models.Model):
    """One result of the screen for one contract with one version of the list. Never changed afterwards.

    Levels are codes of `categories.catalogue.Level`; lists are separated by semicolons, in the order of the list.
    """

    public_id = PublicIdField("scr")
    contract = models.ForeignKey(Contract, models.CASCADE, related_name="screenings")
    catalogue_version = models.ForeignKey(CatalogueVersion, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    verdict = models.CharField(max_length=24, choices=Verdict.choices)
    level_raw = models.CharField(max_length=12, blank=True)
    level_component = models.CharField(max_length=12, blank=True)
    level_final = models.CharField(max_length=12, blank=True)
    groups = models.CharField(max_length=200, blank=True)
    products = models.TextField(blank=True)
    rights = models.CharField(max_length=120, blank=True)
    countries = models.CharField(max_length=300, blank=True)

    classified = Classified(
        network=(
            "public_id",
            "contract",
            "catalogue_version",
            "at",
            "verdict",
            "level_raw",
            "level_component",
            "level_final",
            "groups",
            "products",
            "rights",
            "countries",
        )
    )

    class Meta:
        indexes = [models.Index(fields=["contract", "-id"], name="screening_newest")]

    def __str__(self) -> str:
        return f"{self.verdict} {self.contract_id}"


class ScreeningMatch(models.Model):
    """One reason: which code or word, where it stood, what it points to, and what spoke against it if anything."""

    screening = models.ForeignKey(Screening, models.CASCADE, related_name="matches")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")  # the contract's
    kind = models.CharField(max_length=12)  # cpv, word, group_cpv, group_word, origin
    group_id = models.CharField(max_length=40)
    product_id = models.CharField(max_length=60, blank=True)
    code = models.CharField(max_length=12, blank=True)
    word = models.CharField(max_length=80, blank=True)
    where = models.CharField(max_length=12)  # cpv, title, description, products, origins
    cancelled_by = models.CharField(max_length=80, blank=True)  # the word or code that spoke against
    cancelled_why = models.CharField(max_length=40, blank=True)  # code of the reason
    cancelled_topic = models.CharField(max_length=40, blank=True)  # what the word is about, such as a kind of service

    # The words may come from the description, which is the owner's; others see those from title and products only.
    classified = Classified(
        network=(
            "screening",
            "member",
            "kind",
            "group_id",
            "product_id",
            "code",
            "where",
            "cancelled_why",
            "cancelled_topic",
        ),
        owner=("word", "cancelled_by"),
    )

    def __str__(self) -> str:
        return f"{self.kind} {self.word or self.code}"


class ContractRisk(models.Model):
    """The standing result of a contract: the newest screening, or what a person decided over it."""

    contract = models.OneToOneField(Contract, models.CASCADE, related_name="risk")
    # The contract's, for the lists' indexes, which both begin with it.
    member = models.ForeignKey(Member, models.PROTECT, related_name="+", db_index=False)
    # As the contract says: the last day on which it runs, the end of the calendar when nobody knows one, and None once
    # somebody has ended or struck it. Kept by the database itself (migration 0006), whatever is written here or there;
    # in memory it is as it was when the row was read.
    running_until = models.DateField(null=True, editable=False)
    state = models.CharField(max_length=10, choices=[(s, s) for s in RiskState], default=RiskState.SCREENED)
    screening = models.ForeignKey(Screening, models.PROTECT, related_name="+")  # the newest
    verdict = models.CharField(max_length=24, choices=Verdict.choices)  # the one that stands
    # Levels, groups and products that stand, written as in Screening; they differ from it where a person overrode.
    level = models.CharField(max_length=12, blank=True)  # the most cautious of the three
    level_raw = models.CharField(max_length=12, blank=True)
    level_component = models.CharField(max_length=12, blank=True)
    level_final = models.CharField(max_length=12, blank=True)
    groups = models.CharField(max_length=200, blank=True)
    product_ids = models.TextField(blank=True)
    severity = models.PositiveSmallIntegerField(default=0)
    likelihood = models.PositiveSmallIntegerField(default=0)
    rank = models.IntegerField(default=0)  # risk.rules.Priority.rank: higher comes first
    revision = models.PositiveIntegerField(default=1)

    classified = Classified(
        network=(
            "contract",
            "member",
            "running_until",
            "state",
            "screening",
            "verdict",
            "level",
            "level_raw",
            "level_component",
            "level_final",
            "groups",
            "product_ids",
            "severity",
            "likelihood",
            "rank",
            "revision",
        )
    )

    class Meta:
        indexes = [
            models.Index(fields=["member", "-rank", "-contract"], name="risk_priority"),
            models.Index(fields=["member", "verdict", "running_until"], name="risk_running"),
        ]
        constraints = [models.CheckConstraint(condition=Q(state__in=list(RiskState)), name="risk_state_known")]

    def __str__(self) -> str:
        return f"{self.verdict} {self.contract_id}"


class RiskProduct(models.Model):
    """A product (or, with `product_id` empty, only a group) of the list that a contract's standing result holds."""

    risk = models.ForeignKey(ContractRisk, models.CASCADE, related_name="products")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    group_id = models.CharField(max_length=40)
    product_id = models.CharField(max_length=60, blank=True)

    classified = Classified(network=("risk", "member", "group_id", "product_id"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["risk", "group_id", "product_id"], name="risk_product_once")]
        indexes = [models.Index(fields=["group_id", "product_id", "member"], name="risk_by_product")]

    def __str__(self) -> str:
        return self.product_id or self.group_id


class RiskDecision(models.Model):
    """A person's word on a screening: confirmed, or overridden with a written reason. Never changed, only followed.
    The contract's own member sees it; others see what stands (`ContractRisk`)."""

    public_id = PublicIdField("dec")
    contract = models.ForeignKey(Contract, models.CASCADE, related_name="risk_decisions")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")  # the contract's
    screening = models.ForeignKey(Screening, models.PROTECT, related_name="decisions")  # what was on the screen
    kind = models.CharField(max_length=8)  # confirm, override
    verdict = models.CharField(max_length=24, choices=Verdict.choices)
    products = models.TextField(blank=True)  # chosen by the person, when other than the screening's
    reason = models.TextField(blank=True)
    person_id = models.BigIntegerField()
    at = models.DateTimeField()

    classified = Classified(
        owner=("public_id", "contract", "member", "screening", "kind", "verdict", "products", "reason", "at"),
        personal=("person_id",),
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(kind="override") | ~Q(reason=""), name="override_has_reason"),
            models.CheckConstraint(condition=Q(kind__in=["confirm", "override"]), name="decision_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.contract_id}"
