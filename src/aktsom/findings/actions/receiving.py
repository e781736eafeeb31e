"""What comes in by the public form, from nobody known. Only the day is kept: journal and outbox get the day's beginning
as their moment, and neither gets a word of what was said."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from aktsom.core.actor import PLATFORM
from aktsom.core.errors import DomainError
from aktsom.core.journal import Act, record
from aktsom.core.outbox import send
from aktsom.core.wall import lowered
from aktsom.findings.models import Signal, SignalMessage
from aktsom.findings.models.signals import LONGEST_SIGNAL
from aktsom.findings.rules.receipts import hash_of, hash_of_form
from aktsom.findings.signal_states import Employer, SignalSource, Since
from aktsom.findings.signal_tables import signal_kinds
from aktsom.follow_up.telling import METHOD_MAIL
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
                record(by=PLATFORM, at=beginning_of(day), acts=[Act("signal_received", row.public_id)])
                if said.in_danger:
                    tell_soon(at)
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
        if one.messages.count() >= MOST_MESSAGES:
            raise DomainError(_("Samtalen er full. Send et nytt varsel."))
        SignalMessage.objects.create(signal=one, text=said, from_sender=True, said_on=day, once_hash=once)
        record(by=PLATFORM, at=beginning_of(day), acts=[Act("signal_written_to", one.public_id)])
    return True


def tell_soon(at: datetime) -> None:
    """That somebody is in danger: at the next whole hour, so that the letter does not tell the minute, and without
    saying which signal. Others are told of in the morning."""
    hour = (at + timedelta(hours=1)).replace(minute=0, second=0, microsecond=0)
    send(
        kind=METHOD_MAIL, payload={"what": "signals_wait", "danger": True}, at=beginning_of(day_of(at)), not_before=hour
    )


def beginning_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
