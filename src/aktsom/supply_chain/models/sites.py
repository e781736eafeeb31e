"""Production places, apart from the legal entities that run them."""

from django.db import models
from django.db.models import F, Q

from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField
from aktsom.members.models import Member
from aktsom.sharing.keys import AudienceKeys
from aktsom.sharing.models import ShareableQuerySet
from aktsom.suppliers.models import Supplier
from aktsom.suppliers.states import Verdict
from aktsom.supply_chain.states import SiteState


class Site(models.Model):
    """A production place with an id of its own that lasts. `same_as` as in Supplier: the oldest of those judged one.

    Position in degrees (WGS 84). `processes` one a line. `seen_by` is computed: all when it stands in a public list,
    else who sees a link or a declaration that names it (`supply_chain.actions.seen_by`).
    """

    public_id = PublicIdField("sit")
    name = models.CharField(max_length=300)
    name_key = models.CharField(max_length=300)
    local_name = models.CharField(max_length=300, blank=True)  # in the script of the place
    address = models.CharField(max_length=400, blank=True)
    town = models.CharField(max_length=100, blank=True)
    region = models.CharField(max_length=100, blank=True)
    postcode = models.CharField(max_length=12, blank=True)
    country = models.CharField(max_length=2)  # ISO 3166 alpha-2
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    processes = models.TextField(blank=True)
    workers_band = models.CharField(max_length=20, blank=True)  # id of supply_chain/reference/worker_bands.csv
    run_by = models.ForeignKey(Supplier, models.PROTECT, null=True, blank=True, related_name="sites")
    state = models.CharField(max_length=6, choices=[(s, s) for s in SiteState], default=SiteState.OPEN)
    state_since = models.DateField(null=True, blank=True)
    moved_to = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="moved_from")
    same_as = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="same_records")
    os_id = models.CharField(max_length=20, null=True, blank=True, unique=True)  # Open Supply Hub's, kept as it came
    public_source = models.CharField(max_length=200, blank=True)  # the public list it stands in, if any
    seen_by = AudienceKeys()
    added_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    classified = Classified(
        network=(
            "public_id",
            "name",
            "name_key",
            "local_name",
            "address",
            "town",
            "region",
            "postcode",
            "country",
            "latitude",
            "longitude",
            "processes",
            "workers_band",
            "run_by",
            "state",
            "state_since",
            "moved_to",
            "same_as",
            "os_id",
            "public_source",
            "seen_by",
            "added_at",
            "changed_at",
        )
    )
    objects = models.Manager.from_queryset(ShareableQuerySet)()

    class Meta:
        indexes = [
            models.Index(fields=["name_key"], name="site_name_key"),
            models.Index(fields=["country", "region"], name="site_by_place"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="site_has_name"),
            models.CheckConstraint(condition=Q(state__in=list(SiteState)), name="site_state_known"),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="site_position_possible",
            ),
            models.CheckConstraint(
                condition=Q(same_as__isnull=True) | Q(same_as__lt=F("id")), name="site_same_as_older"
            ),
            models.CheckConstraint(
                condition=Q(moved_to__isnull=True) | ~Q(moved_to=F("id")), name="site_not_moved_to_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SiteJudgement(models.Model):
    """Two records of places judged to be one, or two. Stands until it is undone; `same_as` is computed from those that
    stand. Without a person it was the matching itself, sure enough. `one` is the older record; `weight` and `evidence`
    are what the matching said, as in SamenessJudgement."""

    public_id = PublicIdField("sju")
    one = models.ForeignKey(Site, models.CASCADE, related_name="+")
    other = models.ForeignKey(Site, models.CASCADE, related_name="+")
    verdict = models.CharField(max_length=10, choices=[(v, v) for v in Verdict])
    reason = models.CharField(max_length=400, blank=True)
    weight = models.FloatField(null=True)
    evidence = models.JSONField(default=dict)
    at = models.DateTimeField()
    member = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")  # whose person judged
    person_id = models.BigIntegerField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_person_id = models.BigIntegerField(null=True)
    undone_why = models.CharField(max_length=400, blank=True)

    classified = Classified(
        network=(
            "public_id",
            "one",
            "other",
            "verdict",
            "reason",
            "weight",
            "evidence",
            "at",
            "member",
            "undone_at",
            "undone_why",
        ),
        personal=("person_id", "undone_person_id"),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="site_judgement_older_first"),
            models.CheckConstraint(condition=Q(verdict__in=list(Verdict)), name="site_judgement_verdict_known"),
            models.UniqueConstraint(
                fields=["one", "other"], condition=Q(undone_at__isnull=True), name="site_judgement_one_stands"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} {self.verdict} {self.other_id}"


class SitePair(models.Model):
    """Two records that may be one place, for a person to look at: as sure as the matching could be. Whether it waits
    follows from the judgements that stand. `one` is the older record."""

    public_id = PublicIdField("spa")
    one = models.ForeignKey(Site, models.CASCADE, related_name="+")
    other = models.ForeignKey(Site, models.CASCADE, related_name="+")
    weight = models.FloatField()
    evidence = models.JSONField(default=dict)
    found_at = models.DateTimeField()

    classified = Classified(network=("public_id", "one", "other", "weight", "evidence", "found_at"))

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="site_pair_older_first"),
            models.UniqueConstraint(fields=["one", "other"], name="site_pair_once"),
        ]
        indexes = [models.Index(fields=["-weight", "id"], name="site_pair_surest_first")]

    def __str__(self) -> str:
        return f"{self.one_id} {self.other_id} {self.weight}"
