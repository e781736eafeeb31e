"""What has been let out to everybody, and how long a deviation without a plan holds it back."""

from django.db import models
from django.db.models import F, Q

from aktsom.core.classification import Classified
from aktsom.findings.rules.colour import Colour
from aktsom.sharing.keys import AudienceKeys


class PublicResult(models.Model):
    """What everybody reads: one row of each version that is out, with nothing in it that is not public, and of one that
    is withdrawn the notice alone. `page` is the publication's public id. `content` is `rules.published.PublicFields`;
    `supplier_name`, `group_id` and `colour` are of it, to search by."""

    page = models.CharField(max_length=16)
    number = models.PositiveSmallIntegerField()
    seen_by = AudienceKeys()
    language = models.CharField(max_length=2)
    supplier_name = models.CharField(max_length=300, blank=True)
    group_id = models.CharField(max_length=40, blank=True)
    colour = models.CharField(max_length=6, blank=True, choices=[(c, c) for c in Colour])
    content = models.JSONField(default=dict)
    published_at = models.DateTimeField()
    corrected_at = models.DateTimeField(null=True)
    corrected_reason = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.TextField(blank=True)

    classified = Classified(
        public=(
            "page",
            "number",
            "seen_by",
            "language",
            "supplier_name",
            "group_id",
            "colour",
            "content",
            "published_at",
            "corrected_at",
            "corrected_reason",
            "withdrawn_at",
            "withdrawn_reason",
        )
    )

    class Meta:
        ordering = ["-published_at", "-id"]
        indexes = [models.Index(fields=["group_id", "colour"], name="public_result_by_area")]
        constraints = [
            models.UniqueConstraint(fields=["page", "number"], name="public_result_once"),
            models.CheckConstraint(
                condition=Q(corrected_at__isnull=True) | ~Q(corrected_reason=""), name="corrected_result_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True)
                | (Q(content={}, supplier_name="", group_id="", colour="") & ~Q(withdrawn_reason="")),
                name="withdrawn_result_tells_nothing",
            ),
            models.CheckConstraint(
                condition=Q(corrected_at__isnull=True) | Q(corrected_at__gte=F("published_at")),
                name="result_corrected_later",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page} {self.number}"


class PublicArea(models.Model):
    """Where raw materials of a group are taken out, for everybody: an area and how many places, and nothing that leads
    to a place or a company. `region` is empty for a country, or the rest of one."""

    group_id = models.CharField(max_length=40)
    country = models.CharField(max_length=2)
    region = models.CharField(max_length=100, blank=True)
    places = models.PositiveIntegerField()
    published_at = models.DateTimeField()
    seen_by = AudienceKeys()

    classified = Classified(public=("group_id", "country", "region", "places", "published_at", "seen_by"))

    class Meta:
        ordering = ["group_id", "country", "region"]
        constraints = [
            models.UniqueConstraint(fields=["group_id", "country", "region"], name="public_area_once"),
            models.CheckConstraint(condition=Q(places__gt=0), name="public_area_has_places"),
        ]

    def __str__(self) -> str:
        return f"{self.country} {self.region}"


class EmbargoLimit(models.Model):
    """How long a deviation without a plan holds publication back, as the secretariat set it; the last one counts."""

    days = models.PositiveSmallIntegerField()
    reason = models.TextField()
    set_at = models.DateTimeField()
    set_by_id = models.BigIntegerField(null=True)

    classified = Classified(network=("days", "reason", "set_at"), personal=("set_by_id",))

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(days__gt=0), name="embargo_has_days"),
            models.CheckConstraint(condition=~Q(reason=""), name="embargo_limit_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.days}"
