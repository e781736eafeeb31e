"""Results on their way to everybody: what is being written, shown and decided."""

from django.db import models
from django.db.models import Q

from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField
from aktsom.findings.rules.published import PassageKind
from aktsom.findings.states import IN_WORK, EmbargoDecision, VersionState
from aktsom.follow_up.models import FollowUp
from aktsom.members.models import Member
from aktsom.sharing.keys import AudienceKeys
from aktsom.suppliers.models import Supplier
from aktsom.teams.models import CategoryTeam
from aktsom.terms.models import TermSet

LANGUAGES = ("nb", "nn", "en")


class Publication(models.Model):
    """Of one result: a supplier, in what one follow-up is about, under one term set. Its public id is the address that
    lasts. Those who follow up see it; the supplier and those who have a contract covered from when they were shown it;
    the secretariat since it was `proposed_at`. What everybody reads is a row of its own (`PublicResult`)."""

    public_id = PublicIdField("pub")
    follow_up = models.ForeignKey(FollowUp, models.PROTECT, related_name="publications")
    term_set = models.ForeignKey(TermSet, models.PROTECT, related_name="+")
    owner = models.ForeignKey(Member, models.PROTECT, related_name="+")
    team = models.ForeignKey(CategoryTeam, models.PROTECT, null=True, related_name="+")
    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="+")
    seen_by = AudienceKeys()
    proposed_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    published_at = models.DateTimeField(null=True)  # first
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.TextField(blank=True)
    dropped_at = models.DateTimeField(null=True)  # before anything was published

    classified = Classified(
        network=(
            "public_id",
            "follow_up",
            "term_set",
            "owner",
            "team",
            "supplier",
            "seen_by",
            "proposed_at",
            "made_at",
            "published_at",
            "withdrawn_at",
            "dropped_at",
        ),
        owner=("withdrawn_reason",),
        personal=("made_by_id",),
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["follow_up", "term_set"],
                condition=Q(withdrawn_at__isnull=True, dropped_at__isnull=True),
                name="publication_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | (Q(published_at__isnull=False) & ~Q(withdrawn_reason="")),
                name="withdrawn_publication_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(dropped_at__isnull=True) | Q(published_at__isnull=True), name="published_is_not_dropped"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class PublicationVersion(models.Model):
    """One wording of it; a later one corrects the one before. `facts` are those of the case as they were when somebody
    last wrote in it (`rules.published.PublicFields` without what people write), so that what is published is what the
    supplier was shown. `language` is the one that people wrote in. `answer_by` is the last day on which nobody
    publishes unless the supplier has answered; `unshown_reason` why it is not shown first, which only danger to workers
    is a ground for."""

    public_id = PublicIdField("pbv")
    publication = models.ForeignKey(Publication, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=[(s, s) for s in VersionState], default=VersionState.DRAFT)
    seen_by = AudienceKeys()
    language = models.CharField(max_length=2, choices=[(code, code) for code in LANGUAGES], default="nb")
    facts = models.JSONField(default=dict)
    buyers_year = models.PositiveSmallIntegerField()
    statement = models.TextField(blank=True)
    next_step = models.TextField(blank=True)
    corrects = models.TextField(blank=True)  # why the version before is corrected
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    shown_at = models.DateTimeField(null=True)
    answer_by = models.DateField(null=True)
    unshown_reason = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    comment = models.TextField(blank=True)
    commented_by_id = models.BigIntegerField(null=True)
    proposed_at = models.DateTimeField(null=True)  # first
    proposal = models.TextField(blank=True)  # why those who follow up want it out
    sent_back_reason = models.TextField(blank=True)
    embargo = models.CharField(max_length=8, blank=True, choices=[(d, d) for d in EmbargoDecision])
    embargo_reason = models.TextField(blank=True)
    embargo_at = models.DateTimeField(null=True)
    embargo_by_id = models.BigIntegerField(null=True)
    published_at = models.DateTimeField(null=True)
    published_by_id = models.BigIntegerField(null=True)
    publish_reason = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)

    classified = Classified(
        network=(
            "public_id",
            "publication",
            "number",
            "state",
            "seen_by",
            "language",
            "made_at",
            "shown_at",
            "answer_by",
            "answered_at",
            "proposed_at",
            "embargo",
            "embargo_at",
            "published_at",
            "revision",
        ),
        owner=(
            "facts",
            "buyers_year",
            "statement",
            "next_step",
            "corrects",
            "unshown_reason",
            "comment",
            "proposal",
            "sent_back_reason",
            "embargo_reason",
            "publish_reason",
        ),
        personal=("made_by_id", "commented_by_id", "embargo_by_id", "published_by_id"),
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(VersionState)), name="version_state_known"),
            models.UniqueConstraint(fields=["publication", "number"], name="version_numbered_once"),
            models.UniqueConstraint(
                fields=["publication"], condition=Q(state__in=list(IN_WORK)), name="version_one_in_work"
            ),
            models.UniqueConstraint(fields=["publication"], condition=Q(state="published"), name="version_one_out"),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(corrects=""), name="correction_has_reason"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["proposed", "published", "corrected"])
                | Q(shown_at__isnull=False)
                | ~Q(unshown_reason=""),
                name="version_shown_or_says_why_not",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["published", "corrected"])
                | (Q(published_at__isnull=False) & ~Q(publish_reason="")),
                name="published_version_is_decided",
            ),
            models.CheckConstraint(
                condition=Q(embargo="") | (Q(embargo_at__isnull=False) & ~Q(embargo_reason="")),
                name="embargo_decision_has_reason",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.public_id


class PublicationPassage(models.Model):
    """One conclusion or deviation of a version. `source` is the code of what it was proposed from, and `facts` what is
    told of it without words. With a `ground` it is left out: only how many are left out is told then."""

    public_id = PublicIdField("pbp")
    version = models.ForeignKey(PublicationVersion, models.CASCADE, related_name="passages")
    seen_by = AudienceKeys()
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=[(k, k) for k in PassageKind])
    source = models.CharField(max_length=80)
    facts = models.JSONField(default=dict)
    text = models.TextField(blank=True)
    ground = models.CharField(max_length=30, blank=True)
    ground_reason = models.TextField(blank=True)

    classified = Classified(
        network=("public_id", "version", "seen_by", "position", "kind", "source", "ground"),
        owner=("facts", "text", "ground_reason"),
    )

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=list(PassageKind)), name="public_passage_kind_known"),
            models.CheckConstraint(condition=Q(ground="") | ~Q(ground_reason=""), name="left_out_has_reason"),
            models.UniqueConstraint(fields=["version", "source"], name="public_passage_once"),
        ]

    def __str__(self) -> str:
        return self.public_id
