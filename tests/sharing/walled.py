"""A small world with rows of several members in every table that the wall guards, and who may see each of them, said
apart from the policies in plain Python."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import models

from aktsom.contracts import actions
from aktsom.contracts.models import (
    ColumnMemory,
    Contract,
    ContractCpv,
    ImportRow,
    OwnFacts,
    RegisterImport,
    VanishedContract,
)
from aktsom.core.actor import PLATFORM, Actor
from aktsom.core.models import JournalEntry
from aktsom.effects.models import (
    Baseline,
    CostShare,
    EffortEntry,
    EffortOwnFacts,
    HourlyCost,
    JointCost,
    RunningTimer,
    ShareTrace,
)
from aktsom.findings.models import (
    ActionPlan,
    ColourChange,
    Confirmation,
    EmbargoLimit,
    Entitlement,
    Extension,
    Finding,
    FindingComment,
    FindingDecision,
    Inquiry,
    InquiryBranch,
    InquiryMember,
    Measure,
    Payment,
    Proof,
    PublicArea,
    Publication,
    PublicationPassage,
    PublicationVersion,
    PublicResult,
    Signal,
    SignalMessage,
    StatedTotal,
)
from aktsom.follow_up.models import (
    AgendaPoint,
    Answer,
    AnswerFile,
    AnswerRemark,
    Audit,
    AuditConsent,
    AuditOffer,
    AuditRecheck,
    AuditReport,
    AuditRow,
    AuditShare,
    AuditSite,
    CitedEvidence,
    Conclusion,
    CoveredContract,
    DispatchLine,
    DispatchRound,
    DocumentReview,
    DocumentRow,
    DocumentVerdict,
    Evidence,
    ExampleAnswer,
    FollowUp,
    HandedQuestion,
    Meeting,
    MeetingComment,
    MeetingTask,
    MonthlyLetter,
    Package,
    QuestionnaireEdition,
    ReadingHours,
    RelianceDecision,
    ReportedContract,
    ReportInvitation,
    ReportLetter,
    ReportReader,
    Rereading,
    Score,
    SecretPassage,
    SelfReport,
    SentBack,
    Settlement,
    Submission,
    Upload,
)
from aktsom.knowledge.models import Article, ArticleVersion, SearchDocument, SearchPlace, SearchWord
from aktsom.members.models import AccessReview, AccessReviewLine, CalendarLink, Digest, Invitation, SignIn
from aktsom.members.permissions import runs_people_of
from aktsom.members.roles import Permission, permissions_of
from aktsom.records.models import (
    AccessMark,
    AccessRequest,
    CaseExport,
    CaseNumber,
    Consultation,
    ConsultedFor,
    Passage,
    RequestedDocument,
)
from aktsom.risk.actions import confirm_result
from aktsom.risk.models import ContractRisk, RiskDecision, RiskProduct, Screening, ScreeningMatch
from aktsom.sanctions.models import (
    Bid,
    DecisionMade,
    ExitAssessment,
    Letter,
    LetterAnswer,
    LetterSeries,
    LetterSignature,
    LetterTemplate,
    NewPlace,
    OrderCondition,
    QualificationRefusal,
    Recommendation,
    RecommendedOn,
    Replacement,
    SanctionDecision,
    Suspension,
    SuspensionStep,
    Termination,
)
from aktsom.sharing.audiences import PUBLIC_KEY, Audience, keys_carried, keys_held
from aktsom.sharing.models import Release
from aktsom.suppliers.models import (
    SamenessCandidate,
    SamenessJudgement,
    SamenessThreshold,
    Supplier,
    SupplierContact,
    SupplierInvitation,
    SupplierProposal,
    SupplierRole,
)
from aktsom.suppliers.states import Verdict as SiteVerdict
from aktsom.supply_chain.actions.declaring import say_about
from aktsom.supply_chain.actions.judging import judge_sites
from aktsom.supply_chain.actions.links import Seen, verify_link
from aktsom.supply_chain.actions.sites import SiteFacts, add_site
from aktsom.supply_chain.actions.submitting import submit_declaration
from aktsom.supply_chain.models import (
    ChainLink,
    ConcernEntry,
    ConcernHit,
    ConcernList,
    Declaration,
    DeclarationContract,
    DeclarationRow,
    LinkCheck,
    ReachChange,
    Site,
    SiteJudgement,
    SitePair,
    SiteStatement,
    TierInvitation,
)
from aktsom.supply_chain.states import Confidence
from aktsom.teams.models import (
    CategoryTeam,
    Handover,
    Mandate,
    MandateRequest,
    Memo,
    MemoLink,
    MemoPassage,
    StepContract,
    TeamCapacity,
    TeamPlan,
    TeamSeat,
    TeamStep,
    TeamTask,
    TeamWish,
)
from aktsom.terms.actions import load_terms
from tests.cast import NOON, actor, member, person, supplier
from tests.factories.chains import FACTORY, LATEX, NO_IDEA, invited, let_in, sent, started, written
from tests.factories.contracts import facts
from tests.factories.registers import read, staged
from tests.risk.purchases import OWNERS, bought, risk_of
from tests.sharing.competence import SEEN as COMPETENCE
from tests.sharing.competence import lay_competence
from tests.sharing.efforts import lay_efforts
from tests.sharing.figures import FIGURES_MAY_SEE, lay_figures
from tests.sharing.found import lay_found
from tests.sharing.known import lay_known
from tests.sharing.laid_reports import REPORTS_MAY_SEE, lay_reports
from tests.sharing.laid_signals import lay_signals
from tests.sharing.lettered import lay_letters
from tests.sharing.methods import Plain, lay
from tests.sharing.planting_public import PUBLIC_MAY_SEE, lay_public
from tests.sharing.recorded import lay_records
from tests.sharing.sanctioned import lay_sanctioned
from tests.sharing.set_in_motion import lay_set_in_motion

TODAY = date(2026, 11, 2)
NORDHAV = {"supplier_name": "Nordhav Medisinsk AS", "supplier_number": "923609016"}


def build() -> None:
    """Needs a current high-risk list."""
    for name in CAST:
        person(name)
    for owner in ("oslo", "bergen", "stavanger", "uio"):
        _member(owner)
    _people()
    _team()
    _companies()
    _sameness()
    _chain()
    _evidence()
    _self_reports()
    _reading()
    _conclusions()
    _methods()
    lay_figures()
    lay_public()
    lay_known(CategoryTeam.objects.get(group_id="health"))
    lay_competence()


def _member(owner: str) -> None:
    by, body = actor(OWNERS[owner]), member(owner)
    made = bought(owner, description="engangshansker", value=Decimal(1_500_000), cpv=("33141420",), **NORDHAV)
    bought(owner, title="Kontorrenhold", supplier_name="Andre Varer AS", supplier_number="")
    confirm_result(by=by, at=NOON, contract_public_id=made.public_id, revision=risk_of(made).revision)
    struck = bought(owner, title="Feilført")
    actions.strike_contract(by=by, at=NOON, public_id=struck.public_id, revision=1, reason="Ført opp ved en feil.")
    received = read([staged(2, facts(reference=f"I-{owner}"))], owner)
    VanishedContract.objects.create(register_import=received, member=body, contract=made)
    ColumnMemory.objects.create(member=body, header="avtalenavn", field="title")
    Release.objects.create(subject=f"not_{owner}", owner=body, before="case_team", after="members", reason="x", at=NOON)
    TeamWish.objects.create(member=body, group_id="health")
    TeamCapacity.objects.create(member=body)


def _people() -> None:
    for owner, who in (("oslo", "mons"), ("bergen", "bjarne")):
        body = member(owner)
        _invitation(owner, member=body, sent_by_id=person("ada" if owner == "oslo" else "anne").pk)
        review = AccessReview.objects.create(member=body, period="2026-2", opened_at=NOON, due_on=TODAY)
        AccessReviewLine.objects.create(review=review, person=person(who), role="contract_manager")
        SignIn.objects.create(at=NOON, person=person(who), outcome="signed_in")
        CalendarLink.objects.create(person=person(who), secret_hash=who, made_at=NOON)
    SignIn.objects.create(at=NOON, outcome="wrong")
    for who in ("nora", "odd"):
        answers = person(who)
        invitation = _invitation(who, member=None)
        SupplierInvitation.objects.create(
            invitation=invitation, supplier_id=answers.supplier_roles.values_list("supplier_id", flat=True)[0]
        )


def _invitation(name: str, **said: Any) -> Invitation:
    return Invitation.objects.create(
        email=f"new-{name}@example.org",
        roles="reader",
        secret_hash=name,
        sent_at=NOON,
        expires_at=NOON + timedelta(days=14),
        **said,
    )


def _team() -> None:
    """Olga leads, Berit is in it; Stavanger has a contract that it concerns."""
    team = CategoryTeam.objects.create(
        group_id="health", starts_on=TODAY, last_activity_at=NOON, lead_active_at=NOON, created_at=NOON
    )
    for who, part, body in (("olga", "lead", "oslo"), ("berit", "member", "bergen")):
        TeamSeat.objects.create(team=team, person=person(who), member=member(body), part=part, taken_at=NOON)
    TeamTask.objects.create(team=team, kind="work", text="Spør om fabrikken", written_at=NOON)
    JournalEntry.objects.create(
        number=10**6, at=NOON, person_id=0, verb="team_formed", scope="network", subject=team.public_id
    )
    asked = MandateRequest.objects.create(team=team, acts=1, starts_on=TODAY, ends_on=TODAY, asked_at=NOON)
    step = TeamStep.objects.create(team=team, supplier=supplier(), act=1, what="Møte", done_on=TODAY, recorded_at=NOON)
    for contract in Contract.objects.filter(member__in=[member("bergen"), member("stavanger")]):
        of = {"contract": contract, "member_id": contract.member_id}
        Mandate.objects.create(
            request=asked, team=team, asked_acts=1, starts_on=TODAY, ends_on=TODAY, asked_at=NOON, **of
        )
        StepContract.objects.create(step=step, **of)
    _follow_ups(team)
    Handover.objects.create(
        team=team, giver_id=person("olga").pk, receiver=person("mons"), member=member("oslo"), offered_at=NOON
    )
    TeamPlan.objects.create(made_at=NOON, facts={}, proposal={})
    linked = [member("stavanger").pk]
    for audience in Audience:
        seen_by = keys_carried(
            audience, owner_id=member("oslo").pk, author_id=person("olga").pk, team_id=team.pk, linked_ids=linked
        )
        said = {"owner": member("oslo"), "audience": audience, "seen_by": seen_by}
        memo = Memo.objects.create(team=team, title=audience, written_at=NOON, author_id=person("olga").pk, **said)
        MemoLink.objects.create(memo=memo, member=member("stavanger"))
        MemoPassage.objects.create(memo=memo, position=1, text="…", written_at=NOON, **said)


def _follow_ups(team: CategoryTeam) -> None:
    """One that is planned, and one that all have been told of."""
    for state, announced_at in (("planned", None), ("announced", NOON)):
        made = FollowUp.objects.create(
            team=team, supplier=supplier(), group_id="health", starts_on=TODAY, ends_on=TODAY, made_at=NOON,
            state=state, announced_at=announced_at,
        )  # fmt: skip
        for mandate in Mandate.objects.filter(team=team):
            CoveredContract.objects.create(
                follow_up=made, contract_id=mandate.contract_id, member_id=mandate.member_id, mandate=mandate,
                joined_at=NOON,
            )  # fmt: skip


def _conclusions() -> None:
    """On each follow-up one, that rests on a file, and what two members decided on it."""
    evidence = Evidence.objects.order_by("id")[0]
    for one in FollowUp.objects.order_by("id"):
        made = Conclusion.objects.create(
            follow_up=one, term_set_id="T4", number="1.1", wording="…", method="audit", done_on=TODAY, verdict="met",
            reason="…", concluded_at=NOON,
        )  # fmt: skip
        CitedEvidence.objects.create(conclusion=made, evidence=evidence)
        for contract in Contract.objects.filter(member__in=[member("bergen"), member("stavanger")], state="running"):
            RelianceDecision.objects.create(
                contract=contract, member_id=contract.member_id, follow_up=one, term_set_id="T4", choice="partly",
                reason="…", decided_at=NOON,
            )  # fmt: skip


def _runs(row: FollowUp, who: Actor) -> bool:
    return row.team_id in who.team_ids or row.member_id in who.member_ids


def _methods() -> None:
    """Of the team's announced follow-up, which covers Bergen and Stavanger: what is shared with them, and what not."""
    one = FollowUp.objects.get(state="announced")
    contract = one.covered.get(member=member("stavanger"), contract__title__startswith="Engang").contract
    lay(Plain(), one, member("oslo"), contract)
    lay(Plain(), one, member("oslo"), contract, shared_at=NOON)
    lay_found(Plain(), one, member("oslo"))
    lay_found(Plain(), one, member("oslo"), shared_at=NOON)
    told = Plain()
    lay_sanctioned(
        told, one, contract, one.covered.filter(member=member("bergen")).select_related("contract")[0].contract
    )
    lay_letters(told, one, contract)
    lay_reports(one.team)  # type: ignore[arg-type]  # it is a team's
    lay_signals(Plain(), one.team, member("oslo"))  # type: ignore[arg-type]  # it is a team's
    PublicArea.objects.create(
        group_id="medical", country="IN", places=3, published_at=NOON, seen_by=frozenset({PUBLIC_KEY})
    )
    EmbargoLimit.objects.create(days=30, reason="Nettverket har bestemt det.", set_at=NOON)
    lay_set_in_motion(Plain(), one, contract)
    lay_efforts(Plain(), one, member("oslo"), member("bergen"), "mons", frozenset())
    lay_records(Plain(), one, contract)


