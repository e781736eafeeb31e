"""Which requirement texts somebody took into a tender, kept as they stood then."""

from django.db import models

from aktsom.contracts.models import Contract
from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField
from aktsom.knowledge.states import Place
from aktsom.members.models import Member


class RequirementChoice(models.Model):
    """Never changed: edited again it is a new one that `continues` the old. `basis` is what was known of the risk then:
    {"levels": {stage: level}, "rights": [codes], "edition": of the list}. `sent` is the form it came in, so that the
    same form sent twice is one choice."""

    public_id = PublicIdField("kra")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    contract = models.ForeignKey(Contract, models.PROTECT, null=True, related_name="+")
    group_id = models.CharField(max_length=40)
    product_id = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=200)
    language = models.CharField(max_length=2)
    basis = models.JSONField(default=dict)
    continues = models.ForeignKey("self", models.PROTECT, null=True, related_name="continued")
    number = models.PositiveIntegerField(default=1)  # of those that continue one another
    sent = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)

    classified = Classified(
        owner=(
            "public_id",
            "member",
            "contract",
            "group_id",
            "product_id",
            "title",
            "language",
            "basis",
            "continues",
            "number",
            "sent",
            "made_at",
        ),
        personal=("made_by_id",),
    )

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["member", "sent"], name="requirement_choice_sent_once"),
            models.UniqueConstraint(fields=["continues"], name="requirement_choice_continued_once"),
        ]

    def __str__(self) -> str:
        return self.title


class ChosenRequirement(models.Model):
    """One text of it. `code` and `version` say which of `requirement_texts.csv` it began as."""

    choice = models.ForeignKey(RequirementChoice, models.CASCADE, related_name="texts")
    code = models.CharField(max_length=40)
    version = models.CharField(max_length=12)
    place = models.CharField(max_length=20, choices=[(p, p) for p in Place])
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    reason = models.TextField()  # why it is proportionate here
    changed = models.BooleanField(default=False)  # from the text it began as

    classified = Classified(owner=("choice", "code", "version", "place", "position", "text", "reason", "changed"))

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["choice", "code"], name="chosen_requirement_once")]

    def __str__(self) -> str:
        return self.code
