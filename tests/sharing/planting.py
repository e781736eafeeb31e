"""A small network in which every field that is not for everybody holds a secret, with those who may read it.

The matrix (`tests.sharing.matrix`) then opens every page as everybody and looks for the others' secrets.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.hashers import make_password
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

from aktsom.contracts import actions
from aktsom.contracts.models import ColumnMemory, Contract, RegisterImport
from aktsom.core.models import JournalEntry, OutboxMessage
from aktsom.core.outbox import deliver_due
from aktsom.follow_up.actions.evidence_keys import recompute as recompute_evidence
from aktsom.follow_up.actions.questionnaires import load_questionnaires, start_edition
from aktsom.follow_up.files import place
from aktsom.follow_up.models import (
    AnswerRemark,
    Conclusion,
    CoveredContract,
    DispatchLine,
    DispatchRound,
    Evidence,
    FollowUp,
    Package,
    RelianceDecision,
    Rereading,
    Score,
    SelfReport,
    Settlement,
    Submission,
    Upload,
)
from aktsom.follow_up.queries.questionnaires import published
from aktsom.follow_up.queries.reading import answer_marks
from aktsom.follow_up.states import Form
from aktsom.follow_up.storage.places import key_of
from aktsom.members.models import (
    AccessReview,
    AccessReviewLine,
    CalendarLink,
    Invitation,
    Member,
    Person,
    Representation,
    SignIn,
)
from aktsom.risk.actions import override_result
from aktsom.risk.models import ContractRisk, RiskDecision, ScreeningMatch
from aktsom.sharing.audiences import Audience, keys_carried, member_key
from aktsom.sharing.models import Release
from aktsom.suppliers.models import (
    SamenessCandidate,
    SamenessJudgement,
    Supplier,
    SupplierContact,
    SupplierInvitation,
    SupplierProposal,
)
from aktsom.supply_chain.actions.declaring import say_about
from aktsom.supply_chain.actions.submitting import submit_declaration
from aktsom.supply_chain.models import (
    ChainLink,
    ConcernEntry,
    ConcernHit,
    ConcernList,
    Declaration,
    LinkCheck,
    Site,
    SiteJudgement,
    SitePair,
    SiteStatement,
)
from aktsom.teams.actions.planning import make_plan
from aktsom.teams.actions.seen_by import recompute
from aktsom.teams.models import (
    CategoryTeam,
    Handover,
    Mandate,
    MandateRequest,
    Memo,
    MemoLink,
    MemoPassage,
    StepContract,
    TeamStep,
    TeamTask,
)
from aktsom.terms.actions import load_terms
from tests import catalogues
from tests.cast import NOON, PASSWORD, actor, member, now, person, supplier
from tests.factories.chains import FACTORY, invited, let_in, sent, started, written
from tests.factories.links import link, site
from tests.factories.memos import seated, team
from tests.interop.files import xlsx
from tests.risk.purchases import bought, gloves
from tests.sharing.competence import plant_competence
from tests.sharing.efforts import lay_efforts
from tests.sharing.figures import plant_ambition
from tests.sharing.found import lay_found
from tests.sharing.known import plant_known
from tests.sharing.laid_reports import plant_reports
from tests.sharing.laid_signals import lay_signals
from tests.sharing.lettered import lay_letters
from tests.sharing.methods import lay
from tests.sharing.planting_reports import plant_self_report
from tests.sharing.recorded import lay_records
from tests.sharing.sanctioned import lay_sanctioned
from tests.sharing.set_in_motion import lay_set_in_motion
from tests.web.imports.files import HEADINGS

# In the order of the columns of the matrix. "-" is somebody who has not signed in.
CAST = ("olga", "mons", "ada", "berit", "stina", "uma", "sekka", "nora", "odd", "revi", "-")
TOKENS = "ocdlmtsnxa0"  # the heads of those columns
OSLO = frozenset({"olga", "mons"})  # who read its register; Ada runs its people
NETWORK = frozenset({"olga", "mons", "ada", "berit", "stina", "uma", "sekka"})
RUNS = frozenset({"ada", "sekka"})  # Oslo's people
HELPS = frozenset({"nora", "sekka"})  # those who answer for the supplier
SESSION, PASSKEY = 990001, 990002
NOBODY: frozenset[str] = frozenset()
LINKED = OSLO | {"berit", "stina", "uma", "nora"}  # buyers with a contract with the supplier, and the supplier itself
BY_AUDIENCE = {
    Audience.WORKER_PROTECTED: frozenset({"olga"}),
    Audience.CASE_TEAM: frozenset({"olga"}),
    Audience.LINKED_BUYERS: OSLO | {"berit"},
    Audience.MEMBERS: NETWORK,
    Audience.PUBLIC: frozenset(CAST),
}


@dataclass(frozen=True)
class Secret:
    """`what` is "Model.field". Its `mark`, with which the text begins, stands nowhere else; then come, where the text
    is our own, the tokens of all it is hidden from, so that one search asks for whatever is hidden from somebody."""

    what: str
    text: str
    may: frozenset[str]
    mark: str

    @property
    def has_tokens(self) -> bool:
        return self.text != self.mark


def token(who: str) -> str:
    """Of somebody that a secret is hidden from."""
    return f"q{TOKENS[CAST.index(who)]}z"


@dataclass
class World:
    secrets: list[Secret] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)  # what an address needs, by kind
    audiences: dict[tuple[type[Any], Audience, bool], Any] = field(default_factory=dict)

    def hide(self, what: str, may: Iterable[str], text: str = "") -> str:
        may = frozenset(may)
        mark = text or f"zq{len(self.secrets):03}{what.replace('.', '').lower()}"
        text = text or mark + "".join(token(who) for who in CAST if who not in may)
        self.secrets.append(Secret(what, text, may, mark))
        return text


def plant(folder: Path) -> World:
    catalogues.take_in(folder)
    world = World()
    for name in CAST[:-1]:
        person(name)
    Person.objects.update(password=make_password(PASSWORD))
    _people(world)
    _contracts(world)
    _imports(world)
    world.ids["plan"] = make_plan(by=actor("sekka"), at=NOON, today=NOON.date()).public_id  # before there are teams
    _teams(world)
    _companies(world)
    for audience in Audience:
        for shown in (False, True):
            world.audiences[Memo, audience, shown] = plant_memo(world, audience, shown)
            world.audiences[Evidence, audience, shown] = plant_evidence(world, audience, shown)
    _sameness(world)
    plant_chain(world)
    plant_self_report(world)
    plant_ambition(world, OSLO)
    _chain(world)
    _loose_ends(world)
    _asked(world)
    plant_known(world)
    plant_competence(world)
    return world


def _people(world: World) -> None:
    for name in CAST[:-1]:
        # Ada runs Oslo's people, the secretariat the suppliers'; Nora is told who leads the team that has her contract.
        home = person(name).home
        others = {"sekka"} if home is None else {"ada"} if home == member("oslo") else set()
        world.hide("Person.email", {name} | others | ({"nora"} if name == "olga" else set()), person(name).email)
    Person.objects.filter(pk=person("mons").pk).update(name=f"Mons {world.hide('Person.name', OSLO | RUNS)}")
    Member.objects.filter(pk=member("oslo").pk).update(
        archive_address=world.hide("Member.archive_address", OSLO | {"ada"})
    )
    # Whoever holds the secret of the letter is told what it says, and here everybody does.
    for key, body, may in (("invitation", member("oslo"), RUNS), ("supplier_invitation", None, HELPS)):
        sent = Invitation.objects.create(
            member=body,
            email=world.hide("Invitation.email", may | {"-"}, f"zq{key}@example.org"),
            name=world.hide("Invitation.name", may),
            roles="reader" if body else "supplier_respondent",
            secret_hash=sha256(key.encode()).hexdigest(),
            sent_at=now(),
            expires_at=now() + timedelta(days=9),
        )
        world.ids[key] = world.hide("Invitation.public_id", may, sent.public_id)
    SupplierInvitation.objects.create(invitation=sent, supplier=supplier())
    review = AccessReview.objects.create(
        member=member("oslo"), period="2026-2", opened_at=NOON, due_on=date(2027, 1, 1)
    )
    AccessReviewLine.objects.create(review=review, person=person("mons"), role="contract_manager")
    given = Representation.objects.create(
        acting=member("bergen"), represented=member("oslo"), roles="reader", starts_on=date(2027, 6, 1), given_at=NOON
    )
    world.ids |= {
        "review": world.hide("AccessReview.public_id", RUNS, review.public_id),
        "representation": given.public_id,
        "member": member("oslo").public_id,
        "person": person("mons").public_id,
        "lead": person("olga").public_id,
        "seated": person("bjarne").public_id,
    }
    # Whoever has the secret reads Stina's calendar, and here everybody does.
    calendar = CalendarLink.objects.create(
        person=person("stina"), secret_hash=sha256(b"calendar").hexdigest(), made_at=NOON
    )
    world.hide("CalendarLink.public_id", NOBODY, calendar.public_id)
    _ways_in()
    SignIn.objects.create(
        at=NOON,
        person=person("mons"),
        outcome="signed_in",
        ip_address=world.hide("SignIn.ip_address", {"mons"}, "203.0.113.77"),
        browser=world.hide("SignIn.browser", {"mons"}),
    )


def _ways_in() -> None:
    """Of Olga: a session elsewhere and a passkey. Their addresses hold the table's own numbers."""
    UserSession.objects.create(
        pk=SESSION, user=person("olga"), ip="203.0.113.78", user_agent="zqbrowser", session_key="zq", created_at=NOON
    )
    Authenticator.objects.create(
        pk=PASSKEY, user=person("olga"), type="webauthn", data={"name": "zqkey", "credential": _credential()}
    )


