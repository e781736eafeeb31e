"""What holds an article back: the marks that a memo's passages are asked too, names, and the file that goes along."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db.models import Max

from aktsom.core.models import JournalEntry
from aktsom.follow_up.actions.evidence_keys import Buyers, keys_of
from aktsom.follow_up.models import CitedEvidence, Evidence, FollowUp
from aktsom.knowledge.actions.articles import Place, change_article, write_article
from aktsom.knowledge.actions.sharing import withdraw_article
from aktsom.knowledge.kinds import ArticleKind
from aktsom.knowledge.models import Article
from aktsom.knowledge.rules.articles import Words
from aktsom.knowledge.rules.letting_out import Marks, named_in
from aktsom.sharing.audiences import Audience, member_key
from aktsom.sharing.models import Release
from aktsom.supply_chain.models import Site
from aktsom.teams.problems import Wrong
from tests.cast import NOON, actor, member, supplier
from tests.factories.articles import WHY, answer, guidance, question, rewritten, shared
from tests.factories.links import link, site
from tests.factories.memos import in_team, team
from tests.follow_up.concluded import concluded, followed_up, report

PLANNED = date(2027, 1, 1)


@pytest.mark.parametrize(
    ("name", "text", "named"),
    [
        ("Nordhav Medisinsk AS", "Vi møtte Nordhav i mai", True),
        ("Nordhav Medisinsk AS", "nordhav medisinsk svarte", True),
        ("Nordhav Medisinsk AS", "Nordhavs svar kom sent", True),
        ("Nordhav Medisinsk AS", "NORDHAV MEDISINSK AS' svar", True),
        ("Nordhav Medisinsk AS", "Nord-\nhav svarte", True),
        ("Nordhav Medisinsk AS", "Nordhav\nMedisinsk svarte", True),
        ("Nordhav Medisinsk AS", "Nord\u00adhav svarte", True),
        ("Nordhav Medisinsk AS", "Et medisinsk firma nord for havet", False),
        ("Fabrikken AS", "Fabrikkens ledelse møtte ikke", True),
        ("ACME AS", "Acmes svar", True),
        ("ACME AS", "ACME AS' svar", True),
        ("Acme Gloves Ltd.", "acme-gloves", True),
        ("Acme Gloves Ltd.", "Acmegloves' svar", True),
        ("Tex AS", "Tex svarte", True),
        ("Tex AS", "Textiler", False),
        ("Tine Norge AS", "tine var med", True),
        ("Norske Skog AS", "Norske innkjøpere", False),
        ("Norske Skog AS", "norske skogs svar", True),
        ("AS", "AS er en form", False),
        ("Første Hjelp AS", "Den første hanskeavtalen", False),
        ("Første Hjelp AS", "Første Hjelp svarte", True),
        ("Bergen Hansker AS", "Møtet var i Bergen", False),
        ("Bergen Hansker AS", "bergen-hanskers svar", True),
    ],
)
def test_a_company_is_named_by_the_words_that_are_its_own(name: str, text: str, named: bool) -> None:
    assert named_in(["Helt Annet Firma AB", name], text) == (name if named else "")


HELD = [
    (Marks(concerns_supplier=True), "concerns_supplier"),
    (Marks(endangers_workers=True), "endangers_workers"),
    (Marks(names_sub_supplier=True), "names_sub_supplier"),
    (Marks(tells_price=True), "tells_price"),
    (Marks(is_deviation=True), "plan_due_on"),
    (Marks(secrecy_ground="ofl23"), "secrecy_ground"),
]


def ground() -> str:
    from aktsom.sharing.grounds import secrecy_grounds

    return next(one.code for one in secrecy_grounds().values() if one.widest.width < Audience.MEMBERS.width)


def marked(marks: Marks) -> Marks:
    return Marks(secrecy_ground=ground()) if marks.secrecy_ground else marks


@pytest.mark.django_db
@pytest.mark.usefixtures("small_list")
@pytest.mark.parametrize(("marks", "field"), HELD)
def test_guidance_is_held_by_the_same_rules_as_a_passage_of_a_memo(marks: Marks, field: str) -> None:
    one = guidance()
    with pytest.raises(Wrong) as wrong:
        shared(one, marks=marked(marks))
    assert wrong.value.field == field
    one.refresh_from_db()
    assert one.audience == Audience.CASE_TEAM
    assert not Release.objects.exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("small_list")
def test_a_deviation_with_a_plan_goes_out_and_what_was_said_of_it_is_kept() -> None:
    shared(guidance(), marks=Marks(is_deviation=True, plan_due_on=PLANNED))
    entry = JournalEntry.objects.get(verb="article_shared")
    assert entry.changes["marks"] == ["is_deviation", "plan_due_on"]


@pytest.mark.django_db
@pytest.mark.usefixtures("small_list")
@pytest.mark.parametrize(("marks", "field"), HELD)
def test_what_is_said_to_all_members_at_once_is_asked_the_same(marks: Marks, field: str) -> None:
    with pytest.raises(Wrong) as wrong:
        question(actor("stina"), marks=marked(marks))
    assert wrong.value.field == field
    asked = question(actor("stina"))
    with pytest.raises(Wrong):
        change_article(
            by=actor("stina"), at=NOON, article_id=asked.public_id, revision=asked.revision,
            words=Words("Ny", {"text": "Ny."}), marks=marked(marks),
        )  # fmt: skip
    assert Article.objects.get().versions.count() == 1


@pytest.fixture
def case(small_list: None, terms: None, db: None) -> FollowUp:
    """A follow-up of the team, of a supplier with a factory behind it."""
    one = followed_up()
    Site.objects.create(
        name="Sungai Batu Works",
        name_key="sungai batu works",
        country="MY",
        run_by=one.supplier,
        added_at=NOON,
        changed_at=NOON,
    )
    return one


def experience(one: FollowUp, text: str) -> Article:
    FollowUp.objects.filter(pk=one.pk).update(state="concluded", ended_at=NOON)
    words = Words("Møte før skjema", {"worked": text}, Decimal("12.5"))
    place = Place(follow_up_id=one.public_id)
    return write_article(by=actor("bjarne"), at=NOON, kind=ArticleKind.EXPERIENCE, place=place, words=words)


def stays(one: Article, by: str = "bjarne") -> str:
    with pytest.raises(Wrong) as wrong:
        shared(one, by=by)
    return str(wrong.value.message)


NAMED = ["Nordhavs svar kom først i mai.", "Ved Sungai\nBatu-Works var det annerledes."]


@pytest.mark.parametrize("text", NAMED)
def test_no_kind_of_article_goes_out_with_a_name_in_it(case: FollowUp, text: str) -> None:
    assert "nevner" in stays(guidance(by="bjarne", sections={"risk": text}))
    assert "nevner" in stays(experience(case, text))
    document = write_article(
        by=in_team("bjarne"), at=NOON, kind=ArticleKind.DOCUMENT, place=Place(team_id=team().public_id),
        words=Words("Mal", {"text": text}),
    )  # fmt: skip
    assert "nevner" in stays(document)


@pytest.mark.parametrize("text", NAMED)
def test_nor_is_it_asked_or_answered_by_those_who_follow_up(case: FollowUp, text: str) -> None:
    with pytest.raises(Wrong):
        question(in_team("bjarne"), text=text)
    asked = question(actor("stina"))
    with pytest.raises(Wrong):
        answer(in_team("bjarne"), asked, text)


def test_what_is_found_answers_no_guess_at_a_chain_that_the_writer_may_not_read(case: FollowUp) -> None:
    """A question with a hidden name goes through as one with a made-up name; nothing hidden is let out, or said."""
    link(site("Sunrise Works"), case.supplier, stage="final")
    link(site("Moonrise Works", keys={member_key(member("stavanger").pk)}), case.supplier, stage="final",
         keys={member_key(member("stavanger").pk)})  # fmt: skip
    with pytest.raises(Wrong, match="Sunrise Works"):
        question(in_team("bjarne"), text="Kjenner noen Sunrise Works?")
    for name in ("Moonrise Works", "Starrise Works"):
        question(in_team("bjarne"), text=f"Kjenner noen {name}?")
    told = stays(guidance(by="bjarne", sections={"risk": "Ved Moonrise Works var det annerledes."}))
    assert "Moonrise" not in told
    assert "kan nevne" in told


def test_a_name_in_what_was_changed_holds_it_too(case: FollowUp) -> None:
    one = guidance(by="bjarne")
    change_article(
        by=actor("bjarne"), at=NOON, article_id=one.public_id, revision=one.revision,
        words=Words("Ny", {"risk": "Ny."}, what_changed="Det Nordhav sa"),
    )  # fmt: skip
    assert "Nordhav" in stays(one)


def file(**said: Any) -> Evidence:
    """A file that the team has, straight from the table."""
    usual: dict[str, Any] = {
        "kind": "other", "title": "Mal", "file_name": "mal.pdf", "content_type": "application/pdf", "size": 1,
        "sha256": "x", "audience": "case_team", "owner": member("oslo"), "team": team(), "uploaded_at": NOON,
        "scan_state": "clean",
    }  # fmt: skip
    made = Evidence(**{**usual, **said})
    made.seen_by = keys_of(made, Buyers())
    made.save()
    return made


def document(given: Evidence, by: str = "bjarne") -> Article:
    return write_article(
        by=in_team(by), at=NOON, kind=ArticleKind.DOCUMENT, place=Place(team_id=team().public_id),
        words=Words("Mal", {"text": "Til møtet."}), evidence_id=given.public_id,
    )  # fmt: skip


@pytest.mark.parametrize(
    "of",
    [
        lambda: file(supplier=supplier()),
        lambda: file(secrecy_ground=ground()),
        lambda: file(file_name="Nordhav_svar.pdf"),
        lambda: file(title="Fra Sungai Batu Works"),
    ],
)
def test_a_file_goes_out_only_by_the_same_rules(case: FollowUp, of: Callable[[], Evidence]) -> None:
    given = of()
    stays(document(given))
    given.refresh_from_db()
    assert given.audience == Audience.CASE_TEAM


def test_a_file_that_a_conclusion_rests_on_stays_in_the_case(case: FollowUp) -> None:
    given = file()
    made = concluded(case, cited=(report(case),))[0]
    CitedEvidence.objects.create(conclusion=made, evidence=given)
    assert "brukt i en sak" in stays(document(given))


@pytest.mark.django_db
@pytest.mark.usefixtures("small_list")
def test_a_file_that_everybody_reads_is_not_narrowed_by_a_version_for_members() -> None:
    given = file()
    one = shared(document(given, "olga"), Audience.PUBLIC)
    rewritten(one, "Mal, ny", text="Til det neste møtet.")
    shared(one, Audience.MEMBERS)
    given.refresh_from_db()
    assert given.audience == Audience.PUBLIC
    withdraw_article(by=in_team("olga"), at=NOON, article_id=one.public_id, revision=one.revision, reason=WHY)
    given.refresh_from_db()
    assert given.audience == Audience.CASE_TEAM
    assert one.versions.aggregate(last=Max("number"))["last"] == 2


@pytest.mark.django_db
@pytest.mark.usefixtures("small_list")
def test_a_file_in_two_documents_stays_out_as_long_as_one_of_them_does() -> None:
    given = file()
    one, other = shared(document(given, "olga")), document(given, "olga")
    rewritten(other, "En annen", text="Samme fil.")
    shared(other)
    withdraw_article(by=in_team("olga"), at=NOON, article_id=one.public_id, revision=one.revision, reason=WHY)
    given.refresh_from_db()
    assert given.audience == Audience.MEMBERS
