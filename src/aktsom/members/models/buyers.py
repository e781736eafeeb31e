"""Public buyers, cooperations of buyers, and which body acts for which."""

from django.db import models
from django.db.models import F, Q

from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField


class Member(models.Model):
    """A public buyer, or a cooperation of buyers (`parent` of its members), or the secretariat."""

    public_id = PublicIdField("mem")
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=40)
    organisation_number = models.CharField(max_length=9, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    contact_name = models.CharField(max_length=120, blank=True)
    contact_email = models.EmailField(blank=True)
    archive_address = models.CharField(max_length=254, blank=True)  # where its case files are to be sent
    revision = models.PositiveIntegerField(default=1)

    classified = Classified(
        public=("public_id", "slug", "name", "name_en", "kind", "organisation_number", "parent"),
        network=("contact_name", "contact_email", "revision"),
        owner=("archive_address",),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation_number"], condition=~Q(organisation_number=""), name="member_number_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class MemberDomain(models.Model):
    """An e-mail domain that one identity provider vouches for, and the member its people are at home in.

    A provider is believed for its own domains only, so that one member's provider cannot speak for another's people.
    """

    member = models.ForeignKey(Member, models.CASCADE, related_name="domains")
    provider = models.CharField(max_length=40)  # as named in the settings of sign-in
    domain = models.CharField(max_length=120)  # lower case
    first_role = models.CharField(
        max_length=30, blank=True
    )  # what a new person may do; empty: waits for the administrator

    classified = Classified(network=("member", "provider", "domain", "first_role"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["provider", "domain"], name="domain_once")]

    def __str__(self) -> str:
        return f"{self.domain} {self.provider}"


class Representation(models.Model):
    """One member's mandate to another to act for it, such as a university for the cooperation it belongs to.

    People of `acting` with one of `roles` there hold them for `represented` too, from the first to the last day.
    It reaches the represented member's own records and not those of its members.
    """

    public_id = PublicIdField("rep")
    acting = models.ForeignKey(Member, models.PROTECT, related_name="acts_for")
    represented = models.ForeignKey(Member, models.PROTECT, related_name="represented_by")
    roles = models.CharField(max_length=200)  # role codes, separated by semicolons
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    given_at = models.DateTimeField()
    given_by_id = models.BigIntegerField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    classified = Classified(
        network=("public_id", "acting", "represented", "roles", "starts_on", "ends_on", "given_at", "withdrawn_at"),
        personal=("given_by_id",),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(acting=F("represented")), name="representation_of_another"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="representation_dates_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.acting_id} for {self.represented_id}"
