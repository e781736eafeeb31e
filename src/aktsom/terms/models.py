"""Versions of the contract terms on human rights, and the duties that each holds."""

from django.db import models

from aktsom.core.classification import Classified


class TermSet(models.Model):
    """One version, T0 to T4 and T4-H. A contract is judged by the set it was signed under."""

    code = models.CharField(max_length=8, primary_key=True)
    name_nb = models.CharField(max_length=200)
    name_nn = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    owner = models.CharField(max_length=200)
    valid_from = models.CharField(max_length=10)  # as precise as known: "2013", "2022-12"
    valid_to = models.CharField(max_length=10, blank=True)
    characteristics = models.TextField(blank=True)
    self_report_due_rule = models.CharField(max_length=120, blank=True)
    repeat_rule = models.CharField(max_length=120, blank=True)
    source = models.TextField()
    confidence = models.CharField(max_length=10)

    classified = Classified(
        public=(
            "code",
            "name_nb",
            "name_nn",
            "name_en",
            "owner",
            "valid_from",
            "valid_to",
            "characteristics",
            "self_report_due_rule",
            "repeat_rule",
            "source",
            "confidence",
        )
    )

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class Obligation(models.Model):
    """A duty in one term set; `due_rule` is evaluated by `terms.rules`."""

    term_set = models.ForeignKey(TermSet, models.CASCADE, related_name="obligations")
    number = models.CharField(max_length=8)  # as in the terms: "2.1"
    text_nb = models.TextField()
    text_nn = models.TextField()
    text_en = models.TextField()
    owed_by = models.CharField(max_length=20)
    trigger = models.CharField(max_length=60, blank=True)
    due_rule = models.CharField(max_length=160, blank=True)
    evidence_nb = models.TextField(blank=True)
    evidence_nn = models.TextField(blank=True)
    evidence_en = models.TextField(blank=True)
    breach_effect = models.CharField(max_length=40, blank=True)
    ladder_hint = models.CharField(max_length=200, blank=True)
    source = models.TextField()
    confidence = models.CharField(max_length=10)

    classified = Classified(
        public=(
            "term_set",
            "number",
            "text_nb",
            "text_nn",
            "text_en",
            "owed_by",
            "trigger",
            "due_rule",
            "evidence_nb",
            "evidence_nn",
            "evidence_en",
            "breach_effect",
            "ladder_hint",
            "source",
            "confidence",
        )
    )

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["term_set", "number"], name="obligation_once")]

    def __str__(self) -> str:
        return f"{self.term_set_id} {self.number}"
