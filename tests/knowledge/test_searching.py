"""One search over all that one may see: forms and typing mistakes meet, and what is hidden from somebody is not found,
not counted, and changes nothing."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from aktsom.contracts import actions as contracts
from aktsom.contracts.models import Contract
from aktsom.core.actor import Actor
from aktsom.core.models import JournalEntry, OutboxMessage
from aktsom.core.outbox import deliver_due
from aktsom.knowledge.actions import indexing
from aktsom.knowledge.actions.indexing import follow_journal, tell_of_all
from aktsom.knowledge.actions.sharing import withdraw_article
from aktsom.knowledge.found_kinds import FoundKind
from aktsom.knowledge.jobs.searching import TELL_OF_PART, look_at_all
from aktsom.knowledge.models import Article, ArticleVersion, SearchDocument, SearchPlace, SearchWord
from aktsom.knowledge.queries.searching import Found, search
from aktsom.knowledge.sources import SOURCES
from aktsom.members.models import Membership
from aktsom.sharing.audiences import NETWORK_KEY, Audience
from aktsom.sharing.wall import behind
from aktsom.teams.queries import actor_of
from tests.cast import NOON, actor, person
from tests.factories.articles import WHY, answer, guidance, question, rewritten, shared
from tests.factories.memos import in_team, memo
from tests.follow_up.concluded import followed_up
from tests.risk.purchases import gloves

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_list")]
TODAY = date(2026, 11, 2)


def find(who: str | Actor, text: str) -> Found:
    """As the page does: behind the asker's wall."""
    by = actor(who) if isinstance(who, str) else who
    with behind(by):
        return search(by, text, TODAY)


def titles(who: str, text: str, kind: FoundKind) -> list[str]:
    return [hit.read.title for hit in find(who, text).hits.get(kind, [])]


@pytest.mark.parametrize(
    "typed", ["avtale", "Avtaler", "avtalen", "avtalane", "AVTALENE", "avtlae", "avtalle", "kontrakt"]
)
def test_every_form_and_a_typing_mistake_find_it(typed: str) -> None:
    shared(guidance("Avtalene om hansker"))
    tell_of_all()
    assert titles("stina", typed, FoundKind.GUIDANCE) == ["Avtalene om hansker"]


def test_every_word_must_be_there() -> None:
    shared(guidance("Hansker fra Malaysia", sections={"risk": "Gjeld for rekruttering."}))
    shared(guidance("Munnbind", sections={"risk": "Gjeld er sjelden."}))
    tell_of_all()
    assert titles("stina", "hansker gjeld", FoundKind.GUIDANCE) == ["Hansker fra Malaysia"]
    assert titles("stina", "gjeld hnasker", FoundKind.GUIDANCE) == ["Hansker fra Malaysia"]
    assert find("stina", "hansker romskip").count == 0


def test_a_title_comes_before_a_mention_and_what_is_nearly_so_is_told() -> None:
    shared(guidance("Om fabrikker", sections={"risk": "Hansker lages her."}))
    shared(guidance("Hansker", sections={"risk": "Alt om dem."}))
    tell_of_all()
    assert titles("stina", "hansker", FoundKind.GUIDANCE) == ["Hansker", "Om fabrikker"]
    assert not find("stina", "hansker").nearly
    assert find("stina", "hnasker").nearly


@pytest.mark.usefixtures("terms")
def test_all_kinds_are_found_at_once() -> None:
    followed_up()
    asked = question(actor("stina"), "Hvem kjenner Nordhav?")
    answer(actor("berit"), asked, "Spør om rekruttering.")
    tell_of_all()
    found = find("bjarne", "nordhav")
    assert set(found.hits) == {FoundKind.CONTRACT, FoundKind.SUPPLIER, FoundKind.FOLLOW_UP, FoundKind.QUESTION}
    assert list(found.hits) == sorted(found.hits)
    assert titles("bjarne", "rekruttering", FoundKind.QUESTION) == ["Hvem kjenner Nordhav?"]  # by its answer