def _credential() -> dict[str, Any]:
    """As a browser tells of a passkey that it has made."""
    key = AttestedCredentialData.create(b"0" * 16, b"zq", ES256({1: 2, 3: -7, -1: 1, -2: b"0" * 32, -3: b"0" * 32}))
    said = AuthenticatorData.create(b"0" * 32, AuthenticatorData.FLAG.AT, 0, key)
    response = {
        "clientDataJSON": websafe_encode(b'{"type": "webauthn.create", "challenge": "", "origin": ""}'),
        "attestationObject": websafe_encode(AttestationObject.create("none", said, {})),
    }
    return {"id": "enE", "rawId": "enE", "type": "public-key", "response": response}


def _contracts(world: World) -> None:
    own = gloves(
        title=f"Engangshansker {world.hide('Contract.title', NETWORK | {'nora'})}",
        reference=world.hide("OwnFacts.reference", OSLO),
        description=world.hide("OwnFacts.description", OSLO),
        options=world.hide("OwnFacts.options", OSLO),
        term_deviations=world.hide("OwnFacts.term_deviations", OSLO),
        value=Decimal(world.hide("OwnFacts.value", OSLO, "7654321")),
    )
    world.ids |= {"contract": own.public_id, "supplier": supplier().public_id}
    struck = gloves(title=f"Munnbind {world.hide('Contract.title_struck', OSLO)}", supplier_name="Strøket AS")
    Contract.objects.filter(pk=struck.pk).update(state="struck")
    for owner in ("bergen", "stavanger", "uio"):
        gloves(owner)
    bought("bergen", supplier_name="Andre Varer AS", supplier_number="")
    bought("oslo", supplier_name=f"Bare {world.hide('Supplier.name', NETWORK)} AS", supplier_number="")
    risk = ContractRisk.objects.get(contract=own)
    override_result(
        by=actor("olga"),
        at=NOON,
        contract_public_id=own.public_id,
        revision=risk.revision,
        verdict="high_risk",
        products=["masks"],
        reason=world.hide("RiskDecision.reason", OSLO),
    )
    match = ScreeningMatch.objects.filter(screening__contract=own).first()
    assert match is not None
    match.pk = None
    match.word, match.where = world.hide("ScreeningMatch.word", OSLO), "description"
    match.cancelled_by = world.hide("ScreeningMatch.cancelled_by", OSLO)
    match.save()
    for decision in RiskDecision.objects.filter(contract=own):
        world.hide("RiskDecision.public_id", OSLO, decision.public_id)


