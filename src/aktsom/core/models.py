"""The journal and the outbox: what happened, and what is to be delivered because of it."""

from django.db import models

from aktsom.core.classification import Classified
from aktsom.core.scopes import Scope


class JournalEntry(models.Model):
    """One act. Rows are only ever added (a trigger in the database refuses update and delete), each carrying the hash
    of the one before, so that a change or a gap made behind the platform's back shows in `aktsom journal verify`."""

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    person_id = models.BigIntegerField(null=True)  # no foreign key: the entry outlives the person's account
    body_id = models.BigIntegerField(null=True)  # the member the person acted from
    member_id = models.BigIntegerField(null=True)  # whose record it is
    on_behalf_of_id = models.BigIntegerField(null=True)
    verb = models.CharField(max_length=60)
    scope = models.CharField(max_length=7, blank=True, choices=[(s, s) for s in Scope], default=Scope.RECORD)
    subject = models.CharField(max_length=32)  # public id of what was acted on
    changes = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    classified = Classified(
        network=(
            "number",
            "at",
            "verb",
            "scope",
            "subject",
            "previous",
            "hash",
            "body_id",
            "member_id",
            "on_behalf_of_id",
        ),
        owner=("changes",),
        personal=("person_id",),
    )

    class Meta:
        indexes = [
            models.Index(fields=["subject", "-number"], name="journal_subject"),
            models.Index(fields=["member_id", "-number"], name="journal_member"),
            models.Index(fields=["on_behalf_of_id", "-number"], name="journal_on_behalf_of"),
            models.Index(fields=["person_id", "-number"], name="journal_person"),
            models.Index(fields=["scope", "-number"], condition=~models.Q(scope=""), name="journal_scope"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.verb} {self.subject}"


class JournalHead(models.Model):
    """The one row that every writer locks: it orders the entries and knows the last hash."""

    number = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)

    classified = Classified(network=("number", "hash"))

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="journal_one_head")]

    def __str__(self) -> str:
        return f"after {self.number}"


class OutboxMessage(models.Model):
    """Work to be done after a write, stored in the same transaction as the write and delivered at least once."""

    kind = models.CharField(max_length=60)
    payload = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    not_before = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    delivered_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, blank=True)  # kind of error only: texts could carry secrets

    classified = Classified(
        network=("kind", "created_at", "not_before", "taken_at", "attempts", "delivered_at", "error"),
        owner=("payload",),
    )

    class Meta:
        indexes = [
            models.Index(fields=["not_before"], condition=models.Q(delivered_at__isnull=True), name="outbox_waiting")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
