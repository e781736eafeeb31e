"""What of our own rests on evidence."""

from aktsom.follow_up.models import Evidence
from aktsom.follow_up.resting import rests_on_evidence
from aktsom.knowledge.models import ArticleVersion


@rests_on_evidence
def a_document(evidence: Evidence) -> bool:
    return ArticleVersion.objects.filter(evidence=evidence).exists()