def _imports(world: World) -> None:
    """A register on its way in, as a person sends it, with a secret in each column."""
    headings = [*HEADINGS, world.hide("RegisterImport.columns", OSLO)]
    reference, title = world.hide("ImportRow.reference", OSLO), world.hide("ImportRow.facts", OSLO)
    wrong = world.hide("ImportRow.problems", OSLO)
    good = [reference, title, "Nordhav AS", "", 1200000, "01.01.2026", "31.12.2027", "18424300", "x"]
    bad = ["2026/9", "Munnbind", "Nordhav AS", "", wrong, "01.01.2026", "31.12.2027", "18143000", "x"]
    sent = actions.receive_register(
        by=actor("olga"),
        at=NOON,
        member=member("oslo"),
        file_name=world.hide("RegisterImport.file_name", OSLO),
        content=xlsx([headings, good, bad]),
    )
    deliver_due(now())
    waiting = RegisterImport.objects.get(pk=sent.pk)
    assert waiting.state == "read", waiting.problem
    waiting.sheet = world.hide("RegisterImport.sheet", OSLO)
    waiting.problem_params = {"sheet": world.hide("RegisterImport.problem_params", OSLO)}
    waiting.noticed = {**waiting.noticed, "sheets": [waiting.sheet, world.hide("RegisterImport.noticed", OSLO)]}
    waiting.save()
    row = waiting.rows.order_by("number")[0]
    row.words = {**row.words, "title": world.hide("ImportRow.words", OSLO)}
    row.mended = {"title": world.hide("ImportRow.mended", OSLO)}
    row.changes = {"title": [world.hide("ImportRow.changes", OSLO), "x"]}
    row.save()
    world.ids["import"] = world.hide("RegisterImport.public_id", OSLO, waiting.public_id)
    ColumnMemory.objects.create(member=member("oslo"), header=world.hide("ColumnMemory.header", OSLO), field="title")