def _moved(row: Any, who: Actor) -> bool:
    """By a key, or by being shown the decision."""
    return _keyed(row, who) or (row.decision.shared_at is not None and _held(row.decision, who))


def _held(row: Any, who: Actor) -> bool:
    """By a key, or by having a contract covered of what is shared."""
    covered = CoveredContract.objects.filter(follow_up=row.follow_up, left_at=None, member__in=who.member_ids)
    return _keyed(row, who) or (row.shared_at is not None and covered.exists())


def _lettered(row: Any, who: Actor) -> bool:
    """By a key, or as one with whom the decision is shared, once it is sent."""
    shared = row.decision is not None and row.decision.shared_at is not None and _held(row.decision, who)
    return _keyed(row, who) or (shared and row.state != "draft")


def _followed(row: FollowUp, who: Actor) -> bool:
    return _runs(row, who) or (network(who) and row.announced_at is not None)


def _companies() -> None:
    said = {"supplier": supplier(), "email": "x@example.org"}
    for owner in ("oslo", "bergen"):
        SupplierContact.objects.create(member=member(owner), changed_at=NOON, **said)
    SupplierProposal.objects.create(kind="contact", proposed_at=NOON, **said)
    listed = ConcernList.objects.create(
        name="Liste", publisher="Noen", edition="1", checksum="x", entries_count=1, loaded_at=NOON
    )
    entry = ConcernEntry.objects.create(concern_list=listed, entry_id="1", names="Nordhav")
    ConcernHit.objects.create(entry=entry, supplier=supplier(), weight=1, found_at=NOON)


