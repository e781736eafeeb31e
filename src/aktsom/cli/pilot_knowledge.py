"""What the demo's people have written for each other: guidance on two categories, what a follow-up taught, a template,
and questions with answers. The texts are our own; what they say of risk is well known and named with where it is from.
"""

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from aktsom.cli.pilot_days import ago, clock
from aktsom.cli.pilot_follow_up import demo_actor as actor

if TYPE_CHECKING:
    from aktsom.knowledge.models import Article

LEAD, OWNER, OTHER = "marte@sykehus.example", "guri@sykehus.example", "ingrid@oslo.example"
NYNORSK, SECRETARIAT = "tora@uib.example", "siri@sekretariatet.example"
WHY = "Alle som kjøper dette, trenger å vite det."

MEDICAL = {
    "risk": (
        "Engangshansker, munnbind og frakker lages ofte av migrantarbeidere. Den største faren er gjeld: "
        "arbeideren har "
        "betalt for å få jobben og kan ikke slutte før gjelden er nede. Passet ligger gjerne hos arbeidsgiveren.\n\n"
        "Se etter gebyr for rekruttering, tilbakeholdte pass, overtid som ikke er frivillig, og trange boliger.\n\n"
        "Enkle kirurgiske instrumenter har en annen fare: småverksteder der barn sliper og polerer."
    ),
    "chain": (
        "Hansker: naturgummi (lateks) fra små bruk, eller nitril av petrokjemi. Fabrikkene ligger tett i Malaysia og "
        "Thailand. Den norske selgeren kjøper som regel av en europeisk grossist, som kjøper av fabrikken.\n\n"
        "Spør etter fabrikkens navn og adresse. Merket på esken sier ikke hvor hansken er laget."
    ),
    "questions": (
        "Hvilke fabrikker har laget det dere har levert til oss de siste tolv månedene?\n"
        "Hvem rekrutterer arbeiderne, i hvilke land, og hva betaler arbeideren?\n"
        "Hvor mye er betalt tilbake, til hvor mange, og hvem har bekreftet det?\n"
        "Hvem oppbevarer passene?\n"
        "Hva skjedde sist noen klaget?"
    ),
    "methods": (
        "En vanlig fabrikkrevisjon finner sjelden gjeld fra rekruttering. Bruk samtaler med arbeidere utenfor "
        "fabrikken, "
        "på deres eget språk, og kvitteringer for det de har betalt. Et sertifikat fra et varslet besøk er ikke nok."
    ),
    "worked": (
        "Å spørre sammen: da fem kjøpere ba om fabrikklisten, kom den på to uker.\n"
        "Å be om tilbakebetaling med beløp og datoer, ikke bare en ny policy."
    ),
}
TEXTILE = {
    "risk": (
        "Arbeidsklær og sengetøy går gjennom mange ledd. Bomull kan komme fra områder der staten pålegger folk "
        "å plukke "
        "eller arbeide. Spinnerier i Sør-India har hatt unge kvinner bundet av flerårige ordninger. I sømmen er "
        "det lønn "
        "under det en kan leve av, overtid og usikre bygg."
    ),
    "chain": (
        "Bomull → garn → vev eller strikk → farging → søm. Selgeren kjenner oftest sømfabrikken og sjelden spinneriet. "
        "Det ukjente leddet er det farligste: skriv «ukjent», ikke la feltet stå tomt."
    ),
    "questions": (
        "Hvilket spinneri har levert garnet, og hvor er bomullen fra?\n"
        "Hva er laveste lønn i fabrikken, og hva er levelønn der?\n"
        "Har arbeiderne valgt tillitsvalgte selv?\n"
        "Når ble bygget sist undersøkt for brann og bæring, og av hvem?"
    ),
    "methods": (
        "For søm: uanmeldt revisjon i høysesong, med arbeidere som revisoren velger. For bomull med statlig "
        "tvang finnes "
        "ingen revisjon som holder: be om sporing, og om hvor bomullen ikke kommer fra."
    ),
    "worked": (
        "Et møte før egenrapporten. Leverandøren forsto hva vi mente med spinneri, og svarte på det.\n"
        "Å dele kostnaden for én revisjon på alle avtalene."
    ),
}
TEXTILE_BETTER = TEXTILE["questions"] + "\nHvem kan arbeiderne varsle til, og på hvilket språk?"
LEARNT = {
    "worked": "Vi tok et møte først. Da kom fabrikklisten uten at vi måtte mase, og svarene ble kortere og bedre.",
    "failed": "Vi ba om alle policyer. Ingen av dem sa noe om det vi lurte på.",
    "advice": "Spør om det som har skjedd det siste året, ikke om det som står i rutinen.",
}
TEMPLATE = {
    "text": (
        "Mal for innkalling til oppstartsmøte. Bytt ut det som står i klammer.\n\n"
        "Hei [navn],\n\nVi følger opp menneskerettigheter i kjeden for [vare], på vegne av [antall] offentlige "
        "kjøpere. "
        "Vi vil gjerne møte dere [dag] i en time. Ta med den som kjenner fabrikkene. Vi spør om hvor varen er "
        "laget, hva "
        "dere vet om arbeiderne der, og hva dere har gjort det siste året. Dere får referatet til gjennomsyn."
    )
}
QUESTIONS = (
    (
        *(OTHER, "medical", "Hvordan får vi fabrikklisten når selgeren sier den er hemmelig?"),
        "Selgeren av munnbind viser til forretningshemmelighet. Kravet står i vilkårene. Hva gjør dere?",
        (
            (LEAD, "Hold listen hos gruppen", "Vi tilbyr at bare gruppen leser den. Da ga to av tre fra seg listen."),
            (NYNORSK, "Vis til punktet", "Vi viste til punktet i avtalen og sette ein frist på tre veker. Det heldt."),
        ),
        True,
    ),
    (
        *(NYNORSK, "textile", "Kven har spurt om spinneria i kjeda?"),
        "Vi har berre fått namnet på systova. Har nokon fått vite kvar garnet er spunne, og korleis spurde de?",
        (
            (
                OWNER,
                "Spør selgerens selger",
                "Grossisten visste det. Be om å få spørre dem direkte, med kopi til selger.",
            ),
        ),
        False,
    ),
    (
        *(SECRETARIAT, "", "Hva bør vi lage en mal for?"),
        "Vi lager gjerne maler som alle kan bruke. Hva skriver dere oftest på nytt?",
        (),
        False,
    ),
)