def _teams(world: World) -> None:
    made = team()
    other = CategoryTeam.objects.create(
        group_id="textile", starts_on=NOON.date(), last_activity_at=NOON, lead_active_at=NOON, created_at=NOON
    )
    seated(other, "uma")
    world.ids["team"] = made.public_id
    inside = {"olga", "sekka"}  # who sits there and whoever keeps the network
    task = TeamTask.objects.create(
        team=made, kind="promise", text=world.hide("TeamTask.text", inside), written_at=NOON, supplier=supplier()
    )
    world.ids["task"] = world.hide("TeamTask.public_id", inside, task.public_id)
    TeamStep.objects.create(
        team=made,
        supplier=supplier(),
        act=1,
        what=world.hide("TeamStep.what", inside | OSLO),
        again_reason=world.hide("TeamStep.again_reason", inside),
        done_on=NOON.date(),
        recorded_at=NOON,
    )
    handover = Handover.objects.create(
        team=made,
        receiver=person("bjarne"),
        member=member("bergen"),
        note=world.hide("Handover.note", inside),
        listed={"work": [world.hide("Handover.listed", inside)]},
        offered_at=NOON,
    )
    world.ids["handover"] = world.hide("Handover.public_id", inside, handover.public_id)
    request = MandateRequest.objects.create(
        team=made, acts=1, starts_on=NOON.date(), ends_on=date(2027, 12, 31), asked_at=NOON
    )
    own = Contract.objects.get(public_id=world.ids["contract"])
    StepContract.objects.create(step=TeamStep.objects.get(), contract=own, member=own.member)
    world.ids["request"] = request.public_id
    mandate = Mandate.objects.create(
        request=request,
        team=made,
        contract=own,
        member=member("oslo"),
        state="granted",
        asked_acts=1,
        acts=1,
        starts_on=NOON.date(),
        ends_on=date(2027, 12, 31),
        reservations=world.hide("Mandate.reservations", OSLO),
        reason=world.hide("Mandate.reason", OSLO),
        asked_at=NOON,
    )
    world.ids["mandate"] = mandate.public_id
    in_team = {"olga"}  # nobody else knows of what is only planned
    planned = FollowUp.objects.create(
        team=made, supplier=supplier(), group_id="medical", starts_on=NOON.date(), ends_on=date(2027, 12, 31),
        methods=["self_report"], form="full", form_proposed="simplified", form_ground="small_purchase", made_at=NOON,
        form_reason=world.hide("FollowUp.form_reason", in_team), beside=world.hide("FollowUp.beside", in_team),
    )  # fmt: skip
    world.ids["follow_up"] = world.hide("FollowUp.public_id", in_team, planned.public_id)
    CoveredContract.objects.create(follow_up=planned, contract=own, member=own.member, mandate=mandate, joined_at=NOON)
    told = FollowUp.objects.create(
        team=made, supplier=supplier(), group_id="medical", starts_on=NOON.date(), ends_on=date(2027, 12, 31),
        methods=["audit"], made_at=NOON, state="running", announced_at=NOON,
    )  # fmt: skip
    CoveredContract.objects.create(follow_up=told, contract=own, member=own.member, mandate=mandate, joined_at=NOON)
    world.ids["running"] = told.public_id
    lay(world, told, member("oslo"), own)
    load_terms(by=actor("sekka"), at=NOON)
    lay_found(world, told, member("oslo"))
    lay_sanctioned(world, told, own, Contract.objects.filter(member=member("bergen"))[0])
    lay_letters(world, told, own)
    lay_signals(world, made, member("oslo"))
    lay_set_in_motion(world, told, own)
    lay_efforts(world, told, member("oslo"), member("bergen"), "mons", OSLO)
    plant_reports(world, own, OSLO)
    lay_records(world, told, own)
    _concluded(world, made, own)