def _sameness() -> None:
    one, other, third = (Supplier.objects.create(name=name, name_key=name) for name in ("alfa", "beta", "gamma"))
    SamenessCandidate.objects.create(one=one, other=other, weight=3, found_at=NOON)
    SamenessJudgement.objects.create(one=one, other=third, verdict="different", at=NOON, member=member("oslo"))
    SamenessThreshold.objects.create(join_above=5, ask_above=1, at=NOON)


def _chain() -> None:
    """What two suppliers have told, what one is writing, a next tier that hides its answer, and a place in a list."""
    load_terms(by=actor("sekka"), at=NOON)
    Contract.objects.update(term_set_id="T4")
    told = sent(FACTORY, LATEX, NO_IDEA)
    tier = invited(told)
    let_in(tier, "odd")
    part = written(tier.declaration, {**FACTORY, "name": "Hemmelig Lateks"}, by="odd")
    say_about(by=actor("odd"), at=NOON, declaration_id=part.public_id, hides=True)
    part.refresh_from_db()
    submit_declaration(by=actor("odd"), at=NOON, declaration_id=part.public_id, revision=part.revision)
    written(started(), FACTORY)
    site = add_site(by=PLATFORM, at=NOON, facts=SiteFacts("Åpen fabrikk", "MY"), public_source="Open Supply Hub")
    older = Site.objects.order_by("id")[0]
    judge_sites(
        by=PLATFORM, at=NOON, one=older.public_id, other=site.public_id, verdict=SiteVerdict.SAME, reason="Samme port"
    )
    SitePair.objects.create(one=older, other=Site.objects.order_by("id")[1], weight=3, found_at=NOON)
    SiteStatement.objects.create(site=site, field="town", value="Ipoh", source="Open Supply Hub", said_at=NOON)
    seen = Seen(Confidence.VERIFIED, NOON.date(), "Revisor på besøk")
    link = ChainLink.objects.filter(declaration=told)[0].public_id
    verify_link(by=actor("olga"), at=NOON, member=member("oslo").public_id, link=link, seen=seen)


