"""How the colour of a supplier has changed."""

from django.db import models
from django.db.models import Q

from aktsom.core.classification import Classified
from aktsom.findings.rules.colour import Colour
from aktsom.follow_up.models import FollowUp
from aktsom.sharing.keys import AudienceKeys
from aktsom.terms.models import TermSet


class ColourChange(models.Model):
    """From this day on, in what one follow-up is about and under one term set. `flags` are of `rules.colour.Flag`."""

    follow_up = models.ForeignKey(FollowUp, models.PROTECT, related_name="colours")
    term_set = models.ForeignKey(TermSet, models.PROTECT, related_name="+")
    seen_by = AudienceKeys()
    colour = models.CharField(max_length=6, choices=[(c, c) for c in Colour])
    flags = models.JSONField(default=list)
    since = models.DateField()
    at = models.DateTimeField()

    classified = Classified(network=("follow_up", "term_set", "seen_by", "since", "at"), owner=("colour", "flags"))

    class Meta:
        ordering = ["id"]  # by a table that the viewer does not see, rows would go missing
        indexes = [models.Index(fields=["follow_up", "term_set", "-id"], name="colour_of_follow_up")]
        constraints = [models.CheckConstraint(condition=Q(colour__in=list(Colour)), name="colour_known")]

    def __str__(self) -> str:
        return f"{self.follow_up_id} {self.term_set_id} {self.colour}"
