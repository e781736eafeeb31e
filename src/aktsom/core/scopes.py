"""Whom an entry of the journal concerns besides the owner of the record and whoever did the act.

The scope is stored with the entry when it is written, so that the pages and the database's wall compare one column, and
what an old entry opens does not change with this list. An act that is not here concerns nobody else.
"""

from enum import StrEnum


class Scope(StrEnum):
    RECORD = ""
    PEOPLE = "people"  # a member's people and their access: also whoever runs them
    NETWORK = "network"  # the network itself: the secretariat, and of a member also whoever runs its people


PEOPLE_VERBS = frozenset(
    {
        "person_added",
        "person_deactivated",
        "person_activated",
        "invitation_sent",
        "invitation_sent_again",
        "invitation_withdrawn",
        "invitation_taken_up",
        "role_given",
        "role_taken",
        "access_decided",
        "sign_in_linked",
        "password_changed",
        "second_factor_added",
        "second_factor_removed",
        "recovery_codes_made",
        "session_ended",
        "own_details_changed",
        "calendar_link_made",
        "calendar_link_renewed",
        "calendar_link_revoked",
    }
)
NETWORK_VERBS = frozenset(
    {
        "member_added",
        "member_changed",
        "member_contact_changed",
        "domain_added",
        "domain_removed",
        "representation_given",
        "representation_withdrawn",
        "access_review_opened",
        "access_review_closed",
        "team_formed",
        "team_flagged",
        "team_fell_dormant",
        "team_declared_dormant",
        "team_woken",
        "team_went_bilateral",
        "team_closed",
        "fallback_set",
        "period_changed",
        "seat_taken",
        "seat_left",
        "part_changed",
        "handover_accepted",
        "mandates_requested",
        "team_plan_made",
        "team_plan_adopted",
        "team_plan_dropped",
        "supplier_registered",
        "supplier_checked",
        "supplier_merged",
        "concern_list_loaded",
        "concern_hits_found",
        "concern_hit_judged",
        "concern_hit_reopened",
        "supplier_role_given",
        "supplier_role_taken",
        "sameness_found",
        "sameness_judged_same",
        "sameness_judged_different",
        "sameness_undone",
        "sameness_thresholds_set",
        "catalogue_taken_in",
        "cpv_list_loaded",
        "terms_added",
        "terms_changed",
        "questionnaire_started",
        "question_written",
        "question_removed",
        "question_moved",
        "questionnaire_to_review",
        "questionnaire_sent_back",
        "questionnaire_dropped",
        "questionnaire_published",
        "questionnaire_replaced",
        "terms_removed",
        "site_added",
        "site_changed",
        "site_state_changed",
        "sites_judged",
        "site_judgement_undone",
        "site_list_taken_in",
        "signal_received",
        "signal_written_to",
        "signal_noted",
        "signal_looked_at",
        "signal_given",
        "signal_answered",
        "signal_set_aside",
        "signal_forwarded",
        "signal_joined",
        "inquiry_opened",
        "inquiry_joined",
        "inquiry_reached_again",
        "inquiry_asked",
        "inquiry_held",
        "inquiry_released",
        "inquiry_alerted",
        "inquiry_closed",
        "embargo_limit_set",
        "areas_published",
        "figures_published",
        "follow_up_told_to_all",
    }
)


def scope_of(verb: str) -> Scope:
    if verb in PEOPLE_VERBS:
        return Scope.PEOPLE
    return Scope.NETWORK if verb in NETWORK_VERBS else Scope.RECORD