def _evidence() -> None:
    """Of Oslo for each audience, brought by the supplier and by Olga, and a file on its way of each of them."""
    usual = {"kind": "policy", "content_type": "text/plain", "size": 1, "uploaded_at": NOON, "scan_state": "clean"}
    for audience in Audience:
        for who in ("olga", "nora"):
            hers_ = who == "nora"
            keys = keys_carried(
                audience,
                owner_id=member("oslo").pk,
                author_id=None if hers_ else person(who).pk,
                linked_ids=[member("stavanger").pk],
                supplier_id=supplier().pk if hers_ else None,
            )
            Evidence.objects.create(
                owner=member("oslo"), audience=audience, seen_by=keys, title=audience, file_name="a.txt", sha256="x",
                supplier=supplier(), from_supplier=hers_, uploaded_by_id=person(who).pk, **usual,
            )  # fmt: skip
    for who in ("olga", "nora"):
        Upload.objects.create(person_id=person(who).pk, file_name="a.txt", size=1, begun_at=NOON, expires_at=NOON)
        Package.objects.create(
            person_id=person(who).pk, team=CategoryTeam.objects.first(), asked_at=NOON, moved_at=NOON, expires_at=NOON
        )


def _self_reports() -> None:
    """One that the team asks, for Stavanger; one that Bergen asks for itself."""
    edition = QuestionnaireEdition.objects.create(form="full", number=90, made_at=NOON)
    file = Evidence.objects.filter(from_supplier=True).first()
    one = FollowUp.objects.filter(team__isnull=False).first()
    alone = FollowUp.objects.create(
        member=member("bergen"), supplier=supplier(), group_id="health", starts_on=TODAY, ends_on=TODAY, made_at=NOON
    )
    for follow_up, owner, linked in ((one, "oslo", "stavanger"), (alone, "bergen", "bergen")):
        keys = keys_carried(
            Audience.LINKED_BUYERS,
            owner_id=member(owner).pk,
            team_id=follow_up.team_id,
            linked_ids=[member(linked).pk],
            supplier_id=supplier().pk,
        )
        report = SelfReport.objects.create(
            follow_up=follow_up, team=follow_up.team, supplier=supplier(), group_id="health", edition=edition,
            owner=member(owner), audience=Audience.LINKED_BUYERS, seen_by=keys, asked_at=NOON,
        )  # fmt: skip
        contract = Contract.objects.filter(member=member(linked)).first()
        ReportedContract.objects.create(
            self_report=report, contract=contract, member=member(linked), title="Hansker", added_at=NOON
        )
        Answer.objects.create(self_report=report, code="F-1.1", value="yes", changed_at=NOON)
        AnswerFile.objects.create(self_report=report, code="F-1.1", evidence=file, added_at=NOON)
        HandedQuestion.objects.create(self_report=report, code="F-1.1", at=NOON)
        handed_in = Submission.objects.create(
            self_report=report, number=1, content={"answers": {}}, sha256="x", at=NOON, signed_as="Nora"
        )
        SecretPassage.objects.create(submission=handed_in, code="F-1.1", number=1, text="Fabrikk", reason="Konkurranse")
        _dispatched(report)
        SentBack.objects.create(self_report=report, submission=handed_in, code="F-1.1", missing="Dato", at=NOON)


