"""A decision whose letter nobody has sent, in words: on Home and on the page of the decision."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from aktsom.sanctions.letter_tables import called
from aktsom.sanctions.queries.unsent import Unsent, is_late
from aktsom.web.base.jinja import write_date
from aktsom.web.home.words import Row
from aktsom.web.letters.words import kind_name


@dataclass(frozen=True, slots=True)
class Next:
    """The next act of the decision: `href` leads to the letter that lies there, "" where it is to be begun."""

    title: str
    text: str
    act: str
    href: str


def next_of(one: Unsent) -> Next:
    told = {"kind": kind_name(one.decision.step), "to": one.decision.supplier.name}
    if one.draft is None:
        title = _("Brevet «%(kind)s» til %(to)s er ikke skrevet") % told
        text = _("I brevet leser %(to)s hva dere har avgjort og hvorfor, og fristene regnes fra det er mottatt.") % told
        return Next(title, text, _("Skriv brevet: %(kind)s") % told, "")
    title = _("Brevet «%(kind)s» til %(to)s er ikke sendt") % told
    href = reverse("letters_one", kwargs={"public_id": one.draft.public_id})
    if not one.lacking:
        return Next(title, _("Det er klart til å leses og sendes."), _("Les og send brevet"), href)
    names = [called(id_, translation.get_language() or "nb") for id_ in one.lacking]
    lacks = _("Det mangler: %(fields)s.") % {"fields": ", ".join(names)}
    return Next(title, lacks, _("Skriv det som mangler"), href)


def row(one: Unsent, today: date) -> Row:
    """To write it, one begins on the page of the decision."""
    found = next_of(one)
    decided = reverse("sanctions_decision", kwargs={"public_id": one.decision.public_id})
    return Row(
        title=found.title,
        text=found.text,
        href=found.href or decided,
        act=found.act if found.href else _("Skriv brevet"),
        state="late" if is_late(one.decision, today) else "wait",
        state_text=_("avgjort %(day)s") % {"day": write_date(one.decision.decided_at, "short")},
    )
