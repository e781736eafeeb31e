"""What the demo shows of the network, made by the same acts as people do: who acts for whom, a review of access, an
invitation on its way, two category teams with mandates asked, given and refused, a step, a promise, a memo, wishes."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils import timezone

if TYPE_CHECKING:
    from aktsom.core.actor import Actor
    from aktsom.suppliers.models import Supplier
    from aktsom.teams.models import CategoryTeam, Mandate

TEAM_LEAD = "marte@sykehus.example"
TEXTILE, CONSTRUCTION = "textile", "construction"
YEAR = timedelta(days=365)
ANSWERED = frozenset(("sykehusinnkjop", "bergen-kommune", "statsbygg"))
# who says for which member what it knows and wants: category, competence, wish
WISHES = {
    ("ingrid@oslo.example", "oslo-kommune"): (("textile", 2, 1), ("medical", 1, 0), ("food", 2, 1)),
    ("jonas@bergen.example", "bergen-kommune"): (("textile", 2, 1), ("medical", 2, 1), ("furniture", 1, 1)),
    ("marte@sykehus.example", "sykehusinnkjop"): (("textile", 3, 1), ("medical", 3, 1)),
    ("eli@statsbygg.example", "statsbygg"): (("construction", 3, 1), ("furniture", 2, 0)),
    ("tora@uib.example", "bott"): (("ict", 2, 1), ("office", 1, 0)),
}


def load_access() -> None:
    """Before anybody has signed in: roles as old as the review of them finds them."""
    from aktsom.cli.pilot import PEOPLE
    from aktsom.core.actor import PLATFORM
    from aktsom.core.outbox import deliver_due
    from aktsom.members.actions.inviting import invite
    from aktsom.members.actions.representing import let_act
    from aktsom.members.actions.reviewing import open_access_reviews
    from aktsom.members.letters import take_up_page
    from aktsom.members.models import Member, Membership

    now = timezone.localtime()
    members = {member.slug: member.public_id for member in Member.objects.all()}
    for persona in PEOPLE:
        if persona.used_days_ago is not None:
            used = (now - timedelta(days=persona.used_days_ago)).date()
            Membership.objects.filter(person__email=persona.email).update(last_used_on=used)
    open_access_reviews(by=PLATFORM, at=now)
    let_act(
        by=PLATFORM,
        at=now,
        represented=members["bott"],
        acting=members["uib"],
        roles=["contract_owner", "contract_manager"],
        starts_on=now.date() - timedelta(days=30),
        ends_on=None,
    )
    invite(
        by=PLATFORM,
        at=now - timedelta(days=12),
        member=members["oslo-kommune"],
        addresses=["vilde@oslo.example"],
        roles=["contract_manager"],
        language="nb",
        link=take_up_page(),
    )
    deliver_due(now)


def load_teams() -> None:
    from aktsom.teams.states import SeatPart

    lead, deputy, member = SeatPart.LEAD, SeatPart.DEPUTY, SeatPart.MEMBER
    team = _formed(
        TEXTILE,
        ((TEAM_LEAD, lead), ("jonas@bergen.example", deputy), ("kari@oslo.example", member)),
        fallback="bergen-kommune",
    )
    _formed(
        CONSTRUCTION,
        (("eli@statsbygg.example", lead), ("sunniva@stavanger.example", member), ("tora@uib.example", member)),
        fallback="statsbygg",
    )
    granted = _mandates(team)
    _work(team, granted)
    _wishes()


def _actor(email: str) -> "Actor":
    from aktsom.members.models import Person
    from aktsom.teams.queries import actor_of

    return actor_of(Person.objects.get(email=email))


def _formed(group: str, seats: tuple[tuple[str, str], ...], *, fallback: str) -> "CategoryTeam":
    from aktsom.cli.pilot import PEOPLE
    from aktsom.members.models import Member, Person
    from aktsom.teams.actions.forming import Wanted, form_team
    from aktsom.teams.states import SeatPart

    slugs = {persona.email: persona.member for persona in PEOPLE}
    wanted = [
        Wanted(Person.objects.get(email=email), Member.objects.get(slug=slugs[email]), SeatPart(part))
        for email, part in seats
    ]
    now = timezone.localtime()
    return form_team(
        by=_actor("siri@sekretariatet.example"),
        at=now - timedelta(days=120),
        group_id=group,
        seats=wanted,
        fallback=Member.objects.get(slug=fallback),
        starts_on=now.date() - timedelta(days=120),
        ends_on=now.date() + YEAR,
    )


def _mandates(team: "CategoryTeam") -> list["Mandate"]:
    """Asked of everybody who buys in the category, of some a while ago; Oslo has not answered yet. Returns those that
    were given."""
    from aktsom.members.models import Member
    from aktsom.teams.actions.asking import ask_for_mandates
    from aktsom.teams.acts import EVERY_ACT
    from aktsom.teams.models import Mandate
    from aktsom.teams.states import MandateState

    now = timezone.localtime()
    answered_at, members = now - timedelta(days=95), dict(Member.objects.values_list("slug", "public_id"))
    for days, slugs in ((100, members.keys() & ANSWERED), (6, members.keys() - ANSWERED)):
        asked_at = now - timedelta(days=days)
        ask_for_mandates(
            by=_actor(TEAM_LEAD),
            at=asked_at,
            team_id=team.public_id,
            members=[members[slug] for slug in sorted(slugs)],
            acts=int(EVERY_ACT),
            starts_on=asked_at.date(),
            ends_on=now.date() + YEAR,
            message="Vi begynner med leverandørene som flest av oss deler, og spør én gang for alle.",
            answer_by=asked_at.date() + timedelta(days=16),
        )
    _answer(team, answered_at)
    return list(Mandate.objects.filter(team=team, state=MandateState.GRANTED).select_related("contract__supplier"))


def _answer(team: "CategoryTeam", answered_at: datetime) -> None:
    """Two give, one of them fewer acts; one says no."""
    from aktsom.teams.actions.answering import grant_mandates, refuse_mandates
    from aktsom.teams.acts import EVERY_ACT, MandateAct
    from aktsom.teams.models import Mandate
    from aktsom.teams.states import MandateState

    def asked(slug: str) -> list[tuple[str, int]]:
        waiting = Mandate.objects.filter(team=team, member__slug=slug, state=MandateState.ASKED).order_by("id")
        return list(waiting.values_list("public_id", "revision"))

    if chosen := asked("sykehusinnkjop"):
        grant_mandates(by=_actor("guri@sykehus.example"), at=answered_at, chosen=chosen, acts=int(EVERY_ACT))
    if chosen := asked("bergen-kommune"):
        grant_mandates(
            by=_actor("anders@bergen.example"),
            at=answered_at,
            chosen=chosen,
            acts=int(EVERY_ACT & ~MandateAct.AUDIT),
            reservations="Si fra til oss før dere møter leverandøren første gang.",
        )
    if chosen := asked("statsbygg"):
        reason = "Vi følger opp disse selv ut året."
        refuse_mandates(by=_actor("eli@statsbygg.example"), at=answered_at, chosen=chosen, reason=reason)


def _work(team: "CategoryTeam", granted: list["Mandate"]) -> None:
    """One supplier that most of the given mandates concern: asked, promised an answer, and written of."""
    from collections import Counter

    from aktsom.suppliers.models import Supplier

    shared = Counter(mandate.contract.supplier_id for mandate in granted if mandate.contract.supplier_id)
    if not shared:
        return
    supplier = Supplier.objects.get(pk=shared.most_common(1)[0][0])
    _ask(team, supplier, [one.contract.public_id for one in granted if one.contract.supplier_id == supplier.pk])
    _promise(team, supplier)
    _write(team, supplier)


def _ask(team: "CategoryTeam", supplier: "Supplier", contracts: list[str]) -> None:
    from aktsom.teams.actions.steps import record_step
    from aktsom.teams.acts import MandateAct

    now = timezone.localtime()
    record_step(
        by=_actor(TEAM_LEAD),
        at=now,
        team_id=team.public_id,
        supplier_id=supplier.public_id,
        act=MandateAct.ASK,
        what="Ba om oversikt over produksjonsstedene for arbeidstøy",
        done_on=now.date(),
        contracts=contracts,
    )


def _promise(team: "CategoryTeam", supplier: "Supplier") -> None:
    from aktsom.teams.actions.tasks import add_task
    from aktsom.teams.states import TaskKind

    now, lead = timezone.localtime(), _actor(TEAM_LEAD)
    for kind, text, days in (
        (TaskKind.PROMISE, "Sende leverandøren et sammendrag av det vi har fått", 14),
        (TaskKind.WORK, "Gå gjennom oversikten over produksjonsstedene", 30),
    ):
        due = now.date() + timedelta(days=days)
        add_task(by=lead, at=now, public_id=team.public_id, kind=kind, text=text, supplier=supplier, due_on=due)


def _write(team: "CategoryTeam", supplier: "Supplier") -> None:
    from aktsom.sharing.audiences import Audience
    from aktsom.teams.actions.memos import write_memo
    from aktsom.teams.rules.memos import PassageWords

    write_memo(
        by=_actor(TEAM_LEAD),
        at=timezone.localtime(),
        team_id=team.public_id,
        title="Første svar om produksjonssteder",
        first=PassageWords(
            text="Leverandøren har navngitt to av tre produksjonssteder. Det tredje er lovet innen fristen.",
            audience=Audience.CASE_TEAM,
        ),
        supplier_id=supplier.public_id,
        link_buyers=True,
    )


def _wishes() -> None:
    from aktsom.members.models import Member
    from aktsom.teams.actions.wishing import say_wishes
    from aktsom.teams.queries.wishes import Said, mark

    now = timezone.localtime()
    for (email, slug), said in WISHES.items():
        say_wishes(
            by=_actor(email),
            at=now,
            member=Member.objects.get(slug=slug),
            seen=mark({}, None),
            said=[Said(group, competence, wish) for group, competence, wish in said],
            share=Decimal(1),
        )