def _dispatched(report: SelfReport) -> None:
    sent = Invitation.objects.create(
        email=f"{report.public_id}@nordhav.example", roles="supplier_approver", secret_hash=report.public_id,
        sent_at=NOON, expires_at=NOON,
    )  # fmt: skip
    for_supplier = SupplierInvitation.objects.create(invitation=sent, supplier=report.supplier)
    ReportInvitation.objects.create(self_report=report, invitation=for_supplier)
    ReportLetter.objects.create(self_report=report, kind="reminder_1", about=TODAY, at=NOON)
    if report.team is not None:
        one = DispatchRound.objects.create(team=report.team, ordered_at=NOON, moved_at=NOON)
        DispatchLine.objects.create(round=one, follow_up=report.follow_up)


def _reading() -> None:
    """Of both self-reports, one of which has been sent back; and examples, a team's own and the secretariat's."""
    first = SelfReport.objects.order_by("id")[0]
    SelfReport.objects.filter(pk=first.pk).update(state="returned", answered_at=NOON)
    for report in SelfReport.objects.order_by("id"):
        of = {"self_report": report, "code": "F-1.1", "at": NOON}
        ReportReader.objects.create(self_report=report, place=1, person_id=person("olga").pk, taken_at=NOON)
        Rereading.objects.create(self_report=report, reason="…", at=NOON)
        Score.objects.create(answer="x", place=1, score=1, **of)
        Settlement.objects.create(answer="x", score=1, reason="…", **of)
        for kind in ("missing", "advice"):
            AnswerRemark.objects.create(kind=kind, text="…", **of)
        ReadingHours.objects.create(self_report=report, person_id=person("olga").pk, hours=1, on=TODAY, at=NOON)
    MonthlyLetter.objects.create(person_id=person("olga").pk, month=TODAY.replace(day=1), at=NOON)
    for team in (None, first.team):
        ExampleAnswer.objects.create(team=team, code="F-1.1", text="…", score=1, why="…", made_at=NOON)


def _asks_it(row: Any, who: Actor) -> bool:
    return _asks(row.self_report, who)


def _advised(row: AnswerRemark, who: Actor) -> bool:
    report = row.self_report
    told = row.kind == "advice" and report.state in ("returned", "judged")
    return _asks(report, who) or (told and hers(report, who))


def _asks(report: SelfReport, who: Actor) -> bool:
    """Whoever asks it: the team, or the member that asks for itself."""
    return report.team_id in who.team_ids if report.team_id else report.owner_id in who.member_ids


def _secret(row: SecretPassage, who: Actor) -> bool:
    report = row.submission.self_report
    return _asks(report, who) or hers(report, who)


