"""Evidence that a decision on a finding or a proof rests on is no longer removed, only replaced."""

from aktsom.findings.models import FindingDecision, Proof, Signal
from aktsom.follow_up.models import Evidence
from aktsom.follow_up.resting import rests_on_evidence


@rests_on_evidence
def a_decision_or_a_proof(evidence: Evidence) -> bool:
    decided = FindingDecision.objects.filter(evidence=evidence).exists()
    return decided or Proof.objects.filter(evidence=evidence).exists()


@rests_on_evidence
def a_signal(evidence: Evidence) -> bool:
    return Signal.objects.filter(evidence=evidence).exists()
