"""Which month's letter somebody has been sent."""

from django.db import models

from aktsom.core.classification import Classified


class MonthlyLetter(models.Model):
    """Written once, however many workers think of it. `month` is its first day."""

    person_id = models.BigIntegerField()
    month = models.DateField()
    at = models.DateTimeField()

    classified = Classified(personal=("person_id", "month", "at"))

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["person_id", "month"], name="monthly_letter_once")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.month:%Y-%m}"