def _of_seen_report(row: Any, who: Actor) -> bool:
    return _keyed(row.self_report, who)


def _of_own_report(row: Any, who: Actor) -> bool:
    return hers(row.self_report, who)


def network(who: Actor) -> bool:
    return Permission.READ_NETWORK in permissions_of(who.roles)


def keeps_network(who: Actor) -> bool:
    return Permission.KEEP_NETWORK in permissions_of(who.roles)


def mine(row: Any, who: Actor) -> bool:
    return row.member_id in who.member_ids


def keeps_people_of(row: Any, who: Actor) -> bool:
    roles = who.roles_for(row.member_id) if row.member_id else frozenset()
    return Permission.KEEP_PEOPLE in permissions_of(roles) or keeps_network(who)


def hers(row: Any, who: Actor) -> bool:
    return row.supplier_id in who.supplier_ids


def _contract(row: Contract, who: Actor) -> bool:
    return mine(row, who) or (row.state != "struck" and (network(who) or hers(row, who)))


def _invited(row: Invitation, who: Actor) -> bool:
    sent = row.sent_by_id == who.person_id
    return keeps_people_of(row, who) or sent or any(hers(each, who) for each in _for_supplier(row))


def _for_supplier(row: Invitation) -> list[SupplierInvitation]:
    return list(SupplierInvitation.objects.filter(invitation=row))


def _signed_in(row: SignIn, who: Actor) -> bool:
    if row.person is None:
        return False
    kept = {id_ for id_, role in who.held if role == "member_administrator"}
    return row.person_id == who.person_id or row.person.home_id in kept


def _handed(team_id: int, who: Actor) -> bool:
    offered = Handover.objects.filter(team=team_id, receiver=who.person_id, state="offered")
    return offered.filter(member_id__in=who.member_ids).exists()


def _journal(row: JournalEntry, who: Actor) -> bool:
    own = {row.member_id, row.on_behalf_of_id} & who.member_ids
    of_a_team = network(who) and row.subject.startswith("tea-")
    of_the_network = keeps_network(who) and row.scope == "network"
    of_the_people = row.scope in ("people", "network") and (row.member_id, "member_administrator") in who.held
    return bool(own) or row.person_id == who.person_id or of_a_team or of_the_network or of_the_people


def _facts_of_the_network(row: Any, who: Actor) -> bool:
    return network(who)


def _released(row: Release, who: Actor) -> bool:
    """A supplier sees the decisions on what it has been shown of a memo."""
    shown = Memo.objects.filter(supplier_id__in=who.supplier_ids, supplier_shown_at__isnull=False)
    seen = [memo for memo in shown if _keyed(memo, who)]
    parts = [*seen, *(one for memo in seen for one in memo.passages.all() if _keyed(one, who))]
    return network(who) or row.subject in {part.public_id for part in parts}


def _proposed(row: Any, who: Actor) -> bool:
    return _keyed(row, who) or (row.proposed_at is not None and keeps_network(who))


def _keyed(row: Any, who: Actor) -> bool:
    return bool(row.seen_by & keys_held(who))


def _taken_in(row: Any, who: Actor) -> bool:
    """By a key, or by the secretariat."""
    return keeps_network(who) or _keyed(row, who)


def _of_seen_sites(row: Any, who: Actor) -> bool:
    return network(who) and _keyed(row.one, who) and _keyed(row.other, who)


