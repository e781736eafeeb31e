"""Evidence: files that something rests on, and files on their way. The files themselves lie outside the database."""

from django.db import models
from django.db.models import F, Q

from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField
from aktsom.follow_up.states import (
    Announced,
    EvidenceKind,
    PaidBy,
    Reach,
    ScanState,
    Season,
    UploadState,
    WorkersChosenBy,
)
from aktsom.follow_up.storage.places import key_of
from aktsom.sharing.models import SHAREABLE_FIELDS, Shareable
from aktsom.suppliers.models import Supplier
from aktsom.teams.models import CategoryTeam

LONGEST_TITLE = LONGEST_NAME = 200
QUALITY = ("paid_by", "announced", "season", "workers_chosen_by", "reach")


class Evidence(Shareable):
    """One file as it came, with what is known of its quality. It never changes; a new revision `replaces` it. `owner`
    is the body that asked for it or brought it, `team` the team whose case it belongs to. With `from_supplier` the
    supplier's own people brought it, and see it; `with_answer` it is theirs alone until the answer is handed in, and
    then for whoever reads that."""

    public_id = PublicIdField("evd")
    kind = models.CharField(max_length=16, choices=[(k, k) for k in EvidenceKind])
    title = models.CharField(max_length=LONGEST_TITLE)
    file_name = models.CharField(max_length=LONGEST_NAME)  # as given, without what no name should hold
    content_type = models.CharField(max_length=100)  # by what is in it
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    team = models.ForeignKey(CategoryTeam, models.PROTECT, null=True, blank=True, related_name="+")
    supplier = models.ForeignKey(Supplier, models.PROTECT, null=True, blank=True, related_name="evidence")
    from_supplier = models.BooleanField(default=False)
    with_answer = models.BooleanField(default=False)
    uploaded_by_id = models.BigIntegerField(null=True)
    uploaded_at = models.DateTimeField()
    paid_by = models.CharField(max_length=10, blank=True, choices=[(v, v) for v in PaidBy])
    announced = models.CharField(max_length=12, blank=True, choices=[(v, v) for v in Announced])
    season = models.CharField(max_length=10, blank=True, choices=[(v, v) for v in Season])
    workers_chosen_by = models.CharField(max_length=10, blank=True, choices=[(v, v) for v in WorkersChosenBy])
    reach = models.CharField(max_length=8, blank=True, choices=[(v, v) for v in Reach])
    valid_until = models.DateField(null=True, blank=True)  # of a certificate
    scan_state = models.CharField(max_length=14, choices=[(s, s) for s in ScanState])
    scanned_at = models.DateTimeField(null=True)

    classified = Classified(
        network=(
            "public_id",
            "kind",
            "content_type",
            "size",
            "replaces",
            "team",
            "from_supplier",
            "with_answer",
            "uploaded_at",
            *QUALITY,
            "valid_until",
            "scan_state",
            "scanned_at",
            *SHAREABLE_FIELDS,
        ),
        owner=("title", "file_name", "sha256", "supplier"),
        personal=("uploaded_by_id",),
    )

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["sha256"], name="evidence_of_file"),
            models.Index(fields=["supplier", "-id"], name="evidence_of_supplier"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0), name="evidence_not_empty"),
            models.CheckConstraint(condition=~Q(title=""), name="evidence_has_title"),
            models.CheckConstraint(condition=Q(kind__in=list(EvidenceKind)), name="evidence_kind_known"),
            models.CheckConstraint(condition=Q(scan_state__in=list(ScanState)), name="evidence_scan_state_known"),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | Q(replaces__lt=F("id")), name="evidence_replaces_older"
            ),
            models.CheckConstraint(
                condition=Q(from_supplier=False) | Q(supplier__isnull=False), name="evidence_from_whom"
            ),
            models.CheckConstraint(
                condition=Q(with_answer=False) | Q(from_supplier=True), name="evidence_with_answer_from_supplier"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def key(self) -> str:
        return key_of(self.sha256)


class Upload(models.Model):
    """A file on its way, for whoever sends it alone. `received` bytes are on disk; when all are there, what was found
    out of it. `refused_for` is a code of `storage.kinds.Problem`, or "infected"."""

    public_id = PublicIdField("upl")
    person_id = models.BigIntegerField(null=True)  # null: the platform's own
    file_name = models.CharField(max_length=LONGEST_NAME)
    size = models.BigIntegerField()
    received = models.BigIntegerField(default=0)
    state = models.CharField(max_length=10, choices=[(s, s) for s in UploadState], default=UploadState.RECEIVING)
    begun_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    sha256 = models.CharField(max_length=64, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    scan_state = models.CharField(max_length=14, blank=True, choices=[(s, s) for s in ScanState])
    refused_for = models.CharField(max_length=12, blank=True)
    refused_as = models.CharField(max_length=24, blank=True)  # "ending/kind found" where the two disagree
    became = models.CharField(max_length=16, blank=True)  # public id of the evidence, which may be gone since

    classified = Classified(
        network=(
            "public_id",
            "size",
            "received",
            "state",
            "begun_at",
            "expires_at",
            "content_type",
            "scan_state",
            "refused_for",
            "refused_as",
            "became",
        ),
        owner=("file_name", "sha256"),
        personal=("person_id",),
    )

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["person_id", "state"], name="upload_of_person")]
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0), name="upload_not_empty"),
            models.CheckConstraint(condition=Q(received__gte=0, received__lte=F("size")), name="upload_within_size"),
            models.CheckConstraint(condition=Q(state__in=list(UploadState)), name="upload_state_known"),
            models.CheckConstraint(
                condition=Q(state="receiving") | Q(state="refused") | (Q(received=F("size")) & ~Q(sha256="")),
                name="upload_checked_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def is_whole(self) -> bool:
        return self.received == self.size
