"""PostgreSQL's own wall: pages are served by roles that own nothing, and each row of a member says who may see it.

There are two roles: `aktsom_network` for those who take part in the cooperation, to whom the facts of the network lie
open without a test, and `aktsom_app` for all others. `aktsom.sharing.wall` says who asks; with nothing said nothing is
seen. Policies compare columns with settings that are read once a statement. Their form is what they cost:

- `(select ...)` makes PostgreSQL compute a value once; the cast outside it makes a list of it. A sub-select that names
  a column of the row, or a function of one, runs for each row and costs hundreds of times as much. Writes of single
  rows alone have one.
- `case when ... then 1 end is not null` is plain `...`, but PostgreSQL takes it to be nearly always so, which behind the
  explicit filter of every list it is. With the plain form it counts on a few rows where there are thousands, and joins
  them one by one.

Tables without a policy are listed with the reason in tests/sharing/walled.py.
"""

from django.core.exceptions import ImproperlyConfigured
from django.db import ProgrammingError, migrations, transaction

from aktsom.migrations._before import REPLACED
from aktsom.migrations._policies import (
    APP, COVERED, HERS, KEEPS_NETWORK, KEYS, ME, MINE, NETWORK, PEOPLE_OF, TEAMS, among, either, of, put_up, setting,
    take_down,
)  # fmt: skip
from aktsom.migrations._tables import InTheDatabase

OF_HERS = f"contract_id = any(array(select id from aktsom_contract where {HERS}))"
OF_OWN_CONTRACT = f"exists (select from aktsom_contract c where c.id = contract_id and c.member_id = any({setting('members')}))"
PLANS = f"(state = 'adopted') or {KEEPS_NETWORK}"  # a draft is not yet a decision
HANDED_TO_ME = (  # until I have answered, while I may sit for the member
    f"team_id = any(array(select team_id from aktsom_handover where receiver_id = {ME} and state = 'offered' and {MINE}))"
)
RELEASED_TO_HERS = (  # what was decided on a memo that a supplier has been shown
    f"subject = any(array(select m.public_id from aktsom_memo m where {HERS} and m.supplier_shown_at is not null union all "
    "select p.public_id from aktsom_memopassage p join aktsom_memo m on m.id = p.memo_id "
    f"where {HERS} and m.supplier_shown_at is not null))"
)
OF_SEEN_DECLARATION = "declaration_id = any(array(select id from aktsom_declaration))"
OF_OWN_DECLARATION = f"declaration_id = any(array(select id from aktsom_declaration where {HERS}))"
# What is being written is for the supplier alone, until it is sent.
OF_SENT_DECLARATION = "declaration_id = any(array(select id from aktsom_declaration where submitted_at is not null))"
OF_THE_NETWORK = f"scope = 'network' and {KEEPS_NETWORK}"
OF_THE_PEOPLE = f"scope <> '' and ({PEOPLE_OF})"
INVITED_FOR_HERS = f"id = any(array(select invitation_id from aktsom_supplierinvitation where {HERS}))"
PEOPLE_AT_HOME = f"person_id = any(array(select id from aktsom_person where home_id = any({setting('people_of')})))"
OF_SEEN_SITES = " and ".join(f"{end}_id = any(array(select id from aktsom_site))" for end in ("one", "other"))
OF_SEEN_LINK = "link_id = any(array(select id from aktsom_chainlink))"
OURS = either(TEAMS, MINE)
ASKERS = either(TEAMS, f"team_id is null and {among('owner_id', 'members')}")
OF_SEEN_FOLLOW_UP = "follow_up_id = any(array(select id from aktsom_followup))"
OF_OUR_FOLLOW_UP = f"follow_up_id = any(array(select id from aktsom_followup where {OURS}))"
TOLD = "state in ('returned', 'judged')"  # what readers advise, once they have


def of_report(test=""):
    return of("selfreport", "self_report_id", test)