MAY_SEE: dict[type[models.Model], Callable[[Any, Actor], bool]] = {
    JournalEntry: _journal,
    Invitation: _invited,
    SignIn: _signed_in,
    CalendarLink: lambda row, who: row.person_id == who.person_id,
    AccessReview: keeps_people_of,
    AccessReviewLine: lambda row, who: keeps_people_of(row.review, who),
    Release: _released,
    SupplierRole: lambda row, who: hers(row, who) or row.person_id == who.person_id or keeps_network(who),
    SupplierInvitation: lambda row, who: hers(row, who) or network(who),
    Contract: _contract,
    OwnFacts: mine,
    ContractCpv: lambda row, who: network(who) or (hers(row.contract, who) and row.contract.state != "struck"),
    RegisterImport: mine,
    ImportRow: mine,
    VanishedContract: mine,
    ColumnMemory: mine,
    Screening: _facts_of_the_network,
    ScreeningMatch: lambda row, who: mine(row, who) or (network(who) and row.where != "description"),
    ContractRisk: _facts_of_the_network,
    RiskProduct: _facts_of_the_network,
    RiskDecision: mine,
    Mandate: lambda row, who: network(who) or (hers(row.contract, who) and row.contract.state != "struck"),
    MandateRequest: _facts_of_the_network,
    TeamTask: lambda row, who: row.team_id in who.team_ids or keeps_network(who) or _handed(row.team_id, who),
    TeamStep: lambda row, who: network(who) or hers(row, who),
    StepContract: _facts_of_the_network,
    FollowUp: _followed,
    CoveredContract: lambda row, who: _followed(row.follow_up, who),
    Conclusion: lambda row, who: _followed(row.follow_up, who),
    CitedEvidence: lambda row, who: _runs(row.conclusion.follow_up, who),
    RelianceDecision: lambda row, who: mine(row, who) or (network(who) and _followed(row.follow_up, who)),
    Handover: lambda row, who: (
        row.team_id in who.team_ids or who.person_id in (row.receiver_id, row.giver_id) or keeps_network(who)
    ),
    TeamWish: _facts_of_the_network,
    TeamCapacity: _facts_of_the_network,
    TeamPlan: lambda row, who: keeps_network(who) or (network(who) and row.state == "adopted"),
    SamenessCandidate: _facts_of_the_network,
    SamenessJudgement: _facts_of_the_network,
    SamenessThreshold: _facts_of_the_network,
    Memo: _keyed,
    MemoPassage: _keyed,
    MemoLink: lambda row, who: _keyed(row.memo, who),
    SupplierContact: mine,
    SupplierProposal: lambda row, who: network(who) or hers(row, who),
    ConcernList: _facts_of_the_network,
    ConcernEntry: _facts_of_the_network,
    ConcernHit: _facts_of_the_network,
    Site: _keyed,
    SiteJudgement: _of_seen_sites,
    SitePair: _of_seen_sites,
    LinkCheck: lambda row, who: _keyed(row.link, who),
    Declaration: _keyed,
    DeclarationContract: lambda row, who: (
        network(who) or (hers(row.contract, who) and row.contract.state != "struck") or hers(row.declaration, who)
    ),
    DeclarationRow: lambda row, who: (
        _keyed(row.declaration, who) and (row.declaration.submitted_at is not None or hers(row.declaration, who))
    ),
    TierInvitation: lambda row, who: _keyed(row.declaration, who) or _keyed(row.asked_in, who),
    SiteStatement: lambda row, who: _keyed(row.site, who) and (row.declaration is None or _keyed(row.declaration, who)),
    ChainLink: _keyed,
    Meeting: _held,
    AgendaPoint: lambda row, who: _held(row.meeting, who),
    MeetingTask: lambda row, who: _held(row.meeting, who),
    MeetingComment: lambda row, who: _held(row.meeting, who),
    DocumentReview: _held,
    DocumentRow: lambda row, who: _held(row.review, who),
    DocumentVerdict: lambda row, who: _held(row.row.review, who),
    Audit: _held,
    AuditSite: lambda row, who: _held(row.audit, who),
    AuditOffer: lambda row, who: _held(row.audit, who),
    AuditShare: lambda row, who: _held(row.audit, who),
    AuditConsent: lambda row, who: _held(row.audit, who),
    AuditReport: _held,
    AuditRow: lambda row, who: _held(row.report, who),
    AuditRecheck: lambda row, who: _held(row.report, who),
    Finding: _held,
    FindingDecision: lambda row, who: _held(row.finding, who),
    FindingComment: lambda row, who: _held(row.finding, who),
    ActionPlan: _held,
    Measure: lambda row, who: _held(row.plan, who),
    Proof: lambda row, who: _held(row.measure.plan, who),
    Extension: lambda row, who: _held(row.measure.plan, who),
    ColourChange: _keyed,
    **dict.fromkeys((Signal, Inquiry, InquiryBranch, InquiryMember), _taken_in),
    SignalMessage: lambda row, who: _taken_in(row.signal, who),
    Publication: _proposed,
    PublicationVersion: _proposed,
    PublicationPassage: lambda row, who: (
        _keyed(row, who) or (row.version.proposed_at is not None and keeps_network(who))
    ),
    PublicResult: _keyed,
    PublicArea: _keyed,
    EmbargoLimit: lambda _row, who: network(who),
    Entitlement: lambda row, who: _held(row.finding, who),
    StatedTotal: lambda row, who: _held(row.finding, who),
    Payment: lambda row, who: _held(row.entitlement.finding, who),
    Confirmation: lambda row, who: _held(row.entitlement.finding, who),
    Recommendation: _held,
    RecommendedOn: lambda row, who: _held(row.recommendation, who),
    SanctionDecision: _held,
    DecisionMade: _held,
    **dict.fromkeys((AccessMark, AccessRequest, CaseNumber), lambda row, who: row.member_id in who.member_ids),
    CaseExport: lambda row, who: row.person_id == who.person_id,
    RequestedDocument: lambda row, who: row.request.member_id in who.member_ids,
    Passage: lambda row, who: row.document.request.member_id in who.member_ids,
    Consultation: _keyed,
    ConsultedFor: lambda row, who: row.member_id in who.member_ids or row.consultation.supplier_id in who.supplier_ids,
    Letter: _lettered,
    LetterSignature: lambda row, who: _lettered(row.letter, who),
    LetterAnswer: lambda row, who: _lettered(row.letter, who),
    LetterSeries: lambda row, who: row.member_id in who.member_ids,
    LetterTemplate: lambda row, who: row.member_id in who.member_ids | runs_people_of(who),
    ExitAssessment: _moved,
    Suspension: _moved,
    SuspensionStep: lambda row, who: _moved(row.suspension, who),
    Replacement: _moved,
    NewPlace: lambda row, who: _moved(row.replacement, who),
    Termination: _moved,
    OrderCondition: _keyed,
    Bid: _keyed,
    QualificationRefusal: lambda row, who: _keyed(row.bid, who),
    EffortEntry: lambda row, who: _keyed(row, who) or (network(who) and row.made_by_id == who.person_id),
    EffortOwnFacts: lambda row, who: _keyed(row, who) or (network(who) and row.person_id == who.person_id),
    RunningTimer: lambda row, who: row.person_id == who.person_id,
    Baseline: mine,
    HourlyCost: mine,
    JointCost: _keyed,
    CostShare: _keyed,
    ShareTrace: lambda row, who: _keyed(row.share, who),
    Evidence: _keyed,
    Package: lambda row, who: row.person_id == who.person_id,
    Upload: lambda row, who: row.person_id == who.person_id,
    SelfReport: _keyed,
    ReportedContract: _of_seen_report,
    Submission: _of_seen_report,
    SentBack: _of_seen_report,
    SecretPassage: _secret,
    ReportInvitation: lambda row, who: _asks(row.self_report, who) or hers(row.self_report, who),
    ReportLetter: _of_seen_report,
    DispatchRound: lambda row, who: row.team_id in who.team_ids,
    DispatchLine: lambda row, who: row.round.team_id in who.team_ids,
    ReportReader: _asks_it,
    Rereading: _asks_it,
    MonthlyLetter: lambda _row, _who: False,
    Score: _asks_it,
    Settlement: _asks_it,
    ReadingHours: _asks_it,
    AnswerRemark: _advised,
    ExampleAnswer: _facts_of_the_network,
    Answer: _of_own_report,
    AnswerFile: _of_own_report,
    HandedQuestion: _of_own_report,
    ReachChange: lambda _row, _who: False,
    **FIGURES_MAY_SEE,
    **REPORTS_MAY_SEE,
    **PUBLIC_MAY_SEE,
    **dict.fromkeys((Article, ArticleVersion), _keyed),
    **dict.fromkeys((SearchWord, SearchDocument, SearchPlace), lambda _row, _who: False),
    **COMPETENCE,
}
# What none of the pages may read.
PLATFORM_ALONE = {Digest, MonthlyLetter, ReachChange, SearchWord, SearchDocument, SearchPlace}