def test_who_may_not_see_it_does_not_find_it_nor_a_count_of_it() -> None:
    guidance("Grossistens hemmelighet")
    memo("Om en grossist", text="Grossisten har to lagre.")
    tell_of_all()
    assert find("olga", "grossist").count == 2
    for who in ("mons", "stina", "sekka", "nora"):
        assert (find(who, "grossist").count, find(who, "grossist").hits) == (0, {}), who
    assert find("stina", "grosisst").count == 0  # nor by guessing


def test_a_passage_that_is_hidden_does_not_find_its_memo() -> None:
    made = memo("Om hansker", text="Fabrikken heter Solskinn.")
    made.audience = Audience.MEMBERS
    made.seen_by = made.seen_by | {NETWORK_KEY}
    made.save()
    tell_of_all()
    assert titles("stina", "hansker", FoundKind.MEMO) == ["Om hansker"]
    assert titles("olga", "solskinn", FoundKind.MEMO) == ["Om hansker"]
    assert titles("stina", "solskinn", FoundKind.MEMO) == []


def test_an_index_that_says_too_much_shows_nothing() -> None:
    """What is found is read anew, so that keys which are old or wrong open nothing."""
    one = shared(guidance("Åpen, men vaffel siden"))
    memo("Om hansker", text="Fabrikken heter Solskinn.")
    tell_of_all()
    withdraw_article(by=in_team("olga"), at=NOON, article_id=one.public_id, revision=one.revision, reason=WHY)
    SearchDocument.objects.update(seen_by=frozenset({NETWORK_KEY}))
    assert find("stina", "vaffel").count == 0
    assert find("stina", "solskinn").count == 0
    assert find("olga", "vaffel").count == 1


def test_a_newer_version_of_the_team_is_found_by_the_team_alone() -> None:
    one = shared(guidance("Hansker", sections={"risk": "Gammel tekst om spesialvev."}))
    rewritten(one, "Hansker", risk="Nytt om Solskinnsfabrikken.")
    tell_of_all()
    assert titles("stina", "spesialvev", FoundKind.GUIDANCE) == ["Hansker"]
    assert titles("stina", "solskinnsfabrikken", FoundKind.GUIDANCE) == []
    assert titles("olga", "solskinnsfabrikken", FoundKind.GUIDANCE) == ["Hansker"]
    assert titles("olga", "spesialvev", FoundKind.GUIDANCE) == []  # what the team reads now says it no more


def test_a_reference_is_the_owners_own() -> None:
    gloves("bergen", reference="BGO-77812")
    tell_of_all()
    assert find("olga", "BGO-77812").count == 0
    assert titles("berit", "bgo-77812", FoundKind.CONTRACT) != []
    assert find("berit", "bgo-77813").count == 0  # a number is never guessed at


def test_own_contracts_are_found_among_very_many_of_others() -> None:
    gloves("oslo", title="Hansker til Oslo")
    Contract.objects.update(changed_at=NOON - timedelta(days=900))
    for number in range(40):
        gloves("bergen", title=f"Hansker {number}")
    tell_of_all()
    found = find("olga", "hansker").hits[FoundKind.CONTRACT]
    assert found[0].read.title == "Hansker til Oslo"
    assert len(found) == 20


def test_the_search_follows_the_journal() -> None:
    actor("stina")
    one = shared(guidance("Før"))
    while follow_journal():
        pass
    assert titles("stina", "før", FoundKind.GUIDANCE) == ["Før"]
    assert SearchPlace.objects.get().number == JournalEntry.objects.order_by("-number")[0].number
    rewritten(one, "Etterpå")
    shared(one)
    assert titles("stina", "etterpå", FoundKind.GUIDANCE) == []
    assert follow_journal() > 0
    assert follow_journal() == 0
    assert titles("stina", "etterpå", FoundKind.GUIDANCE) == ["Etterpå"]
    assert titles("stina", "før", FoundKind.GUIDANCE) == []


