"""One story of a follow-up: what comes, then what has happened, newest first, each with who, when and a way there."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.queries.story import TOLD_TO_ALL, TOLD_TO_COVERED, TOLD_WITHIN, Happened
from aktsom.follow_up.states import LIVE
from aktsom.web.cases.reading_words import PLACES
from aktsom.web.cases.starting import page
from aktsom.web.cases.steps import Step
from aktsom.web.journal.verbs import VERBS
from aktsom.web.suppliers.words import in_a_row

SHOWN = 12  # events before the rest stands behind a heading

# What the journal calls it and one supplier's page can say more shortly.
SHORTER: Mapping[str, str | Promise] = {
    "follow_up_planned": gettext_lazy("Planlagt"),
    "follow_up_changed": gettext_lazy("Planen endret"),
    "follow_up_announced": gettext_lazy("Varslet til alle medlemmer"),
    "follow_up_dropped": gettext_lazy("Avlyst"),
    "follow_up_concluded": gettext_lazy("Konkludert"),
    "report_judged": gettext_lazy("Egenrapporten er ferdig lest"),
    "report_opened": gettext_lazy("Leverandøren åpnet egenrapporten"),
    "report_mended": gettext_lazy("Leverandøren sendte inn svar på nytt"),
    "report_reminded": gettext_lazy("Leverandøren ble påminnet om egenrapporten"),
    "meeting_invited": gettext_lazy("Leverandøren ble invitert til møte"),
    "documents_asked_for": gettext_lazy("Leverandøren ble bedt om dokumenter"),
}
# Acts of others than those who follow up.
BY_SUPPLIER = {
    "documents_handed_in",
    "minutes_confirmed",
    "minutes_commented",
    "report_opened",
    "report_handed_in",
    "report_mended",
}
BY_AUDITOR = {"audit_report_handed_in", "auditor_engaged"}
PAGES = {
    "mee": ("meetings_one", "public_id"),
    "dor": ("reviews_one", "public_id"),
    "aud": ("audits_one", "public_id"),
    "aur": ("audits_report", "report_id"),
}


@dataclass(frozen=True, slots=True)
class Event:
    """As `timeline` in parts/record.html takes it."""

    on: date | datetime | None
    text: str
    note: str = ""
    href: str = ""
    now: bool = False
    when: str = ""
    seen: str = ""  # who reads of it


@dataclass(frozen=True, slots=True)
class Story:
    """`rest` stands behind a heading."""

    coming: Sequence[Event]
    shown: Sequence[Event]
    rest: Sequence[Event]


def story(
    one: FollowUp, happened: Sequence[Happened], steps: Iterable[Step], today: date, by_whom: str, *,
    found: Sequence[Event] = (),
) -> Story:  # fmt: skip
    """`found` is what has happened with findings, the plan, steps and what is published, as events."""
    past = newest_first([*found, *(_event(one, each, by_whom) for each in happened)])
    return Story(coming(one, steps, today), past[:SHOWN], past[SHOWN:])


def newest_first(events: Iterable[Event]) -> list[Event]:
    return sorted(events, key=_moment, reverse=True)


# What a proof tells of, day by day, besides the self-report, the conclusions and the decisions that it tells of itself.
STEPS_SHOWN = frozenset({
    "report_judged", "minutes_sent", "minutes_confirmed", "minutes_settled", "documents_asked_for",
    "documents_handed_in", "document_review_closed", "audit_ordered", "audit_report_handed_in",
    "audit_report_carried_over",
})  # fmt: skip


def steps_taken(one: FollowUp, happened: Sequence[Happened], by_whom: str) -> list[Event]:
    """Each meeting, review and audit by its days, the first at the top."""
    return [_event(one, each, by_whom) for each in reversed(happened) if each.what in STEPS_SHOWN]


def coming(one: FollowUp, steps: Iterable[Step], today: date) -> list[Event]:
    """Days that lie ahead, the farthest first, down to today."""
    ahead = [
        Event(step.until, step.act or step.title, step.move, step.href)
        for step in steps
        if step.is_open and step.until and step.until >= today and step.until != one.ends_on
    ]
    if one.state in LIVE and one.ends_on >= today:
        ahead.append(Event(one.ends_on, _("Oppfølgingen skal være ferdig")))
    found = sorted(ahead, key=lambda event: str(event.on), reverse=True)
    return [*found, Event(today, _("I dag"), now=True)] if found else []


def _moment(event: Event) -> float:
    if isinstance(event.on, datetime):
        return event.on.timestamp()
    return datetime.combine(event.on, time.max, timezone.get_current_timezone()).timestamp() if event.on else 0.0


def _event(one: FollowUp, each: Happened, by_whom: str) -> Event:
    return Event(each.at, _text(each), _note(one, each, by_whom), _href(one, each), seen=_seen(each))


# Besides the verbs of `queries.story`: what is reckoned there for those who do the follow-up alone.
WITHIN = {
    "reader_taken", "answers_read", "answers_settled", "mandates_asked", "mandates_given", "mandates_refused",
    "join_asked",
}  # fmt: skip


def _seen(each: Happened) -> str:
    """Who reads of it on this page."""
    if each.what in TOLD_TO_ALL:
        return _("alle medlemmer")
    if each.what in WITHIN or each.what in TOLD_WITHIN - TOLD_TO_COVERED:
        return _("bare de som følger opp")
    return _("også avtaleeierne")


def _note(one: FollowUp, each: Happened, by_whom: str) -> str:
    """Who did it, or whom it concerns."""
    if each.what == "follow_up_dropped":
        return one.dropped_reason
    return _by(each, one.supplier.name, by_whom)


def _by(each: Happened, supplier: str, by_whom: str) -> str:
    if each.names:
        return in_a_row(each.names)
    if each.what in BY_SUPPLIER:
        return supplier
    if each.what in BY_AUDITOR:
        return _("Revisoren")
    return "" if each.what == "report_reminded" else each.who or by_whom


def told_to_supplier(each: Happened, supplier: str, by_whom: str) -> Event:
    """As it stands on the supplier's own page, with ways to what it may open alone."""
    href = ""
    if each.about[:3] in PAGES:
        name, parameter = PAGES[each.about[:3]]
        href = reverse(name, kwargs={parameter: each.about})
    elif each.number:
        href = reverse("answers_handed_in", kwargs={"public_id": each.about, "number": each.number})
    elif each.about.startswith("srp"):
        href = reverse("answers_report", kwargs={"public_id": each.about})
    return Event(each.at, _text(each), _by(each, supplier, by_whom), href, seen=_("også avtaleeierne"))


