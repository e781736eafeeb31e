"""Questionnaires as data: editions, and the questions of each."""

from django.db import models
from django.db.models import Q

from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField
from aktsom.follow_up.states import AnswerType, EditionState, Form

TEXTS = ("text_nb", "text_nn", "text_en", "help_nb", "help_nn", "help_en")
LONGEST_TEXT = 600


class QuestionnaireEdition(models.Model):
    """One edition of the full or the simplified self-report. Of each form at most one is published, and at most one
    is being written. The database refuses every change to the questions of one that has been published."""

    public_id = PublicIdField("qed")
    form = models.CharField(max_length=10, choices=[(f, f) for f in Form])
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=[(s, s) for s in EditionState], default=EditionState.DRAFT)
    note = models.TextField(blank=True)  # what is new, for those who answer and judge
    source = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    changed_by_id = models.BigIntegerField(null=True)  # who wrote last, and so may not be the one who publishes
    published_at = models.DateTimeField(null=True)
    published_by_id = models.BigIntegerField(null=True)
    revision = models.PositiveIntegerField(default=1)

    classified = Classified(
        public=("public_id", "form", "number", "state", "note", "source", "made_at", "published_at", "revision"),
        personal=("made_by_id", "changed_by_id", "published_by_id"),
    )

    class Meta:
        ordering = ["form", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["form", "number"], name="edition_number_once"),
            models.UniqueConstraint(fields=["form"], condition=Q(state="published"), name="edition_one_published"),
            models.UniqueConstraint(
                fields=["form"], condition=Q(state__in=["draft", "review"]), name="edition_one_written"
            ),
            models.CheckConstraint(condition=Q(state__in=list(EditionState)), name="edition_state_known"),
            models.CheckConstraint(
                condition=~Q(state__in=["published", "replaced"]) | Q(published_at__isnull=False),
                name="edition_published_has_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.number}"


class Question(models.Model):
    """`code` is the same from edition to edition for what is the same question: by it last time's answer is found.
    `points` are points of the terms that an answer speaks to, each in every term set that has it; `columns` those of
    a list or the steps of a scale, weakest first; `show_if` and `follow_up_if` are read by `rules.conditions`."""

    edition = models.ForeignKey(QuestionnaireEdition, models.CASCADE, related_name="questions")
    code = models.CharField(max_length=16)
    position = models.PositiveIntegerField()
    step = models.CharField(max_length=4, blank=True)  # 2.1 to 2.6; empty for what frames the report
    is_lead = models.BooleanField(default=False)  # "no" is a breach to be corrected
    text_nb = models.CharField(max_length=LONGEST_TEXT)
    text_nn = models.CharField(max_length=LONGEST_TEXT)
    text_en = models.CharField(max_length=LONGEST_TEXT)
    help_nb = models.TextField(blank=True)
    help_nn = models.TextField(blank=True)
    help_en = models.TextField(blank=True)
    answer_type = models.CharField(max_length=12, choices=[(t, t) for t in AnswerType])
    columns = models.JSONField(default=list)
    points = models.JSONField(default=list)
    show_if = models.CharField(max_length=200, blank=True)
    follow_up_if = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=300, blank=True)
    confidence = models.CharField(max_length=10, blank=True)

    classified = Classified(
        public=(
            "edition",
            "code",
            "position",
            "step",
            "is_lead",
            *TEXTS,
            "answer_type",
            "columns",
            "points",
            "show_if",
            "follow_up_if",
            "source",
            "confidence",
        )
    )

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="question_code_once"),
            models.CheckConstraint(condition=Q(answer_type__in=list(AnswerType)), name="question_type_known"),
            models.CheckConstraint(condition=~Q(is_lead=True) | ~Q(step=""), name="lead_question_has_step"),
        ]

    def __str__(self) -> str:
        return self.code
