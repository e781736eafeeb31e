"""The year itself, month by month."""

from pathlib import Path
from tempfile import TemporaryDirectory

from django.test import override_settings

from aktsom.effects.effort_states import Activity
from aktsom.findings.rules.severity import Grade
from aktsom.follow_up.rules.reliance import Reliance
from aktsom.follow_up.states import Method, Verdict
from aktsom.follow_up.storage.places import PlaceSettings
from tests.effects.pilot_year import asking, audit, before, deciding, found, hours, reporting, signals
from tests.effects.pilot_year.clock import YEAR, on, running, the_night
from tests.effects.pilot_year.story import Story

CLOTHING = ("clothes", "linen", "skirts")
MEDICAL = ("gloves", "latex", "nitrile", "sterile")
NEW = (*CLOTHING, *MEDICAL, "laptops", "screens", "kerbs", "granite")  # announced in January, all in one night
IN_TIME = ("clothes", "gloves", "kerbs", "laptops", "granite")
LATE = ("linen", "latex", "nitrile", "screens")  # the skirts are dropped before, and "sterile" never answers
MET = ("clothes", "gloves", "latex", "laptops", "granite")
PAPERS = ("clothes", "linen", "gloves", "latex", "laptops", "kerbs")
GRAVE = (Grade.GRAVE, Grade.SERIOUS, Grade.MINOR)
LIGHT = (Grade.SERIOUS, Grade.MINOR, Grade.MINOR)


def simulated() -> Story:
    """The whole of it. What is uploaded is forgotten with the folder it lies in."""
    story = Story()
    with TemporaryDirectory() as name, running():
        folder = Path(name)
        kept = {"EVIDENCE": PlaceSettings(folder / "evidence"), "UPLOADS": folder / "uploads", "CLAMD": ""}
        with override_settings(**kept, MEDIA_ROOT=folder):
            for part in (before.autumn, winter, spring, summer, autumn, end):
                part(story)
    return story


def winter(story: Story) -> None:
    on(1, 8)
    asking.plan(story, *NEW)
    on(1, 15)
    asking.answer(story, "yarn")
    on(1, 20)
    asking.announce(story, *NEW)
    the_night(1, 21)
    on(2, 3)
    asking.ask(story, *NEW)
    on(2, 10)
    hours.say_what_it_took()
    on(2, 24)
    before.give_mandates("akershus")
    on(2, 25)
    asking.cover_more(story, *NEW)
    on(3, 3)
    found.prove(story, "overtime")
    on(3, 5)
    found.find_enough(story, "overtime")
    on(3, 6)
    found.close(story, "overtime")
    on(3, 12)
    asking.answer(story, *IN_TIME)
    the_night(3, 20)


def spring(story: Story) -> None:
    on(4, 2)
    asking.answer(story, *LATE)
    on(4, 8)
    asking.read(story, "clothes", "gloves")
    on(4, 10)
    asking.invite(story, *MET)
    on(4, 14)
    asking.ask_for_papers(story, *PAPERS)
    on(4, 25)
    asking.meet(story, *MET)
    on(4, 28)
    asking.conclude(story, "yarn", [("2.1", Verdict.NOT_SHOWN, Method.SELF_REPORT)])
    on(5, 2)
    asking.give_papers(story, *PAPERS)
    on(5, 5)
    asking.judge_papers(story, *PAPERS)
    on(5, 12)
    asking.drop(story, "skirts")
    on(5, 15)
    audit.ask_consent(story)
    on(5, 20)
    audit.answer_consent(story)
    on(5, 22)
    audit.order(story)
    on(6, 16)
    audit.report(story)
    on(6, 20)
    signals.tell_of_chain("clothes")
    signals.tell_of_chain("laptops")
    the_night(6, 21)


