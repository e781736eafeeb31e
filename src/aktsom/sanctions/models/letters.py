"""Letters: their templates, numbers, files, receipt and answers."""

from django.db import models
from django.db.models import Q

from aktsom.contracts.models import Contract
from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.storage.places import key_of
from aktsom.members.models import Member
from aktsom.sanctions.letter_states import LetterState, ReceivedHow
from aktsom.sanctions.models.decisions import SanctionDecision
from aktsom.sanctions.models.letter_templates import LONGEST_KIND, LONGEST_NAME, LetterTemplate
from aktsom.sharing.keys import AudienceKeys
from aktsom.suppliers.models import Supplier


class Letter(models.Model):
    """One letter of one member. As long as it is a draft only the owner's people see it; sent, it is frozen: number,
    `blocks` and both files, under their checksums. It is seen by whoever holds a key, the supplier from the moment
    it is sent, and by those with whom the owner has shared the decision.

    `said` are the values of the fields that the owner writes itself; `values` those that the letter was filled with.
    `answer_rule` and `correct_rule` are counted from `received_on`, the proof of receipt, and give `answer_by` and
    `correct_by`. `recipient` are lines; `supplier` is null where it goes to somebody without an account here.
    """

    public_id = PublicIdField("ltr")
    decision = models.ForeignKey(SanctionDecision, models.PROTECT, null=True, related_name="letters")
    follow_up = models.ForeignKey(FollowUp, models.PROTECT, related_name="letters")
    contract = models.ForeignKey(Contract, models.PROTECT, null=True, related_name="letters")
    owner = models.ForeignKey(Member, models.PROTECT, related_name="+")
    supplier = models.ForeignKey(Supplier, models.PROTECT, null=True, related_name="+")
    template = models.ForeignKey(LetterTemplate, models.PROTECT, null=True, related_name="+")
    seen_by = AudienceKeys()
    kind = models.CharField(max_length=LONGEST_KIND)
    language = models.CharField(max_length=2)
    state = models.CharField(max_length=10, choices=[(s, s) for s in LetterState], default=LetterState.DRAFT)
    term_set = models.CharField(max_length=8, blank=True)
    recipient = models.TextField()
    said = models.JSONField(default=dict)
    values = models.JSONField(default=dict)
    subject = models.CharField(max_length=LONGEST_NAME, blank=True)
    blocks = models.JSONField(default=list)
    answer_rule = models.CharField(max_length=80, blank=True)
    correct_rule = models.CharField(max_length=80, blank=True)
    written_at = models.DateTimeField()
    written_by_id = models.BigIntegerField(null=True)
    year = models.PositiveSmallIntegerField(null=True)
    serial = models.PositiveIntegerField(null=True)
    sent_at = models.DateTimeField(null=True)
    sent_by_id = models.BigIntegerField(null=True)
    signed_name = models.CharField(max_length=LONGEST_NAME, blank=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    pdf_size = models.BigIntegerField(default=0)
    word_sha256 = models.CharField(max_length=64, blank=True)
    word_size = models.BigIntegerField(default=0)
    received_on = models.DateField(null=True)
    received_how = models.CharField(max_length=12, blank=True, choices=[(h, h) for h in ReceivedHow])
    received_at = models.DateTimeField(null=True)
    received_by_id = models.BigIntegerField(null=True)
    received_name = models.CharField(max_length=LONGEST_NAME, blank=True)
    received_note = models.TextField(blank=True)
    answer_by = models.DateField(null=True)
    correct_by = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)
    reminded_on = models.DateField(null=True)
    owner_told_on = models.DateField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by_id = models.BigIntegerField(null=True)
    withdrawn_reason = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)

    classified = Classified(
        network=("public_id", "follow_up", "owner", "seen_by"),
        owner=(
            "decision",
            "contract",
            "supplier",
            "template",
            "kind",
            "language",
            "state",
            "term_set",
            "recipient",
            "said",
            "values",
            "subject",
            "blocks",
            "answer_rule",
            "correct_rule",
            "written_at",
            "year",
            "serial",
            "sent_at",
            "pdf_sha256",
            "pdf_size",
            "word_sha256",
            "word_size",
            "received_on",
            "received_how",
            "received_at",
            "received_note",
            "answer_by",
            "correct_by",
            "answered_at",
            "reminded_on",
            "owner_told_on",
            "withdrawn_at",
            "withdrawn_reason",
            "revision",
        ),
        personal=(
            "written_by_id",
            "sent_by_id",
            "signed_name",
            "received_by_id",
            "received_name",
            "withdrawn_by_id",
        ),
    )

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["contract", "state"], name="letter_of_contract"),
            models.Index(fields=["decision"], name="letter_of_decision"),
            models.Index(fields=["state", "sent_at"], name="letter_waiting"),
            models.Index(fields=["pdf_sha256"], name="letter_pdf"),
            models.Index(fields=["word_sha256"], name="letter_word"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(LetterState)), name="letter_state_known"),
            models.UniqueConstraint(fields=["owner", "year", "serial"], name="letter_number_once"),
            models.UniqueConstraint(
                fields=["decision", "kind"], condition=Q(state="draft"), name="letter_one_draft_of_decision"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", serial__isnull=True, sent_at__isnull=True, pdf_sha256="", word_sha256="")
                | (
                    Q(serial__isnull=False, year__isnull=False, sent_at__isnull=False)
                    & ~Q(pdf_sha256="") & ~Q(word_sha256="") & ~Q(subject="") & ~Q(signed_name="")
                    & ~Q(state="draft")
                ),
                name="sent_letter_has_number_and_files",
            ),
            models.CheckConstraint(
                condition=Q(received_on__isnull=True, received_how="", received_at__isnull=True)
                | (Q(received_on__isnull=False, received_at__isnull=False) & ~Q(received_how="")),
                name="letter_received_somehow",
            ),
            models.CheckConstraint(
                condition=~Q(state="received") | Q(received_on__isnull=False), name="received_letter_has_day"
            ),
            models.CheckConstraint(
                condition=Q(answer_by__isnull=True, correct_by__isnull=True) | Q(received_on__isnull=False),
                name="letter_days_count_from_receipt",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(withdrawn_reason=""), name="withdrawn_letter_has_reason"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.public_id

    @property
    def number(self) -> str:
        """As it stands in the letter, "2026/12"; empty for a draft."""
        return f"{self.year}/{self.serial}" if self.serial else ""

    @property
    def pdf_key(self) -> str:
        return key_of(self.pdf_sha256)

    @property
    def word_key(self) -> str:
        return key_of(self.word_sha256)


class LetterSignature(models.Model):
    """Of one of the members that send a joint letter; it goes out when all have signed. `text_sha256` is of what
    it said when it was signed."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="signatures")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True)
    signed_by_id = models.BigIntegerField(null=True)
    signed_name = models.CharField(max_length=LONGEST_NAME, blank=True)
    text_sha256 = models.CharField(max_length=64, blank=True)

    classified = Classified(
        owner=("letter", "member", "signed_at", "text_sha256"), personal=("signed_by_id", "signed_name")
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["letter", "member"], name="letter_signed_once"),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True, signed_name="") | (Q(signed_at__isnull=False) & ~Q(signed_name="")),
                name="letter_signed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.letter_id} {self.member_id}"


class LetterAnswer(models.Model):
    """What the supplier says of a letter; never changed. `by_owner`: it came elsewhere and the owner noted it."""

    public_id = PublicIdField("lta")
    letter = models.ForeignKey(Letter, models.CASCADE, related_name="answers")
    text = models.TextField()
    said_at = models.DateTimeField()
    said_by_id = models.BigIntegerField(null=True)
    by_owner = models.BooleanField(default=False)
    late = models.BooleanField(default=False)  # after the day until which it could be said

    classified = Classified(
        owner=("public_id", "letter", "text", "said_at", "by_owner", "late"), personal=("said_by_id",)
    )

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="letter_answer_says_something")]

    def __str__(self) -> str:
        return self.public_id
