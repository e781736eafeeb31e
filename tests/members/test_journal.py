"""The journal as each may read it."""

from datetime import timedelta

import pytest

from aktsom.core import journal as core
from aktsom.core.actor import PLATFORM, Actor
from aktsom.core.journal import Act
from aktsom.core.models import JournalEntry
from aktsom.members.queries import narrowed
from aktsom.members.queries.journal import JournalFilters, colleagues, journal, names_of
from tests.cast import NOON, actor, member, person
from tests.risk.counting import queries

pytestmark = pytest.mark.django_db
NETWORK = ("member_changed",)


def act(by: Actor, verb: str, of: str | None, at=NOON, subject="con-1", on_behalf_of=None, **changes):
    core.record(
        by=by,
        at=at,
        acts=[
            Act(
                verb,
                subject,
                member(of).pk if of else None,
                member(on_behalf_of).pk if on_behalf_of else None,
                changes=changes,
            )
        ],
    )


def read(reader: str, after=None, size=50, **filters):
    return journal(actor(reader), JournalFilters(**filters), after, size=size)


def done(reader: str, **filters):
    """Only what this test wrote: the cast leaves its own traces."""
    return [row for row in read(reader, **filters).rows if row.subject.startswith("con-") or row.verb in NETWORK]


@pytest.fixture(autouse=True)
def _everybody():
    for one in ("olga", "rita", "berit", "sekka", "uma", "ada"):
        person(one)


def test_own_records_with_who_and_what_changed():
    act(actor("olga"), "contract_amended", "oslo", value=[1, 2])
    [row] = done("rita")
    assert (row.verb, row.person, row.body, row.member, row.changes) == (
        "contract_amended", "Olga", "Oslo kommune", "Oslo kommune", {"value": [1, 2]},
    )  # fmt: skip
    assert done("berit") == []
    assert done("sekka") == []


def test_what_others_do_in_our_name_is_told_by_name_and_body():
    """A team that works for Oslo: by Berit of Bergen on behalf of Oslo."""
    act(actor("berit"), "step_done", None, on_behalf_of="oslo", secret=[1, 2])
    [row] = done("rita", ours=True)
    assert (row.person, row.body, row.on_behalf_of, row.changes) == ("Berit", "Bergen kommune", "Oslo kommune", {})
    [own] = done("berit")
    assert (own.person, own.on_behalf_of) == ("Berit", "Oslo kommune")


def test_in_our_name_leaves_out_what_we_did_ourselves():
    act(actor("olga"), "contract_amended", "oslo", on_behalf_of="oslo")
    act(actor("olga"), "contract_amended", "oslo")
    act(PLATFORM, "contract_screened", "oslo", on_behalf_of="oslo")
    act(actor("berit"), "contract_amended", "bergen", on_behalf_of="bergen")
    assert [row.verb for row in done("rita", ours=True)] == ["contract_screened"]


def test_a_cooperation_reads_its_members_journals_without_names_of_their_people():
    from aktsom.members.actions import make_person

    ulla = make_person(by=PLATFORM, at=NOON, email="ulla@example.org", name="Ulla", home=member("uio"))
    act(Actor(ulla.pk, "Ulla", member("uio").pk), "contract_amended", "uio", value=[1, 2])
    [row] = done("uma")
    assert (row.person, row.body, row.changes) == ("", "Universitetet i Oslo", {"value": [1, 2]})


def test_the_secretariat_sees_acts_on_the_network_without_what_they_changed():
    act(actor("sekka"), "member_changed", "oslo", name=["a", "b"])
    act(PLATFORM, "member_changed", "bergen", name=["a", "b"])
    assert [row.changes for row in done("sekka")] == [{}, {}]
    assert [row.member for row in done("olga")] == ["Oslo kommune"]


def test_who_acts_for_one_member_reads_its_journal_alone():
    act(actor("olga"), "contract_amended", "oslo")
    act(actor("berit"), "contract_amended", "bergen")
    dag = actor("dag")
    both, one = (journal(who, JournalFilters()).rows for who in (dag, narrowed(dag, member("bergen").pk)))
    assert {row.member for row in both} == {"Oslo kommune", "Bergen kommune"}
    assert {row.member for row in one} == {"Bergen kommune"}