def is_public(row: Any) -> bool:
    """Whether somebody who has not signed in may see the row."""
    if isinstance(row, SiteStatement):  # what a public list says of a place in it
        return row.declaration is None and PUBLIC_KEY in row.site.seen_by
    return "public" in str(getattr(row, "audience", getattr(row, "memo", ""))) or PUBLIC_KEY in getattr(
        row, "seen_by", ()
    )


# What has no policy, and why it needs none.
OPEN = {
    "OutboxMessage": "pages may add work and never read it: they hold no right to the columns",
    "JournalHead": "a number and a hash, which every writer of the journal locks",
    "Member": "public; the address of its archive alone is its own",
    "MemberDomain": "says where people are at home before anybody is known",
    "Representation": "a fact of the network that says who an actor is",
    "Person": "sign-in asks for it before anybody is known",
    "Membership": "a fact of the network that says who an actor is",
    "CatalogueVersion": "public",
    "CatalogueTable": "public",
    "CpvCode": "public",
    "Supplier": "public",
    "SupplierNumber": "public",
    "SupplierName": "public",
    "SupplierAddress": "public",
    "SupplierEvent": "public",
    "TermSet": "public",
    "Obligation": "public",
    "QuestionnaireEdition": "public; a draft holds no more than questions, and pages keep it to the secretariat",
    "Question": "public",
    "CategoryTeam": "a fact of the network that says who an actor is",
    "TeamSeat": "a fact of the network that says who an actor is",
    "TeamParty": "a fact of the network that says who an actor is",
}
CAST = (
    "olga", "mons", "rita", "berit", "bjarne", "stina", "sekka", "uma", "dag", "ada", "anne", "revi", "nora", "aksel",
    "odd",
)  # fmt: skip
