"""Of two who do the same at the very same moment one does it; nothing comes twice, and nothing is lost unseen."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from aktsom.core.errors import DomainError, Refused, Stale
from aktsom.core.letters import Letter, Occasion, deliver, written_for
from aktsom.core.models import JournalEntry
from aktsom.knowledge.actions.competence import confirm_competence, say_competence
from aktsom.knowledge.models import Competence, RequirementChoice
from aktsom.knowledge.states import Mastery, Skill
from aktsom.members.actions.digests import send_digest
from aktsom.members.actions.notices import choose_rhythms
from aktsom.members.digest_jobs import _written
from aktsom.members.models import LetterChoice, Notice
from aktsom.members.states import Rhythm
from tests import catalogues
from tests.cast import NOON, actor, person
from tests.committing import a_copy_of_the_database, at_once
from tests.factories.mandates import team
from tests.knowledge.test_requirements import goods, keep

pytestmark = pytest.mark.postgres


@pytest.fixture(autouse=True)
def _committed(django_db_setup: None, django_db_blocker: Any, tmp_path: Path) -> Iterator[None]:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    with django_db_blocker.unblock(), a_copy_of_the_database():
        catalogues.take_in(tmp_path / "list")
        yield


def test_several_workers_that_send_the_same_letter_of_the_day_send_one() -> None:
    olga, now = person("olga"), timezone.now()
    choose_rhythms(by=actor("olga"), at=now, rhythms={"findings": Rhythm.DAILY})
    with written_for(Occasion("finding_stands", 1)):
        deliver(Letter("Et funn", "Hei"), olga.email)
    Notice.objects.update(came_at=now - timedelta(days=1))
    today = timezone.localdate(now)

    def sends(work: int) -> bool:
        return send_digest(person=olga, rhythm=Rhythm.DAILY, on=today, work=work, at=now, written=_written)

    before = len(mail.outbox)
    assert sorted(map(bool, at_once(*(partial(sends, work) for work in range(1, 5))))) == [False, False, False, True]
    assert len(mail.outbox) == before + 1


def test_two_windows_that_choose_at_once_leave_one_choice() -> None:
    person("olga")
    choose = partial(choose_rhythms, by=actor("olga"), at=NOON)
    at_once(lambda: choose(rhythms={"findings": Rhythm.DAILY}), lambda: choose(rhythms={"findings": Rhythm.WEEKLY}))
    assert LetterChoice.objects.count() == 1


def test_the_same_form_sent_twice_at_once_is_one_choice() -> None:
    purchase = goods()
    first, second = at_once(partial(keep, purchase=purchase), partial(keep, purchase=purchase))
    assert isinstance(first, RequirementChoice)
    assert first == second
    assert JournalEntry.objects.filter(verb="requirements_chosen").count() == 1


def test_of_two_who_go_on_from_the_same_choice_one_is_told() -> None:
    purchase = goods()
    begun = keep(purchase=purchase)
    person("mons")
    acts = [partial(keep, who, purchase=purchase, sent=who, continues=begun.public_id) for who in ("olga", "mons")]
    [told] = [one for one in at_once(*acts) if isinstance(one, DomainError)]
    assert isinstance(told, Stale)
    assert RequirementChoice.objects.count() == 2


def test_said_in_two_windows_at_once_it_stands_once() -> None:
    person("olga")
    say = partial(say_competence, by=actor("olga"), at=NOON, skill=Skill.MEETING)
    at_once(lambda: say(mastery=Mastery.ALONE), lambda: say(mastery=Mastery.LEARNING))
    assert Competence.objects.count() == 1


def test_of_two_leads_who_confirm_at_once_the_other_is_told_that_it_is() -> None:
    team(others=("berit",))
    one = say_competence(by=actor("berit"), at=NOON, skill=Skill.MEETING, mastery=Mastery.ALONE)
    acts = [
        partial(confirm_competence, by=actor(who), at=NOON, public_id=one.public_id, revision=1)
        for who in ("bjarne", "mons")
    ]
    [told] = [each for each in at_once(*acts) if isinstance(each, DomainError)]
    assert isinstance(told, Refused)
