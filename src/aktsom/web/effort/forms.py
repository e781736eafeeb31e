"""The forms of hours, of what was done before, and of joint costs."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aktsom.core.public_ids import new_public_id
from aktsom.effects.actions.baselines import BaselineSaid
from aktsom.effects.actions.costs import CostSaid
from aktsom.effects.actions.effort import LONGEST_NOTE, EffortSaid
from aktsom.effects.effort_states import OF_MEMBERS, OF_SUPPLIERS, Activity
from aktsom.effects.effort_tables import currencies, share_rules, typical_effort
from aktsom.effects.models import EffortEntry, EffortOwnFacts
from aktsom.effects.models.costs import LONGEST_TITLE
from aktsom.effects.models.effort import LONGEST_NAME
from aktsom.follow_up.wording import LONGEST_REASON
from aktsom.members.models import Member
from aktsom.web.base.choices import choose
from aktsom.web.base.jinja import by_language
from aktsom.web.effort import words
from aktsom.web.meetings.forms import Saying, area
from aktsom.web.teams.forms import day


class Amount(forms.DecimalField):
    """As people write it here, with a comma or a point, and with spaces between thousands."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_digits=11, decimal_places=2,
            error_messages={"required": _("Skriv et tall."), "invalid": _("Skriv et tall, som 2,5.")}, **kwargs,
        )  # fmt: skip

    def to_python(self, value: Any) -> Any:
        return super().to_python("".join(str(value or "").split()).replace(",", "."))


def amount(label: Any, help_text: Any = "", *, required: bool = True) -> Amount:
    return Amount(label=label, help_text=help_text, required=required)


def currency() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Valuta"), choices=[(code, code) for code in currencies()], initial="NOK")


class EffortForm(Saying):
    """`subject` and `entry_id` come along; a form sent twice has the same id both times."""

    subject = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)
    entry_id = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)
    activity = forms.ChoiceField(label=_("Hva gikk tiden til?"))
    hours = amount(_("Timer"))
    on = day(_("Dag"))
    cost = amount(_("Kostnad"), _("Bare det dere betalte for, som reise eller tolk. Ikke arbeidstid."), required=False)
    currency = currency()
    note = forms.CharField(
        label=_("Merknad"), required=False, max_length=LONGEST_NOTE, help_text=_("Ikke skriv navn på arbeidere.")
    )

    def __init__(self, *args: Any, supplier: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = [each for each in Activity if each in OF_SUPPLIERS] if supplier else OF_MEMBERS
        choose(self, "activity", [(each.value, words.ACTIVITIES[each]) for each in allowed])

    def said(self) -> EffortSaid:
        told = dict(self.cleaned_data)
        return EffortSaid(**{**told, "hours": told["hours"] or Decimal(0)})


def first(subject: str, activity: str) -> dict[str, Any]:
    """What a new form shows: the typical value, to be corrected."""
    usual = typical_effort()[activity]
    return {
        "subject": subject,
        "entry_id": new_public_id("eff"),
        "activity": activity,
        "hours": words.plain_hours(usual.hours),
        "on": timezone.localdate(),
        "currency": "NOK",
    }


class HoursForm(Saying):
    hours = amount(_("Timer du arbeidet"))


class CorrectForm(EffortForm):
    reason = area(_("Hvorfor rettes det?"), 2, LONGEST_REASON, required=True)


def now_of(one: EffortEntry, own: EffortOwnFacts | None) -> dict[str, Any]:
    return {
        "activity": one.activity,
        "hours": words.plain_hours(one.hours),
        "on": one.on,
        "cost": own.cost if own else None,
        "currency": own.currency if own else "NOK",
        "note": own.note if own else "",
    }


class BaselineForm(Saying):
    activity = forms.ChoiceField(
        label=_("Hva gjelder det?"), choices=[(each.value, words.ACTIVITIES[each]) for each in OF_MEMBERS]
    )
    year = forms.IntegerField(label=_("Hvilket år?"), help_text=_("Et år før dere fulgte opp sammen med andre."))
    per_year = forms.IntegerField(label=_("Hvor mange det året?"), min_value=0)
    hours_each = amount(_("Timer på hver"))
    said_by = forms.CharField(
        label=_("Hvem har sagt det?"), max_length=LONGEST_NAME, help_text=_("Navn eller rolle. Står ved tallet.")
    )
    note = area(_("Merknad"), 2, LONGEST_REASON)

    def said(self) -> BaselineSaid:
        return BaselineSaid(**self.cleaned_data)


class HourForm(Saying):
    since = day(_("Fra hvilken dag?"))
    amount = amount(_("Hva koster en time?"), _("Bare folk hos dere ser det."))
    currency = currency()
    said_by = forms.CharField(label=_("Hvem har sagt det?"), max_length=LONGEST_NAME)


class CostForm(Saying):
    """A field for each covered member's agreed share, in per cent. `cost_id` comes along; a form sent twice has the
    same id both times, also when the audit is no longer there to be chosen the second time."""

    cost_id = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("Hva slags kostnad?"), choices=list(words.COST_KINDS.items()))
    subject = forms.ChoiceField(label=_("Hvilken revisjon?"), required=False)
    title = forms.CharField(label=_("Hva gjelder den?"), max_length=LONGEST_TITLE)
    amount = amount(_("Beløp"), _("Uten avgift."))
    currency = currency()
    on = day(_("Når ble den betalt?"))
    paid_by = forms.ChoiceField(label=_("Hvem betalte?"))
    rule = forms.ChoiceField(label=_("Hvordan deles den?"), widget=forms.RadioSelect)
    rule_note = area(_("Hvorfor slik?"), 2, LONGEST_REASON)

    def __init__(
        self, *args: Any, members: list[Member], payers: Iterable[Member], audits: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._members = members
        choose(self, "paid_by", [(one.public_id, one.name) for one in payers])
        rules = [one for one in share_rules().values() if audits or one.weighs != "audit"]
        choose(self, "rule", [(one.rule, by_language(one, "name")) for one in rules])
        if audits:
            choose(self, "subject", [("", _("Ingen")), *audits])
        else:
            del self.fields["subject"]
        for member in members:
            self.fields[member.public_id] = Amount(label=member.name, required=False, min_value=0, max_value=100)

    @property
    def share_names(self) -> list[str]:
        return [member.public_id for member in self._members]

    def said(self) -> CostSaid:
        told = {name: self.cleaned_data[name] for name in self.base_fields if name in self.cleaned_data}
        agreed = {name: int((self.cleaned_data.get(name) or 0) * 100) for name in self.share_names}
        return CostSaid(**told, agreed={name: share for name, share in agreed.items() if share})