def _concluded(world: World, of: CategoryTeam, own: Contract) -> None:
    """A follow-up that all know of, what was concluded for Oslo in it, and what Oslo decided to build on it."""
    told = FollowUp.objects.create(
        team=of, supplier=supplier(), group_id="medical", starts_on=NOON.date(), ends_on=date(2027, 12, 31),
        methods=["audit"], made_at=NOON, state="concluded", announced_at=NOON, ended_at=NOON,
    )  # fmt: skip
    world.ids["concluded"] = told.public_id
    CoveredContract.objects.create(follow_up=told, contract=own, member=own.member, joined_at=NOON)
    Conclusion.objects.create(
        follow_up=told, term_set_id="T4", number="1.1", wording="Uten tvangsarbeid", method="audit",
        done_on=NOON.date(), verdict="met", concluded_at=NOON, reason=world.hide("Conclusion.reason", OSLO),
        left_open=world.hide("Conclusion.left_open", OSLO), site_key="at",
        site_name=world.hide("Conclusion.site_name", OSLO), risks=[["FL", "final"]], qualities=[{}],
    )  # fmt: skip
    RelianceDecision.objects.create(
        contract=own, member=own.member, follow_up=told, term_set_id="T4", choice="partly", against=["risk_unseen"],
        reason=world.hide("RelianceDecision.reason", OSLO), decided_at=NOON,
    )  # fmt: skip
    _read(world, told)


def _read(world: World, told: FollowUp) -> None:
    """A self-report that Oslo's people may read and the team judges: with what two said of it and what is missing."""
    load_questionnaires(by=actor("sekka"), at=NOON)
    report = SelfReport.objects.create(
        follow_up=told, team=told.team, supplier=supplier(), group_id="medical", edition=published("full"),
        owner=member("oslo"), audience=Audience.LINKED_BUYERS, asked_at=NOON, answered_at=NOON, state="answered",
        seen_by=keys_carried(Audience.LINKED_BUYERS, owner_id=member("oslo").pk, team_id=told.team_id),
    )  # fmt: skip
    world.ids["reading"] = report.public_id
    said = {"value": "yes", "explanation": "", "rows": [], "statement": "", "place": "", "files": []}
    made = Submission.objects.create(
        self_report=report, number=1, content={"answers": {"F-1.1": said}}, sha256="x", at=NOON, signed_as="Aksel"
    )
    of = {"self_report": report, "code": "F-1.1", "at": NOON}
    mark = answer_marks(made)["F-1.1"]
    for reader, score in ((1, 1), (2, 2)):
        Score.objects.create(answer=mark, place=reader, score=score, **of)
    in_team = {"olga"}
    Settlement.objects.create(answer=mark, score=1, reason=world.hide("Settlement.reason", in_team), **of)
    AnswerRemark.objects.create(kind="missing", text=world.hide("AnswerRemark.text", in_team), **of)
    Rereading.objects.create(self_report=report, reason=world.hide("Rereading.reason", in_team), at=NOON)


def _packed(world: World, one: FollowUp) -> None:
    """All files of it, ready for Olga; the file itself lies in its place."""
    content = b"PK\x05\x06" + bytes(18)  # a package without files
    checksum = sha256(content).hexdigest()
    with NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        place().put(key_of(checksum), Path(file.name))
    ready = Package.objects.create(
        person_id=person("olga").pk, follow_up=one, state="ready", sha256=checksum, size=len(content), asked_at=NOON,
        moved_at=NOON, expires_at=NOON + timedelta(days=3650),
    )  # fmt: skip
    world.ids["package"] = world.hide("Package.public_id", {"olga"}, ready.public_id)