def test_a_joined_word_comes_before_one_that_begins_so_by_chance_also_in_ones_own() -> None:
    gloves("oslo", title="MR-maskin 3T"), gloves("bergen", title="Støvmasker")
    tell_of_all()
    assert titles("olga", "masker", FoundKind.CONTRACT) == ["Støvmasker", "MR-maskin 3T"]


def test_what_is_bent_from_within_is_found_as_it_is_written() -> None:
    shared(guidance("Om arbeidsklærne")), shared(guidance("Verneskoene og føttene"))
    tell_of_all()
    for typed in ("arbeidsklær", "arbeidsklærne", "klærne"):
        assert titles("stina", typed, FoundKind.GUIDANCE) == ["Om arbeidsklærne"], typed
    assert titles("stina", "fot vernesko", FoundKind.GUIDANCE) == ["Verneskoene og føttene"]


@pytest.mark.parametrize("typed", ["veiledning hansker", "rettleiinga hanskar", "guidance hnasker"])
def test_the_name_of_the_kind_is_a_word_of_the_thing(typed: str) -> None:
    shared(guidance("Hansker"))
    shared(guidance("Maskiner")), question(actor("stina"), "Hvem kjenner hansker?")
    tell_of_all()
    assert {kind: len(hits) for kind, hits in find("stina", typed).hits.items()} == {FoundKind.GUIDANCE: 1}


def test_what_is_struck_is_found_by_its_owner_alone() -> None:
    made = gloves("bergen", title="Vaffelhansker")
    tell_of_all()
    assert titles("olga", "vaffelhansker", FoundKind.CONTRACT) == ["Vaffelhansker"]
    contracts.strike_contract(
        by=actor("berit"), at=NOON, public_id=made.public_id, revision=made.revision, reason="Ført opp ved en feil."
    )
    for told in ("whatever the index says", "told anew"):
        assert find("olga", "vaffelhansker").count == 0, told
        assert titles("berit", "vaffelhansker", FoundKind.CONTRACT) == ["Vaffelhansker"], told
        assert titles("anne", "vaffelhansker", FoundKind.CONTRACT) == [], (
            told
        )  # of the same body, and reads no contracts
        tell_of_all()


def test_to_tell_of_all_again_changes_nothing_and_forgets_what_is_gone() -> None:
    one = guidance("Kort levetid")
    count = tell_of_all()
    before = dict(SearchDocument.objects.values_list("pk", "words"))
    assert tell_of_all() == count == len(before)
    assert dict(SearchDocument.objects.values_list("pk", "words")) == before
    ArticleVersion.objects.filter(article=one).delete()
    tell_of_all()
    assert not SearchDocument.objects.filter(subject=one.public_id).exists()


def test_the_days_work_over_all_is_pieces_that_others_come_between(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "PART", 2)
    for number in range(5):
        guidance(f"Nr. {number}")
    look_at_all({"day": "2026-12-01"})
    asked = OutboxMessage.objects.filter(kind=TELL_OF_PART)
    assert asked.count() == len(SOURCES)
    assert deliver_due(NOON + timedelta(days=400)) > len(SOURCES)
    assert asked.filter(delivered_at__isnull=True).count() == 0
    assert SearchDocument.objects.filter(subject__startswith="kun-").count() == 5


def test_words_are_added_once() -> None:
    guidance("Hansker hansker hanskene", sections={"risk": "Hanskar"})
    tell_of_all()
    assert SearchWord.objects.filter(stem="hansk").count() == 1
    assert not SearchWord.objects.filter(stem="hansker").exists()


def test_a_question_of_many_words_and_signs_breaks_nothing() -> None:
    shared(guidance())
    tell_of_all()
    for text in ("' or 1=1 --", "a AND b OR", '"', "*", "()", "🙂🙂", "ord " * 200, "%_\\", "x" * 500, "\x00a"):
        find("stina", text)
    assert Article.objects.count() == 1