def of_the_network(network):
    """{table: (who sees a row, who may add, change or remove one)}, one test when the two are the same; `network` says
    whether for those who take part in the cooperation."""
    return {
        "journalentry": (
            either(
                MINE,
                among("on_behalf_of_id", "members"),
                f"person_id = {ME}",
                "subject like 'tea-%'" if network else False,  # what a category team has done
                OF_THE_NETWORK if network else False,
                OF_THE_PEOPLE,
            ),
            f"person_id = {ME}",
        ),
        "invitation": (
            either(PEOPLE_OF, KEEPS_NETWORK, f"sent_by_id = {ME}", f"person_id = {ME}", INVITED_FOR_HERS),
            either(PEOPLE_OF, KEEPS_NETWORK, f"member_id is null and sent_by_id = {ME}", INVITED_FOR_HERS),
        ),
        "signin": (either(f"person_id = {ME}", PEOPLE_AT_HOME), f"person_id = {ME}"),
        "accessreview": either(PEOPLE_OF, KEEPS_NETWORK),
        "accessreviewline": "review_id = any(array(select id from aktsom_accessreview))",
        "release": (network or RELEASED_TO_HERS, either(among("owner_id", "members"), f"person_id = {ME}")),
        "supplierrole": either(HERS, f"person_id = {ME}", KEEPS_NETWORK),
        "supplierinvitation": either(HERS, network),
        "contract": (either("state <> 'struck'" if network else f"state <> 'struck' and {HERS}", MINE), MINE),
        "ownfacts": MINE,
        "contractcpv": (either(OF_HERS, network), OF_OWN_CONTRACT),
        "registerimport": MINE,
        "importrow": MINE,
        "vanishedcontract": MINE,
        "columnmemory": MINE,
        "screening": (network, OF_OWN_CONTRACT),
        "screeningmatch": (either("\"where\" <> 'description'" if network else False, MINE), MINE),
        "contractrisk": (network, MINE),
        "riskproduct": (network, MINE),
        "riskdecision": MINE,
        "mandate": (either(OF_HERS, network), either(MINE, TEAMS, KEEPS_NETWORK)),
        "mandaterequest": (network, either(TEAMS, KEEPS_NETWORK)),
        "teamtask": (either(TEAMS, HANDED_TO_ME, KEEPS_NETWORK), either(TEAMS, KEEPS_NETWORK)),
        "teamstep": (either(HERS, network), TEAMS),
        "stepcontract": network,
        "handover": either(TEAMS, f"receiver_id = {ME}", f"giver_id = {ME}", KEEPS_NETWORK),
        "teamwish": (network, either(MINE, KEEPS_NETWORK)),
        "teamcapacity": (network, either(MINE, KEEPS_NETWORK)),
        # Others lock an adopted one to be told why they may not change it.
        "teamplan": (PLANS if network else False, KEEPS_NETWORK, PLANS if network else False),
        "memo": KEYS,
        "memopassage": KEYS,
        "memolink": "memo_id = any(array(select id from aktsom_memo))",
        "suppliercontact": MINE,
        "supplierproposal": either(HERS, network),
        "samenessjudgement": network,
        "samenesscandidate": network,
        "samenessthreshold": network,
        "site": KEYS,
        # That two places are one is told to those who see both.
        "sitejudgement": OF_SEEN_SITES if network else "false",
        "sitepair": OF_SEEN_SITES if network else "false",
        "linkcheck": OF_SEEN_LINK,
        "declaration": KEYS,
        "declarationcontract": (either(OF_HERS, OF_OWN_DECLARATION, network), OF_OWN_DECLARATION),
        "declarationrow": (either(OF_OWN_DECLARATION, OF_SENT_DECLARATION), OF_OWN_DECLARATION),
        "tierinvitation": either(OF_SEEN_DECLARATION, OF_SEEN_DECLARATION.replace("declaration_id", "asked_in_id", 1)),
        "sitestatement": (
            "site_id = any(array(select id from aktsom_site)) and (declaration_id is null or "
            f"({OF_SEEN_DECLARATION}))"
        ),
        "chainlink": KEYS,
        "reachchange": (False, True),  # put there by whoever changes a link, read by the platform alone
        "concernlist": network,
        "concernentry": network,
        "concernhit": network,
    }


def of_follow_ups(network):
    """A planned one is the team's own until it is announced; what rests on one is seen with it."""
    our_conclusions = of("conclusion", "conclusion_id", OF_OUR_FOLLOW_UP)
    return {
        "followup": (either(OURS, "announced_at is not null" if network else False), OURS),
        "coveredcontract": (OF_SEEN_FOLLOW_UP, OF_OUR_FOLLOW_UP),
        "conclusion": (OF_SEEN_FOLLOW_UP, OF_OUR_FOLLOW_UP),
        "citedevidence": our_conclusions,
        "reliancedecision": (either(MINE, OF_SEEN_FOLLOW_UP if network else False), MINE),
        "evidence": KEYS,
        "upload": f"person_id = {ME}",
        "calendarlink": f"person_id = {ME}",
        "package": f"person_id = {ME}",
        "monthlyletter": "false",
    }


