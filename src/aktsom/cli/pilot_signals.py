"""What comes in by the public form and from an organisation in the demo, and the joint inquiry of it: alerted of,
asked, and answered by one supplier."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from aktsom.cli.pilot_chain import SEWN
from aktsom.cli.pilot_follow_up import demo_actor as actor

if TYPE_CHECKING:
    from aktsom.findings.models import Inquiry, Signal

SECRETARIAT, ANSWERS, OWNER = "siri@sekretariatet.example", "nils@lomseth.example", "ingrid@oslo.example"
SAYS = "Vi har sendt kravene videre til fabrikken, og ber om svar innen en uke. Vår egen kontrollør reiser dit mandag."
# Kind, place, what is said, language, whether somebody is in danger, days ago.
BY_FORM = (
    ("danger_to_life", f"{SEWN}, Gazipur", "জরুরি বের হওয়ার দরজা তালা দেওয়া থাকে। কাজ শেষ না হওয়া পর্যন্ত কেউ বের হতে পারে না।", "bn",
     True, 3),
    ("wages", "Lembayung Gloves, Ipoh", "We are paid two months late, and nobody says why.", "en", False, 6),
    ("fees", "Coimbatore", "मुझे नौकरी के लिए तीन महीने की तनख़्वाह देनी पड़ी।", "hi", False, 1),
)  # fmt: skip


def load_signals() -> None:
    first, *_rest = [_received(*told) for told in BY_FORM]
    one = _inquiry(first)
    if one is not None:
        _alerted_and_asked(one)


def _received(kind: str, place: str, text: str, language: str, danger: bool, days: int) -> "Signal":  # noqa: PLR0917
    from django.conf import settings

    from aktsom.findings.actions.receiving import FormSaid, receive_signal
    from aktsom.findings.models import Signal
    from aktsom.findings.rules.receipts import code_of, hash_of
    from aktsom.findings.signal_states import Employer, SignalSource, Since

    code = code_of(settings.SECRET_KEY.encode(), f"demo {kind}")
    receive_signal(
        at=timezone.localtime() - timedelta(days=days),
        nonce=f"demo {kind}",
        code=code,
        said=FormSaid(kind, place, text, SignalSource.WORKER, Since.NOW, danger, Employer.MAY, language),
    )
    return Signal.objects.get(receipt_hash=hash_of(code))


def _inquiry(signal: "Signal") -> "Inquiry | None":
    """None where the factory did not come into the chain."""
    from aktsom.findings.actions import inquiries as acts
    from aktsom.findings.actions.signals import SignalSaid, answer_sender, note_signal
    from aktsom.findings.signal_states import SignalSource
    from aktsom.supply_chain.models import Site

    site, by, at = Site.objects.filter(name=SEWN).first(), actor(SECRETARIAT), timezone.now()
    if site is None:
        return None
    answer_sender(
        by=by, at=at, signal_id=signal.public_id, revision=signal.revision,
        text="আপনি কি নিরাপদ? কত জন একই ভবনে কাজ করেন? নাম লিখবেন না।",
    )  # fmt: skip
    signal.refresh_from_db()
    said = acts.InquirySaid(
        title="Låste nødutganger i en sømfabrikk", kind="danger_to_life", start_kind="sted", start_key=site.public_id,
        start_name=site.name, held_reason="Få er på skiftet. Det kan vise hvem som sa fra om vi spør med en gang.",
        about="Det er sagt at nødutganger er låst i arbeidstiden. Vi undersøker sammen om det stemmer, og hva som "
        "gjøres med en gang.",
    )  # fmt: skip
    one = acts.open_inquiry(by=by, at=at, signal_id=signal.public_id, revision=signal.revision, said=said)
    report = SignalSaid(
        source=SignalSource.NGO, kind="safety", name="En organisasjon for tekstilarbeidere",
        text="En rapport om brannsikkerhet nevner flere sømfabrikker i Gazipur.", link="https://example.org/rapport",
        on=timezone.localdate() - timedelta(days=20), place=SEWN,
    )  # fmt: skip
    noted = note_signal(by=by, at=at, said=report)
    return acts.join_signal(by=by, at=at, signal_id=noted.public_id, revision=noted.revision, inquiry_id=one.public_id)


def _alerted_and_asked(one: "Inquiry") -> None:
    from aktsom.findings.actions import inquiries as acts
    from aktsom.findings.actions.touched import answer_branch
    from aktsom.findings.queries.inquiries import asked_branches

    by, at = actor(SECRETARIAT), timezone.now()
    told: dict[str, Any] = {"by": by, "at": at, "inquiry_id": one.public_id}
    one = acts.raise_alert(
        **told, revision=one.revision,
        text="Ikke bestill mer derfra før nødutgangene er åpne, og si fra til oss om dere har folk der nå.",
    )  # fmt: skip
    one = acts.release(**told, revision=one.revision, reason="Flere har sagt det samme nå, så ingen kan pekes ut.")
    acts.ask_suppliers(**told, revision=one.revision)
    for row in asked_branches(actor(ANSWERS))[:1]:
        answer_branch(by=actor(ANSWERS), at=at, branch_id=row.public_id, revision=row.revision, text=SAYS)