def _asked(world: World) -> None:
    """A follow-up that is announced and to be asked about, and a round in which it could not be."""
    made, own = CategoryTeam.objects.get(group_id="medical"), Contract.objects.get(public_id=world.ids["contract"])
    one = FollowUp.objects.create(
        team=made, supplier=supplier(), group_id="medical", products=["masks"], starts_on=NOON.date(), state="running",
        ends_on=date(2027, 12, 31), methods=["self_report"], form="full", made_at=NOON, announced_at=NOON,
    )  # fmt: skip
    world.ids["announced"] = one.public_id
    CoveredContract.objects.create(
        follow_up=one, contract=own, member=own.member, mandate=Mandate.objects.get(contract=own), joined_at=NOON
    )
    _packed(world, one)
    failed = DispatchRound.objects.create(
        team=made, message="", ordered_at=NOON, ordered_by_id=person("olga").pk, moved_at=NOON
    )
    world.ids["round"] = world.hide("DispatchRound.public_id", {"olga"}, failed.public_id)
    DispatchLine.objects.create(
        round=failed, follow_up=one, state="failed", reason=world.hide("DispatchLine.reason", {"olga"}), at=NOON
    )


def _sameness(world: World) -> None:
    """Two pairs that may be one company: one waits, one is judged. Facts of the network, with who judged."""
    one, other, third = (
        Supplier.objects.create(name=f"Like varer {n}", name_key=f"like varer {n}") for n in ("en", "to", "tre")
    )
    waiting = SamenessCandidate.objects.create(one=one, other=other, weight=3, evidence={"name": 3}, found_at=NOON)
    judged = SamenessJudgement.objects.create(
        one=one, other=third, verdict="different", weight=2, evidence={"name": 2}, at=NOON, member=member("oslo"),
        person_id=person("olga").pk, reason=world.hide("SamenessJudgement.reason", NETWORK),
    )  # fmt: skip
    world.ids["pair"], world.ids["judgement"] = waiting.public_id, judged.public_id


def plant_memo(world: World, audience: Audience, shown: bool) -> Memo:
    """One with its title in this audience and a passage in each that is not wider. Laid down by the tables, since the
    actions would not let some of these stand. When `shown` the supplier has seen it."""
    supplied = {"nora"} if shown else set()
    narrow = audience is Audience.WORKER_PROTECTED
    title = world.hide("Memo.title", BY_AUDIENCE[audience] | (set() if narrow else supplied))
    memo = Memo.objects.create(
        team=CategoryTeam.objects.get(group_id="medical"),
        title=title,
        audience=audience,
        owner=member("oslo"),
        supplier=Supplier.objects.get(public_id=world.ids["supplier"]),
        supplier_shown_at=NOON if shown else None,
        secrecy_ground="offl-13",
        author_id=person("olga").pk,
        written_at=NOON,
    )
    MemoLink.objects.create(memo=memo, member=member("bergen"))
    for position, within in enumerate((one for one in Audience if one.width <= audience.width), start=1):
        hidden = within is Audience.WORKER_PROTECTED
        passage = MemoPassage.objects.create(
            memo=memo,
            position=position,
            text=world.hide("MemoPassage.text", BY_AUDIENCE[within] | (set() if hidden else supplied)),
            audience=within,
            owner=member("oslo"),
            secrecy_ground="fvl-13-1-2",
            review_on=NOON.date(),
            author_id=person("olga").pk,
            written_at=NOON,
            supplier_shown_at=NOON if shown else None,
        )
        release = Release.objects.create(
            subject=passage.public_id,
            owner=member("oslo"),
            before="case_team",
            after=within,
            reason=world.hide("Release.reason", (OSLO | {"berit"}) & BY_AUDIENCE[within]),
            at=NOON,
        )
        if within is Audience.LINKED_BUYERS:  # what the lines of the matrix speak of
            world.ids.setdefault("release", release.public_id)
            world.ids.setdefault("passage", passage.public_id)
            world.ids.setdefault("memo", memo.public_id)
    recompute(memo)
    return memo


