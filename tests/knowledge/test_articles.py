"""Guidance, experience and questions: versions that are never lost, each read by those it was let out to."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core import mail

from aktsom.core.errors import NotVisible, Refused, Stale
from aktsom.core.models import JournalEntry
from aktsom.core.outbox import deliver_due
from aktsom.follow_up.models import FollowUp
from aktsom.knowledge.actions.articles import Check, Place, change_article, write_article
from aktsom.knowledge.actions.asking import accept_answer
from aktsom.knowledge.actions.sharing import withdraw_article
from aktsom.knowledge.kinds import ArticleKind
from aktsom.knowledge.models import Article, ArticleVersion
from aktsom.knowledge.queries.articles import (
    asks_experience,
    guidance_of,
    of_kind,
    two_versions,
    view,
    without_experience,
)
from aktsom.knowledge.rules.articles import Freshness, Words, freshness
from aktsom.members.actions.notices import choose_rhythms
from aktsom.members.models import Notice
from aktsom.members.states import Rhythm
from aktsom.sharing.audiences import Audience
from aktsom.sharing.models import Release
from aktsom.teams.actions.memos import LookAgain
from aktsom.teams.problems import Wrong
from tests.cast import NOON, actor, member, person
from tests.factories.articles import WHY, answer, guidance, question, rewritten, shared
from tests.factories.memos import in_team, team
from tests.follow_up.concluded import followed_up

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_list")]
TODAY = NOON.date()


def verbs() -> list[str]:
    told = JournalEntry.objects.filter(subject__startswith="kun-").order_by("number")
    return list(told.values_list("verb", flat=True))


def sees(who: str, one: Article) -> bool:
    return Article.objects.visible_to(actor(who)).filter(pk=one.pk).exists()


def reads(who: str, one: Article) -> str:
    return view(actor(who), one.public_id, TODAY).row.version.title


def test_guidance_is_the_teams_until_it_is_let_out() -> None:
    one = guidance()
    assert [sees(who, one) for who in ("olga", "bjarne", "mons", "stina", "nora")] == [True, True, False, False, False]
    shared(one)
    assert [sees(who, one) for who in ("mons", "stina", "sekka", "nora")] == [True, True, True, False]
    assert Release.objects.get(subject=one.public_id).reason == WHY
    assert verbs() == ["article_written", "article_shared"]


def test_what_was_written_before_is_not_let_out_with_it() -> None:
    one = guidance(sections={"risk": "Kilden er en arbeider i fabrikken."}, looked="")
    rewritten(one, "Hansker, ny utgave", risk="Kilden er et medieoppslag.")
    shared(one)
    seen = view(actor("stina"), one.public_id, TODAY)
    assert [version.number for version in seen.versions] == [2]
    with pytest.raises(NotVisible):
        two_versions(actor("stina"), one.public_id, 1, 2)
    assert [v.number for v in two_versions(actor("bjarne"), one.public_id, 2, 1)] == [1, 2]


def test_others_read_the_last_version_that_was_let_out_while_a_newer_one_waits() -> None:
    one = shared(guidance("Første"))
    rewritten(one, "Andre", by="bjarne")
    assert (reads("stina", one), reads("bjarne", one)) == ("Første", "Andre")
    assert view(actor("bjarne"), one.public_id, TODAY).row.waits
    assert not view(actor("stina"), one.public_id, TODAY).row.waits
    shared(one)
    assert reads("stina", one) == "Andre"
    assert [version.number for version in view(actor("stina"), one.public_id, TODAY).versions] == [2, 1]


def test_of_two_who_edit_at_once_the_second_is_told_and_nothing_is_lost() -> None:
    one = guidance("Første")
    rewritten(one, "Bjarnes", by="bjarne")
    with pytest.raises(Stale):
        change_article(
            by=in_team("olga"), at=NOON, article_id=one.public_id, revision=1, words=Words("Olgas", {"risk": "Min."})
        )
    rewritten(one, "Begges", by="olga")
    assert list(one.versions.values_list("title", flat=True)) == ["Første", "Bjarnes", "Begges"]


def test_to_save_what_is_unchanged_makes_no_version() -> None:
    one = guidance()
    said = view(actor("olga"), one.public_id, TODAY).row.version
    rewritten(one, said.title, **said.sections)
    assert (one.revision, one.versions.count()) == (1, 1)


def test_a_second_press_writes_it_once() -> None:
    assert guidance().pk == guidance(at=NOON + timedelta(seconds=20)).pk
    assert Article.objects.count() == 1
    later = guidance(at=NOON + timedelta(minutes=5))
    assert later.pk != Article.objects.order_by("id")[0].pk


def test_only_the_team_writes_and_only_those_who_lead_it_let_out() -> None:
    one = guidance()
    with pytest.raises(NotVisible):
        rewritten(one, "Ny", by="stina")
    with pytest.raises(Refused):
        shared(one, by="bjarne")
    shared(one)
    with pytest.raises(Refused):
        rewritten(one, "Ny", by="stina")
    with pytest.raises(Refused):
        write_article(
            by=actor("stina"),
            at=NOON,
            kind=ArticleKind.GUIDANCE,
            place=Place(team_id=one.team.public_id if one.team else ""),
            words=Words("Ny", {"risk": "x"}),
        )


def test_it_is_taken_back_with_all_that_was_let_out() -> None:
    one = shared(guidance(), Audience.PUBLIC)
    assert Article.objects.visible_to(None).filter(pk=one.pk).exists()
    withdraw_article(by=in_team("olga"), at=NOON, article_id=one.public_id, revision=one.revision, reason=WHY)
    assert not sees("stina", one)
    assert sees("bjarne", one)
    assert set(ArticleVersion.objects.values_list("audience", flat=True)) == {"case_team"}
    assert Release.objects.filter(subject=one.public_id).count() == 2


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (Words("", {"risk": "x"}), "title"),
        (Words("x" * 201, {"risk": "x"}), "title"),
        (Words("Tom", {}), "risk"),
        (Words("Tom", {"failed": "en del av en erfaring"}), "risk"),
        (Words("Nummer", {"risk": "Kari 010190 12345"}), "risk"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(words: Words, field: str) -> None:
    place = Place(team_id=team().public_id)
    with pytest.raises(Wrong) as wrong:
        write_article(by=in_team("olga"), at=NOON, kind=ArticleKind.GUIDANCE, place=place, words=words)
    assert wrong.value.field == field
    assert not Article.objects.exists()


def test_a_text_that_may_tell_who_a_worker_is_is_looked_at_first() -> None:
    with pytest.raises(LookAgain) as again:
        guidance(sections={"risk": "Arbeideren Wei Zhang fikk ikke passet sitt."})
    assert not Article.objects.exists()
    guidance(sections={"risk": "Arbeideren Wei Zhang fikk ikke passet sitt."}, looked=again.value.mark)
    assert Article.objects.count() == 1


def test_a_question_is_asked_of_all_members_and_answered_by_any() -> None:
    asked = question(actor("stina"))
    first, second = answer(actor("berit"), asked), answer(actor("olga"), asked, "Spør fagforeningen.")
    assert all(sees(who, one) for who in ("mons", "uma", "sekka") for one in (asked, first))
    assert not sees("nora", asked)
    with pytest.raises(Refused):
        accept_answer(by=actor("berit"), at=NOON, question_id=asked.public_id, answer_id=first.public_id, revision=1)
    for _twice in range(2):
        accept_answer(by=actor("stina"), at=NOON, question_id=asked.public_id, answer_id=second.public_id, revision=1)
    seen = view(actor("mons"), asked.public_id, TODAY)
    assert [row.article.pk for row in seen.answers] == [second.pk, first.pk]
    assert verbs().count("answer_accepted") == 1
    with pytest.raises(Refused):  # another was accepted since the page was opened
        accept_answer(by=actor("stina"), at=NOON, question_id=asked.public_id, answer_id=first.public_id, revision=1)


def test_a_supplier_neither_asks_nor_reads() -> None:
    with pytest.raises(Refused):
        question(actor("nora"))
    asked = question(actor("stina"))
    with pytest.raises(NotVisible):
        view(actor("nora"), asked.public_id, TODAY)


def test_an_answer_becomes_guidance() -> None:
    asked = question(actor("stina"))
    said = answer(actor("berit"), asked)
    place = Place(team_id=team().public_id, came_from_id=said.public_id)
    words = Words("Be om lønnsslipper", {"worked": "Be om lønnsslipper."})
    made = write_article(by=in_team("olga"), at=NOON, kind=ArticleKind.GUIDANCE, place=place, words=words)
    assert made.came_from == said
    assert list(said.led_to.all()) == [made]


def finished() -> FollowUp:
    one = FollowUp.objects.first() or followed_up()
    FollowUp.objects.filter(pk=one.pk).update(state="concluded", ended_at=NOON)
    one.refresh_from_db()
    return one


def experience(one: FollowUp, text: str = "Et møte ga mer enn skjemaet.", by: str = "bjarne") -> Article:
    return write_article(
        by=actor(by),
        at=NOON,
        kind=ArticleKind.EXPERIENCE,
        place=Place(follow_up_id=one.public_id),
        words=Words("Møte før skjema", {"worked": text}, Decimal("12.5")),
    )


@pytest.mark.usefixtures("terms")
def test_what_a_follow_up_taught_is_asked_for_until_somebody_writes_it() -> None:
    one = followed_up()
    with pytest.raises(Refused):
        experience(one)
    done = finished()
    assert [each.pk for each in without_experience(actor("mons"))] == [done.pk]
    assert without_experience(actor("stina")) == []
    made = experience(done)
    assert without_experience(actor("mons")) == []
    assert (made.group_id, made.team, made.versions.get().hours) == ("medical", done.team, Decimal("12.5"))


@pytest.mark.usefixtures("terms")
def test_what_an_own_follow_up_taught_is_asked_for_too() -> None:
    done = finished()
    FollowUp.objects.filter(pk=done.pk).update(team=None, member=member("bergen"))
    for name in ("anne", "olga"):
        person(name)
    assert [each.pk for each in without_experience(actor("berit"))] == [done.pk]
    assert asks_experience(actor("berit"), done.pk)
    for other in ("anne", "olga", "mons"):  # keeps no register there, or is of another body
        assert without_experience(actor(other)) == []
        assert not asks_experience(actor(other), done.pk)
    experience(done, by="berit")
    assert not asks_experience(actor("berit"), done.pk)


@pytest.mark.usefixtures("terms")
def test_it_is_asked_for_however_many_came_after() -> None:
    done = finished()
    FollowUp.objects.filter(pk=done.pk).update(ended_at=NOON - timedelta(days=900))
    assert without_experience(actor("mons"), 0) == []
    assert asks_experience(actor("mons"), done.pk)


def test_a_question_is_told_to_the_team_of_its_category_and_an_answer_to_who_asked() -> None:
    in_team("olga")
    asked = question(actor("bjarne"))
    deliver_due(NOON + timedelta(minutes=1))
    assert [letter.to for letter in mail.outbox] == [["olga@example.org"]]  # not to who asked, nor to others
    mail.outbox.clear()
    answer(actor("stina"), asked), answer(actor("bjarne"), asked, "Jeg fant det selv.")
    deliver_due(NOON + timedelta(minutes=2))
    assert [letter.to for letter in mail.outbox] == [["bjarne@example.org"]]
    assert "lønn" not in mail.outbox[0].body + mail.outbox[0].subject


def test_who_wants_no_letter_of_it_has_it_on_its_page_alone() -> None:
    in_team("olga")
    choose_rhythms(by=actor("olga"), at=NOON, rhythms={"knowledge": Rhythm.NEVER})
    question(actor("bjarne"))
    deliver_due(NOON + timedelta(minutes=1))
    assert mail.outbox == []
    assert Notice.objects.get(person=person("olga")).topic == "knowledge"


@pytest.mark.usefixtures("terms")
def test_an_experience_that_names_the_supplier_stays_in_the_team() -> None:
    one = experience(finished(), "Nordhav svarte ikke før møtet.")
    with pytest.raises(Wrong) as wrong:
        shared(one, by="bjarne")
    assert "nevner leverandøren" in str(wrong.value.message)
    rewritten(one, "Møte før skjema", by="bjarne", worked="Leverandøren svarte ikke før møtet.")
    shared(one, by="bjarne")
    assert [row.version.number for row in of_kind(actor("stina"), ArticleKind.EXPERIENCE, "", TODAY)[0]] == [2]


def test_guidance_for_all_categories_stands_beside_that_of_one() -> None:
    own = shared(guidance("Om hansker"))
    words = Words("For alle", {"methods": "Gå dit."})
    general = write_article(by=actor("sekka"), at=NOON, kind=ArticleKind.GUIDANCE, place=Place(), words=words)
    assert general.audience == Audience.MEMBERS  # the secretariat writes for all
    assert [row.article.pk for row in guidance_of(actor("stina"), "medical", TODAY)] == [own.pk, general.pk]
    assert [row.article.pk for row in guidance_of(actor("stina"), "textiles", TODAY)] == [general.pk]


def test_an_article_is_fresh_until_its_day() -> None:
    assert freshness(None, TODAY) == Freshness.UNSAID
    assert freshness(TODAY + timedelta(days=31), TODAY) == Freshness.FRESH
    assert freshness(TODAY, TODAY) == Freshness.SOON
    assert freshness(TODAY - timedelta(days=1), TODAY) == Freshness.PAST
    with pytest.raises(Wrong):
        guidance(check=Check(TODAY, 1))
