"""Memos: what a team writes down of a case, in passages that each have an audience of their own."""

from django.db import models

from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField
from aktsom.members.models import Member
from aktsom.sharing.models import SHAREABLE_FIELDS, Shareable
from aktsom.suppliers.models import Supplier
from aktsom.teams.models.teams import CategoryTeam


class Memo(Shareable):
    """A document that passes between public bodies: owner body, sender, day, secrecy ground and public title
    (offentleglova; members of a team are different bodies). The audience is the title's; passages have their own."""

    public_id = PublicIdField("not")
    team = models.ForeignKey(CategoryTeam, models.PROTECT, related_name="memos")
    title = models.CharField(max_length=200)  # written so that it may stand in a public journal
    supplier = models.ForeignKey(Supplier, models.PROTECT, null=True, blank=True, related_name="memos")
    supplier_shown_at = models.DateTimeField(null=True)  # the title; the supplier sees first what moves outward
    endangers_workers = models.BooleanField(default=False)  # telling the supplier now would: nothing moves outward
    author_id = models.BigIntegerField(null=True)
    written_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1)

    classified = Classified(
        network=("public_id", "team", "title", "written_at", "revision", *SHAREABLE_FIELDS),
        owner=("supplier", "supplier_shown_at"),
        personal=("author_id",),
        worker_protected=("endangers_workers",),
    )

    class Meta:
        ordering = ["-written_at", "-id"]

    def __str__(self) -> str:
        return self.title


class MemoLink(models.Model):
    """A member with a contract that the memo concerns: one of its linked buyers."""

    memo = models.ForeignKey(Memo, models.CASCADE, related_name="links")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")

    classified = Classified(network=("memo", "member"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["memo", "member"], name="memo_link_once")]

    def __str__(self) -> str:
        return f"{self.memo_id} {self.member_id}"


class MemoPassage(Shareable):
    """A part of a memo. What names a sub-supplier or a price stays with the linked buyers, whatever is decided. Seen by
    nobody who does not see the memo's title: it is as wide as the narrower of the two."""

    public_id = PublicIdField("pas")
    memo = models.ForeignKey(Memo, models.CASCADE, related_name="passages")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    names_sub_supplier = models.BooleanField(default=False)
    tells_price = models.BooleanField(default=False)
    is_deviation = models.BooleanField(default=False)
    plan_due_on = models.DateField(null=True, blank=True)  # the time-bound plan that lets a deviation be released
    supplier_shown_at = models.DateTimeField(null=True)  # as it now reads; a new text has to be shown anew
    author_id = models.BigIntegerField(null=True)
    written_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1)

    classified = Classified(
        network=("public_id", "memo", "position", "written_at", "revision", *SHAREABLE_FIELDS),
        owner=("text", "names_sub_supplier", "tells_price", "is_deviation", "plan_due_on", "supplier_shown_at"),
        personal=("author_id",),
    )

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["memo", "position"], name="passage_position_once")]

    def __str__(self) -> str:
        return f"{self.memo_id} {self.position}"
