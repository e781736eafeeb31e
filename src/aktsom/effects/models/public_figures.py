"""The cooperation's figures as they have been let out to everybody."""

from django.db import models
from django.db.models import Q

from aktsom.core.classification import Classified
from aktsom.sharing.keys import AudienceKeys


class PublicFigures(models.Model):
    """One edition of a year's figures, whole and never changed: a newer one of the same year takes its place and says
    why in `reason`. `content` is what `rules.public_figures.stored` writes; nothing in it leads to a member or a
    supplier. `reckoned_on` is the day that its figures were reckoned."""

    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    seen_by = AudienceKeys()
    content = models.JSONField()
    reckoned_on = models.DateField()
    published_at = models.DateTimeField()
    reason = models.CharField(max_length=500, blank=True)

    classified = Classified(
        public=("year", "number", "seen_by", "content", "reckoned_on", "published_at", "reason"),
    )

    class Meta:
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="public_figures_once"),
            models.CheckConstraint(condition=Q(number=1) | ~Q(reason=""), name="later_public_figures_say_why"),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.number}"
