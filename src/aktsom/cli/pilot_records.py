"""The pilot's archive: a case with its number, and requests for access: one that is due soon, with what the supplier is
asked, and one that has been answered."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from aktsom.cli.pilot_days import ago, clock
from aktsom.cli.pilot_follow_up import demo_actor as actor

if TYPE_CHECKING:
    from aktsom.findings.models import Finding
    from aktsom.follow_up.models import FollowUp
    from aktsom.members.models import Member
    from aktsom.records.documents import CaseDocument
    from aktsom.records.models import AccessRequest

OWNER = "guri@sykehus.example"
ASKED = "Alt dere har om oppfølgingen av leverandøren av arbeidsklær, særlig om gebyrer for å få jobben."
QUESTION = "Hvordan følger dere opp at arbeidsklærne dere kjøper, er laget under anstendige forhold?"
ANSWER = (
    "Vi følger opp sammen med andre innkjøpere. Leverandøren har svart på en egenrapport, lagt fram dokumenter og vist "
    "fram en fabrikk. Det som ble funnet, har en plan med frister."
)
REASON = (
    "Spørsmålet gjelder hvordan vi håndterer mulige negative konsekvenser, og vi kan svare uten å holde noe tilbake."
)


def load_records(one: "FollowUp") -> None:
    """Of the contract owner's body; left out where it has no part in the case."""
    from aktsom.records.actions.filing import NumberSaid, number_case
    from aktsom.records.queries.cases import cases_of, own_members

    guri = actor(OWNER)
    member = own_members(guri)[0]
    if not cases_of(guri, member).filter(pk=one.pk).exists():
        return
    with ago(30):
        said = NumberSaid(clock().year, 118, "612", "Anskaffelser: oppfølging", "Innkjøp", "Guri Moe")
        number_case(by=guri, at=clock(), member_id=member.public_id, follow_up_id=one.public_id, said=said)
    with ago(26):
        _answered(member)
    with ago(4):
        _waiting(member, one)


def _request(member: "Member", law: str, asked_for: str, follow_up_id: str = "", asker: str = "") -> "AccessRequest":
    from aktsom.records.actions.requesting import RequestSaid, register_request

    said = RequestSaid(law, asked_for, clock().date() - timedelta(days=1), asker=asker, follow_up_id=follow_up_id)
    return register_request(by=actor(OWNER), at=clock(), member_id=member.public_id, said=said)


def _answered(member: "Member") -> None:
    from aktsom.records.actions.deciding import decide_request, note_answered

    one = _request(member, "apenhetsloven", QUESTION, asker="En innbygger")
    of: dict[str, Any] = {"by": actor(OWNER), "at": clock(), "request_id": one.public_id}
    made = decide_request(
        **of, revision=one.revision, kinds={}, reason=REASON, answer=ANSWER, outcome="full", stands=_none
    )
    note_answered(**of, revision=made.revision, stands=_none)


def _none(_one: "AccessRequest") -> "list[CaseDocument]":
    """Of a question that is answered without documents."""
    return []


def _waiting(member: "Member", one: "FollowUp") -> None:
    from aktsom.records.actions.consulting import consult_supplier
    from aktsom.records.actions.requesting import add_documents

    asked = _request(member, "offentleglova", ASKED, one.public_id, "Lokalavisen")
    of: dict[str, Any] = {"by": actor(OWNER), "at": clock(), "request_id": asked.public_id}
    there = _findings(one)
    asked = add_documents(**of, revision=asked.revision, documents=there)
    shown = asked.documents.filter(supplier_id__isnull=False).first()
    if shown is not None:
        consult_supplier(**of, revision=asked.revision, document_id=shown.public_id, stands=lambda _one: there)


def _findings(one: "FollowUp") -> "list[CaseDocument]":
    """As the owner sees them, line for line as the pages say them: the pages have words for more."""
    from django.utils import timezone

    from aktsom.core.papers import Text
    from aktsom.findings.queries.findings import findings_of
    from aktsom.records.documents import CaseDocument
    from aktsom.records.states import Way

    return [
        CaseDocument(
            id=each.public_id, kind="finding", title=each.title, public_title="Funn", way=Way.OUT,
            on=timezone.localdate(each.written_at), party=each.supplier.name, maker=each.owner.name,
            parts=tuple(Text(said) for said in _told(each)), supplier_id=each.supplier_id,
        )
        for each in findings_of(actor(OWNER), [one])
        if each.shown_at is not None and each.stopped_at is None
    ]  # fmt: skip


def _told(each: "Finding") -> list[str]:
    return [f"Sted: {each.site_name}", each.text] if each.site_name else [each.text]
