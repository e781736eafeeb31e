"""What the search looks in. It holds numbers of words and nothing that can be read; what is found is then read where it
stands, by whoever asks. Pages have no part in these tables: see `knowledge.queries.searching`."""

from django.db import models

from aktsom.core.classification import Classified
from aktsom.knowledge.found_kinds import FoundKind
from aktsom.sharing.keys import AudienceKeys


class WordNumbers(AudienceKeys):
    """Numbers of `SearchWord`, kept and compared as keys are: twice the number where the word stands, and one more
    where it stands in the title."""


class SearchWord(models.Model):
    """A word without its endings, as `rules.stemming` makes it. Rows are only ever added."""

    stem = models.CharField(max_length=60, unique=True)

    classified = Classified(worker_protected=("stem",))

    def __str__(self) -> str:
        return str(self.pk)


class SearchDocument(models.Model):
    """One thing, or a `part` of it with readers of its own."""

    kind = models.PositiveSmallIntegerField(choices=[(k.value, k.name) for k in FoundKind])
    subject = models.CharField(max_length=16)  # public id of what is opened
    part = models.CharField(max_length=20, blank=True)
    seen_by = AudienceKeys()
    words = WordNumbers()
    at = models.DateTimeField()  # the newer comes first

    classified = Classified(network=("kind", "subject", "part", "seen_by", "at"), worker_protected=("words",))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject", "part"], name="search_document_once")]

    def __str__(self) -> str:
        return f"{self.subject} {self.part}"


class SearchPlace(models.Model):
    """How far in the journal the search has come; before the first of it while nothing has been told. One row."""

    number = models.BigIntegerField(default=-1)

    classified = Classified(network=("number",))

    def __str__(self) -> str:
        return str(self.number)
