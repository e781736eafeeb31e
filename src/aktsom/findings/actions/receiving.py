"""What comes in by the public form, from nobody known. Only the day is kept. Journal and outbox, where what stands
before and after has its moment, are told nothing then: the journal says it when the day is over, in no order."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from aktsom.core.actor import PLATFORM
from aktsom.core.errors import DomainError
from aktsom.core.journal import Act, record
from aktsom.core.wall import lowered
from aktsom.findings.models import Signal, SignalMessage
from aktsom.findings.models.signals import LONGEST_SIGNAL
from aktsom.findings.rules.receipts import hash_of, hash_of_form
from aktsom.findings.signal_states import Employer, SignalSource, Since
from aktsom.findings.signal_tables import signal_kinds
from aktsom.follow_up.wording import text_in
from aktsom.teams.actions.loading_mandates import day_of

MOST_MESSAGES = 200  # of one signal; a talk that is longer is no talk


@dataclass(frozen=True)
class FormSaid:
    kind: str
    place: str
    text: str
    source: SignalSource
    since: Since
    in_danger: bool
    employer: Employer
    language: str


def receive_signal(*, at: datetime, said: FormSaid, nonce: str, code: str) -> bool:
    """Whether it is new: the same form sent again stores nothing more. Raises Wrong for what the form itself refuses
    already. `at` is told to nobody."""
    day = day_of(at)
    if said.kind not in signal_kinds():
        raise DomainError(_("Velg hva det gjelder."))
    row = Signal(
        kind=said.kind, source=said.source, since=said.since, in_danger=said.in_danger, employer=said.employer,
        language=said.language, received_on=day, receipt_hash=hash_of(code), once_hash=hash_of_form(nonce),
        place=text_in("place", said.place, LONGEST_SIGNAL),
        text=text_in("text", said.text, LONGEST_SIGNAL, needed=_("Skriv hva som er galt.")),
    )  # fmt: skip
    with lowered():
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError:
            if not Signal.objects.filter(once_hash=row.once_hash).exists():
                raise
            return False
    return True


def receive_message(*, at: datetime, signal_id: str, text: str, nonce: str) -> bool:
    """From who holds the code, which the page has asked for. Whether it is new."""
    day = day_of(at)
    said = text_in("text", text, LONGEST_SIGNAL, needed=_("Skriv hva du vil si."))
    once = hash_of_form(nonce)
    with lowered(), transaction.atomic():
        one = Signal.objects.select_for_update().filter(public_id=signal_id).exclude(receipt_hash="").first()
        if one is None or one.messages.filter(once_hash=once).exists():
            return False
        number = one.messages.count() + 1
        if number > MOST_MESSAGES:
            raise DomainError(_("Samtalen er full. Send et nytt varsel."))
        SignalMessage.objects.create(
            signal=one, number=number, text=said, from_sender=True, said_on=day, once_hash=once
        )
    return True


@transaction.atomic
def journal_what_came(today: date) -> int:
    """On the days before, each with its day's beginning as moment; returns how many entries. By the platform."""
    signals = list(Signal.objects.select_for_update().filter(journalled=False, received_on__lt=today))
    said = SignalMessage.objects.select_for_update(of=("self",)).filter(journalled=False, said_on__lt=today)
    messages = list(said.select_related("signal"))
    told = [(one.received_on, Act("signal_received", one.public_id)) for one in signals]
    told += [(one.said_on, Act("signal_written_to", one.signal.public_id)) for one in messages]
    secrets.SystemRandom().shuffle(told)
    for day in sorted({day for day, _act in told}):
        record(by=PLATFORM, at=beginning_of(day), acts=[act for of, act in told if of == day])
    Signal.objects.filter(pk__in=[one.pk for one in signals]).update(journalled=True)
    SignalMessage.objects.filter(pk__in=[one.pk for one in messages]).update(journalled=True)
    return len(told)


def beginning_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
