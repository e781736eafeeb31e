"""Answers while the supplier writes them: its own people's alone, whatever has been handed in."""

from django.db import models

from aktsom.core.classification import Classified
from aktsom.follow_up.models.evidence import Evidence
from aktsom.follow_up.models.self_reports import SelfReport

LONGEST_TEXT = 20_000


class Answer(models.Model):
    """What stands in the form for one question, saved as it is written. `value` is a text, number, ISO day, yes or no,
    or a step of a scale; `rows` are those of a list by its columns. `statement` is the address of a published statement
    that answers it, `place` where in it. `secret` are [{text, reason}]: passages of `value` held to be trade secrets.
    `is_carried` while it stands as last time and nobody has said that it still holds."""

    self_report = models.ForeignKey(SelfReport, models.CASCADE, related_name="answers")
    code = models.CharField(max_length=16)
    value = models.TextField(blank=True)
    explanation = models.TextField(blank=True)
    rows = models.JSONField(default=list)
    statement = models.CharField(max_length=400, blank=True)
    place = models.CharField(max_length=200, blank=True)
    secret = models.JSONField(default=list)
    is_carried = models.BooleanField(default=False)
    changed_at = models.DateTimeField()
    changed_by_id = models.BigIntegerField(null=True)
    revision = models.PositiveIntegerField(default=1)

    classified = Classified(
        network=("self_report", "code", "is_carried", "changed_at", "revision"),
        owner=("value", "explanation", "rows", "statement", "place", "secret"),
        personal=("changed_by_id",),
    )

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["self_report", "code"], name="answer_once")]

    def __str__(self) -> str:
        return f"{self.self_report_id} {self.code}"


class AnswerFile(models.Model):
    """A file that belongs to an answer. One that has been handed in stays, also when it is taken out of the next."""

    self_report = models.ForeignKey(SelfReport, models.CASCADE, related_name="files")
    code = models.CharField(max_length=16)
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    handed_in_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    classified = Classified(network=("self_report", "code", "evidence", "added_at", "handed_in_at", "removed_at"))

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["self_report", "code", "evidence"], name="answer_file_once")]

    def __str__(self) -> str:
        return f"{self.self_report_id} {self.code} {self.evidence_id}"


class HandedQuestion(models.Model):
    """A question that one at the supplier has handed to another there. The newest row of a question holds; without a
    person it is handed back to all."""

    self_report = models.ForeignKey(SelfReport, models.CASCADE, related_name="handed")
    code = models.CharField(max_length=16)
    person_id = models.BigIntegerField(null=True)
    note = models.CharField(max_length=400, blank=True)
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    classified = Classified(network=("self_report", "code", "at"), owner=("note",), personal=("person_id", "by_id"))

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["self_report", "code", "-id"], name="handed_question")]

    def __str__(self) -> str:
        return f"{self.self_report_id} {self.code}"