def of_self_reports(network):
    """What is written is the supplier's alone until it is handed in, secret passages are for those who ask, and so is
    the reading, but for advice to the supplier."""
    parties, own, ours = either(ASKERS, HERS), of_report(HERS), of_report(ASKERS)
    return {
        "selfreport": (KEYS, parties),
        "reportedcontract": (of_report(), of_report(parties)),
        "submission": (of_report(), own),
        "secretpassage": (
            of("submission", "submission_id", of_report(parties)), of("submission", "submission_id", own),
        ),
        "sentback": (of_report(), ours),
        **dict.fromkeys(("answer", "answerfile", "handedquestion"), own),
        "reportinvitation": (of_report(parties), ours),
        "reportletter": (of_report(), "false"),
        "dispatchround": TEAMS,
        "dispatchline": of("dispatchround", "round_id"),
        **dict.fromkeys(("reportreader", "score", "settlement", "readinghours", "rereading"), ours),
        "answerremark": (either(ours, f"kind = 'advice' and {of_report(f'{HERS} and {TOLD}')}"), ours),
        "exampleanswer": (network, either(TEAMS, "team_id is null" if network else False)),
    }


def of_control(network):
    """Meetings, reviews of documents and audits: seen by who follows up and by the other party, and by those whose
    contracts are covered when they stand."""
    def parts(table, column, *names):
        return dict.fromkeys(names, (of(table, column), of(table, column, KEYS)))

    return {
        **dict.fromkeys(("meeting", "documentreview", "audit", "auditreport"), (either(KEYS, COVERED), KEYS)),
        **parts("meeting", "meeting_id", "agendapoint", "meetingtask", "meetingcomment"),
        **parts("documentreview", "review_id", "documentrow"),
        "documentverdict": (
            of("documentrow", "row_id"), of("documentrow", "row_id", of("documentreview", "review_id", KEYS)),
        ),
        **parts("audit", "audit_id", "auditsite", "auditoffer", "auditshare", "auditconsent"),
        **parts("auditreport", "report_id", "auditrow", "auditrecheck"),
    }


def policies(network):
    return {**of_the_network(network), **of_follow_ups(network), **of_self_reports(network), **of_control(network)}


MAKE_ROLE = """
do $$ begin
    if not exists (select from pg_roles where rolname = '{role}') then
        create role {role} nologin;
    end if;
exception when duplicate_object or unique_violation then null;  -- another database of the cluster made it just now
end $$
"""
BE_THE_ROLE = """
do $$ begin
    if not pg_has_role(current_user, '{role}', 'member') then
        execute format('grant {role} to %I', current_user);
    end if;
end $$
"""
GRANTS = (
    "grant usage on schema public to {role}",
    "grant select, insert, update, delete on all tables in schema public to {role}",
    "grant usage, select on all sequences in schema public to {role}",
    "alter default privileges in schema public grant select, insert, update, delete on tables to {role}",
    "alter default privileges in schema public grant usage, select on sequences to {role}",
    # Work waiting is put there by pages and read by the worker alone; what is asked back is the row's id.
    "revoke select, update, delete on aktsom_outboxmessage from {role}",
    "grant select (id) on aktsom_outboxmessage to {role}",
)


def raise_wall(schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for role in (APP, NETWORK):
        make_role(schema_editor, role)
        for statement in GRANTS:
            schema_editor.execute(statement.format(role=role), params=None)
    put_up(schema_editor, policies)


def make_role(schema_editor, role):
    try:
        with transaction.atomic(using=schema_editor.connection.alias):
            schema_editor.execute(MAKE_ROLE.format(role=role), params=None)
            schema_editor.execute(BE_THE_ROLE.format(role=role), params=None)
    except ProgrammingError as error:
        user = schema_editor.connection.settings_dict.get("USER")
        raise ImproperlyConfigured(
            f"Pages are served by the database role {role}, which {user} may not make or act as. Let a superuser run: "
            f'create role {APP} nologin; create role {NETWORK} nologin; grant {APP}, {NETWORK} to "{user}"; '
            "and start again."
        ) from error


def lower_wall(schema_editor):
    take_down(schema_editor, policies)


class Migration(migrations.Migration):
    dependencies = [("aktsom", "0005_published_questions")]
    replaces = REPLACED
    operations = [InTheDatabase(raise_wall, lower_wall)]