def summer(story: Story) -> None:
    on(6, 25)
    found.note_and_show(story, "clothes", "fees", "1.1", GRAVE, rests_on=audit.FEES)
    found.note_and_show(story, "clothes", "exits", "1.6", LIGHT, rests_on=audit.EXITS)
    found.note_and_show(story, "clothes", "contracts", "1.6", LIGHT, title="Noen har ingen skriftlig kontrakt")
    on(7, 1)
    found.hear(story, "fees", "exits", "contracts")
    on(7, 7)
    signals.by_form(story, "doors", "danger_to_life", f"They lock the doors. {signals.SPOKE}", audit.FACTORY)
    signals.by_form(story, "pay", "wages", "We are paid two months late.", audit.FACTORY)
    signals.by_form(story, "elsewhere", "fees", "I paid for my job.", "Coimbatore")
    the_night(7, 8)
    on(7, 10)
    signals.open_inquiry(story, "doors", "doors", "clothes")
    signals.join(story, "pay", "doors")
    signals.alert_and_ask(story, "doors")
    on(7, 14)
    signals.answer("clothes")
    on(7, 15)
    found.let_stand(story, "fees", "exits", "contracts")
    on(8, 18)
    found.ask_for_plan(story, "clothes")
    on(8, 25)
    found.propose_plan(story, "clothes", {"exits": 60, "contracts": 40, "fees": 50})
    on(8, 29)
    found.accept_plan(story, "clothes")
    found.owe(story, "fees", 24, 850)
    the_night(8, 30)


def autumn(story: Story) -> None:
    on(9, 8)
    asking.conclude(story, "clothes", [("1.1", Verdict.NOT_MET, Method.AUDIT), ("2.1", Verdict.MET, Method.MEETING)])
    asking.conclude(story, "gloves")
    on(9, 10)
    found.note_and_show(story, "latex", "breaks", "1.6", LIGHT)
    found.note_and_show(story, "kerbs", "dust", "1.6", LIGHT)
    on(9, 15)
    deciding.rely(story, "clothes", "flo", Reliance.PARTLY)
    deciding.rely(story, "gloves", "flo", Reliance.OWN)
    on(9, 20)
    found.hear(story, "breaks", "dust")
    on(9, 22)
    found.pay(story, "fees", 10_200)
    found.confirm_paid(story, "fees", 5_100)
    found.say_total(story, "fees", 25_000)
    on(9, 25)
    found.let_stand(story, "dust")
    on(10, 1)
    found.let_stand(story, "breaks")
    on(10, 6)
    found.prove(story, "exits")
    on(10, 8)
    found.find_enough(story, "exits")
    found.close(story, "exits")
    on(10, 13)
    found.ask_for_plan(story, "latex")
    on(10, 14)
    found.propose_plan(story, "latex", {"breaks": 120})
    on(10, 15)
    found.accept_plan(story, "latex")
    on(10, 20)
    asking.conclude(story, "linen", [("2.1", Verdict.MET, Method.DOCUMENT_REVIEW)])
    on(10, 22)
    found.is_no_breach(story, "dust", asking.papers_of(story, "kerbs")[0].evidence_id)
    on(10, 27)
    signals.noted(story, "report", "En rapport nevner flere fabrikker.", signals.PLACES["laptops"])
    signals.noted(story, "rumour", "Et rykte om en annen fabrikk.", "Et sted til")
    signals.set_aside(story, "elsewhere")
    the_night(10, 28)


def end(story: Story) -> None:
    on(10, 29)
    signals.open_inquiry(story, "assembly", "report", "laptops")
    on(11, 3)
    deciding.recommend_notice(story, "clothes", "fees", "contracts")
    on(11, 10)
    deciding.decide_each(story, "clothes")
    on(11, 17)
    deciding.send_letters()
    on(11, 20)
    deciding.letters_received("clothes")
    asking.conclude(story, "laptops")
    on(11, 24)
    found.reopen(story, "exits")
    on(11, 25)
    found.prove(story, "contracts")
    on(11, 27)
    found.find_enough(story, "contracts")
    found.close(story, "contracts")
    on(12, 2)
    found.prove(story, "exits")
    on(12, 4)
    found.find_enough(story, "exits")
    found.close(story, "exits")
    on(12, 8)
    deciding.draft_and_show(story, "clothes", "T4")
    on(12, 10)
    deciding.answer_publication("clothes")
    on(12, 12)
    deciding.publish("clothes")
    on(12, 15)
    signals.close(story, "doors")
    on(12, 18)
    _write_hours(story)
    the_night(12, 31)
    on(1, 12, year=YEAR + 1)
    reporting.report_all(story)


def _write_hours(story: Story) -> None:
    """Of the one self-report that both teams' people read, and the meeting about it."""
    clothes = asking.report_of(story, "clothes").public_id
    hours.write("marte", Activity.ASKING, "1", clothes)
    hours.write("marte", Activity.READING, "5", clothes)
    hours.write("mons", Activity.RELYING, "0.5", clothes)
