"""Letters on Home, in the supplier's list, and the joint letter among the ways to begin something."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.permissions.follow_ups import begin
from aktsom.follow_up.states import TOLD
from aktsom.sanctions.letter_states import LetterState
from aktsom.sanctions.models import Letter
from aktsom.sanctions.queries.letters import letters_to, to_sign, unconfirmed
from aktsom.sanctions.queries.unsent import unsent_for
from aktsom.web.base.jinja import write_date
from aktsom.web.cases.steps import Beginning, Step
from aktsom.web.home.asked import Request, due_note
from aktsom.web.home.words import Row
from aktsom.web.letters import unsent, words


def _href(one: Letter) -> str:
    return reverse("letters_one", kwargs={"public_id": one.public_id})


def steps(_actor: Actor, _ones: Sequence[FollowUp], _today: date) -> Iterator[tuple[int, Step]]:
    """None of their own: a letter belongs to the decision that it tells of."""
    return iter(())


def beginnings(actor: Actor, one: FollowUp, _today: date) -> list[Beginning]:
    if one.state not in TOLD or begin(actor, one.team, one.member_id or 0):
        return []
    return [Beginning(_("Skriv et felles brev"), reverse("letters_joint", kwargs={"follow_up_id": one.public_id}))]


def home_rows(actor: Actor, today: date) -> tuple[list[Row], list[Row]]:
    """What waits for the member's own act."""
    if not actor.member_ids:
        return [], []
    sign = [
        Row(
            title=_("Felles brev til %(to)s") % {"to": one.recipient.split("\n")[0]},
            text=_("Virksomheten står som avsender. Les det og undertegn."),
            href=_href(one),
            act=_("Les og undertegn"),
        )
        for one in to_sign(actor)
    ]
    not_sent = [unsent.row(one, today) for one in unsent_for(actor)]
    return sign + not_sent + [_unconfirmed(one) for one in unconfirmed(actor, today)], []


def _unconfirmed(one: Letter) -> Row:
    return Row(
        title=_("Brev %(number)s er ikke bekreftet mottatt") % {"number": one.number},
        text=_("Fristene i brevet til %(to)s går ikke før det er kommet fram. Send det rekommandert.")
        % {"to": one.recipient.split("\n")[0]},
        href=_href(one),
        act=_("Før inn bevis"),
        state="late",
        state_text=_("sendt %(day)s") % {"day": write_date(one.sent_at, "short")},
    )


def requests(actor: Actor, today: date) -> Iterable[Request]:
    if not actor.supplier_ids:
        return
    for one in letters_to(actor):
        yield _request(one, today)


def _request(one: Letter, today: date) -> Request:
    """To be confirmed, and then answered until the day; a letter may rest unanswered."""
    sent, received = one.state == LetterState.SENT, one.state == LetterState.RECEIVED
    answers = received and one.answer_by is not None and one.answer_by >= today
    return Request(
        follow_up=one.follow_up_id,
        title=_("%(kind)s, brev %(number)s") % {"kind": words.kind_name(one.kind), "number": one.number},
        who=_("%(names)s har sendt det.") % {"names": one.owner.name},
        href=_href(one),
        act=_("Les og bekreft") if sent else _("Les og uttal dere") if answers else _("Se brevet"),
        open=sent or answers,
        state="wait" if sent or answers else words.MARKS[one.state] if not received else "ok",
        state_text=str(words.STATES[one.state]),
        supplier=one.supplier.name if one.supplier else "",
        message=one.subject if sent or answers else "",
        first=sent,
        readers=_("bare %(who)s") % {"who": one.owner.name},
        asked_at=one.sent_at,
        answer_by=one.answer_by if answers else None,
        due_note=due_note(one.answer_by, today) if answers else _("fristene går fra dere bekrefter") if sent else "",
    )
