"""The lines of the leak matrix: one for each address, saying what each of the cast is answered.

A line is `name: "answers", parameters`. The answers are one letter for each of `planting.CAST`:

    o  the owner of the thing (Olga of Oslo; leads the team)    t  another team (Uma)
    c  a colleague of hers (Mons)                               s  the secretariat (Sekka)
    d  an administrator there (Ada)
    l  a linked buyer (Berit)                                   n  the supplier (Nora)
    m  another member (Stina)                                   x  another supplier (Odd)
                                                                a  an auditor (Revi)
                                                                -  nobody: has not signed in

and a letter says:

    y  the page (2xx)       n  as if it did not exist (404)      s  sent to sign-in
    r  sent on (3xx)        f  seen, but not allowed (403)       e  the form came back (400, 409, 422)

`parameters` are what the address needs: a value that begins with "$" is the id of a planted thing of Oslo's
(`World.ids`). A name that ends in "!" is tried by POST, with nothing in the form. An address without a line fails; so
does a line that opens a page to more than it says.

To add a page: one line here. To plant a new kind of thing: `tests.sharing.planting`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.sharing.known import LINES_OF_KNOWLEDGE
from tests.sharing.planting import PASSKEY, SESSION

#                                        ocdlmtsnxa-
AGAIN = "rrrrrrrrrrs"  # asked to prove it anew first, or led on: there is nothing of anybody's to be told
EVERYBODY, SIGNED_IN, NETWORK, OWNERS = "yyyyyyyyyyy", "yyyyyyyyyys", "yyyyyyynnns", "yynnnnnnnns"
CHAIN = "yynyyynnnns"  # who reads a register with a contract, and so has a chain to look behind
POST_BLIND_NETWORK = "eeeeeeennns"
POST_NETWORK, POST_EVERYBODY, POST_BLIND = "rrrrrrrnnns", "rrrrrrrrrrr", "eeeeeeeeees"
SECRETARIAT = "nnnnnnynnns"
TEAM, CONTRACT, IMPORT, MEMO = (
    {"public_id": "$team"},
    {"public_id": "$contract"},
    {"public_id": "$import"},
    {"public_id": "$memo"},
)
MANDATE, PLAN, REVIEW = {"public_id": "$mandate"}, {"public_id": "$plan"}, {"public_id": "$review"}
MEMBER, PERSON = {"public_id": "$member"}, {"public_id": "$person"}
DRAFT = {"public_id": "$draft"}
REPORT, ANSWERER = {"public_id": "$self_report"}, "nnnnnnnynns"
QUESTIONNAIRE = {"public_id": "$questionnaire"}
PASSAGE = {**MEMO, "passage_id": "$passage"}
PAIR, JUDGEMENT = {"public_id": "$pair"}, {"public_id": "$judgement"}
MEETING, DOC_REVIEW = {"public_id": "$meeting"}, {"public_id": "$doc_review"}
AUDIT, AUDIT_REPORT = {"public_id": "$audit"}, {"report_id": "$report"}
PUBLICATION = {"public_id": "$publication"}
FINDING, ACTION_PLAN = {"public_id": "$finding"}, {"public_id": "$action_plan"}
SIGNAL, INQUIRY = {"public_id": "$signal"}, {"public_id": "$inquiry"}
MEASURE = {**ACTION_PLAN, "measure_id": "$measure"}
LETTER, TEMPLATE = {"public_id": "$letter"}, {"member_id": "$member", "kind": "correction", "language": "nn"}
AGREED = {**ACTION_PLAN, "measure_id": "$measure_agreed"}
OWN_AND_SUPPLIER = "yynnnnnynns"
SEEN_NOT_RUN, TEAM_AND_SUPPLIER = "fffffffnnns", "ynnnnnnynns"
GROUP, PRODUCT, SUPPLIER = {"group_id": "medical"}, {"product_id": "gloves"}, {"public_id": "$supplier"}

LINES: dict[str, tuple[str, Mapping[str, Any]]] = {
    # base
    "set_language!": (POST_EVERYBODY, {}),
    "set_theme!": (POST_EVERYBODY, {}),
    "robots": (EVERYBODY, {}),
    "favicon": (POST_EVERYBODY, {}),
    "home": (SIGNED_IN, {}),
    "search": (SIGNED_IN, {}),
    # signing in
    "account_login": ("rrrrrrrrrry", {}),
    "account_example!": ("nnnnnnnnnnn", {}),
    "account_logout": (SIGNED_IN, {}),
    "account_inactive": (EVERYBODY, {}),
    "account_signup": ("rrrrrrrrrry", {}),
    "account_reauthenticate": (SIGNED_IN, {}),
    "account_change_password": (SIGNED_IN, {}),
    "account_reset_password": (EVERYBODY, {}),
    "account_reset_password_done": (EVERYBODY, {}),
    "account_reset_password_from_key": (EVERYBODY, {"uidb36": "a", "key": "b"}),
    "account_reset_password_from_key_done": (EVERYBODY, {}),
    # my account
    "account": (SIGNED_IN, {}),
    "account_here": (SIGNED_IN, {}),
    "account_details!": ("eeeeeeeeees", {}),
    "account_end_session!": (AGAIN, {"pk": SESSION}),
    "account_end_sessions!": (AGAIN, {}),
    "account_calendar": (AGAIN, {}),
    "account_calendar_make!": (AGAIN, {}),
    "account_calendar_renew!": (AGAIN, {}),
    "account_calendar_revoke!": (AGAIN, {}),
    "calendar_feed": (EVERYBODY, {"secret": "calendar"}),  # Stina's, by its secret
    "account_first_way": (AGAIN, {}),
    "account_second_factor": (SIGNED_IN, {}),
    "account_sign_in_again": (SIGNED_IN, {}),
    "account_set_password": (AGAIN, {}),
    "account_recovery_codes_text!": ("nnnnnnnnnns", {}),
    "mfa_authenticate": (AGAIN, {}),
    "mfa_login_webauthn": (AGAIN, {}),
    "mfa_reauthenticate": (AGAIN, {}),
    "mfa_reauthenticate_webauthn": ("yrrrrrrrrrs", {}),
    "mfa_activate_totp": (AGAIN, {}),
    "mfa_deactivate_totp": (AGAIN, {}),
    "mfa_add_webauthn": (AGAIN, {}),
    "mfa_edit_webauthn": ("ynnnnnnnnns", {"pk": PASSKEY}),
    "mfa_remove_webauthn": (AGAIN, {"pk": PASSKEY}),
    "mfa_view_recovery_codes": (AGAIN, {}),
    "mfa_generate_recovery_codes": (AGAIN, {}),
    "mfa_index": ("rrrrrrrrrrr", {}),
    "openid_connect_login!": ("nnnnnnnnnnn", {"provider_id": "x"}),
    "openid_connect_callback": ("nnnnnnnnnnn", {"provider_id": "x"}),
    # contracts
    "contracts_list": (NETWORK, {}),
    "contracts_export": (NETWORK, {}),
    "contracts_new": ("yyfyyyffffs", {}),
    "contracts_screen!": (NETWORK, {}),
    "contracts_suppliers": ("yyfyyyfnnns", {}),
    "contracts_confirm_chosen!": (POST_NETWORK, {}),
    "contracts_end_chosen!": (POST_NETWORK, {}),
    "contracts_contract": (NETWORK, CONTRACT),
    "contracts_edit": (OWNERS, CONTRACT),
    "contracts_override": (OWNERS, CONTRACT),
    "contracts_confirm_risk!": (POST_BLIND, CONTRACT),
    "contracts_move!": (POST_BLIND, {**CONTRACT, "verb": "end"}),
    "contracts_portfolio": ("yyfyyyffffs", {}),
    "contracts_portfolio_export": ("yyfyyyffffs", {}),
    # register files
    "contracts_import_new": ("yyfyyyffffs", {}),
    "contracts_import_review": (OWNERS, IMPORT),
    "contracts_import_progress": (OWNERS, IMPORT),
    "contracts_import_columns!": ("rrnnnnnnnns", IMPORT),
    "contracts_import_table!": ("rrnnnnnnnns", IMPORT),
    "contracts_import_row!": ("rrnnnnnnnns", {**IMPORT, "number": 2}),
    "contracts_import_leave_out!": ("rrnnnnnnnns", IMPORT),
    "contracts_import_whole!": ("rrnnnnnnnns", IMPORT),
    "contracts_import_confirm!": (POST_BLIND, IMPORT),
    "contracts_import_drop!": ("rrnnnnnnnns", IMPORT),
    "contracts_import_vanished!": ("eennnnnnnns", {**IMPORT, "contract_id": "$contract"}),
    # the network
    "categories_list": (NETWORK, {}),
    "categories_export": (NETWORK, {}),
    "categories_category": (NETWORK, GROUP),
    "suppliers_list": (NETWORK, {}),
    "suppliers_export": (NETWORK, {}),
    "suppliers_supplier": (NETWORK, SUPPLIER),
    "suppliers_same": (NETWORK, {}),
    "suppliers_same_answer!": ("eeeeeeennns", PAIR),
    "suppliers_judged": (NETWORK, {}),
    "suppliers_same_undo!": (POST_NETWORK, JUDGEMENT),
    "suppliers_point": (NETWORK, SUPPLIER),
    "suppliers_supplier_export": (NETWORK, SUPPLIER),
    "suppliers_edit": ("yyfyyyynnns", SUPPLIER),
    "suppliers_remove!": (POST_BLIND_NETWORK, SUPPLIER),
    "suppliers_ask!": ("rrfrrrrnnns", SUPPLIER),
    "suppliers_contact_new": ("yyfyyyfnnns", SUPPLIER),
    "suppliers_contact": (OWNERS, {"contact_id": "$contact"}),
    "suppliers_proposal!": (POST_BLIND_NETWORK, {"proposal_id": "$proposal"}),
    "suppliers_own": ("nnnnnnnynns", SUPPLIER),
    "suppliers_proposal_withdraw!": ("nnnnnnnrnns", {"proposal_id": "$proposal"}),
    "suppliers_concerns": ("ynnnnnynnns", {}),
    "suppliers_concern": ("ynnnnnynnns", {"hit_id": "$hit"}),
    "suppliers_concern_reopen!": ("fnnnnnfnnns", {"hit_id": "$hit"}),
    # who is touched: a place that Oslo alone sees
    "touched_home": (NETWORK, {}),
    "touched_suggest": (NETWORK, {}),
    "touched_answer": (OWNERS, {"kind": "sted", "key": "$site"}),
    "touched_export": (OWNERS, {"kind": "sted", "key": "$site"}),
    "touched_contract": (CHAIN, CONTRACT),
    "touched_supplier": (CHAIN, SUPPLIER),
    "touched_place": (OWNERS, {"public_id": "$site"}),
    "touched_map": (NETWORK, {}),
    "touched_correct": (OWNERS, {"public_id": "$site"}),
    "touched_state": (OWNERS, {"public_id": "$site"}),
    "touched_link": (OWNERS, {"public_id": "$link"}),
    "touched_check_undo!": ("rrnnnnnnnns", {"public_id": "$check"}),
    "touched_same": (NETWORK, {}),
    "touched_same_answer!": ("eennnnnnnns", {"public_id": "$site_pair"}),
    "touched_judged": (NETWORK, {}),
    "touched_same_undo!": ("rrnnnnnnnns", {"public_id": "$site_judgement"}),
    # the high-risk list, which is public
    "catalogue_browse": (SIGNED_IN, {}),
    "catalogue_export": (SIGNED_IN, {}),
    "catalogue_product": (SIGNED_IN, PRODUCT),
    "catalogue_group": (SIGNED_IN, GROUP),
    "catalogue_rights": (SIGNED_IN, {}),
    "catalogue_editions": (SIGNED_IN, {}),
    "catalogue_propose": ("ffffffyfffs", {}),
    "catalogue_proposal": ("ffffffnfffs", {"name": "x"}),
    "catalogue_download": ("nnnnnnnnnns", {"public_id": "x"}),
    # the questionnaires: a draft
    "questionnaires_list": (SIGNED_IN, {}),
    "questionnaires_start!": ("ffffffrfffs", {"form": "full"}),
    "questionnaires_edition": (SECRETARIAT, QUESTIONNAIRE),
    "questionnaires_changes": (SECRETARIAT, QUESTIONNAIRE),
    "questionnaires_preview": (SECRETARIAT, QUESTIONNAIRE),
    "questionnaires_new_question": (SECRETARIAT, QUESTIONNAIRE),
    "questionnaires_question": (SECRETARIAT, {**QUESTIONNAIRE, "code": "F-1.1"}),
    "questionnaires_move!": (POST_BLIND, {**QUESTIONNAIRE, "code": "F-1.1"}),
    "questionnaires_remove!": (POST_BLIND, {**QUESTIONNAIRE, "code": "F-1.1"}),
    "questionnaires_to_review!": (POST_BLIND, QUESTIONNAIRE),
    "questionnaires_back!": (POST_BLIND, QUESTIONNAIRE),
    "questionnaires_publish!": (POST_BLIND, QUESTIONNAIRE),
    "questionnaires_drop!": (POST_BLIND, QUESTIONNAIRE),
    # cases
    "cases_list": (NETWORK, {}),
    "cases_board": ("ynnnnnnnnns", {"team_id": "$team"}),
    "cases_board_own": (OWNERS, {"member_id": "$member"}),
    "cases_year": (NETWORK, {"team_id": "$team"}),
    "cases_plan": ("yffffffnnns", {"team_id": "$team", "supplier_id": "$supplier"}),
    "cases_plan_own": ("yynyyynnnns", {**GROUP, "supplier_id": "$supplier"}),
    "cases_follow_up": ("ynnnnnnnnns", {"public_id": "$follow_up"}),
    "cases_change": ("ynnnnnnnnns", {"public_id": "$follow_up"}),
    # one announced that is to be asked about; and a self-report that was sent back
    "cases_dispatch": ("yffffffnnns", {"public_id": "$announced"}),
    "cases_dispatch_many": ("yffffffnnns", {"team_id": "$team"}),
    "cases_withdraw_report": ("yfnfnnnnnns", {"public_id": "$self_report"}),
    "cases_invite_another": ("yfnfnnnnnns", {"public_id": "$self_report"}),
    "cases_send_link!": ("efnfnnnnnns", {"public_id": "$self_report"}),
    "cases_round": ("ynnnnnnnnns", {"public_id": "$round"}),
    "cases_round_stop!": ("rnnnnnnnnns", {"public_id": "$round"}),
    "cases_round_go_on!": ("rnnnnnnnnns", {"public_id": "$round"}),
    # all files together: Olga's own
    "packages_order!": ("nnnnnnnnnns", {}),
    "packages_package": ("ynnnnnnnnns", {"public_id": "$package"}),
    "packages_stop!": ("rnnnnnnnnns", {"public_id": "$package"}),
    "packages_go_on!": ("fnnnnnnnnns", {"public_id": "$package"}),
    "packages_file": ("ynnnnnnnnns", {"public_id": "$package"}),
    "cases_announce!": (POST_BLIND_NETWORK, {"public_id": "$follow_up"}),
    "cases_ask_mandates!": ("rnnnnnnnnns", {"public_id": "$follow_up"}),
    "cases_join!": ("rnnnnnnnnns", {"public_id": "$follow_up"}),
    "cases_cover!": ("rnnnnnnnnns", {"public_id": "$follow_up"}),
    # self-reports
    "followed_one": (ANSWERER, {"public_id": "$running"}),
    "answers_report": (ANSWERER, REPORT),
    "answers_step": (ANSWERER, {**REPORT, "step": "alle"}),
    "answers_preview": (ANSWERER, REPORT),
    "answers_workbook": (ANSWERER, REPORT),
    "answers_handed_in": ("yynynnnynns", {**REPORT, "number": 1}),
    "answers_save!": ("nnnnnnnenns", {**REPORT, "code": "F-1.4"}),
    "answers_hand!": ("nnnnnnnrnns", {**REPORT, "code": "F-1.4"}),
    "answers_attach!": ("nnnnnnnrnns", {**REPORT, "code": "F-1.4"}),
    "answers_detach!": ("nnnnnnnrnns", {**REPORT, "code": "F-1.4", "evidence_id": "evd-none"}),
    "answers_confirm!": ("nnnnnnnrnns", {**REPORT, "step": "2.1"}),
    "answers_upload!": ("nnnnnnnenns", REPORT),
    "cases_drop!": (POST_BLIND_NETWORK, {"public_id": "$follow_up"}),
    # what was concluded in one that all know of, for Oslo's contract
    "cases_conclusions": (NETWORK, {"public_id": "$concluded"}),
    "cases_point": ("yffffffnnns", {"public_id": "$concluded", "number": "1.1"}),
    "cases_leave_rest!": (POST_BLIND_NETWORK, {"public_id": "$concluded"}),
    "cases_conclude!": (POST_BLIND_NETWORK, {"public_id": "$concluded"}),
    "cases_rely": (OWNERS, {"public_id": "$concluded", "contract_id": "$contract"}),
    "cases_proof": (OWNERS, {"contract_id": "$contract"}),
    # a self-report that the team reads; Oslo's people may read it and do not judge it
    "cases_examples": (NETWORK, {}),
    "cases_read": ("yfnnnnnnnns", {"report_id": "$reading"}),
    "cases_read_act!": (POST_BLIND_NETWORK, {"report_id": "$reading", "verb": "ferdig"}),
    "cases_read_answer": ("yfnnnnnnnns", {"report_id": "$reading", "code": "F-1.1"}),
    # meetings: one that the supplier is invited to
    "meetings_new": (SEEN_NOT_RUN, {"follow_up_id": "$running"}),
    "meetings_one": (TEAM_AND_SUPPLIER, MEETING),
    "meetings_calendar": (TEAM_AND_SUPPLIER, MEETING),
    "meetings_change": ("ynnnnnnfnns", MEETING),
    "meetings_minutes": ("ynnnnnnfnns", MEETING),
    "meetings_agree!": ("ennnnnnfnns", MEETING),
    "meetings_task!": ("ennnnnnfnns", {**MEETING, "task_id": "$meeting_task", "verb": "fjern"}),
    "meetings_move!": ("ennnnnnenns", {**MEETING, "verb": "avlys"}),
    # reviews of documents: one that the supplier is to answer
    "reviews_new": (SEEN_NOT_RUN, {"follow_up_id": "$running"}),
    "reviews_one": (TEAM_AND_SUPPLIER, DOC_REVIEW),
    "reviews_change": ("fnnnnnnfnns", DOC_REVIEW),
    "reviews_give": ("fnnnnnnynns", {**DOC_REVIEW, "row_id": "$doc_row"}),
    "reviews_absent!": ("fnnnnnnenns", {**DOC_REVIEW, "row_id": "$doc_row"}),
    "reviews_judge!": ("ennnnnnfnns", {**DOC_REVIEW, "row_id": "$doc_row"}),
    "reviews_move!": ("ennnnnnenns", {**DOC_REVIEW, "verb": "trekk"}),
    # audits: one that Oslo is asked about and Revi is engaged for, with a report that is stopped
    "audits_new": (SEEN_NOT_RUN, {"follow_up_id": "$running"}),
    "findings_board": ("yyyyyyyyyns", {}),
    "findings_list": (NETWORK, {"follow_up_id": "$running"}),
    "findings_new": ("yffffffnnns", {"follow_up_id": "$running"}),
    "findings_one": (TEAM_AND_SUPPLIER, FINDING),
    "findings_change": ("ynnnnnnfnns", FINDING),
    "findings_decide": ("ynnnnnnfnns", FINDING),
    "findings_move!": ("ennnnnnenns", {**FINDING, "verb": "trekk"}),
    "findings_remedy": (TEAM_AND_SUPPLIER, FINDING),
    "findings_remedy_say": ("ynnnnnnynns", {**FINDING, "verb": "krav"}),
    # letters: one that the supplier has answered, and a template that Oslo has adapted
    "letters_list": (SIGNED_IN, {}),
    "letters_write!": ("rrnnnnnnnns", {"decision_id": "$decision"}),
    "letters_joint": ("yffffffnnns", {"follow_up_id": "$running"}),
    "letters_one": ("yynnnnnynns", LETTER),
    "letters_change": ("yynnnnnnnns", {"public_id": "$letter_draft"}),
    "letters_file": ("yynnnnnnnns", {"public_id": "$letter_draft", "form": "pdf"}),
    "letters_move!": ("eennnnnenns", {**LETTER, "verb": "notersvar"}),
    "letter_templates": ("yyynnnnnnns", {"member_id": "$member"}),
    "letter_templates_one": ("yyynnnnnnns", TEMPLATE),
    "letter_templates_word": ("yyynnnnnnns", TEMPLATE),
    "letter_templates_in!": ("ffennnnnnns", TEMPLATE),
    "letter_templates_standard!": ("ffennnnnnns", TEMPLATE),
    "letter_templates_example": ("yyynnnnnnns", {**TEMPLATE, "form": "docx"}),
    "concerns_languages": (EVERYBODY, {}),
    "concerns_start": (EVERYBODY, {"language": "ur"}),
    "concerns_write": (EVERYBODY, {"language": "ur"}),
    "concerns_code": (EVERYBODY, {"language": "ur"}),
    "signals_inbox": ("ynnnnyynnns", {}),
    "signals_new": (NETWORK, {}),
    "signals_one": ("ynnnnnynnns", SIGNAL),
    "signals_move!": ("ennnnnennns", {**SIGNAL, "verb": "se"}),
    "inquiries_open": ("ynnnnnynnns", SIGNAL),
    "inquiries_list": (NETWORK, {}),
    "inquiries_one": ("yynnnnynnns", INQUIRY),
    "inquiries_acknowledge!": ("nnnnnnnnnns", INQUIRY),
    "inquiries_part!": ("eennnnennns", INQUIRY),
    "inquiries_allege": ("yfnnnnfnnns", {**INQUIRY, "follow_up_id": "$running"}),
    "inquiries_move!": ("eennnnennns", {**INQUIRY, "verb": "spor"}),
    "inquiries_branch": (ANSWERER, {"public_id": "$branch"}),
    # what decisions set in motion: Oslo's own, which the supplier sees; Mons manages the register there
    "steps_write": ("ffnnnnnnnns", {"decision_id": "$decision", "kind": "arbeiderne"}),
    "steps_suspension": (OWN_AND_SUPPLIER, {"public_id": "$suspension"}),
    "steps_suspension_move": ("yfnnnnnfnns", {"public_id": "$suspension", "verb": "vurder"}),
    "steps_replacement": (OWN_AND_SUPPLIER, {"public_id": "$replacement"}),
    "steps_replacement_move": ("yynnnnnfnns", {"public_id": "$replacement", "verb": "vurder"}),
    "steps_take_back!": ("eennnnnenns", {"public_id": "$replacement"}),
    "steps_termination": (OWN_AND_SUPPLIER, {"public_id": "$termination"}),
    "steps_termination_move": ("yfnnnnnfnns", {"public_id": "$termination", "verb": "ferdig"}),
    "steps_condition_new": ("yynnnnnnnns", {"contract_id": "$contract"}),
    "steps_condition": (OWN_AND_SUPPLIER, {"public_id": "$condition"}),
    "steps_condition_move": ("yfnnnnnfnns", {"public_id": "$condition", "verb": "frafall"}),
    "steps_bids": (NETWORK, {}),
    "steps_bid_new": ("yyfyyyfnnns", {"supplier_id": "$supplier"}),
    "steps_bid": ("yynnnnnnnns", {"public_id": "$bid"}),
    "steps_bid_end!": ("eennnnnnnns", {"public_id": "$bid"}),
    "steps_bid_move": ("yfnnnnnnnns", {"public_id": "$bid", "verb": "la-vaere"}),
    "plans_ask!": ("fnnnnnnnnns", {"follow_up_id": "$running"}),
    "plans_one": (TEAM_AND_SUPPLIER, ACTION_PLAN),
    "plans_move!": ("ennnnnnenns", {**ACTION_PLAN, "verb": "foresla"}),
    "plans_measure_new": ("fnnnnnnynns", ACTION_PLAN),
    "plans_measure": ("fnnnnnnynns", MEASURE),
    "plans_remove!": ("ennnnnnenns", MEASURE),
    "plans_prove": ("fnnnnnnynns", AGREED),
    "plans_unblock!": ("ennnnnnenns", MEASURE),
    # publications: one that the supplier is shown, and what everybody reads
    "publications_list": (SECRETARIAT, {}),
    "publications_areas!": ("nnnnnnennns", {}),
    "publications_limit!": ("nnnnnnennns", {}),
    "publications_in": (NETWORK, {"follow_up_id": "$running"}),
    "publications_new!": ("ennnnnnnnns", {"follow_up_id": "$running"}),
    "publications_one": (TEAM_AND_SUPPLIER, PUBLICATION),
    "publications_write": ("fnnnnnnnnns", PUBLICATION),
    "publications_passage": ("fnnnnnnnnns", {**PUBLICATION, "passage_id": "$publication_passage"}),
    "publications_move!": ("ennnnnnenns", {**PUBLICATION, "verb": "ta-tilbake"}),
    "public_start": (EVERYBODY, {}),
    "public_list": (EVERYBODY, {}),
    "public_data": (EVERYBODY, {}),
    "public_areas": (EVERYBODY, {}),
    "public_csv": (EVERYBODY, {}),
    "public_json": (EVERYBODY, {}),
    "public_result": (EVERYBODY, {"page": "pub-open000000"}),  # withdrawn: the notice
    "public_version": (EVERYBODY, {"page": "pub-open000000", "number": "1"}),
    # the ladder: a case that covers Oslo alone, with a decision of Oslo's that it shares and a draft
    "sanctions_case": (OWNERS, {"follow_up_id": "$running"}),
    "sanctions_recommend": ("yfnnnnnnnns", {"follow_up_id": "$running"}),
    "sanctions_begin!": ("rrnnnnnnnns", {"follow_up_id": "$running", "contract_id": "$contract"}),
    "sanctions_withdraw!": ("eennnnnnnns", {"public_id": "$recommendation"}),
    "sanctions_decision": (OWNERS, {"public_id": "$decision"}),
    "sanctions_decision_move!": ("eennnnnnnns", {"public_id": "$decision_draft", "verb": "trekk"}),
    "plans_act": ("ynnnnnnfnns", {**AGREED, "verb": "utsett"}),
    "audits_one": ("yynnnnnnnys", AUDIT),
    "audits_change": ("ffnnnnnnnfs", AUDIT),
    "audits_offer!": ("ffnnnnnnnfs", AUDIT),
    "audits_choose!": ("eennnnnnnes", {**AUDIT, "offer_id": "$offer"}),
    "audits_share!": ("ffnnnnnnnfs", AUDIT),
    "audits_carry_over": ("ffnnnnnnnfs", AUDIT),
    "audits_move!": ("eennnnnnnes", {**AUDIT, "verb": "avlys"}),
    "audits_consent": (OWNERS, {"consent_id": "$consent"}),
    "audits_report": ("ynnnnnnnnys", AUDIT_REPORT),
    "audits_facts": ("fnnnnnnnnfs", AUDIT_REPORT),
    "audits_row_new": ("fnnnnnnnnfs", AUDIT_REPORT),
    "audits_row": ("fnnnnnnnnfs", {**AUDIT_REPORT, "row_id": "$report_row"}),
    "audits_row_remove!": ("fnnnnnnnnfs", {**AUDIT_REPORT, "row_id": "$report_row"}),
    "audits_recheck!": ("fnnnnnnnnfs", AUDIT_REPORT),
    "audits_report_move!": ("ennnnnnnnes", {**AUDIT_REPORT, "verb": "vis"}),
    # memos: one that stands with the linked buyers
    "memos_list": (SIGNED_IN, {}),
    "memos_new": ("yffffyffffs", {}),
    "memos_memo": ("yynynnnnnns", MEMO),
    "memos_print": ("yynynnnnnns", MEMO),
    "memos_edit": ("yfnfnnnnnns", MEMO),
    "memos_passage_new": ("yfnfnnnnnns", MEMO),
    "memos_passage": ("yfnfnnnnnns", PASSAGE),
    "memos_review!": ("rfnfnnnnnns", PASSAGE),
    "memos_buyers": ("yfnfnnnnnns", MEMO),
    "memos_show": ("yfnfnnnnnns", MEMO),
    "memos_release": ("yfnfnnnnnns", MEMO),
    "memos_withdraw": ("yfnfnnnnnns", {**MEMO, "release_id": "$release"}),
    # groups
    "teams_list": (NETWORK, {}),
    "teams_form": ("ffffffynnns", {}),
    "teams_finish!": ("rnnnnnnnnns", {"task_id": "$task"}),
    "teams_handover": ("ynnnnnynnns", {"handover_id": "$handover"}),
    "teams_answer!": ("fnnnnnfnnns", {"handover_id": "$handover", "verb": "ta-over"}),
    "teams_team": (NETWORK, TEAM),
    "teams_add_task!": ("eeeeeeennns", TEAM),
    "teams_seats": ("yfffffynnns", TEAM),
    "teams_part!": ("nnnnnnnnnns", {**TEAM, "person_id": "$seated"}),
    "teams_leave": ("yfffffynnns", {**TEAM, "person_id": "$seated"}),
    "teams_frame": ("ffffffynnns", TEAM),
    "teams_hand_over": ("yffffffnnns", TEAM),
    "teams_standing": (NETWORK, TEAM),
    "teams_move!": ("eeeeeeeeees", {**TEAM, "verb": "dvale"}),
    # mandates
    "mandates_ours": (NETWORK, {}),
    "mandates_done": ("yynyyynnnns", {}),
    "mandates_team": (NETWORK, TEAM),
    "mandates_team_export": (NETWORK, TEAM),
    "mandates_ask": ("yffffffnnns", TEAM),
    "mandates_step": ("yffffffnnns", TEAM),
    "mandates_answer": ("yynnnnnnnns", {"public_id": "$request"}),
    "mandates_take_back!": ("fffffffnnns", {"public_id": "$request"}),
    "mandates_mandate": ("yynnnnnnnns", MANDATE),
    "mandates_limit!": ("eennnnnnnns", MANDATE),
    "mandates_withdraw!": ("eennnnnnnns", MANDATE),
    # the plan of teams
    "planner_overview": ("rrfrrryfffs", {}),
    "planner_make!": ("ffffffefffs", {}),
    "planner_wishes": ("rrfrrrffffs", {}),
    "planner_wishes_of": ("yynnnnnnnns", MEMBER),
    "planner_plan": ("nnnnnnynnns", PLAN),
    "planner_progress": ("nnnnnnynnns", PLAN),
    "planner_leaving": ("nnnnnnnnnns", PLAN),
    "planner_team": ("nnnnnnynnns", PLAN | {"group": "medical"}),
    "planner_lead!": ("eeeeeeeeees", PLAN | {"group": "medical"}),
    "planner_adopt": ("nnnnnnynnns", PLAN),
    "planner_drop!": ("eeeeeeeeees", PLAN),
    "network_overview": (NETWORK, {}),
    "network_export": (NETWORK, {}),
    # supply chains
    "chain_home": ("nnnnnnnryns", {}),
    "chain_ours": ("nnnnnnnynns", SUPPLIER),
    "chain_start!": ("nnnnnnnrnns", SUPPLIER),
    "chain_declaration": ("yynyyynynns", {"public_id": "$told"}),
    "chain_write": ("nnnnnnnynns", DRAFT),
    "chain_row_new!": ("nnnnnnnrnns", DRAFT),
    "chain_row!": ("nnnnnnnrnns", {**DRAFT, "number": 1}),
    "chain_workbook": ("nnnnnnnynns", DRAFT),
    "chain_upload!": ("nnnnnnnenns", DRAFT),
    "chain_preview": ("nnnnnnnynns", DRAFT),
    "chain_say!": ("nnnnnnnrnns", DRAFT),
    "chain_drop!": ("nnnnnnnrnns", DRAFT),
    "chain_invite": ("nnnnnnnynns", DRAFT),
    "chain_invitation!": ("nnnnnnnrnns", {"public_id": "$tier_invitation"}),
    "chain_behind": (CHAIN, SUPPLIER),
    "chain_ask": (CHAIN, SUPPLIER),
    # evidence: what Oslo has about Nordhav, and what Nordhav brought itself; a file that Olga is sending
    "evidence_list": (SIGNED_IN, {}),
    "evidence_new": ("yyfyyyfyyfs", {}),
    "evidence_upload_begin!": (POST_BLIND, {}),
    "evidence_upload": ("ynnnnnnnnns", {"upload_id": "$upload"}),
    "evidence_upload_check!": ("ennnnnnnnns", {"upload_id": "$upload"}),
    "evidence_one": ("yynyyynynns", {"public_id": "$from_supplier"}),
    "evidence_file": ("yynyyynnnns", {"public_id": "$evidence"}),
    "evidence_revise": ("yfnfffnnnns", {"public_id": "$evidence"}),
    "evidence_remove!": ("ffnfffnrnns", {"public_id": "$from_supplier"}),
    # members and their people
    "organisation_mine": (NETWORK, {}),
    "organisation_act_for!": (AGAIN, {}),
    "organisation_members": (NETWORK, {}),
    "organisation_add_member": ("ffffffyfffs", {}),
    "organisation_take_up": ("nnnnnnnnnny", {"secret": "invitation"}),
    "organisation_invitation!": ("nnrnnnfnnns", {"public_id": "$invitation"}),
    "organisation_person": ("nnynnnnnnns", PERSON),
    "organisation_role!": ("nnnnnnnnnns", PERSON),
    "organisation_use!": ("nnrnnnnnnns", PERSON),
    "organisation_review": ("nnynnnnnnns", REVIEW),
    "organisation_review_decide!": ("nnnnnnnnnns", REVIEW),
    "organisation_review_keep!": ("nnrnnnnnnns", REVIEW),
    "organisation_review_close!": ("nnfnnnnnnns", REVIEW),
    "organisation_review_sheet": ("nnynnnnnnns", REVIEW),
    "organisation_review_proof": ("nnynnnnnnns", REVIEW),
    "organisation_withdraw_representation!": ("rfrffffnnns", {"public_id": "$representation"}),
    "organisation_supplier_people": ("nnnnnnyynns", SUPPLIER),
    "organisation_supplier_role!": ("nnnnnnrfnns", SUPPLIER),
    "organisation_supplier_invitation!": ("nnnnnnnfnns", SUPPLIER),
    "organisation_member": (NETWORK, MEMBER),
    "organisation_invite": ("ffynnnfnnns", MEMBER),
    "organisation_contact": ("ffyffffnnns", MEMBER),
    "organisation_change_member": ("ffffffyfffs", MEMBER),
    "organisation_domain!": ("ffffffennns", MEMBER),
    "organisation_let_act": ("yfyffffnnns", MEMBER),
    "journal_list": ("yyyyyyynnys", {}),
    "journal_sheet": ("yyyyyyynnys", {}),
    **LINES_OF_KNOWLEDGE,
}

# What is typed into searches and autocompletes: (name of the address, the field).
SEARCHES = (
    ("search", "q"),
    ("contracts_list", "text"),
    ("contracts_suppliers", "supplier_name"),
    ("touched_home", "q"),
    ("touched_suggest", "q"),
)

# Fields of words and numbers that hold codes, checksums or ids and no fact of anybody: they need no planted secret.
CODES = {
    "Person.password": "a salted hash; never rendered",
    "Person.language": "a code of two letters",
    "Invitation.roles": "role codes",
    "Invitation.language": "a code of two letters",
    "Invitation.secret_hash": "a hash",
    "CalendarLink.secret_hash": "a hash",
    "SignIn.outcome": "a code",
    "SignIn.method": "a code",
    "AccessReviewLine.role": "a role code",
    "AccessReviewLine.decision": "a code",
    "SupplierRole.role": "a role code",
    "RiskDecision.kind": "a code",
    **dict.fromkeys(("Inquiry.kind", "Inquiry.start_kind", "Inquiry.start_key", "Signal.kind"), "a code"),
    "Inquiry.product_id": "a code of the catalogue",
    "Signal.language": "a code of two letters",
    **dict.fromkeys(("Signal.receipt_hash", "Signal.once_hash", "SignalMessage.once_hash"), "a hash"),
    **dict.fromkeys(("Letter.kind", "LetterTemplate.kind"), "a code"),
    **dict.fromkeys(("Letter.language", "LetterTemplate.language"), "a code of two letters"),
    **dict.fromkeys(("Letter.answer_rule", "Letter.correct_rule"), "a rule, such as receipt+P2W"),
    **dict.fromkeys(("Letter.pdf_sha256", "Letter.word_sha256", "LetterTemplate.layout_sha256"), "a checksum"),
    "LetterSignature.text_sha256": "a checksum",
    "Letter.term_set": "a code",
    "SearchWord.stem": "words of everything that is told to the search, which is looked for by all of the secrets",
    "RiskDecision.products": "ids of the public list",
    "RegisterImport.file_path": "a path under MEDIA_ROOT, made of the id",
    "RegisterImport.checksum": "a checksum",
    "RegisterImport.problem": "a code",
    "ColumnMemory.field": "a field's name",
    "VanishedContract.decision": "a code",
    "Evidence.sha256": "a checksum",
    "RelianceDecision.against": "codes",
    **dict.fromkeys(("Recommendation.step", "SanctionDecision.step"), "the code of a step of the ladder"),
    **dict.fromkeys(("Score.code", "Settlement.code", "AnswerRemark.code"), "the code of a question"),
    **dict.fromkeys(("Score.answer", "Settlement.answer"), "a checksum"),
    "Upload.sha256": "a checksum",
    "Package.sha256": "a checksum",
    "Package.holds": "ids of evidence",
    "ColourChange.flags": "codes of the rule of colours",
    "Finding.site_country": "a code of two letters",
    "NewPlace.country": "a code of two letters",
    "NewPlace.site_key": "an id",
    "Replacement.old_country": "a code of two letters",
    "Replacement.old_key": "an id, or the name in old_name",
    "Replacement.products": "as Suspension.products",
    "Replacement.told_in": "an id",
    "NewPlace.knew": "ids, codes and counts",
    "ExitAssessment.knew": "counts",
    "Suspension.places": "as Replacement.old_name",
    "SuspensionStep.kind": "a code",
    "SuspensionStep.result": "a code",
    "OrderCondition.products": "as Suspension.products",
    "Bid.ground": "a code",
    "QualificationRefusal.ground": "a code",
    **dict.fromkeys(("Entitlement.currency", "StatedTotal.currency"), "a code of three letters"),
    "AuditSite.country": "a code of two letters",
    "Conclusion.site_country": "a code of two letters",
    "Conclusion.site_key": "an id, or the name in site_name",
}


@dataclass(frozen=True)
class Line:
    name: str
    post: bool
    answers: str
    parameters: Mapping[str, Any] = field(default_factory=dict)


def lines() -> list[Line]:
    return [
        Line(name.removesuffix("!"), name.endswith("!"), answers, parameters)
        for name, (answers, parameters) in LINES.items()
    ]
