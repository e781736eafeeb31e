"""What was published, what people were owed and got, and what several looked into, as documents of the case."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _

from aktsom.core.papers import Heading, Part, Text
from aktsom.findings.models import Finding, PublicationVersion
from aktsom.findings.queries.inquiry_papers import InquiryPaper, inquiry_papers
from aktsom.findings.queries.publications import fields_of, published_in
from aktsom.findings.queries.remedies import Ledger, Line, ledgers
from aktsom.findings.signal_states import InquiryState
from aktsom.findings.states import FindingState, VersionState
from aktsom.records.documents import CaseDocument
from aktsom.records.states import Way
from aktsom.web.base.jinja import write_money
from aktsom.web.findings import words as finding_words
from aktsom.web.inquiries import words as inquiry_words
from aktsom.web.records.making import Found, Reading, day_of, document, drafts, facts, protected, table

TIP = "offl-24-2"  # a joint inquiry begins with what somebody has told of a breach of law


def results(reading: Reading) -> Found:
    """Each wording that everybody has read; what is being written is none yet."""
    unpublished = 0
    for one, versions in published_in(reading.viewer, reading.case.pk):
        for version in versions:
            version.publication = one
            if version.published_at is None:
                unpublished += 1
                continue
            yield document(
                reading, "result", version.public_id, _("Offentlig resultat, utgave %(number)s") % {
                    "number": version.number
                }, day_of(version.published_at), reading.way_from(one.owner), parts=tuple(_result(version)),
                maker=one.owner.name, supplier_id=one.supplier_id if version.shown_at else None,
            )  # fmt: skip
    yield from drafts(_("Resultater som ikke er offentlige"), unpublished)


def _result(version: PublicationVersion) -> Iterator[Part]:
    """As it got out: without what was left out of it."""
    told = fields_of(version)
    withdrawn = version.publication.withdrawn_reason if version.state == VersionState.WITHDRAWN else ""
    yield facts(
        (_("Publisert"), day_of(version.published_at)),
        (_("Sist kontrollert"), _day(told.audited_on)),
        (_("Vilkår"), told.outcome.term_set),
        (_("Farge"), finding_words.COLOURS[told.outcome.colour]),
        (_("Siden"), _day(told.outcome.since)),
    )
    for heading, text in (
        (_("Hva resultatet sier"), told.outcome.statement), (_("Neste steg"), told.outcome.next_step),
        (_("Leverandørens kommentar"), told.outcome.comment), (_("Hvorfor det er rettet"), version.corrects),
        (_("Hvorfor det er trukket"), withdrawn),
    ):  # fmt: skip
        if text:
            yield Heading(heading, 2)
            yield Text(text)
    columns = (_("Punkt"), _("Hva"))
    rows = [(row.number, row.text) for row in (*told.outcome.conclusions, *told.outcome.deviations)]
    yield from table(_("Konklusjoner og avvik"), columns, rows)


def _day(said: str) -> date | None:
    return date.fromisoformat(said) if said else None


def remedies(reading: Reading) -> Iterator[CaseDocument]:
    """Of each finding that is a document itself: figures, never names. Its id is made of the finding's, since figures
    take each other's place."""
    shown = [one for one in reading.findings if one.stopped_at is None and _is_told(one)]
    found = ledgers(reading.viewer, shown)
    for one in shown:
        if (told := found[one.pk]).lines:
            last = max(line.entitlement.said_at for line in told.lines)
            id_ = f"ent-{one.public_id.partition('-')[2]}"
            yield document(
                reading, "remedy", id_, _("Oppreisning: %(title)s") % {"title": one.title}, day_of(last),
                reading.way_from(one.owner), parts=tuple(_remedy(told.lines)), maker=one.owner.name,
                stood=tuple(_remedy(_replaced(told))),
            )  # fmt: skip


def _is_told(one: Finding) -> bool:
    return one.state != FindingState.NOTED or one.shown_at is not None


def _replaced(told: Ledger) -> list[Line]:
    """Figures whose place newer ones took."""
    before = [Line(each, (), (), (), ()) for each in told.earlier]
    return before + [
        Line(line.entitlement, line.replaced_payments, line.replaced_confirmations, (), ()) for line in told.lines
    ]


def _remedy(lines: Sequence[Line]) -> Iterator[Part]:
    owed = [
        (
            finding_words.REMEDIES[line.entitlement.kind], line.entitlement.people,
            write_money(line.owed, line.entitlement.currency), line.entitlement.source, line.entitlement.note,
        )
        for line in lines
    ]  # fmt: skip
    columns = (_("Hva"), _("Hvor mange"), _("Til sammen"), _("Hvor det er kjent fra"), _("Merknad"))
    yield from table(_("Hva de skal ha"), columns, owed)
    paid = [
        (each.paid_on, write_money(each.amount, line.entitlement.currency), each.source)
        for line in lines
        for each in line.payments
    ]
    yield from table(_("Betalt"), (_("Dag"), _("Beløp"), _("Hvor det er kjent fra")), paid)
    confirmed = [
        (
            each.confirmed_on, finding_words.CONFIRMED_BY[each.by_whom],
            write_money(each.amount, line.entitlement.currency), each.source,
        )
        for line in lines
        for each in line.confirmations
    ]  # fmt: skip
    heads = (_("Dag"), _("Hvem bekrefter det"), _("Beløp"), _("Hvor det er kjent fra"))
    yield from table(_("Bekreftet"), heads, confirmed)


def inquiries(reading: Reading) -> Found:
    """Joint inquiries that the supplier was touched by while the case went on, once they have come to something. Where
    suppliers are held out so that nobody can tell who spoke, nothing is taken out."""
    kept = unfinished = 0
    case = reading.case
    company = case.supplier.identity_id
    for paper in inquiry_papers(reading.viewer, reading.member, company, case.made_at, case.ended_at):
        one = paper.inquiry
        if one.held_at is not None:
            kept += 1
        elif one.state != InquiryState.CLOSED:
            unfinished += 1
        else:
            yield document(
                reading, "inquiry", one.public_id, _("Felles undersøkelse: %(title)s") % {"title": one.title},
                day_of(one.closed_at), (Way.IN, inquiry_words.by_whom(one.team)), parts=tuple(_inquiry(paper)),
                ground=TIP,
            )  # fmt: skip
    yield from protected(kept)
    yield from drafts(_("Felles undersøkelser som pågår"), unfinished)


def _inquiry(paper: InquiryPaper) -> Iterator[Part]:
    """What those who were touched were told, in the words written for them; never what it began with, nor where."""
    one, branch, mine = paper.inquiry, paper.branch, paper.mine
    yield facts(
        (_("Hva det gjelder"), inquiry_words.KINDS[one.kind]),
        (_("Avsluttet"), day_of(one.closed_at)),
        (_("Leverandøren spurt"), day_of(branch.asked_at) if branch.asked_at else None),
        (_("Leverandøren svarte"), day_of(branch.answered_at) if branch.answered_at else None),
        (_("Hva vi gjorde"), inquiry_words.PARTS[mine.part] if mine and mine.part else ""),
    )
    for heading, text in (
        (_("Hva de som er berørt, ble fortalt"), one.about), (_("Varsel om nulltoleranse"), one.alert_text),
        (_("Leverandørens svar"), branch.answer), (_("Hva vi mener om avtalen vår"), mine.judgement if mine else ""),
        (_("Hva undersøkelsen kom fram til"), one.closed_reason),
    ):  # fmt: skip
        if text:
            yield Heading(heading, 2)
            yield Text(text)
