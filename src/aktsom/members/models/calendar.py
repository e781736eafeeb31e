"""The private address at which a person's calendar is fetched."""

from django.db import models

from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField
from aktsom.members.models.people import Person


class CalendarLink(models.Model):
    """At most one a person. Whoever has the address reads the calendar without signing in, so only the hash of its
    secret is kept; renewed, it has another secret, and revoked, no row."""

    public_id = PublicIdField("cal")
    person = models.OneToOneField(Person, models.CASCADE, related_name="calendar_link")
    secret_hash = models.CharField(max_length=64, unique=True)  # SHA-256
    made_at = models.DateTimeField()  # or renewed
    fetched_on = models.DateField(null=True)  # the last day a calendar asked
    revision = models.PositiveIntegerField(default=1)

    classified = Classified(
        owner=("public_id", "secret_hash", "revision"), personal=("person", "made_at", "fetched_on")
    )

    def __str__(self) -> str:
        return self.public_id
