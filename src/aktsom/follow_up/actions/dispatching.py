"""A supplier is asked for a self-report: one question for all the contracts that a follow-up covers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from aktsom.contracts.rules import storable
from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, stop_if
from aktsom.core.journal import record
from aktsom.core.outbox import send
from aktsom.core.wall import lowered
from aktsom.follow_up.actions.inviting import invite_to_report
from aktsom.follow_up.actions.method_start import begun, note
from aktsom.follow_up.actions.planning import follow_up_for_change
from aktsom.follow_up.actions.report_keys import recompute_one
from aktsom.follow_up.actions.reported import asked_act, reported
from aktsom.follow_up.models import CoveredContract, FollowUp, QuestionnaireEdition, SelfReport
from aktsom.follow_up.permissions import self_reports as permissions
from aktsom.follow_up.queries.asking import to_ask_about
from aktsom.follow_up.queries.cases import people_of
from aktsom.follow_up.queries.questionnaires import published
from aktsom.follow_up.states import Form
from aktsom.sharing.audiences import Audience, keys_carried
from aktsom.suppliers.actions.first_person import FirstPerson, waiting_for
from aktsom.suppliers.models import Supplier
from aktsom.suppliers.queries.identity import record_ids
from aktsom.supply_chain.answering import answering, owner_among, who_answers
from aktsom.teams.problems import Wrong

ASKED_MAIL = "self_report_asked"
LONGEST_MESSAGE = 4_000


class NobodyAnswers(DomainError):
    """Nobody answers for the supplier, and nobody has been named who could be invited."""

    def __init__(self) -> None:
        super().__init__(_("Ingen svarer for leverandøren ennå. Skriv navn og e-postadresse til en som kan."))


@dataclass(frozen=True)
class Dispatch:
    """What the letter says beside what the follow-up says. `contact` is the public id of somebody who does it, none
    for the actor; `first` is invited to answer where nobody does, and is left alone where somebody does."""

    message: str = ""
    contact: str = ""
    first: FirstPerson | None = None


@transaction.atomic
def dispatch_self_report(
    *, by: Actor, at: datetime, follow_up_id: str, revision: int | None, dispatch: Dispatch, link: str
) -> SelfReport:
    """With the published edition of the follow-up's form, to whoever answers for the supplier. `link` is the address
    of the page where invitations are taken up. Raises Stale, Refused, NobodyAnswers, and Wrong for a field."""
    one = follow_up_for_change(by, follow_up_id, revision)
    stop_if(permissions.dispatch(by, one))
    covered = to_ask_about(one, at)
    if not covered:
        raise DomainError(_("Oppfølgingen dekker ingen avtale som dere kan spørre om nå. Be om fullmakt først."))
    report = _made(one, by, at, dispatch, covered)
    if acts := begun(one):
        record(by=by, at=at, acts=acts)
    note(one, by, at)
    send(kind=ASKED_MAIL, payload={"report": report.public_id}, at=at)
    if not _reached(report, at):
        if dispatch.first is None:
            raise NobodyAnswers
        invite_to_report(by=by, at=at, report=report, person=dispatch.first, link=link)
    return report


def edition_of(one: FollowUp) -> QuestionnaireEdition:
    """What would be sent out. Raises DomainError before there is one."""
    try:
        return published(Form(one.form or one.form_proposed or Form.FULL))
    except QuestionnaireEdition.DoesNotExist:
        raise DomainError(_("Sekretariatet har ikke publisert skjemaet ennå.")) from None


def _made(one: FollowUp, by: Actor, at: datetime, said: Dispatch, covered: Sequence[CoveredContract]) -> SelfReport:
    edition, contracts = edition_of(one), [row.contract for row in covered]
    message = storable(said.message).strip()
    if len(message) > LONGEST_MESSAGE:
        raise Wrong("message", _("Skriv det med høyst {count} tegn.").format(count=LONGEST_MESSAGE))
    contact = contact_of(one, by, said.contact)
    with lowered():
        supplier = answering(one.supplier, contracts)
    report = SelfReport(
        follow_up=one, team=one.team, supplier=supplier, group_id=one.group_id, products=one.products, edition=edition,
        previous=last_handed_in(by, supplier, one.group_id), message=message, contact_id=contact,
        asked_at=at, asked_by_id=by.person_id, audience=Audience.LINKED_BUYERS,
        owner_id=one.member_id or owner_among(by, contracts),
    )  # fmt: skip
    report.seen_by = keys_carried(
        Audience.LINKED_BUYERS, owner_id=report.owner_id, team_id=report.team_id, supplier_id=supplier.pk
    )
    report.save()
    with lowered():
        rows = reported(report, covered, at)
        recompute_one(report, timezone.localdate(at))
    record(by=by, at=at, acts=[asked_act("self_report_asked", report, row, one.team_id is not None) for row in rows])
    return report


def last_handed_in(by: Actor, supplier: Supplier, group_id: str) -> SelfReport | None:
    """The newest that the company answered in the category, whoever asked and under whichever form, where the actor may
    read it: the supplier is asked for the difference."""
    seen = SelfReport.objects.visible_to(by).filter(
        supplier_id__in=record_ids(supplier.identity_id), group_id=group_id, submissions__isnull=False
    )
    return seen.order_by("-answered_at", "-id").first()


def contact_of(one: FollowUp, by: Actor, public_id: str) -> int | None:
    """The person whom the supplier may ask. Raises Wrong for somebody who does not do the follow-up."""
    if not public_id:
        return by.person_id
    person = next((each for each in people_of(one) if each.public_id == public_id), None)
    if person is None:
        raise Wrong("contact", _("Velg en av dem som gjør oppfølgingen."))
    return person.pk


def _reached(report: SelfReport, at: datetime) -> bool:
    """Somebody answers for the supplier, or has been invited to and can still come in."""
    with lowered():
        return who_answers(report.supplier_id) > 0 or bool(waiting_for(report.supplier, at))
