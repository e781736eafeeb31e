"""Meetings with a supplier: the agenda and its minutes, what was agreed, and what the supplier says of the minutes."""

from django.db import models
from django.db.models import Q

from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField
from aktsom.follow_up.meeting_states import MeetingKind, MeetingState, Side
from aktsom.follow_up.models.follow_ups import FollowUp
from aktsom.members.models import Member
from aktsom.sharing.keys import AudienceKeys
from aktsom.suppliers.models import Supplier
from aktsom.teams.models import CategoryTeam

LONGEST_TITLE, LONGEST_TEXT = 200, 10_000


class Meeting(models.Model):
    """`owner` is the body that answers for it by law; `team` none where a member follows up alone. `ours` and `theirs`
    are who was there, a line each, by name and part: our people and the supplier's, never workers. The supplier sees it
    once it is invited, and the minutes once they are sent; those who have a contract covered, when they stand.
    `of_inquiry` is the public id of the joint inquiry that it is held in: bodies that have joined it hold keys too."""

    public_id = PublicIdField("mee")
    follow_up = models.ForeignKey(FollowUp, models.PROTECT, related_name="meetings")
    owner = models.ForeignKey(Member, models.PROTECT, related_name="+")
    team = models.ForeignKey(CategoryTeam, models.PROTECT, null=True, related_name="+")
    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="+")
    seen_by = AudienceKeys()
    kind = models.CharField(max_length=10, choices=[(k, k) for k in MeetingKind], default=MeetingKind.FOLLOW_UP)
    state = models.CharField(max_length=12, choices=[(s, s) for s in MeetingState], default=MeetingState.PLANNED)
    starts_at = models.DateTimeField()
    minutes_long = models.PositiveSmallIntegerField(default=60)
    place = models.CharField(max_length=LONGEST_TITLE, blank=True)
    link = models.URLField(max_length=500, blank=True)
    ours = models.TextField(blank=True)
    theirs = models.TextField(blank=True)
    confirm_by = models.DateField(null=True)
    cancelled_reason = models.TextField(blank=True)
    of_inquiry = models.CharField(max_length=40, blank=True)
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    minutes_sent_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by_id = models.BigIntegerField(null=True)
    shared_at = models.DateTimeField(null=True)  # with those who have a contract covered
    revision = models.PositiveIntegerField(default=1)

    classified = Classified(
        network=(
            "public_id",
            "follow_up",
            "owner",
            "team",
            "supplier",
            "seen_by",
            "kind",
            "state",
            "minutes_long",
            "of_inquiry",
            "made_at",
            "minutes_sent_at",
            "answered_at",
            "shared_at",
            "revision",
        ),
        owner=("starts_at", "place", "link", "confirm_by", "cancelled_reason"),
        personal=("ours", "theirs", "made_by_id", "answered_by_id"),
    )

    class Meta:
        ordering = ["-starts_at", "-id"]
        indexes = [models.Index(fields=["follow_up", "-starts_at"], name="meeting_of_follow_up")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(MeetingState)), name="meeting_state_known"),
            models.CheckConstraint(condition=Q(kind__in=list(MeetingKind)), name="meeting_kind_known"),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(cancelled_reason=""), name="cancelled_meeting_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class AgendaPoint(models.Model):
    """`source` is the code of the open point it was proposed from, so that it is not proposed twice."""

    public_id = PublicIdField("agp")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="points")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=LONGEST_TITLE)
    source = models.CharField(max_length=80, blank=True)
    minutes = models.TextField(blank=True)

    classified = Classified(network=("public_id", "meeting", "position", "source"), owner=("title", "minutes"))

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="agenda_point_has_title")]

    def __str__(self) -> str:
        return self.public_id


class MeetingTask(models.Model):
    """What was agreed: `side` is who does it, `who` a part or a name there, none for whoever it is."""

    public_id = PublicIdField("mta")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="tasks")
    point = models.ForeignKey(AgendaPoint, models.SET_NULL, null=True, related_name="+")
    text = models.CharField(max_length=500)
    side = models.CharField(max_length=8, choices=[(s, s) for s in Side])
    who = models.CharField(max_length=120, blank=True)
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True)
    done_note = models.TextField(blank=True)
    done_by_id = models.BigIntegerField(null=True)

    classified = Classified(
        network=("public_id", "meeting", "point", "side", "done_at"),
        owner=("text", "due_on", "done_note"),
        personal=("who", "done_by_id"),
    )

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["meeting", "due_on"], name="task_of_meeting")]
        constraints = [
            models.CheckConstraint(condition=Q(side__in=list(Side)), name="meeting_task_side_known"),
            models.CheckConstraint(condition=~Q(text=""), name="meeting_task_has_text"),
        ]

    def __str__(self) -> str:
        return self.public_id


class MeetingComment(models.Model):
    """What the supplier says of the minutes; never changed. `of_revision` is the meeting's revision that it read."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="comments")
    text = models.TextField()
    said_at = models.DateTimeField()
    said_by_id = models.BigIntegerField(null=True)
    of_revision = models.PositiveIntegerField()

    classified = Classified(network=("meeting", "said_at", "of_revision"), owner=("text",), personal=("said_by_id",))

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="meeting_comment_has_text")]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.said_at}"