def plant_evidence(world: World, audience: Audience, shown: bool) -> Evidence:
    """A file of Oslo's about the supplier, of the team's case or, when `shown`, brought by the supplier's own people;
    then it is Oslo's own people who see it, since that is no team's case. And a file that Olga is sending."""
    narrow = audience is Audience.WORKER_PROTECTED
    buyers = OSLO | {"berit", "stina", "uma"}
    may = buyers if audience is Audience.LINKED_BUYERS else BY_AUDIENCE[audience]
    may |= (OSLO | (set() if narrow else {"nora"})) if shown else set()
    content = f"{audience}{shown}".encode()
    made = Evidence.objects.create(
        kind="audit_report",
        title=world.hide("Evidence.title", may),
        file_name=f"{world.hide('Evidence.file_name', may)}.txt",
        content_type="text/plain",
        size=len(content),
        sha256=sha256(content).hexdigest(),
        audience=audience,
        owner=member("oslo"),
        team=None if shown else CategoryTeam.objects.get(group_id="medical"),
        supplier=supplier(),
        from_supplier=shown,
        uploaded_by_id=person("nora" if shown else "olga").pk,
        uploaded_at=NOON,
        scan_state="clean",
    )
    with TemporaryDirectory() as folder:
        (Path(folder) / "file").write_bytes(content)
        place().put(made.key, Path(folder) / "file")
    recompute_evidence({supplier().pk}, NOON.date())
    if audience is Audience.LINKED_BUYERS:  # what the lines of the matrix speak of
        world.ids["from_supplier" if shown else "evidence"] = world.hide("Evidence.public_id", may, made.public_id)
        sent = Upload.objects.create(
            person_id=person("olga").pk,
            file_name=world.hide("Upload.file_name", {"olga"}),
            size=9,
            begun_at=NOON,
            expires_at=NOON + timedelta(days=7),
        )
        world.ids["upload"] = world.hide("Upload.public_id", {"olga"}, sent.public_id)
    return made


def _companies(world: World) -> None:
    """A contact of Oslo's, a proposal of the supplier's own people, and a likeness to a list of concern."""
    judges = {"olga", "sekka"}  # who leads a team, and the secretariat
    contact = SupplierContact.objects.create(
        supplier=supplier(),
        member=member("oslo"),
        name=world.hide("SupplierContact.name", OSLO),
        part=world.hide("SupplierContact.part", OSLO),
        email=world.hide("SupplierContact.email", OSLO, "zqcontact@example.org"),
        phone=world.hide("SupplierContact.phone", OSLO, "zq22000001"),
        changed_at=NOON,
    )
    world.ids["contact"] = world.hide("SupplierContact.public_id", OSLO, contact.public_id)
    told = NETWORK | {"nora"}
    proposal = SupplierProposal.objects.create(
        supplier=supplier(),
        kind="contact",
        name=world.hide("SupplierProposal.name", told),
        part=world.hide("SupplierProposal.part", told),
        email=world.hide("SupplierProposal.email", told, "zqproposal@example.org"),
        phone=world.hide("SupplierProposal.phone", told, "zq22000002"),
        proposed_at=NOON,
    )
    world.ids["proposal"] = world.hide("SupplierProposal.public_id", told, proposal.public_id)
    SupplierProposal.objects.create(
        supplier=supplier(),
        kind="account",
        address=f"https://nordhav.example/{world.hide('SupplierProposal.address', told)}",
        proposed_at=NOON,
    )
    listed = ConcernList.objects.create(
        name=world.hide("ConcernList.name", judges),
        publisher=world.hide("ConcernList.publisher", judges),
        edition=world.hide("ConcernList.edition", judges, "zqedition"),
        checksum="x",
        entries_count=1,
        loaded_at=NOON,
    )
    entry = ConcernEntry.objects.create(
        concern_list=listed,
        entry_id="1",
        names=world.hide("ConcernEntry.names", judges),
        addresses=world.hide("ConcernEntry.addresses", judges),
        numbers=world.hide("ConcernEntry.numbers", judges),
        topics=world.hide("ConcernEntry.topics", judges),
        note=world.hide("ConcernEntry.note", judges),
    )
    hit = ConcernHit.objects.create(
        entry=entry, supplier=supplier(), weight=1, evidence={"weights": {"name": 1}}, found_at=NOON
    )
    world.ids["hit"] = world.hide("ConcernHit.public_id", judges, hit.public_id)


