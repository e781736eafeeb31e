"""What was found, concluded, advised and decided, as documents of the case."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from aktsom.core.papers import Heading, Part, Text
from aktsom.findings.models import Finding, FindingComment
from aktsom.findings.queries.findings import comments_of
from aktsom.findings.queries.plans import measures_of, plan_of
from aktsom.findings.states import FindingState, PlanState
from aktsom.follow_up.queries.conclusions import Seen, conclusions_of
from aktsom.follow_up.queries.planning import covered_contracts
from aktsom.records.documents import CaseDocument
from aktsom.records.queries.own_decisions import reliance_of
from aktsom.records.states import Way
from aktsom.sanctions.models import ExitAssessment, Replacement, SanctionDecision, Suspension, Termination
from aktsom.sanctions.queries.decisions import decisions_for
from aktsom.sanctions.queries.recommendations import recommendations_of
from aktsom.sanctions.queries.steps import all_set_in_motion, exit_assessments_of
from aktsom.sanctions.states import DecisionState, RecommendationState
from aktsom.sanctions.tables import precondition_texts, step_names
from aktsom.sharing.audiences import Audience
from aktsom.teams.queries.memos import memo_view, memos_of_supplier
from aktsom.web.cases import conclusion_words
from aktsom.web.cases import words as case_words
from aktsom.web.findings import words as finding_words
from aktsom.web.records.making import Found, Reading, day_of, document, drafts, facts, moving, protected, table
from aktsom.web.sanctions import words as decision_words
from aktsom.web.teams.words import group_name


def the_case(reading: Reading) -> Iterator[CaseDocument]:
    """What is followed up, by whom and how, and which of the member's own contracts it covers."""
    case = reading.case
    parts: list[Part] = [
        facts(
            (_("Leverandør"), reading.supplier),
            (_("Kategori"), group_name(case.group_id)),
            (_("Hvem gjør det"), case_words.by_whom(case, group_name(case.group_id))),
            (_("Fra"), case.starts_on),
            (_("Til"), case.ends_on),
            (_("Hvordan"), ", ".join(str(case_words.METHODS[method]) for method in case.methods)),
            (_("Tilstand"), case_words.STATES[case.state]),
        )
    ]
    own = [row for row in covered_contracts(case) if row.member_id == reading.member.pk]
    rows = [
        (row.contract.title, row.contract.reference, row.contract.term_set_id, day_of(row.joined_at)) for row in own
    ]
    columns = (_("Avtale"), _("Referanse"), _("Vilkår"), _("Med fra"))
    parts += table(_("Avtalene våre som dekkes"), columns, rows)
    title = _("Oppfølging av %(name)s") % {"name": reading.supplier}
    yield document(
        reading, "case", case.public_id, title, day_of(case.made_at), (Way.WITHIN, ""), parts=tuple(parts),
        moving=moving(case_words.STATES, _("Til")),
    )  # fmt: skip


def findings(reading: Reading) -> Found:
    stopped = unfinished = 0
    comments = comments_of(reading.findings)
    for one in reading.findings:
        if one.stopped_at is not None:
            stopped += 1
        elif one.state == FindingState.NOTED and one.shown_at is None:
            unfinished += 1
        else:
            shown = one.shown_at is not None
            way = reading.way_to(one.owner) if shown else reading.way_from(one.owner)
            yield document(
                reading, "finding", one.public_id, one.title, day_of(one.written_at), way, maker=one.owner.name,
                parts=tuple(_finding(one, comments.get(one.pk, []))), supplier_id=one.supplier_id if shown else None,
                moving={} if one.state == FindingState.WITHDRAWN else moving(finding_words.STATES, _("Avsluttet")),
            )  # fmt: skip
    yield from protected(stopped)
    yield from drafts(_("Funn som bare er skrevet ned"), unfinished)


def _finding(one: Finding, comments: Sequence[FindingComment]) -> Iterator[Part]:
    yield facts(
        (_("Hva det er"), finding_words.KINDS[one.kind]),
        (_("Tilstand"), finding_words.STATES[one.state]),
        (_("Punkt"), one.number),
        (_("Sted"), one.site_name),
        (_("Funnet"), one.found_on),
        (_("Avsluttet"), one.closed_on),
    )
    if one.text:
        yield Text(one.text)
    said = [(day_of(each.said_at), each.text) for each in comments]
    yield from table(_("Hva leverandøren sier"), (_("Dag"), _("Hva")), said)
    for heading, text in (
        (_("Hvorfor det er avsluttet"), one.closed_reason), (_("Hvorfor det er åpnet igjen"), one.reopened_reason),
        (_("Hvorfor det er trukket"), one.withdrawn_reason), (_("Hvorfor det står uten svar"), one.unheard_reason),
    ):  # fmt: skip
        if text:
            yield Heading(heading, 2)
            yield Text(text)


