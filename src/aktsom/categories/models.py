"""The high-risk list as versioned reference data.

A version is kept as the very tables it came in (`CatalogueTable`, CSV text) and read into memory as a
`catalogue.Catalogue`; nothing ever changes a version that has been taken in, so old assessments can always be read
with the list they were made with.
"""

from django.db import models

from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField


class CatalogueVersion(models.Model):
    """One edition of the list. The newest taken in is the current one."""

    public_id = PublicIdField("cat")
    label = models.CharField(max_length=40, unique=True)
    source = models.CharField(max_length=300)
    dated_on = models.DateField()
    checksum = models.CharField(max_length=64, unique=True)  # SHA-256 over all its tables
    taken_in_at = models.DateTimeField()
    taken_in_by_id = models.BigIntegerField(null=True)  # person; null is the platform's own first loading

    classified = Classified(
        public=("public_id", "label", "source", "dated_on", "checksum", "taken_in_at"), personal=("taken_in_by_id",)
    )

    class Meta:
        ordering = ["-taken_in_at", "-id"]

    def __str__(self) -> str:
        return self.label


class CatalogueTable(models.Model):
    version = models.ForeignKey(CatalogueVersion, models.CASCADE, related_name="tables")
    name = models.CharField(max_length=60)  # the file's name without ending, such as "high_risk_products"
    text = models.TextField()

    classified = Classified(public=("version", "name", "text"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "name"], name="catalogue_table_once")]

    def __str__(self) -> str:
        return self.name


class CpvCode(models.Model):
    """The full CPV 2008 list, where an administrator has loaded it; the platform works without."""

    code = models.CharField(max_length=8, primary_key=True)
    name_nb = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300)

    classified = Classified(public=("code", "name_nb", "name_en"))

    def __str__(self) -> str:
        return self.code