def load_knowledge() -> None:
    from aktsom.knowledge.kinds import ArticleKind

    team = _team()
    with ago(200):
        guidance = _write(
            LEAD, ArticleKind.GUIDANCE, "Arbeidsklær og tekstiler: dette ser vi etter", TEXTILE, team=team
        )
        _share(LEAD, guidance)
        medical = "Medisinsk forbruksmateriell: hansker, munnbind og instrumenter"
        _write(SECRETARIAT, ArticleKind.GUIDANCE, medical, MEDICAL, group="medical", check=-20)
        _write(SECRETARIAT, ArticleKind.DOCUMENT, "Mal: innkalling til oppstartsmøte", TEMPLATE, check=160)
    with ago(30):
        _better(guidance)
    _learnt()
    for days, (who, group, title, text, answers, helped) in zip((60, 18, 3), QUESTIONS, strict=True):
        with ago(days):
            _asked(who, group, title, text, answers, helped=helped)


def _team() -> str:
    from aktsom.teams.models import CategoryTeam

    return str(CategoryTeam.objects.get(group_id="textile").public_id)


def _write(who: str, kind: Any, title: str, sections: dict[str, str], **said: Any) -> "Article":
    """`check` is how many days from today it is to be looked over; before today it is past its day."""
    from aktsom.knowledge.actions.articles import Check, Place, write_article
    from aktsom.knowledge.rules.articles import Words

    by, days = actor(who), said.get("check")
    with ago(0):
        day = clock().date() + timedelta(days=days) if days is not None else None
    place = Place(said.get("group", ""), said.get("team", ""), said.get("question", ""), said.get("follow_up", ""))
    words = Words(title, sections, said.get("hours"))
    return write_article(by=by, at=clock(), kind=kind, place=place, words=words, check=Check(day, by.person_id))


def _share(who: str, one: "Article") -> None:
    from aktsom.knowledge.actions.sharing import share_article
    from aktsom.knowledge.rules.letting_out import NOTHING
    from aktsom.sharing.audiences import Audience

    one.refresh_from_db()
    share_article(
        by=actor(who),
        at=clock(),
        article_id=one.public_id,
        revision=one.revision,
        to=Audience.MEMBERS,
        reason=WHY,
        marks=NOTHING,
    )


def _better(one: "Article") -> None:
    """A second version, shared as well."""
    from aktsom.knowledge.actions.articles import change_article
    from aktsom.knowledge.rules.articles import Words

    one.refresh_from_db()
    title = one.versions.get(number=1).title
    words = Words(title, {**TEXTILE, "questions": TEXTILE_BETTER}, what_changed="Et spørsmål om varsling er nytt")
    change_article(by=actor(LEAD), at=clock(), article_id=one.public_id, revision=one.revision, words=words)
    _share(LEAD, one)


def _learnt() -> None:
    """Of a follow-up of Marte's team that is concluded, where there is one."""
    from aktsom.follow_up.models import FollowUp
    from aktsom.knowledge.kinds import ArticleKind

    one = FollowUp.objects.filter(state="concluded", team_id__in=actor(LEAD).team_ids).order_by("id").first()
    if one is not None:
        said = {"follow_up": one.public_id, "hours": Decimal("38.5")}
        _share(
            LEAD, _write(LEAD, ArticleKind.EXPERIENCE, "Et møte før skjemaet sparte oss for to runder", LEARNT, **said)
        )


def _asked(who: str, group: str, title: str, text: str, answers: Any, *, helped: bool) -> None:
    from aktsom.knowledge.actions.asking import accept_answer
    from aktsom.knowledge.kinds import ArticleKind

    asked = _write(who, ArticleKind.QUESTION, title, {"text": text}, group=group)
    made = [
        _write(by, ArticleKind.ANSWER, line, {"text": said}, question=asked.public_id) for by, line, said in answers
    ]
    if helped:
        accept_answer(
            by=actor(who), at=clock(), question_id=asked.public_id, answer_id=made[0].public_id, revision=asked.revision
        )
