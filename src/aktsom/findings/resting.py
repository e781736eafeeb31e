"""Evidence that a decision on a finding, a proof or a confirmation rests on is no longer removed, only replaced."""

from aktsom.findings.models import Confirmation, FindingDecision, Proof, Signal
from aktsom.follow_up.models import Evidence
from aktsom.follow_up.resting import rests_on_evidence


@rests_on_evidence
def a_decision_or_a_proof(evidence: Evidence) -> bool:
    return any(rows.objects.filter(evidence=evidence).exists() for rows in (FindingDecision, Proof, Confirmation))


@rests_on_evidence
def a_signal(evidence: Evidence) -> bool:
    return Signal.objects.filter(evidence=evidence).exists()