def shown(who: str, text: str) -> list[object]:
    found = find(who, text)
    return [
        [hit.read.subject for hits in found.hits.values() for hit in hits],
        found.groups,
        found.products,
        found.nearly,
    ]


def test_what_is_hidden_changes_nothing_of_an_answer_to_a_misspelt_word() -> None:
    """A word that only hidden things hold neither shows that it exists nor takes the place of one that is seen."""
    shared(guidance("Hansker", sections={"risk": "Alt om sektorer."}))
    tell_of_all()
    asked = ("grosisst", "sektorar og grosisst", "sektorre")
    before = [shown("stina", text) for text in asked]
    memo("Om en grossist", text="Grossisten selger: sektora sektorb sektorc sektord sektorf sektorg sektorh sektori.")
    tell_of_all()
    assert [shown("stina", text) for text in asked] == before
    assert find("olga", "grosisst").nearly


def test_hidden_words_crowd_out_none_that_is_seen() -> None:
    shared(guidance("Vev", sections={"risk": "Om grunnleggendevev."}))
    memo("Om vev", text=" ".join(f"nnlegg{one}{two}" for one in "abcdefgh" for two in "abcdefgh"))
    tell_of_all()
    assert titles("stina", "nnlegg", FoundKind.GUIDANCE) == ["Vev"]
    assert titles("olga", "nnlegg", FoundKind.GUIDANCE) == []  # who sees all of them asks with more letters
    assert titles("olga", "nnleggendevev", FoundKind.GUIDANCE) == ["Vev"]


def test_nothing_is_said_to_be_nearly_so_where_nothing_was_found() -> None:
    memo("Om en grossist", text="Grossisten har to lagre.")
    tell_of_all()
    assert not find("stina", "grosisst").nearly


def test_a_supplier_nobody_buys_from_any_more_is_not_found() -> None:
    made = gloves("bergen")
    tell_of_all()
    assert titles("olga", "nordhav", FoundKind.SUPPLIER) == ["Nordhav Medisinsk AS"]
    Contract.objects.filter(pk=made.pk).update(
        starts_on=date(2024, 1, 1), ends_on=TODAY - timedelta(days=1), runs_until=TODAY - timedelta(days=1)
    )
    for who in ("olga", "berit", "sekka"):
        assert FoundKind.SUPPLIER not in find(who, "nordhav").hits, who  # at once, whatever the index says
    tell_of_all()
    assert FoundKind.SUPPLIER not in find("olga", "nordhav").hits


@pytest.mark.usefixtures("terms")
def test_who_has_no_role_finds_nothing_but_the_list() -> None:
    """In no kind at all, however it is asked for."""
    followed_up()
    shared(guidance("Om hansker", by="bjarne"), by="bjarne"), memo("Om Nordhav hansker", by="bjarne")
    question(actor("stina"), "Hvem kjenner Nordhav, og hansker?")
    tell_of_all()
    assert len(find("bjarne", "nordhav").hits) >= 4
    nobody = person("rita")
    Membership.objects.filter(person=nobody).delete()
    for text in ("nordhav", "hansker", "nordhva", "kjenner", "medisinsk hansker"):
        found = find(actor_of(nobody), text)
        assert found.hits == {}, text


@pytest.mark.parametrize(("typed", "language"), [("gloves", "en"), ("hanskar", "nn"), ("hansker", "nb")])
def test_what_the_list_calls_in_one_language_is_found_in_each(typed: str, language: str) -> None:
    for page in ("nb", "nn", "en"):
        with translation.override(page):
            assert "gloves" in [one.id for one in find("stina", typed).products], (typed, page)


@pytest.mark.parametrize("text", ["", " ", "\t\n", "h", " h ", ".", "- -", "\u00a0"])
def test_what_says_nothing_finds_nothing(text: str) -> None:
    shared(guidance("Hansker h"))
    tell_of_all()
    assert find("stina", text) == Found()
