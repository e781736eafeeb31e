"""Publications among the steps of a follow-up, on Home, and in the supplier's list."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.findings.models import Publication, PublicationVersion
from aktsom.findings.permissions import publications as permissions
from aktsom.findings.queries.outdated import standing_wrong, to_correct
from aktsom.findings.queries.publications import (
    publications_of,
    shown_to_supplier,
    to_propose,
    waiting_for_secretariat,
)
from aktsom.findings.states import IN_WORK, VersionState
from aktsom.follow_up.models import FollowUp
from aktsom.web.cases.steps import Beginning, Kind, Step, Waits, mark, runs
from aktsom.web.home.asked import Request, due_note
from aktsom.web.home.words import Row
from aktsom.web.meetings.words import by_whom
from aktsom.web.publications import words


def _href(one: Publication) -> str:
    return reverse("publications_one", kwargs={"public_id": one.public_id})


def _newest(one: Publication) -> PublicationVersion:
    found: PublicationVersion = one.__dict__["newest"]
    return found


def steps(actor: Actor, ones: Sequence[FollowUp], today: date) -> Iterator[tuple[int, Step]]:
    ours = runs(actor, ones)
    for one in publications_of(actor, ones):
        newest = _newest(one)
        yield one.follow_up_id, _step(one, newest, today, ours=one.follow_up_id in ours)


def _step(one: Publication, newest: PublicationVersion, today: date, *, ours: bool) -> Step:
    free = newest.answered_at is not None or (newest.answer_by is not None and newest.answer_by < today)
    act = _("Skriv ferdig og vis leverandøren") if newest.state == VersionState.DRAFT else ""
    if newest.state == VersionState.SHOWN and free:
        act = _("Foreslå at det publiseres")
    waits = Waits.US if act and ours else Waits.SUPPLIER if newest.state == VersionState.SHOWN else Waits.NOBODY
    return Step(
        kind=Kind.PUBLICATION,
        title=_("Publisering etter %(terms)s") % {"terms": one.term_set_id},
        href=_href(one),
        state=mark(over=newest.state not in IN_WORK, late=False),
        state_text=str(words.STATES[newest.state]),
        move=one.supplier.name if waits is Waits.SUPPLIER else "",
        until=newest.answer_by if newest.state == VersionState.SHOWN else None,
        waits=waits,
        act=act if waits is Waits.US else "",
    )


def beginnings(actor: Actor, one: FollowUp, _today: date) -> list[Beginning]:
    href = reverse("publications_in", kwargs={"follow_up_id": one.public_id})
    return [] if permissions.draft(actor, one) else [Beginning(_("Sett opp en publisering"), href)]


def home_rows(actor: Actor, today: date) -> tuple[list[Row], list[Row]]:
    """Of those who follow up: what is out and no longer so; what the supplier has answered, or let the day pass."""
    wrong = [_wrong(one, _("Rett det"), f"{_href(one)}#rett") for one in to_correct(actor)]
    return wrong + [_to_propose(one) for one in to_propose(actor, today)], []


def _wrong(one: Publication, act: str, href: str) -> Row:
    return Row(
        title=_("Publisert: %(name)s") % {"name": one.supplier.name},
        text=_("Fargen er en annen nå enn den alle kan lese."),
        href=href,
        act=act,
    )


def _to_propose(one: Publication) -> Row:
    return Row(
        title=_("Publisering: %(name)s") % {"name": one.supplier.name},
        text=_("Leverandøren har svart, eller latt fristen gå. Foreslå at det publiseres."),
        href=_href(one),
        act=_("Les og foreslå"),
    )


def secretariat_rows(actor: Actor) -> list[Row]:
    wrong = [_wrong(one, _("Se det"), _href(one)) for one in standing_wrong(actor)]
    return wrong + [
        Row(
            title=_("Publisering: %(name)s") % {"name": one.supplier.name},
            text=_("De som følger opp, foreslår å publisere dette."),
            href=_href(one),
            act=_("Les og avgjør"),
        )
        for one in waiting_for_secretariat(actor)
    ]


def requests(actor: Actor, today: date) -> Iterable[Request]:
    for one in shown_to_supplier(actor):
        yield _asked(one, _newest(one), today)


def _asked(one: Publication, newest: PublicationVersion, today: date) -> Request:
    opens = newest.state in (VersionState.SHOWN, VersionState.PROPOSED) and newest.answered_at is None
    late = opens and newest.answer_by is not None and newest.answer_by < today
    who = by_whom(one.team, one.owner)
    return Request(
        follow_up=one.follow_up_id,
        title=_("Les det som skal publiseres om dere") if opens else _("Publisering"),
        who=_("%(names)s vil publisere et resultat.") % {"names": who},
        href=_href(one),
        act=_("Les og svar") if opens else _("Se det"),
        open=opens,
        state="late" if late else "wait" if opens else words.MARKS[newest.state],
        state_text=str(words.STATES[newest.state]),
        supplier=one.supplier.name,
        readers=_("alle, når det er publisert"),
        asked_at=newest.shown_at,
        answer_by=newest.answer_by if opens else None,
        late=late,
        due_note=due_note(newest.answer_by, today) if opens else "",
    )
