"""Reports: drafted from what stands in the tables, written by people, and frozen when they are adopted."""

from django.db import models
from django.db.models import F, Q

from aktsom.contracts.models import Contract
from aktsom.core.classification import Classified
from aktsom.core.papers.paper import LANGUAGES
from aktsom.core.public_ids import PublicIdField
from aktsom.effects.report_states import KEPT, OF_MEMBER, ReportKind, ReportState
from aktsom.follow_up.storage.places import key_of
from aktsom.members.models import Member
from aktsom.sharing.keys import AudienceKeys
from aktsom.teams.models import CategoryTeam

_LIVE = Q(state__in=["draft", "adopted"])
_KEPT = Q(state__in=list(KEPT))


class Report(models.Model):
    """Of one year in one language. A member's own has `member`, a category's its `team`, and that of the cooperation
    neither. `drafted_at` is when what it says was last fetched. When it is adopted it is put away as two files, and
    `content_sha256` is of what they say; a later `number` corrects it, for the reason `corrects`."""

    public_id = PublicIdField("rpt")
    kind = models.CharField(max_length=12, choices=[(k, k) for k in ReportKind])
    member = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    team = models.ForeignKey(CategoryTeam, models.PROTECT, null=True, related_name="+")
    year = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=2, choices=[(code, code) for code in LANGUAGES])
    number = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=[(s, s) for s in ReportState], default=ReportState.DRAFT)
    seen_by = AudienceKeys()
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    drafted_at = models.DateTimeField()
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrections")
    corrects = models.TextField(blank=True)
    adopted_at = models.DateTimeField(null=True)
    adopted_by_id = models.BigIntegerField(null=True)
    adopted_name = models.CharField(max_length=200, blank=True)
    content_sha256 = models.CharField(max_length=64, blank=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    pdf_size = models.PositiveIntegerField(default=0)
    word_sha256 = models.CharField(max_length=64, blank=True)
    word_size = models.PositiveIntegerField(default=0)
    revision = models.PositiveIntegerField(default=1)

    classified = Classified(
        network=("public_id", "kind", "member", "team", "year", "language", "seen_by"),
        owner=(
            "number",
            "state",
            "made_at",
            "drafted_at",
            "replaces",
            "corrects",
            "adopted_at",
            "content_sha256",
            "pdf_sha256",
            "pdf_size",
            "word_sha256",
            "word_size",
            "revision",
        ),
        personal=("made_by_id", "adopted_by_id", "adopted_name"),
    )

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["pdf_sha256"], name="report_pdf"),
            models.Index(fields=["word_sha256"], name="report_word"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(ReportState)), name="written_report_state_known"),
            models.CheckConstraint(
                condition=Q(kind__in=list(OF_MEMBER), member__isnull=False, team__isnull=True)
                | Q(kind="category", member__isnull=True, team__isnull=False)
                | Q(kind="cooperation", member__isnull=True, team__isnull=True),
                name="report_is_of_somebody",
            ),
            models.CheckConstraint(
                condition=~_KEPT
                | (Q(adopted_at__isnull=False) & ~Q(pdf_sha256="") & ~Q(word_sha256="") & ~Q(content_sha256="")),
                name="adopted_report_is_frozen",
            ),
            models.CheckConstraint(condition=Q(number=1) | ~Q(corrects=""), name="report_correction_has_reason"),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | Q(replaces__lt=F("id")), name="report_after_the_one_it_replaces"
            ),
            *(
                models.UniqueConstraint(
                    fields=[*fields, "kind", "year", "language", "state"],
                    condition=_LIVE & of,
                    name=f"written_report_one_of_{name}",
                )
                for name, fields, of in (
                    ("member", ["member"], Q(member__isnull=False)),
                    ("team", ["team"], Q(team__isnull=False)),
                    ("all", [], Q(member__isnull=True, team__isnull=True)),
                )
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.public_id

    @property
    def pdf_key(self) -> str:
        return key_of(self.pdf_sha256)

    @property
    def word_key(self) -> str:
        return key_of(self.word_sha256)


class ReportSection(models.Model):
    """`drafted` is what was fetched (`reports.parts`) and `sources` the rows it is made of; what a person has written
    is `text` alone, and nothing that is fetched anew touches it. `text_on` is the checksum of what was drafted when it
    was written, so that one sees when the figures have moved under it. Not `shown`: the person has left the draft
    out."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="sections")
    seen_by = AudienceKeys()
    key = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField()
    drafted = models.JSONField(default=list)
    sources = models.JSONField(default=list)
    drafted_at = models.DateTimeField()
    shown = models.BooleanField(default=True)
    text = models.TextField(blank=True)
    text_on = models.CharField(max_length=64, blank=True)
    written_at = models.DateTimeField(null=True)
    written_by_id = models.BigIntegerField(null=True)
    revision = models.PositiveIntegerField(default=1)

    classified = Classified(
        network=("report", "seen_by", "key", "position"),
        owner=("drafted", "sources", "drafted_at", "shown", "text", "text_on", "written_at", "revision"),
        personal=("written_by_id",),
    )

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["report", "key"], name="report_section_once")]

    def __str__(self) -> str:
        return f"{self.report_id} {self.key}"


class ReasonNotToAct(models.Model):
    """Why a member does not follow up a contract with high risk this year, or any in a category. Never changed: a newer
    one takes its place, and one without a `reason` says that none stands any more."""

    public_id = PublicIdField("rna")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    contract = models.ForeignKey(Contract, models.PROTECT, null=True, related_name="+")
    group_id = models.CharField(max_length=40, blank=True)
    reason = models.TextField(blank=True)
    said_at = models.DateTimeField()
    said_by_id = models.BigIntegerField(null=True)
    superseded_at = models.DateTimeField(null=True)

    classified = Classified(
        owner=("public_id", "member", "year", "contract", "group_id", "reason", "said_at", "superseded_at"),
        personal=("said_by_id",),
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(contract__isnull=False, group_id="") | (Q(contract__isnull=True) & ~Q(group_id="")),
                name="reason_is_of_contract_or_group",
            ),
            models.UniqueConstraint(
                fields=["member", "year", "contract"],
                condition=Q(superseded_at__isnull=True, contract__isnull=False),
                name="reason_of_contract_once",
            ),
            models.UniqueConstraint(
                fields=["member", "year", "group_id"],
                condition=Q(superseded_at__isnull=True, contract__isnull=True),
                name="reason_of_group_once",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class AccountDuty(models.Model):
    """Whether a member owes a public account of due diligence, as it says itself. Never changed: a newer one takes its
    place. `reminded` is "year:days" of the last reminder that was sent."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    owes = models.BooleanField()
    reason = models.TextField(blank=True)
    said_at = models.DateTimeField()
    said_by_id = models.BigIntegerField(null=True)
    superseded_at = models.DateTimeField(null=True)
    reminded = models.CharField(max_length=12, blank=True)

    classified = Classified(
        owner=("member", "owes", "reason", "said_at", "superseded_at", "reminded"), personal=("said_by_id",)
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["member"], condition=Q(superseded_at__isnull=True), name="account_duty_one_now"
            )
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.owes}"