def plant_chain(world: World, _audience: Audience = Audience.LINKED_BUYERS, _shown: bool = True) -> None:
    """What Nordhav has sent, what it is writing now, and a next tier that hides its answer from it. A chain has no
    other audience than the buyers it concerns."""
    load_terms(by=actor("sekka"), at=NOON)
    Contract.objects.filter(supplier=supplier()).update(term_set_id="T4")
    told = sent({**FACTORY, "name": world.hide("Site.name", LINKED), "processes": world.hide("SiteStatement", LINKED)})
    Declaration.objects.filter(pk=told.pk).update(note=world.hide("Declaration.note", LINKED))
    tier = invited(told, world.hide("TierInvitation.email", {"nora"}, "zqtier@example.org"))
    let_in(tier, "odd")
    part = written(
        tier.declaration, {**FACTORY, "name": world.hide("Site.name", (LINKED - {"nora"}) | {"odd"})}, by="odd"
    )
    say_about(by=actor("odd"), at=NOON, declaration_id=part.public_id, hides=True)
    part.refresh_from_db()
    submit_declaration(by=actor("odd"), at=NOON, declaration_id=part.public_id, revision=part.revision)
    draft = written(started(), {**FACTORY, "name": world.hide("DeclarationRow.words", {"nora"})})
    world.ids |= {
        "told": told.public_id,
        "draft": draft.public_id,
        "tier_invitation": tier.invitation.invitation.public_id,
    }


def _chain(world: World) -> None:
    """A place that delivers to the supplier, both seen by Oslo alone."""
    keys = {member_key(member("oslo").pk)}
    hidden = site(
        world.hide("Site.name", OSLO),
        "LA",
        keys=keys,
        region=world.hide("Site.region", OSLO),
        town=world.hide("Site.town", OSLO),
        address=world.hide("Site.address", OSLO),
        latitude="18.1",
        longitude="103.2",
    )
    told = link(
        hidden,
        supplier(),
        keys=keys,
        stage="raw",
        material=world.hide("ChainLink.material", OSLO),
        source_words=world.hide("ChainLink.source_words", OSLO),
    )
    SiteStatement.objects.create(
        site=hidden, field="town", value=world.hide("SiteStatement.value", OSLO), source="Liste", said_at=NOON
    )
    world.ids["site"] = world.hide("Site.public_id", OSLO, hidden.public_id)
    _kept_of_chain(world, hidden, told)


def _kept_of_chain(world: World, hidden: Site, told: ChainLink) -> None:
    """Pairs with the place, one that waits and one that is judged, and what Oslo has seen of its delivery."""
    keys = {member_key(member("oslo").pk)}
    other, third = (site(world.hide("Site.name", OSLO), "LA", keys=keys) for _ in range(2))
    pair = SitePair.objects.create(one=hidden, other=other, weight=3, evidence={"name": 3}, found_at=NOON)
    judged = SiteJudgement.objects.create(
        one=hidden, other=third, verdict="different", at=NOON, member=member("oslo"), person_id=person("olga").pk,
        reason=world.hide("SiteJudgement.reason", OSLO),
    )  # fmt: skip
    laid = link(
        hidden, supplier(), keys=keys, stage="raw", confidence="verified",
        confirmed_by=world.hide("ChainLink.confirmed_by", OSLO),
    )  # fmt: skip
    check = LinkCheck.objects.create(
        link=laid, checked=told, on=NOON.date(), note=world.hide("LinkCheck.note", OSLO), member=member("oslo"),
        person_id=person("olga").pk, at=NOON,
    )  # fmt: skip
    world.ids |= {
        "link": told.public_id,
        "check": check.public_id,
        "site_pair": pair.public_id,
        "site_judgement": judged.public_id,
    }


def _loose_ends(world: World) -> None:
    load_questionnaires(by=actor("sekka"), at=NOON)
    world.ids["questionnaire"] = start_edition(by=actor("sekka"), at=NOON, form=Form.FULL).public_id
    OutboxMessage.objects.create(
        kind="zq", payload={"told": world.hide("OutboxMessage.payload", NOBODY)}, created_at=NOON, not_before=NOON
    )
    # The journal holds the contract's own words, planted above.
    assert JournalEntry.objects.filter(changes__icontains="zq").exists()
    world.hide("JournalEntry.changes", OSLO, world.ids["contract"][::-1])