def plan(reading: Reading) -> Iterator[CaseDocument]:
    one = plan_of(reading.viewer, reading.case)
    if one is None or one.state == PlanState.WANTED:
        return
    rows = [
        (row.text, row.finding.title, row.cause, row.due_on, finding_words.MEASURE_STATES[row.state])
        for row in measures_of(reading.viewer, one)
        if row.finding.stopped_at is None
    ]
    columns = (_("Tiltak"), _("Funn"), _("Årsak"), _("Frist"), _("Tilstand"))
    made = day_of(one.proposed_at or one.asked_at)
    told = facts((_("Foreslått"), made), (_("Godtatt"), day_of(one.accepted_at) if one.accepted_at else None))
    yield document(
        reading, "plan", one.public_id, _("Tiltaksplan"), made, (Way.IN, reading.supplier),
        parts=(told, *table(_("Tiltak"), columns, rows)), supplier_id=one.supplier_id,
        moving=moving(finding_words.MEASURE_STATES, _("Frist"), _("Foreslått"), _("Godtatt")),
    )  # fmt: skip


def conclusions(reading: Reading) -> Iterator[CaseDocument]:
    """One document of all that stands, dated by the last; its id is made of the case's, since it is written anew."""
    rows = conclusions_of(reading.viewer, reading.case, timezone.localdate())
    if not rows:
        return
    replaced = conclusions_of(reading.viewer, reading.case, timezone.localdate(), earlier=True)
    last = max(row.concluded_at for row in rows)
    owner = reading.case.member
    way = (Way.WITHIN, "") if owner is None or owner.pk == reading.member.pk else (Way.IN, owner.name)
    id_ = f"ccl-{reading.case.public_id.partition('-')[2]}"
    yield document(
        reading, "conclusions", id_, _("Konklusjoner"), day_of(last), way, parts=_concluded(rows),
        stood=_concluded(replaced),
    )  # fmt: skip


def _concluded(rows: Sequence[Seen]) -> tuple[Part, ...]:
    told = [(row.number, row.term_set, conclusion_words.sentence(row), row.reason, row.left_open) for row in rows]
    columns = (_("Punkt"), _("Vilkår"), _("Konklusjon"), _("Hvorfor"), _("Ikke utelukket"))
    return table(_("Konklusjonene som står"), columns, told)


def advice(reading: Reading) -> Iterator[CaseDocument]:
    names = step_names(translation.get_language() or "nb")
    for one in recommendations_of(reading.viewer, reading.case):
        parts: list[Part] = [facts((_("Steg"), names[one.step]), (_("Tilstand"), decision_words.STATES[one.state]))]
        for heading, text in (
            (_("Grunner"), one.reasons), (_("Forholdsmessighet"), one.proportionality),
            (_("Arbeidernes interesse"), one.workers_interest), (_("Hvorfor den er slutt"), one.ended_reason),
        ):  # fmt: skip
            parts += [Heading(heading, 2), Text(text)] if text else []
        title = _("Anbefaling: %(step)s") % {"step": names[one.step]}
        made = day_of(one.made_at)
        yield document(
            reading,
            "advice",
            one.public_id,
            title,
            made,
            reading.way_from(one.owner),
            parts=tuple(parts),
            maker=one.owner.name,
            moving={} if one.state == RecommendationState.WITHDRAWN else moving(decision_words.STATES),
        )


def decisions(reading: Reading) -> Found:
    """The member's own, and those that others have chosen to share with it."""
    unfinished = 0
    rows = list(decisions_for(reading.viewer).filter(follow_up=reading.case).order_by("id"))
    moved = all_set_in_motion(reading.viewer, [one.pk for one in rows])
    weighed = exit_assessments_of(reading.viewer, rows)
    for one in rows:
        if one.state == DecisionState.DRAFT:
            unfinished += 1
        elif one.decided_at is not None:
            parts = (*_decision(one), *_set_in_motion(moved.get(one.pk)), *_weighed(weighed.get(one.pk)))
            title = _("Avgjørelse i avtalen %(title)s") % {"title": one.contract.title}
            made = day_of(one.decided_at)
            way = reading.way_from(one.owner)
            moves = moving(decision_words.DECISIONS, _("Frist"), _("Stanset til"))
            yield document(
                reading, "decision", one.public_id, title, made, way, parts=parts, maker=one.owner.name,
                moving={} if one.state == DecisionState.WITHDRAWN else moves,
            )  # fmt: skip
    yield from drafts(_("Avgjørelser som ikke er tatt"), unfinished)


