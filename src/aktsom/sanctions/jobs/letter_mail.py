"""E-mail about letters, and the days on which somebody is reminded. Never what a letter says: e-mail is a postcard."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from aktsom.core.letters import page_address
from aktsom.core.outbox import daily
from aktsom.follow_up.jobs.method_letters import Told, day, suppliers_people, writes
from aktsom.follow_up.telling import tell_once
from aktsom.members.models import Person
from aktsom.sanctions.letter_states import OUT, LetterState
from aktsom.sanctions.letter_tables import letter_limit
from aktsom.sanctions.models import Letter
from aktsom.teams.queries.owners import owners_of

Letters = Iterable[tuple[Person, Callable[[], Told]]]
REMIND = "sanctions.letters"


def _letter(payload: dict[str, Any]) -> Letter | None:
    return Letter.objects.select_related("owner", "supplier").filter(public_id=payload["id"]).first()


def _page(one: Letter) -> str:
    return page_address("letters_one", public_id=one.public_id)


def _suppliers(one: Letter) -> list[Person]:
    return suppliers_people(one.supplier) if one.supplier is not None else []


def _owners(one: Letter) -> list[Person]:
    return owners_of([one.owner_id], timezone.localdate())[one.owner_id]


@writes("letter_sent")
def sent(payload: dict[str, Any]) -> Letters:
    """Also the reminder of it, as long as nobody has confirmed it."""
    one = _letter(payload)
    if one is None or one.state not in OUT or (payload.get("reminder") and one.state != LetterState.SENT):
        return []

    def write() -> Told:
        who = {"buyer": one.owner.name, "number": one.number}
        subject = _("Brev %(number)s fra %(buyer)s") % who
        line = _("%(buyer)s har sendt dere et brev som dere må bekrefte at dere har mottatt.")
        if payload.get("reminder"):
            subject = _("Påminnelse: brev %(number)s fra %(buyer)s") % who
            line = _("%(buyer)s har sendt dere et brev, og ingen har bekreftet at dere har mottatt det.")
        lines = (line % who, _("Fristene i brevet regnes fra den dagen det er mottatt."))
        return Told(subject, lines, _("Les brevet og bekreft her:"), _page(one))

    return [(person, write) for person in _suppliers(one)]


@writes("letter_received")
def received(payload: dict[str, Any]) -> Letters:
    """To the owner; with {"to": "supplier"} to the supplier, whose days have begun on another proof than its press."""
    one = _letter(payload)
    if one is None or one.received_on is None or one.state == LetterState.WITHDRAWN:
        return []
    to_supplier = payload.get("to") == "supplier"

    def write() -> Told:
        who = {"number": one.number, "buyer": one.owner.name, "day": day(one.received_on)}
        who["supplier"] = one.supplier.name if one.supplier else ""
        if to_supplier:
            line = _("%(buyer)s har ført at dere mottok brev %(number)s %(day)s. Fristene regnes fra da.") % who
        else:
            line = _("%(supplier)s har bekreftet at brev %(number)s er mottatt %(day)s.") % who
        return Told(_("Brev %(number)s er mottatt") % who, (line,), _("Se brevet og fristene her:"), _page(one))

    return [(person, write) for person in (_suppliers(one) if to_supplier else _owners(one))]


@writes("letter_answered")
def answered(payload: dict[str, Any]) -> Letters:
    one = _letter(payload)
    if one is None or one.answered_at is None or one.state == LetterState.WITHDRAWN:
        return []

    def write() -> Told:
        who = {"number": one.number, "supplier": one.supplier.name if one.supplier else ""}
        line = _("%(supplier)s har uttalt seg om brev %(number)s.") % who
        return Told(_("Svar på brev %(number)s") % who, (line,), _("Les svaret her:"), _page(one))

    return [(person, write) for person in _owners(one)]


@writes("letter_withdrawn")
def withdrawn(payload: dict[str, Any]) -> Letters:
    one = _letter(payload)
    if one is None or one.state != LetterState.WITHDRAWN:
        return []

    def write() -> Told:
        who = {"number": one.number, "buyer": one.owner.name}
        line = _("%(buyer)s har trukket brev %(number)s. Grunnen står på siden.") % who
        return Told(_("Brev %(number)s er trukket") % who, (line,), _("Se det her:"), _page(one))

    return [(person, write) for person in _suppliers(one)]


@writes("letter_unconfirmed")
def unconfirmed(payload: dict[str, Any]) -> Letters:
    """To the owner: another proof is needed, or the times never begin."""
    one = _letter(payload)
    if one is None or one.state != LetterState.SENT:
        return []

    def write() -> Told:
        who = {"number": one.number, "supplier": one.supplier.name if one.supplier else ""}
        line = _("Ingen hos %(supplier)s har bekreftet at brev %(number)s er mottatt. Fristene i det går ikke.") % who
        lines = (line, _("Send det rekommandert, og før inn beviset på at det er kommet fram."))
        return Told(_("Brev %(number)s er ikke bekreftet") % who, lines, _("Se brevet her:"), _page(one))

    return [(person, write) for person in _owners(one)]


@writes("letter_to_sign")
def to_sign(payload: dict[str, Any]) -> Letters:
    """To the contract owners of every member that has not signed."""
    one = _letter(payload)
    if one is None or one.state != LetterState.DRAFT:
        return []

    def write() -> Told:
        who = {"buyer": one.owner.name}
        line = _("%(buyer)s har skrevet et felles brev som virksomheten deres står som avsender av.") % who
        return Told(_("Et felles brev venter på underskrift"), (line,), _("Les det og undertegn her:"), _page(one))

    members = one.signatures.filter(signed_at__isnull=True).values_list("member_id", flat=True)
    people = owners_of(list(members), timezone.localdate())
    return [(person, write) for person in {p.pk: p for found in people.values() for p in found}.values()]


@daily(REMIND)
def remind(payload: dict[str, Any]) -> None:
    """Once each: the supplier after some days without a receipt, the owner after some more."""
    today = date.fromisoformat(payload["day"])
    waiting = Letter.objects.filter(state=LetterState.SENT, supplier__isnull=False)
    for one in waiting.filter(reminded_on__isnull=True, sent_at__date__lte=_ago(today, "remind_days")):
        mine = Letter.objects.filter(pk=one.pk)
        tell_once(mine, "reminded_on", today, "letter_sent", one.public_id, reminder=True)
    for one in waiting.filter(owner_told_on__isnull=True, sent_at__date__lte=_ago(today, "tell_owner_days")):
        mine = Letter.objects.filter(pk=one.pk)
        tell_once(mine, "owner_told_on", today, "letter_unconfirmed", one.public_id)


def _ago(today: date, name: str) -> date:
    return today - timedelta(days=letter_limit(name))
