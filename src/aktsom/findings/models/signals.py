"""Signals: what somebody says is wrong, and the talk with whoever said it."""

import secrets

from django.db import models
from django.db.models import Q

from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField
from aktsom.findings.models.inquiries import Inquiry
from aktsom.findings.signal_states import Employer, SignalSource, SignalState, Since
from aktsom.follow_up.models import Evidence
from aktsom.sharing.keys import AudienceKeys
from aktsom.teams.models import CategoryTeam

LONGEST_SIGNAL = 5_000
LONGEST_NAME = 200


def any_number() -> int:
    """A key that tells nothing of which row came before which: rows that others write have their moments."""
    return secrets.randbits(62)


class Signal(models.Model):
    """Seen by the secretariat and by the team that it is given to (`seen_by`), and by nobody else: neither buyers nor
    the supplier. Of what came by the form nothing is kept that tells who or from where: no address, no browser, no
    moment, only the day.

    `receipt_hash` is all that is kept of the receipt code; empty where the sender is known and asked by other ways.
    `once_hash` is of the form that it came by, or of all that was noted, so that a button pressed twice makes one
    signal. `source_link`, and `evidence` for an archived copy, are where a source of another kind can be read.

    `journalled`: the journal says that it came, which it does when the day is over; `danger_told`: those who take in
    have a letter that somebody is in danger, or noted it themselves.
    """

    id = models.BigIntegerField(primary_key=True, default=any_number, editable=False)
    public_id = PublicIdField("sig")
    seen_by = AudienceKeys()
    team = models.ForeignKey(CategoryTeam, models.PROTECT, null=True, related_name="+")
    source = models.CharField(max_length=10, choices=[(s, s) for s in SignalSource])
    kind = models.CharField(max_length=20)  # of reference/signal_kinds.csv
    state = models.CharField(max_length=10, choices=[(s, s) for s in SignalState], default=SignalState.RECEIVED)
    language = models.CharField(max_length=3, default="nb")
    received_on = models.DateField()
    place = models.TextField(blank=True)
    text = models.TextField()
    since = models.CharField(max_length=10, blank=True, choices=[(s, s) for s in Since])
    in_danger = models.BooleanField(default=False)
    employer = models.CharField(max_length=10, choices=[(e, e) for e in Employer], default=Employer.NEVER)
    receipt_hash = models.CharField(max_length=64, blank=True)
    once_hash = models.CharField(max_length=64, blank=True)
    source_name = models.CharField(max_length=LONGEST_NAME, blank=True)
    source_on = models.DateField(null=True)
    source_link = models.CharField(max_length=500, blank=True)
    evidence = models.ForeignKey(Evidence, models.PROTECT, null=True, related_name="+")
    inquiry = models.ForeignKey(Inquiry, models.PROTECT, null=True, related_name="signals")
    reason = models.TextField(blank=True)  # why it was set aside or forwarded
    forwarded_to = models.CharField(max_length=LONGEST_NAME, blank=True)
    made_by_id = models.BigIntegerField(null=True)  # who took it in, where it did not come by the form
    journalled = models.BooleanField(default=False)
    danger_told = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)

    classified = Classified(
        network=("revision",),
        personal=("made_by_id",),
        worker_protected=(
            "public_id",
            "seen_by",
            "team",
            "source",
            "kind",
            "state",
            "language",
            "received_on",
            "place",
            "text",
            "since",
            "in_danger",
            "employer",
            "receipt_hash",
            "once_hash",
            "source_name",
            "source_on",
            "source_link",
            "evidence",
            "inquiry",
            "reason",
            "forwarded_to",
            "journalled",
            "danger_told",
        ),
    )

    class Meta:
        ordering = ["-received_on", "public_id"]
        indexes = [models.Index(fields=["state", "received_on"], name="signal_by_state")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(SignalState)), name="signal_state_known"),
            models.CheckConstraint(condition=Q(source__in=list(SignalSource)), name="signal_source_known"),
            models.CheckConstraint(condition=~Q(text=""), name="signal_has_text"),
            models.CheckConstraint(
                condition=~Q(state__in=["set_aside", "forwarded"]) | ~Q(reason=""), name="ended_signal_has_reason"
            ),
            models.CheckConstraint(condition=~Q(state="joined") | Q(inquiry__isnull=False), name="joined_to_inquiry"),
            models.UniqueConstraint(fields=["once_hash"], condition=~Q(once_hash=""), name="signal_sent_once"),
            models.UniqueConstraint(fields=["receipt_hash"], condition=~Q(receipt_hash=""), name="signal_of_receipt"),
        ]

    def __str__(self) -> str:
        return self.public_id


class SignalMessage(models.Model):
    """What the sender or those who read say to each other. Of the sender's the day alone is kept, and `number`, its
    place in the talk. `journalled` as of a signal."""

    id = models.BigIntegerField(primary_key=True, default=any_number, editable=False)
    signal = models.ForeignKey(Signal, models.CASCADE, related_name="messages")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    from_sender = models.BooleanField(default=False)
    said_on = models.DateField()
    said_by_id = models.BigIntegerField(null=True)
    once_hash = models.CharField(max_length=64, blank=True)
    journalled = models.BooleanField(default=False)

    classified = Classified(
        personal=("said_by_id",),
        worker_protected=("signal", "number", "text", "from_sender", "said_on", "once_hash", "journalled"),
    )

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["signal", "number"], name="signal_message_numbered"),
            models.CheckConstraint(condition=~Q(text=""), name="signal_message_has_text"),
            models.CheckConstraint(
                condition=Q(from_sender=False) | Q(said_by_id__isnull=True), name="sender_is_nobody_known"
            ),
            models.UniqueConstraint(fields=["once_hash"], condition=~Q(once_hash=""), name="signal_message_sent_once"),
        ]

    def __str__(self) -> str:
        return f"{self.signal_id} {self.said_on}"
