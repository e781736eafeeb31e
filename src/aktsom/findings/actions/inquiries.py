"""A joint inquiry is opened from a signal or joined by one, reaches everybody whom it touches, asks suppliers by their
place in the chain, raises an alert and is closed."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible, Refusal, Refused, Stale, stop_if
from aktsom.core.journal import Act, record
from aktsom.core.wall import lowered
from aktsom.findings.actions.joint_meetings import show_meetings
from aktsom.findings.actions.reaching import keys_of, reach, reach_more, team_keys, touched_now
from aktsom.findings.actions.signals import signal_for_change
from aktsom.findings.models import Inquiry, Signal
from aktsom.findings.models.inquiries import LONGEST_TITLE
from aktsom.findings.permissions import signals as permissions
from aktsom.findings.queries.inquiries import inquiry
from aktsom.findings.queries.signals import taken_in
from aktsom.findings.queries.touching import Touching, start_called, touched_by, whole
from aktsom.findings.rules.copying import copies
from aktsom.findings.signal_states import BRANCH, INQUIRY, SIGNAL, BranchState, Employer, InquiryState
from aktsom.findings.signal_tables import signal_kinds, signal_limit
from aktsom.follow_up.telling import tell
from aktsom.follow_up.wording import line_in, reason_in, text_in
from aktsom.follow_up.workers_first import stop_if_unlooked
from aktsom.members.permissions import keeps_network
from aktsom.sharing.audiences import supplier_key
from aktsom.suppliers.queries.identity import record_ids
from aktsom.teams.actions.loading import note_activity
from aktsom.teams.actions.loading_mandates import day_of
from aktsom.teams.problems import Wrong

LONGEST_ABOUT = 4_000


@dataclass(frozen=True)
class InquirySaid:
    """`title` and `about` are read by everybody who is touched: nothing that tells who spoke. `start_name` is how the
    place was named, for one that the actor does not see. `held_reason` keeps suppliers from being asked at first."""

    title: str
    about: str
    kind: str
    start_kind: str
    start_key: str
    start_name: str = ""
    product_id: str = ""
    held_reason: str = ""
    looked: str = ""


def open_inquiry(*, by: Actor, at: datetime, signal_id: str, revision: int, said: InquirySaid) -> Inquiry:
    """All who are touched see it and are written to. Two who open the same case at the same moment open one: the
    second is told of the first. The graph is walked before anything is locked. Raises Stale, Wrong and LookAgain."""
    start = start_called(by, said.start_kind, said.start_key, said.start_name, day_of(at))
    found = touched_by(whole(start.kind, start.key, day_of(at)), said.product_id, day_of(at))
    try:
        with transaction.atomic():
            return _opened(by, at, signal_for_change(by, signal_id, revision), (said, start.name), found)
    except IntegrityError as error:
        raise Stale(
            _("Noen har nettopp åpnet en undersøkelse om det samme. Gå inn igjen, og legg varselet til den.")
        ) from error


def _opened(by: Actor, at: datetime, one: Signal, told: tuple[InquirySaid, str], found: Touching) -> Inquiry:
    said, name = told
    stop_if(permissions.handle(by, one, "join"))
    same = Inquiry.objects.filter(start_kind=said.start_kind, start_key=said.start_key, state=InquiryState.OPEN)
    if same.exists():
        raise Stale(_("Det er åpnet en undersøkelse om det samme. Gå inn igjen, og legg varselet til den."))
    if said.kind not in signal_kinds():
        raise Wrong("kind", _("Velg hva det gjelder."))
    made = Inquiry(
        team=one.team, kind=said.kind, start_kind=said.start_kind, start_key=said.start_key, start_name=name[:300],
        product_id=said.product_id, opened_at=at, opened_by_id=by.person_id,
        title=line_in("title", said.title, LONGEST_TITLE, needed=_("Gi undersøkelsen en tittel.")),
        about=text_in("about", said.about, LONGEST_ABOUT, needed=_("Skriv hva saken gjelder.")),
    )  # fmt: skip
    if said.held_reason.strip():
        made.held_at, made.held_reason = at, reason_in("held_reason", said.held_reason)
    _safe({"title": made.title, "about": made.about}, [one], said.looked)
    made.seen_by = keys_of(made, found.members)
    made.save()
    _join(one, made, at)
    reach(made, found, at)
    made.save(update_fields=["listing_at"])
    _record(made, by, at, "inquiry_opened", Act("signal_joined", one.public_id))
    tell("inquiry_touches", made.public_id, at)
    return made


@transaction.atomic
def join_signal(
    *, by: Actor, at: datetime, signal_id: str, revision: int, inquiry_id: str = "", about: tuple[str, str] = ("", "")
) -> Inquiry:
    """Another signal of the same, by whoever has it, to an inquiry that it sees or to the open one about the same thing
    (`about`: kind and key), which it need not see. Who runs that reads the signal and handles it from now on; the team
    that had it goes on reading it."""
    one = signal_for_change(by, signal_id, revision)
    stop_if(permissions.handle(by, one, "join"))
    same = {"public_id": inquiry(by, inquiry_id).public_id} if inquiry_id else dict(
        zip(("start_kind", "start_key"), about, strict=True), state=InquiryState.OPEN
    )  # fmt: skip
    had = one.team
    with lowered():  # whoever hands it over need not see the inquiry
        made = Inquiry.objects.select_for_update(of=("self",)).select_related("team").filter(**same).first()
        if made is None:
            raise NotVisible
        stop_if(permissions.joinable(made))
        if made.team is not None:
            one.team, one.seen_by = made.team, one.seen_by | team_keys(made)
        _join(one, made, at)
        made.revision += 1
        made.save(update_fields=["revision"])
    if had is not None and not keeps_network(by):
        note_activity(had, by=by, at=at)  # after the inquiry, as those who run it lock them
    record(by=by, at=at, acts=[Act("inquiry_joined", made.public_id), Act("signal_joined", one.public_id)])
    if permissions.run(by, made) is not None:
        tell("inquiry_gets_signal", made.public_id, at)
    return made


@transaction.atomic
def ask_suppliers(
    *, by: Actor, at: datetime, inquiry_id: str, revision: int, answer_by: date | None = None, again: str = ""
) -> int:
    """Each that has not been asked, what its place in the chain calls for; `again` is the public id of one branch that
    is asked once more. Returns how many."""
    one = inquiry_for_change(by, inquiry_id, revision)
    stop_if(permissions.ask(by, one))
    one.answer_by = answer_by or day_of(at) + timedelta(days=signal_limit("answer_days"))
    if one.answer_by <= day_of(at):
        raise Wrong("answer_by", _("Gi leverandøren minst én dag."))
    rows = one.branches.select_for_update(of=("self",)).select_related("supplier")
    rows = rows.filter(public_id=again) if again else rows.filter(state=BranchState.WAITING)
    asked = list(rows)
    for row in asked:
        row.state, row.asked_at = BRANCH.after(row.state, "ask_again" if again else "ask"), at
        keys = frozenset(supplier_key(id_) for id_ in record_ids(row.supplier.identity_id))
        row.seen_by |= keys
        one.seen_by |= keys  # what the case is about is read beside the question
        row.revision += 1
        row.save()
    if not asked:
        raise Stale(_("Alle er spurt allerede."))
    one.asked_at = at
    saved(one, by, at, "inquiry_asked", count=len(asked))
    for row in asked:
        tell("inquiry_asks", row.public_id, at)
    return len(asked)


@transaction.atomic
def hold(*, by: Actor, at: datetime, inquiry_id: str, revision: int, reason: str) -> Inquiry:
    """To ask the suppliers now could show who spoke."""
    one = inquiry_for_change(by, inquiry_id, revision)
    stop_if(permissions.run(by, one))
    if one.held_at is not None:
        raise Refused(Refusal(_("Det er holdt tilbake allerede.")))
    one.held_at, one.held_reason = at, reason_in("reason", reason)
    return saved(one, by, at, "inquiry_held")


@transaction.atomic
def release(*, by: Actor, at: datetime, inquiry_id: str, revision: int, reason: str) -> Inquiry:
    """It is safe to ask now; why it was held is kept beside why it is not."""
    one = inquiry_for_change(by, inquiry_id, revision)
    stop_if(permissions.run(by, one))
    if one.held_at is None:
        raise Refused(Refusal(_("Det er ikke holdt tilbake.")))
    one.held_reason = f"{one.held_reason}\n{reason_in('reason', reason)}"
    one.held_at = None
    return saved(one, by, at, "inquiry_released")


def raise_alert(*, by: Actor, at: datetime, inquiry_id: str, revision: int, text: str, looked: str = "") -> Inquiry:
    """To every body that is touched at once, at home and by mail, also those that the chain has come to lead to since
    it was last walked; each acknowledges. What it says holds nothing that the sender wrote, and the suppliers are not
    told."""
    found = touched_now(inquiry(by, inquiry_id), at)
    with transaction.atomic():
        return _alerted(by, at, inquiry_for_change(by, inquiry_id, revision), (text, looked), found)


def _alerted(by: Actor, at: datetime, one: Inquiry, told: tuple[str, str], found: Touching) -> Inquiry:
    stop_if(permissions.alert(by, one))
    if not signal_kinds()[one.kind].zero_tolerance:
        raise Refused(Refusal(_("Det saken gjelder, er ikke på listen over nulltoleranse.")))
    text, looked = told
    said = text_in("text", text, LONGEST_ABOUT, needed=_("Skriv hva de som har avtale, må vite.")).strip()
    _safe({"text": said}, _signals(one), looked)
    reach_more(one, found, at)
    show_meetings(one)
    one.alerted_at, one.alert_text = at, said
    one.touched.update(alerted_at=at)
    saved(one, by, at, "inquiry_alerted", kind=one.kind)
    tell("inquiry_alert", one.public_id, at)
    return one


@transaction.atomic
def close_inquiry(*, by: Actor, at: datetime, inquiry_id: str, revision: int, reason: str, looked: str = "") -> Inquiry:
    """What they came to is read by everybody who was touched."""
    one = inquiry_for_change(by, inquiry_id, revision)
    stop_if(permissions.run(by, one, "close"))
    why = reason_in("reason", reason)
    _safe({"reason": why}, _signals(one), looked)
    one.state, one.closed_at, one.closed_reason = INQUIRY.after(one.state, "close"), at, why
    return saved(one, by, at, "inquiry_closed")


def inquiry_for_change(by: Actor, inquiry_id: str, revision: int | None = None) -> Inquiry:
    """Locked. Raises NotVisible and Stale."""
    inquiry(by, inquiry_id)
    rows = Inquiry.objects.select_for_update(of=("self",)).select_related("team")
    one = rows.filter(taken_in(by), public_id=inquiry_id).first()
    if one is None:
        raise NotVisible
    if revision is not None and one.revision != revision:
        raise Stale
    return one


def stop_if_copied(texts: dict[str, str], protected: list[str]) -> None:
    """Raises Wrong in the field whose text repeats what a sender wrote."""
    longest = signal_limit("copied_characters")
    for field, text in texts.items():
        if copies(text, protected, longest):
            raise Wrong(field, _("Teksten gjentar det varselet sier. Skriv den på nytt med egne ord."))


def _safe(texts: dict[str, str], signals: list[Signal], looked: str) -> None:
    """Held up against signals too that the actor itself does not read."""
    with lowered():
        protected = protected_texts(signals)
    stop_if_copied(texts, protected)
    stop_if_unlooked(texts, looked)


def _signals(one: Inquiry) -> list[Signal]:
    with lowered():
        return list(one.signals.all())


def protected_texts(signals: list[Signal]) -> list[str]:
    return [
        text for one in signals for text in (one.text, *(row.text for row in one.messages.all() if row.from_sender))
    ]


def _join(one: Signal, made: Inquiry, at: datetime) -> None:
    """Whose sender has not said that the employer may know, keeps suppliers from being asked until somebody has looked
    at whether it is safe."""
    one.state, one.inquiry = SIGNAL.after(one.state, "join"), made
    one.revision += 1
    one.save()
    if one.receipt_hash and one.employer != Employer.MAY and made.held_at is None:
        told = _("Den som varslet, har ikke sagt at arbeidsgiveren kan få vite det.")
        made.held_at, made.held_reason = at, f"{made.held_reason}\n{told}".strip()
        made.save(update_fields=["held_at", "held_reason"])


def saved(one: Inquiry, by: Actor, at: datetime, verb: str, **told: object) -> Inquiry:
    """What was changed in one that is locked, with its entry in the journal."""
    one.revision += 1
    one.save()
    _record(one, by, at, verb, **told)
    return one


def _record(one: Inquiry, by: Actor, at: datetime, verb: str, *more: Act, **told: object) -> None:
    """Never what it says: others read the journal too."""
    if one.team is not None and not keeps_network(by):
        note_activity(one.team, by=by, at=at)
    record(by=by, at=at, acts=[Act(verb, one.public_id, changes=told), *more])
