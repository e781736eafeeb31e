"""Reports in the demo: one on routines that is adopted, and one to the management that is being written."""

from typing import TYPE_CHECKING

from aktsom.cli.pilot_days import ago, clock
from aktsom.cli.pilot_follow_up import demo_actor as actor

if TYPE_CHECKING:
    from aktsom.core.actor import Actor
    from aktsom.effects.models import Report

GURI, MARTE, SIRI = "guri@sykehus.example", "marte@sykehus.example", "siri@sekretariatet.example"
ROUTINE = (
    "Direktøren vedtok rutinen i februar, og den ses over hvert år i november. Den sier at alle avtaler med høy risiko "
    "skal ha vilkårene, at kontraktsforvalteren holder registeret, og at avtaleeieren avgjør hva som gjøres."
)
LEARNT = "Avvikene gjaldt gebyrer som arbeidere hadde betalt. Vi spør nå om det i hvert oppstartsmøte."
SMALL = "Små avtaler som løper ut i løpet av året. Vi tar inn vilkårene når de lyses ut på nytt."
AHEAD = "Sette av en halv stilling til oppfølging, og ta inn vilkårene i alle avtaler som fornyes neste år."


def load_reports() -> None:
    from aktsom.effects.actions.reckoning import reckon_all
    from aktsom.teams.jobs.standing import check_teams

    with ago(3):
        _say_why_not()
    check_teams({})  # as each day does: a team whose lead has been silent too long rests before its state is told of
    # On the day that the figures in them were reckoned: one adopted before would tell what nobody knew yet.
    _adopt(_begun(actor(MARTE), "routine"), {"routine": ROUTINE, "findings": LEARNT, "ahead": AHEAD})
    one = _begun(actor(MARTE), "management")
    _write(actor(MARTE), one, "ahead", AHEAD)
    reckon_all(clock())  # what a report of all together is made of is otherwise there after a night
    _begun(actor(SIRI), "cooperation")


def _say_why_not() -> None:
    """For the smallest category in which something is not followed up; and that it owes an account."""
    from aktsom.effects.actions.not_acting import say_why_not, state_duty
    from aktsom.effects.queries.unfollowed import unfollowed
    from aktsom.members.models import Member

    guri = actor(GURI)
    home = Member.objects.get(pk=guri.member_id or 0)
    state_duty(by=guri, at=clock(), member_id=home.public_id, owes=True)
    groups = [id_ for row in unfollowed(guri, home, clock().year, clock().date()) for id_ in row.group_ids]
    if groups:
        say_why_not(
            by=guri, at=clock(), member_id=home.public_id, year=clock().year, contracts=[],
            group_id=min(set(groups), key=lambda id_: (groups.count(id_), id_)), reason=SMALL,
        )  # fmt: skip


def _begun(by: "Actor", kind: str) -> "Report":
    from aktsom.effects.actions.reports import start_report
    from aktsom.members.models import Member

    key = "" if kind == "cooperation" else Member.objects.get(pk=by.member_id or 0).public_id
    one, _new = start_report(by=by, at=clock(), kind=kind, key=key, year=clock().year, language="nb")
    return one


def _write(by: "Actor", one: "Report", key: str, text: str) -> None:
    from aktsom.effects.actions.reports import write_section

    row = one.sections.get(key=key)
    write_section(by=by, at=clock(), report_id=one.public_id, key=key, revision=row.revision, text=text, shown=True)


def _adopt(one: "Report", texts: dict[str, str]) -> None:
    from aktsom.effects.actions.adopting import adopt_report, content_of

    for key, text in texts.items():
        _write(actor(MARTE), one, key, text)
    one.refresh_from_db()
    read = content_of(list(one.sections.all()))
    adopt_report(by=actor(GURI), at=clock(), report_id=one.public_id, revision=one.revision, read=read)
