"""Lists of concern (forced labour, exclusions), and likenesses to them for a person to look at. Never findings."""

from django.db import models
from django.db.models import Q

from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField
from aktsom.suppliers.models import Supplier
from aktsom.supply_chain.models.sites import Site
from aktsom.supply_chain.states import HitState


class ConcernList(models.Model):
    """One loading of one list. The newest of a name counts."""

    public_id = PublicIdField("lst")
    name = models.CharField(max_length=200)
    publisher = models.CharField(max_length=200)
    edition = models.CharField(max_length=40)  # as the publisher names it, or the day
    checksum = models.CharField(max_length=64)  # sha-256 of the file
    entries_count = models.PositiveIntegerField()
    loaded_at = models.DateTimeField()
    person_id = models.BigIntegerField(null=True)

    classified = Classified(
        network=("public_id", "name", "publisher", "edition", "checksum", "entries_count", "loaded_at"),
        personal=("person_id",),
    )

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["name", "checksum"], name="concern_list_once")]

    def __str__(self) -> str:
        return f"{self.name} {self.edition}"


class ConcernEntry(models.Model):
    """A company or place that the list names. `names` one a line, the first is the main one."""

    concern_list = models.ForeignKey(ConcernList, models.CASCADE, related_name="entries")
    entry_id = models.CharField(max_length=200)  # the list's own
    schema = models.CharField(max_length=40, blank=True)  # Company, Organization, LegalEntity ...
    names = models.TextField()
    countries = models.CharField(max_length=100, blank=True)  # semicolons
    addresses = models.TextField(blank=True)
    numbers = models.TextField(blank=True)
    topics = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)

    classified = Classified(
        network=(
            "concern_list",
            "entry_id",
            "schema",
            "names",
            "countries",
            "addresses",
            "numbers",
            "topics",
            "note",
        )
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["concern_list", "entry_id"], name="concern_entry_once")]

    def __str__(self) -> str:
        return self.names.partition("\n")[0]


class ConcernHit(models.Model):
    """A company or site that is like an entry, until a person has said whether it is the same."""

    public_id = PublicIdField("hit")
    entry = models.ForeignKey(ConcernEntry, models.CASCADE, related_name="hits")
    supplier = models.ForeignKey(Supplier, models.CASCADE, null=True, related_name="+")
    site = models.ForeignKey(Site, models.CASCADE, null=True, related_name="+")
    weight = models.FloatField()
    evidence = models.JSONField(default=dict)  # {field: weight}
    state = models.CharField(max_length=10, choices=[(s, s) for s in HitState], default=HitState.WAITING)
    found_at = models.DateTimeField()
    reason = models.TextField(blank=True)
    judged_at = models.DateTimeField(null=True)
    person_id = models.BigIntegerField(null=True)

    classified = Classified(
        network=(
            "public_id",
            "entry",
            "supplier",
            "site",
            "weight",
            "evidence",
            "state",
            "found_at",
            "reason",
            "judged_at",
        ),
        personal=("person_id",),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(supplier__isnull=True, site__isnull=False) | Q(supplier__isnull=False, site__isnull=True),
                name="hit_of_one",
            ),
            models.CheckConstraint(condition=Q(state__in=list(HitState)), name="hit_state_known"),
            models.CheckConstraint(condition=Q(state=HitState.WAITING) | ~Q(reason=""), name="hit_judged_with_reason"),
            models.UniqueConstraint(fields=["entry", "supplier"], name="hit_of_supplier_once"),
            models.UniqueConstraint(fields=["entry", "site"], name="hit_of_site_once"),
        ]
        indexes = [models.Index(fields=["state", "-weight"], name="hit_surest_first")]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.weight}"
