"""Who speaks up in the year, and what is looked into together: five signals, of which three are joined to two
inquiries, one is set aside and one waits."""

from aktsom.findings.actions import inquiries, signals, touched
from aktsom.findings.actions.receiving import FormSaid, receive_signal
from aktsom.findings.models import Inquiry, Signal
from aktsom.findings.queries.inquiries import asked_branches
from aktsom.findings.rules.receipts import code_of, hash_of
from aktsom.findings.signal_states import Employer, SignalSource, Since
from aktsom.interop.chains.declaring import write_row
from aktsom.supply_chain.actions.declaring import start_declaration
from aktsom.supply_chain.actions.submitting import submit_declaration
from aktsom.supply_chain.models import Site
from tests.effects.pilot_year.audit import FACTORY
from tests.effects.pilot_year.clock import days, now
from tests.effects.pilot_year.people import actor
from tests.effects.pilot_year.story import Story, company, supplies

PLACES = {"clothes": FACTORY, "laptops": "Shenlu Assembly"}
SPOKE = "Shirin Xqv-Akhtar"  # who spoke up, as she named herself


def tell_of_chain(case: str) -> None:
    by = supplies(case)
    draft = start_declaration(by=by, at=now(), supplier_id=company(case).public_id)
    words = {"stage": "Sluttprodukt", "name": PLACES[case], "country": "Bangladesh", "town": "Gazipur"}
    write_row(by=by, at=now(), declaration_id=draft.public_id, number=None, words=words)
    draft.refresh_from_db()
    submit_declaration(by=by, at=now(), declaration_id=draft.public_id, revision=draft.revision)


def by_form(story: Story, name: str, kind: str, text: str, place: str) -> None:
    code = code_of(b"the year's", name)
    said = FormSaid(kind, place, text, SignalSource.WORKER, Since.NOW, False, Employer.MAY, "en")
    receive_signal(at=now(), nonce=name, code=code, said=said)
    story.signals[name] = Signal.objects.get(receipt_hash=hash_of(code)).public_id


def noted(story: Story, name: str, text: str, place: str) -> None:
    said = signals.SignalSaid(
        source=SignalSource.NGO, kind="safety", name="En organisasjon", text=text, link="https://example.org/rapport",
        on=now().date() - days(20), place=place,
    )  # fmt: skip
    story.signals[name] = signals.note_signal(by=actor("sekka"), at=now(), said=said).public_id


def _signal(story: Story, name: str) -> Signal:
    return Signal.objects.get(public_id=story.signals[name])


def open_inquiry(story: Story, name: str, signal: str, case: str) -> None:
    one = _signal(story, signal)
    site = Site.objects.get(name=PLACES[case])
    said = inquiries.InquirySaid(
        title=f"Sikkerhet ved {PLACES[case]}", about="Det er sagt at nødutganger er låst. Vi undersøker sammen.",
        kind="danger_to_life", start_kind="sted", start_key=site.public_id, start_name=site.name,
    )  # fmt: skip
    made = inquiries.open_inquiry(
        by=actor("sekka"), at=now(), signal_id=one.public_id, revision=one.revision, said=said
    )
    story.inquiries[name] = made.public_id


def join(story: Story, signal: str, inquiry: str) -> None:
    one = _signal(story, signal)
    signals_of = {"signal_id": one.public_id, "revision": one.revision, "inquiry_id": story.inquiries[inquiry]}
    inquiries.join_signal(by=actor("sekka"), at=now(), **signals_of)


def set_aside(story: Story, signal: str) -> None:
    one, why = _signal(story, signal), "Stedet finnes ikke i noen kjede vi kjenner."
    signals.set_aside(by=actor("sekka"), at=now(), signal_id=one.public_id, revision=one.revision, reason=why)


def alert_and_ask(story: Story, name: str) -> None:
    one: Inquiry = story.inquiry(name)
    about = {"by": actor("sekka"), "at": now(), "inquiry_id": one.public_id}
    one = inquiries.raise_alert(**about, revision=one.revision, text="Vent med nye bestillinger derfra.")
    inquiries.ask_suppliers(**about, revision=one.revision)


def answer(case: str) -> None:
    by = supplies(case)
    for row in asked_branches(by):
        touched.answer_branch(
            by=by, at=now(), branch_id=row.public_id, revision=row.revision, text="Utgangene er åpnet."
        )


def close(story: Story, name: str) -> None:
    one, why = story.inquiry(name), "Utgangene er åpnet, og det er sett på stedet."
    inquiries.close_inquiry(by=actor("sekka"), at=now(), inquiry_id=one.public_id, revision=one.revision, reason=why)
