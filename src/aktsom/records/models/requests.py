"""Requests for access to what a member holds, the documents they come to, and passages that are kept back."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.storage.places import key_of
from aktsom.members.models import Member
from aktsom.records.states import Law, Outcome, PassageKind, PassageState, RequestState, Way

LONGEST_ASKED, LONGEST_WHO, LONGEST_NUMBER, LONGEST_MARK = 3_000, 200, 40, 40
OUTCOMES = [(o, o) for o in Outcome]


class AccessRequest(models.Model):
    """One member's own. `asker` may be empty: nobody has to say who they are. `due_on` is reckoned from `received_on`
    by the law's rule; `extended_to` is a later day that whoever asked has been told of, with the reason. `follow_up` is
    none where the question is of the body's work as a whole. `sent` is the form it came in, so that the same form sent
    twice is one request."""

    public_id = PublicIdField("inn")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    follow_up = models.ForeignKey(FollowUp, models.PROTECT, null=True, related_name="+")
    law = models.CharField(max_length=20, choices=[(law, law) for law in Law])
    asked_for = models.TextField()
    asker = models.CharField(max_length=LONGEST_WHO, blank=True)
    answer_to = models.CharField(max_length=LONGEST_WHO, blank=True)
    case_number = models.CharField(max_length=LONGEST_NUMBER, blank=True)
    language = models.CharField(max_length=2)
    state = models.CharField(max_length=10, choices=[(s, s) for s in RequestState], default=RequestState.OPEN)
    received_on = models.DateField()
    due_on = models.DateField()
    extended_to = models.DateField(null=True)
    extension_reason = models.TextField(blank=True)
    outcome = models.CharField(max_length=8, blank=True, choices=OUTCOMES)
    reason = models.TextField(blank=True)
    answer = models.TextField(blank=True)  # what the body says to a question, in its own words
    decided_at = models.DateTimeField(null=True)
    decided_by_id = models.BigIntegerField(null=True)
    decided_name = models.CharField(max_length=LONGEST_WHO, blank=True)
    answered_at = models.DateTimeField(null=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    pdf_size = models.BigIntegerField(default=0)
    word_sha256 = models.CharField(max_length=64, blank=True)
    word_size = models.BigIntegerField(default=0)
    dropped_reason = models.TextField(blank=True)
    registered_at = models.DateTimeField()
    registered_by_id = models.BigIntegerField(null=True)
    reminded_on = models.DateField(null=True)
    told_late_on = models.DateField(null=True)
    sent = models.CharField(max_length=LONGEST_MARK, blank=True)
    revision = models.PositiveIntegerField(default=1)

    classified = Classified(
        owner=(
            "public_id",
            "member",
            "follow_up",
            "law",
            "asked_for",
            "case_number",
            "language",
            "state",
            "received_on",
            "due_on",
            "extended_to",
            "extension_reason",
            "outcome",
            "reason",
            "answer",
            "decided_at",
            "answered_at",
            "pdf_sha256",
            "pdf_size",
            "word_sha256",
            "word_size",
            "dropped_reason",
            "registered_at",
            "reminded_on",
            "told_late_on",
            "sent",
            "revision",
        ),
        personal=("asker", "answer_to", "decided_by_id", "decided_name", "registered_by_id"),
    )

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["member", "state", "due_on"], name="access_request_due"),
            models.Index(fields=["pdf_sha256"], name="access_request_pdf"),
            models.Index(fields=["word_sha256"], name="access_request_word"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(RequestState)), name="access_request_state_known"),
            models.CheckConstraint(condition=Q(law__in=list(Law)), name="access_request_law_known"),
            models.CheckConstraint(condition=~Q(asked_for=""), name="access_request_asks_for_something"),
            models.CheckConstraint(condition=Q(due_on__gte=F("received_on")), name="access_request_due_after"),
            models.CheckConstraint(
                condition=Q(extended_to__isnull=True, extension_reason="")
                | (Q(extended_to__gt=F("due_on")) & ~Q(extension_reason="")),
                name="access_request_extended_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["decided", "answered"])
                | (Q(decided_at__isnull=False) & ~Q(outcome="") & ~Q(reason="") & ~Q(pdf_sha256="")),
                name="access_request_decided_with_reason",
            ),
            models.CheckConstraint(condition=~Q(state="dropped") | ~Q(dropped_reason=""), name="access_request_why"),
            models.UniqueConstraint(fields=["member", "sent"], condition=~Q(sent=""), name="access_request_sent_once"),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def answer_by(self) -> date:
        return self.extended_to or self.due_on

    @property
    def pdf_key(self) -> str:
        return key_of(self.pdf_sha256)

    @property
    def word_key(self) -> str:
        return key_of(self.word_sha256)


class RequestedDocument(models.Model):
    """One that the request comes to, as it read when it was taken up: `text` is what passages are counted in, empty
    for a file, of which only all or nothing can be given. `supplier_id` is of the company that it came from or that
    has been shown it, and can be asked. `given_sha256` is the copy that is given out. `more_found` are places to look
    at that are not shown before those that are shown have been decided on."""

    public_id = PublicIdField("ind")
    request = models.ForeignKey(AccessRequest, models.CASCADE, related_name="documents")
    subject = models.CharField(max_length=16)
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    made_on = models.DateField()
    way = models.CharField(max_length=6, choices=[(w, w) for w in Way])
    text = models.TextField(blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    supplier_id = models.BigIntegerField(null=True)
    outcome = models.CharField(max_length=8, blank=True, choices=OUTCOMES)
    ground = models.CharField(max_length=30, blank=True)
    reason = models.TextField(blank=True)
    given_sha256 = models.CharField(max_length=64, blank=True)
    given_size = models.BigIntegerField(default=0)
    more_found = models.PositiveIntegerField(default=0)

    classified = Classified(
        owner=(
            "public_id",
            "request",
            "subject",
            "kind",
            "title",
            "made_on",
            "way",
            "text",
            "file_name",
            "supplier_id",
            "outcome",
            "ground",
            "reason",
            "given_sha256",
            "given_size",
            "more_found",
        )
    )

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["given_sha256"], name="requested_document_given")]
        constraints = [
            models.UniqueConstraint(fields=["request", "subject"], name="requested_document_once"),
            models.CheckConstraint(
                condition=~Q(outcome="denied") | (~Q(ground="") & ~Q(reason="")), name="denied_document_has_ground"
            ),
            models.CheckConstraint(condition=~Q(outcome="partly") | ~Q(text=""), name="file_is_given_whole_or_not"),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def given_key(self) -> str:
        return key_of(self.given_sha256)


class Passage(models.Model):
    """From `starts` and up to `ends` in the text of a document, counted in characters. `ground` is a code of
    `sharing/reference/secrecy_grounds.csv`. `marked`: the supplier has asked for it, or for some of it, to be withheld;
    it is given all the same only with a `reason` of its own, which stays with whoever handles the request. So is a name
    that is kept back in another place of the request."""

    document = models.ForeignKey(RequestedDocument, models.CASCADE, related_name="passages")
    starts = models.PositiveIntegerField()
    ends = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=[(k, k) for k in PassageKind])
    ground = models.CharField(max_length=30)
    state = models.CharField(max_length=10, choices=[(s, s) for s in PassageState], default=PassageState.SUGGESTED)
    marked = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    told_at = models.DateTimeField()
    told_by_id = models.BigIntegerField(null=True)

    classified = Classified(
        owner=("document", "starts", "ends", "kind", "ground", "state", "marked", "reason", "told_at"),
        personal=("told_by_id",),
    )

    class Meta:
        ordering = ["document", "starts", "ends"]
        constraints = [
            models.UniqueConstraint(fields=["document", "starts", "ends"], name="passage_of_document_once"),
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="passage_holds_something"),
            models.CheckConstraint(condition=~Q(ground=""), name="passage_has_ground"),
            models.CheckConstraint(
                condition=Q(marked=False) | ~Q(state="given") | ~Q(reason=""), name="marked_passage_given_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.starts}-{self.ends}"
