"""Who follows up what, for everybody."""

from django.db import models

from aktsom.core.classification import Classified
from aktsom.sharing.keys import AudienceKeys


class PublicTeam(models.Model):
    """A group of the high-risk list, the bodies that follow it up together and since when; a copy in which there is
    nothing of people. `bodies` is [[name, organisation number], …] by name. `resting`: the team has fallen dormant."""

    group_id = models.CharField(max_length=40, unique=True)
    since = models.DateField()
    resting = models.BooleanField(default=False)
    bodies = models.JSONField()
    told_on = models.DateField()
    seen_by = AudienceKeys()

    classified = Classified(public=("group_id", "since", "resting", "bodies", "told_on", "seen_by"))

    class Meta:
        ordering = ["group_id"]

    def __str__(self) -> str:
        return self.group_id
