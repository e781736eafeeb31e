"""Which records are one company: what the matching found, what was judged, and from where on it asks."""

from django.db import models
from django.db.models import F, Q

from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField
from aktsom.members.models import Member
from aktsom.suppliers.models.companies import Supplier
from aktsom.suppliers.states import CandidateState, Verdict


class SamenessJudgement(models.Model):
    """Two records judged to be one company, or two. Stands until it is undone. `one` is the older record.

    `weight` and `evidence` are what the matching said when it was judged: powers of two of the odds, and
    {field: weight}. Without a person it was the matching itself, sure enough.
    """

    public_id = PublicIdField("jud")
    one = models.ForeignKey(Supplier, models.PROTECT, related_name="+")
    other = models.ForeignKey(Supplier, models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=10, choices=[(v, v) for v in Verdict])
    reason = models.TextField(blank=True)
    weight = models.FloatField(null=True)
    evidence = models.JSONField(default=dict)
    at = models.DateTimeField()
    member = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")  # whose person judged
    person_id = models.BigIntegerField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_person_id = models.BigIntegerField(null=True)
    undone_why = models.TextField(blank=True)

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
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="judgement_older_first"),
            models.CheckConstraint(condition=Q(verdict__in=list(Verdict)), name="judgement_verdict_known"),
            models.UniqueConstraint(
                fields=["one", "other"], condition=Q(undone_at__isnull=True), name="judgement_one_stands"
            ),
        ]
        indexes = [models.Index(fields=["other", "one"], name="judgement_by_other")]

    def __str__(self) -> str:
        return f"{self.one_id} {self.verdict} {self.other_id}"


class SamenessCandidate(models.Model):
    """A pair that a person should look at. `one` is the older record; weight and evidence as in a judgement."""

    public_id = PublicIdField("smc")
    one = models.ForeignKey(Supplier, models.CASCADE, related_name="+")
    other = models.ForeignKey(Supplier, models.CASCADE, related_name="+")
    weight = models.FloatField()
    evidence = models.JSONField(default=dict)
    found_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=[(s, s) for s in CandidateState], default=CandidateState.WAITING)

    classified = Classified(network=("public_id", "one", "other", "weight", "evidence", "found_at", "state"))

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="candidate_older_first"),
            models.CheckConstraint(condition=Q(state__in=list(CandidateState)), name="candidate_state_known"),
            models.UniqueConstraint(fields=["one", "other"], name="candidate_once"),
        ]
        indexes = [models.Index(fields=["state", "-weight", "id"], name="candidate_surest_first")]

    def __str__(self) -> str:
        return f"{self.one_id} {self.other_id} {self.weight}"


class SamenessThreshold(models.Model):
    """From which weight on records are joined without asking, and from which a person is asked; the newest counts.

    `judged` judgements of people stand behind it; none for the one that the product came with.
    """

    join_above = models.FloatField()
    ask_above = models.FloatField()
    judged = models.PositiveIntegerField(default=0)
    wrong = models.PositiveIntegerField(default=0)  # of those above `join_above`, judged different
    at = models.DateTimeField()

    classified = Classified(network=("join_above", "ask_above", "judged", "wrong", "at"))

    class Meta:
        ordering = ["-id"]
        constraints = [models.CheckConstraint(condition=Q(join_above__gt=F("ask_above")), name="threshold_in_order")]

    def __str__(self) -> str:
        return f"{self.ask_above} {self.join_above}"