def _href(one: FollowUp, each: Happened) -> str:
    if each.about[:3] in PAGES:
        name, parameter = PAGES[each.about[:3]]
        return reverse(name, kwargs={parameter: each.about})
    if each.what in ("points_judged", "reliance_decided", "follow_up_concluded"):
        return reverse("cases_conclusions", kwargs={"public_id": one.public_id})
    if each.number:
        return reverse("answers_handed_in", kwargs={"public_id": each.about, "number": each.number})
    if each.what in ("reader_taken", "answers_read", "answers_settled"):
        return reverse("cases_read", kwargs={"report_id": each.about})
    return page(one) + "#egenrapport" if each.about.startswith("srp") else ""


def _text(each: Happened) -> str:
    if each.what in COUNTED:
        return COUNTED[each.what](each.count) % {"num": each.count}
    if each.what in ("reader_taken", "answers_read"):
        return _reader(each)
    if each.what == "report_handed_in":
        return _handed_in(each)
    return str(SHORTER.get(each.what) or VERBS[each.what])


def _reader(each: Happened) -> str:
    told = {"place": PLACES[each.place], "num": each.count}
    if each.what == "reader_taken":
        return _("%(place)s er klar") % told
    return ngettext("%(place)s har lest %(num)s svar", "%(place)s har lest %(num)s svar", each.count) % told


def _handed_in(each: Happened) -> str:
    told = _("Egenrapporten kom")
    if not each.count:
        return told
    if not each.late:
        in_time = ngettext("i tide for %(num)s avtale", "i tide for %(num)s avtaler", each.count) % {"num": each.count}
        return f"{told}, {in_time}"
    late = ngettext("for sent for %(num)s avtale", "for sent for %(num)s avtaler", each.late) % {"num": each.late}
    return f"{told}, {late}"


COUNTED: Mapping[str, Callable[[int], str]] = {
    "joined": lambda num: ngettext("%(num)s avtale ble med", "%(num)s avtaler ble med", num),
    "joined_late": lambda num: ngettext(
        "%(num)s avtale ble med etterpå", "%(num)s avtaler ble med etterpå", num
    ),
    "join_asked": lambda num: ngettext("Vil være med, med %(num)s avtale", "Vil være med, med %(num)s avtaler", num),
    "mandates_asked": lambda num: ngettext(
        "Spurte om fullmakt for %(num)s avtale", "Spurte om fullmakt for %(num)s avtaler", num
    ),
    "mandates_given": lambda num: ngettext(
        "Fikk fullmakt for %(num)s avtale", "Fikk fullmakt for %(num)s avtaler", num
    ),
    "mandates_refused": lambda num: ngettext(
        "Fikk nei til fullmakt for %(num)s avtale", "Fikk nei til fullmakt for %(num)s avtaler", num
    ),
    "report_asked": lambda num: ngettext(
        "Leverandøren ble spurt om egenrapport for %(num)s avtale",
        "Leverandøren ble spurt om egenrapport for %(num)s avtaler", num
    ),
    "answers_sent_back": lambda num: ngettext(
        "%(num)s svar ble sendt tilbake", "%(num)s svar ble sendt tilbake", num
    ),
    "answers_settled": lambda num: ngettext(
        "Avgjorde %(num)s svar der leserne var uenige", "Avgjorde %(num)s svar der leserne var uenige", num
    ),
    "points_judged": lambda num: ngettext("%(num)s punkt ble vurdert", "%(num)s punkter ble vurdert", num),
    "reliance_decided": lambda num: ngettext(
        "Avtaleeieren avgjorde om konklusjonen skal brukes, for %(num)s avtale",
        "Avtaleeieren avgjorde om konklusjonen skal brukes, for %(num)s avtaler", num
    ),
}  # fmt: skip
