"""Evidence that was shown to lift a suspension is no longer removed, only replaced."""

from aktsom.follow_up.models import Evidence
from aktsom.follow_up.resting import rests_on_evidence
from aktsom.sanctions.models import SuspensionStep


@rests_on_evidence
def shown_for_a_test(evidence: Evidence) -> bool:
    return SuspensionStep.objects.filter(evidence=evidence).exists()