def test_it_is_narrowed_by_time_who_verb_and_subject():
    act(actor("olga"), "contract_amended", "oslo", at=NOON - timedelta(days=100), subject="con-old")
    act(actor("olga"), "contract_ended", "oslo", subject="con-a")
    act(PLATFORM, "contract_screened", "oslo", subject="con-b")
    assert [row.subject for row in done("rita", since=NOON)] == ["con-b", "con-a"]
    assert [row.subject for row in done("rita", before=NOON)] == ["con-old"]
    assert [row.subject for row in done("rita", who=person("olga").public_id)] == ["con-a", "con-old"]
    assert [row.subject for row in done("rita", verb="contract_screened")] == ["con-b"]
    assert [row.subject for row in done("rita", subject="con-a")] == ["con-a"]
    assert done("rita", who=person("berit").public_id) == []


def test_pages_follow_each_other_without_a_gap_or_a_repeat():
    for number in range(7):
        act(actor("olga"), "contract_amended", "oslo", subject=f"con-{number}", on_behalf_of="oslo")
    after, found = None, []
    while True:
        page = read("rita", after, size=3)
        found += [row.number for row in page.rows]
        after = page.next
        if after is None:
            break
    whole = [row.number for row in read("rita", size=1000).rows]
    assert found == whole == sorted(set(whole), reverse=True)


def test_names_are_of_ones_own_people():
    assert {name for _, name in colleagues(actor("rita"))} == {"Olga", "Rita", "Ada"}
    named = names_of(actor("rita"), [person("olga").public_id, person("berit").public_id, member("bergen").public_id])
    assert set(named.values()) == {"Olga", "Bergen kommune"}


def test_as_many_questions_for_one_row_as_for_three():
    rita = actor("rita")
    act(actor("olga"), "contract_amended", "oslo")
    one = queries(lambda: journal(rita, JournalFilters()))
    for _again in range(3):
        act(actor("olga"), "contract_amended", "oslo")
    assert queries(lambda: journal(rita, JournalFilters())) == one


def test_the_platform_reads_all():
    act(actor("olga"), "contract_amended", "oslo", value=[1, 2])
    assert journal(PLATFORM, JournalFilters()).rows[0].changes == {"value": [1, 2]}


def test_an_administrator_reads_what_is_done_with_the_members_people_and_no_more():
    """Its role reads no register; that somebody took up an invitation is its business all the same."""
    act(actor("olga"), "contract_amended", "oslo", value=[1, 2])
    act(actor("rita"), "invitation_taken_up", "oslo", subject="con-i", roles="reader")
    act(PLATFORM, "domain_added", "oslo", subject="con-d")
    act(actor("berit"), "invitation_taken_up", "bergen", subject="con-b")
    act(actor("berit"), "step_done", None, on_behalf_of="oslo")
    assert [(row.verb, row.person, row.changes) for row in done("ada")] == [
        ("domain_added", "", {}),
        ("invitation_taken_up", "Rita", {"roles": "reader"}),
    ]
    assert [row.subject for row in done("ada", who=person("rita").public_id)] == ["con-i"]


def test_the_secretariat_reads_no_acts_on_a_members_people():
    act(actor("rita"), "invitation_taken_up", "oslo", subject="con-i")
    assert done("sekka") == []
    assert done("berit") == []


def test_who_it_concerns_is_written_with_the_entry():
    act(PLATFORM, "role_given", "oslo", subject="con-p")
    act(PLATFORM, "member_changed", "oslo", subject="con-n")
    act(PLATFORM, "contract_amended", "oslo", subject="con-r")
    scopes = dict(JournalEntry.objects.filter(subject__startswith="con-").values_list("subject", "scope"))
    assert scopes == {"con-p": "people", "con-n": "network", "con-r": ""}