def _decision(one: SanctionDecision) -> Iterator[Part]:
    language = translation.get_language() or "nb"
    yield facts(
        (_("Avgjort"), day_of(one.decided_at)),
        (_("Svar"), decision_words.ANSWERS[one.answer]),
        (_("Steg"), step_names(language)[one.step] if one.step else ""),
        (_("Tilstand"), decision_words.DECISIONS[one.state]),
        (_("Frist"), one.deadline_on),
        (_("Punkt i avtalen"), " ".join(filter(None, [one.clause_number, one.clause_text]))),
    )
    yield Heading(_("Begrunnelse"), 2)
    yield Text(one.reason)
    texts = precondition_texts(language)
    written = [(texts.get(key, key), said) for key, said in {**one.written, **one.aside}.items()]
    yield from table(_("Vilkår for steget"), (_("Vilkår"), _("Hva som er skrevet")), written)
    if one.withdrawn_reason:
        yield Heading(_("Hvorfor den er trukket"), 2)
        yield Text(one.withdrawn_reason)


def _weighed(weighed: ExitAssessment | None) -> Iterator[Part]:
    if weighed is not None:
        yield Heading(_("Vurdering av følgene"), 2)
        yield facts(
            (_("For arbeiderne"), weighed.workers),
            (_("Andre veier som er prøvd"), weighed.tried),
            (_("Hvordan oppreisning holdes åpen"), weighed.left_open),
        )


def _set_in_motion(moved: Suspension | Replacement | Termination | None) -> Iterator[Part]:
    """What the decision began, as it stands."""
    match moved:
        case Suspension() as stop:
            goods = ", ".join(map(str, stop.products))
            days = ((_("Stanset fra"), stop.starts_on), (_("Stanset til"), stop.ends_on))
            yield facts(*days, (_("Hva stansen gjelder"), goods), (_("Hva som må vises"), stop.lift_test))
        case Replacement() as change:
            told = ((_("Sted som skal byttes ut"), change.old_name), (_("Hva et nytt sted må oppfylle"), change.wanted))
            yield facts(*told, (_("Frist"), change.due_on))
        case Termination() as end:
            ends = ((_("Heves fra"), end.from_on), (_("Hvordan arbeiderne følges opp"), end.followed_how))
            yield facts(*ends, (_("Hva leverandøren sier"), end.supplier_says))


def reliance(reading: Reading) -> Iterator[CaseDocument]:
    for one in reliance_of(reading.viewer, reading.member, reading.case):
        told = facts((_("Avtale"), one.contract.title), (_("Valg"), conclusion_words.CHOICES[one.choice]))
        yield document(
            reading, "reliance", one.public_id, str(conclusion_words.CHOICES[one.choice]), day_of(one.decided_at),
            (Way.WITHIN, ""), parts=(told, Heading(_("Begrunnelse"), 2), Text(one.reason)),
        )  # fmt: skip


def _within(reading: Reading, moment: datetime) -> bool:
    """While the case went on: a memo about the supplier is of one case alone."""
    ended = reading.case.ended_at
    return reading.case.made_at <= moment and (ended is None or moment <= ended)


def memos(reading: Reading) -> Found:
    """Of the team that does the case, about this supplier, without passages that could tell who a worker is."""
    if reading.case.team is None:
        return
    kept = 0
    for row in memos_of_supplier(reading.viewer, reading.case.supplier.public_id):
        if not _within(reading, row.written_at):
            continue
        view = memo_view(reading.viewer, row.public_id)
        if view.memo.team_id != reading.case.team_id:
            continue
        shown = [one for one in view.passages if one.audience != Audience.WORKER_PROTECTED]
        kept += len(view.passages) - len(shown)
        if view.endangers_workers or view.audience == Audience.WORKER_PROTECTED:
            kept += 1
            continue
        yield document(
            reading, "memo", row.public_id, row.title, day_of(row.written_at), reading.way_from(view.memo.owner),
            parts=tuple(Text(one.text) for one in shown), ground=view.ground, review_on=view.memo.review_on,
            maker=view.owner,
        )  # fmt: skip
    yield from protected(kept)
