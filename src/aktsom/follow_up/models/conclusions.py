"""Conclusions: what was found of one point of the terms, by which method, in which scope, and when."""

from django.db import models
from django.db.models import F, Q

from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField
from aktsom.follow_up.models.evidence import Evidence
from aktsom.follow_up.models.follow_ups import FollowUp
from aktsom.follow_up.states import Method, Verdict
from aktsom.terms.models import TermSet


class Conclusion(models.Model):
    """One point of one term set, in the follow-up's group and `products` (none for all of them), at one place or for
    the supplier as a whole, by one method on one day. It is never changed: a newer one is written and this is
    `superseded_at`.

    `site_key` is the place's public id, or its name where no record is known of it; empty for the supplier as a whole.
    `site_name` and `site_country` are as they were then: whoever reads the conclusion need not see the chain.
    `wording` is the point's text as it was judged. `risks` are [code, stage] that it speaks to; `qualities` what was
    known of the evidence cited (`rules.fitness.Quality`), so that whoever may not see the evidence can still weigh it.
    That a conclusion exists is a fact of the network once the follow-up is announced; the verdict is for those who buy
    from the supplier, and the words for those it was done for.
    """

    public_id = PublicIdField("ccl")
    follow_up = models.ForeignKey(FollowUp, models.PROTECT, related_name="conclusions")
    term_set = models.ForeignKey(TermSet, models.PROTECT, related_name="+")
    number = models.CharField(max_length=8)
    wording = models.TextField()
    products = models.JSONField(default=list)
    site_key = models.CharField(max_length=200, blank=True)
    site_name = models.CharField(max_length=300, blank=True)
    site_country = models.CharField(max_length=2, blank=True)
    method = models.CharField(max_length=16, blank=True, choices=[(m, m) for m in Method])  # empty: not assessed
    done_on = models.DateField()
    verdict = models.CharField(max_length=12, choices=[(v, v) for v in Verdict])
    reason = models.TextField()
    left_open = models.TextField(blank=True)  # what cannot be excluded
    risks = models.JSONField(default=list)
    qualities = models.JSONField(default=list)
    concluded_at = models.DateTimeField()
    concluded_by_id = models.BigIntegerField(null=True)
    superseded_at = models.DateTimeField(null=True)
    reread_at = models.DateTimeField(null=True)  # what it rests on is being read again, or has been, since it was drawn

    classified = Classified(
        network=(
            "public_id",
            "follow_up",
            "term_set",
            "number",
            "wording",
            "products",
            "method",
            "done_on",
            "risks",
            "qualities",
            "concluded_at",
            "superseded_at",
            "reread_at",
        ),
        owner=("site_key", "site_name", "site_country", "verdict", "reason", "left_open"),
        personal=("concluded_by_id",),
    )

    class Meta:
        ordering = ["term_set", "number", "id"]
        indexes = [models.Index(fields=["follow_up", "term_set", "number"], name="conclusion_of_point")]
        constraints = [
            models.UniqueConstraint(
                fields=["follow_up", "term_set", "number", "method", "products", "site_key"],
                condition=Q(superseded_at__isnull=True),
                name="conclusion_one_current",
            ),
            models.CheckConstraint(
                condition=Q(method__in=list(Method)) | Q(method="", verdict=Verdict.NOT_ASSESSED),
                name="conclusion_method_known",
            ),
            models.CheckConstraint(condition=Q(verdict__in=list(Verdict)), name="conclusion_verdict_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="conclusion_has_reason"),
            models.CheckConstraint(
                condition=Q(site_key="", site_name="") | (~Q(site_key="") & ~Q(site_name="")),
                name="conclusion_site_has_name",
            ),
            models.CheckConstraint(
                condition=Q(superseded_at__isnull=True) | Q(superseded_at__gte=F("concluded_at")),
                name="conclusion_superseded_later",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.term_set_id} {self.number} {self.verdict}"


class CitedEvidence(models.Model):
    """A piece of evidence that a conclusion rests on. `confirmed`: the auditor has confirmed to the buyers that what
    came through the seller is the report."""

    conclusion = models.ForeignKey(Conclusion, models.CASCADE, related_name="cited")
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="cited_in")
    confirmed = models.BooleanField(default=False)

    classified = Classified(owner=("conclusion", "evidence", "confirmed"))

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["conclusion", "evidence"], name="evidence_cited_once")]

    def __str__(self) -> str:
        return f"{self.conclusion_id} {self.evidence_id}"
