"""The forms of findings, plans and proofs."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from aktsom.core.errors import DomainError
from aktsom.findings.actions.finding_said import LONGEST_TEXT, FindingSaid
from aktsom.findings.actions.plans import MeasureSaid
from aktsom.findings.actions.proving import LONGEST_PROOF
from aktsom.findings.models import Finding, Measure
from aktsom.findings.models.findings import LONGEST_TITLE
from aktsom.findings.models.plans import LONGEST_MEASURE
from aktsom.findings.queries.proposals import Proposed
from aktsom.findings.rules.severity import Grade, Severity
from aktsom.findings.states import BuyersPart, FindingKind
from aktsom.follow_up.models import Evidence
from aktsom.follow_up.queries.judged_sites import JudgedSite
from aktsom.follow_up.wording import LONGEST_REASON
from aktsom.teams.problems import Wrong
from aktsom.web.base.choices import choose
from aktsom.web.evidence.fields import UploadForm
from aktsom.web.findings import words
from aktsom.web.meetings.forms import Saying, area
from aktsom.web.teams.forms import day

MOST_PEOPLE = 100_000_000  # more is a slip
NO_NAMES = _("Ingen navn på arbeidere. Skriv det slik at ingen kan kjennes igjen.")
_NONE = [("", _("Velg"))]
_KINDS = [(kind, format_lazy("{}: {}", text, words.KIND_MEANINGS[kind])) for kind, text in words.KINDS.items()]


def _line(label: Any, longest: int, help_text: Any = "", *, required: bool = True) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, help_text=help_text, required=required)


class Grading(Saying):
    """How grave it is, by the three grades; left out for what is no breach."""

    scale = forms.ChoiceField(label=_("Hvor ille er det for den enkelte?"), required=False)
    scope = forms.ChoiceField(label=_("Hvor mange rammer det?"), required=False)
    irremediable = forms.ChoiceField(label=_("Kan det gjøres godt igjen?"), required=False)
    irremediable_reason = area(
        _("Hvorfor er det vanskelig å gjøre godt igjen?"), 2, LONGEST_REASON,
        _("Trengs når det er vanskelig eller umulig. Det avgjør hvor mye det haster."),
    )  # fmt: skip
    severity_reason = area(_("Hvorfor er det så alvorlig?"), 3, LONGEST_REASON)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = {"scale": words.SCALES, "scope": words.SCOPES, "irremediable": words.IRREMEDIABLE}
        for name, choices in told.items():
            choose(self, name, [*_NONE, *choices.items()])

    def severity(self) -> Severity | None:
        """None unless all three are said; one without the others is told of as missing."""
        said = [self.cleaned_data[name] for name in ("scale", "scope", "irremediable")]
        if not all(said):
            return None
        scale, scope, irremediable = (Grade(int(text)) for text in said)
        return Severity(scale, scope, irremediable)

    def say(self, error: DomainError) -> None:
        if isinstance(error, Wrong) and error.field == "severity":
            missing = [name for name in ("scale", "scope", "irremediable") if not self.cleaned_data.get(name)]
            self.add_error(missing[0] if missing else None, str(error))
        else:
            super().say(error)


class FindingForm(Grading):
    kind = forms.ChoiceField(label=_("Hva er det?"), choices=_KINDS, widget=forms.RadioSelect)
    title = _line(_("Tittel"), LONGEST_TITLE)
    text = area(_("Hva ble funnet eller sagt?"), 6, LONGEST_TEXT, NO_NAMES, required=True)
    number = forms.ChoiceField(label=_("Punkt i vilkårene"), required=False)
    site = forms.ChoiceField(label=_("Hvor?"), required=False)
    found_on = day(_("Når ble det funnet?"))
    people = forms.IntegerField(
        label=_("Hvor mange mennesker gjelder det?"), min_value=1, max_value=MOST_PEOPLE, required=False
    )
    positive = forms.BooleanField(label=_("Dette er noe som er bra"), required=False)
    earlier = forms.ChoiceField(label=_("Er det funnet før?"), required=False)
    buyers_part = forms.ChoiceField(
        label=_("Har vi som kjøper, virket inn?"),
        help_text=_("Pris, leveringstid eller sene endringer kan være en del av årsaken."),
        required=False,
        choices=[("", _("Ikke det vi vet")), *words.BUYERS_PARTS.items()],
    )
    buyers_part_text = area(_("Hvordan?"), 3, LONGEST_REASON)

    def __init__(
        self, *args: Any, points: Sequence[tuple[str, str]], sites: Sequence[JudgedSite], earlier: Sequence[Finding],
        kind: str = "", **kwargs: Any,
    ) -> None:  # fmt: skip
        """`kind` of one that is there already: it is changed by a decision of its own."""
        super().__init__(*args, **kwargs)
        self.known_kind = kind
        if kind:
            del self.fields["kind"]
        choose(self, "number", [("", _now("Ikke et punkt i vilkårene")), *points])
        places = [(site.key, words.place(site.name, site.country)) for site in sites]
        choose(self, "site", [("", _now("Leverandøren som helhet")), *places])
        choose(self, "earlier", [("", _now("Nei")), *((one.public_id, one.title) for one in earlier)])
        for name, few in (("site", places), ("earlier", earlier)):
            if not few:
                del self.fields[name]

    def said(self, looked: str) -> FindingSaid:
        told = self.cleaned_data
        return FindingSaid(
            kind=FindingKind(self.known_kind or told["kind"]), title=told["title"], text=told["text"],
            found_on=told["found_on"],
            number=told["number"] or "", site=told.get("site") or "", positive=bool(told["positive"]),
            people=told["people"], severity=self.severity(), severity_reason=told["severity_reason"],
            irremediable_reason=told["irremediable_reason"],
            earlier=told.get("earlier") or "", looked=looked, buyers_part_text=told["buyers_part_text"],
            buyers_part=BuyersPart(told["buyers_part"]) if told["buyers_part"] else None,
        )  # fmt: skip


def now_of(one: Finding) -> dict[str, Any]:
    """What the form shows of a finding that is there."""
    same = ("kind", "title", "text", "number", "found_on", "people", "positive", "severity_reason", "buyers_part")
    graded = {name: getattr(one, name) for name in ("scale", "scope", "irremediable")}
    earlier = one.earlier.public_id if one.earlier else ""
    told = {name: getattr(one, name) for name in (*same, "buyers_part_text", "irremediable_reason")}
    return {**told, **graded, "site": one.site_key, "earlier": earlier}


def proposed_of(one: Proposed) -> dict[str, Any]:
    same = ("kind", "title", "text", "number", "found_on", "site", "people")
    return {**{name: getattr(one, name) for name in same}, "scale": one.grade}


class KindForm(Grading):
    after = forms.ChoiceField(label=_("Hva er det?"), widget=forms.RadioSelect)
    reason = area(_("Hva bygger dere det på?"), 3, LONGEST_REASON, NO_NAMES, required=True)
    evidence = forms.ChoiceField(
        label=_("Dokumentasjonen som viser det"), error_messages={"required": _("Velg dokumentasjonen som viser det.")}
    )

    def __init__(self, *args: Any, kinds: Sequence[str], evidence: Sequence[Evidence], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "after", [(kind, text) for kind, text in _KINDS if kind in kinds])
        choose(self, "evidence", [*_NONE, *((one.public_id, one.title) for one in evidence)])


class MeasureForm(Saying):
    finding = forms.ChoiceField(label=_("Hvilket avvik retter det?"))
    text = _line(_("Hva gjør dere?"), LONGEST_MEASURE)
    cause = area(_("Hva er årsaken til avviket?"), 3, LONGEST_REASON, NO_NAMES, required=True)
    who = _line(_("Hvem hos dere har ansvaret?"), 120, _("Rolle eller navn."))
    due_on = day(_("Når er det gjort?"))
    proof_wanted = _line(_("Hvordan kan dere vise det?"), LONGEST_MEASURE, required=False)
    preventive = forms.BooleanField(
        label=_("Forebygger at det skjer igjen"),
        help_text=_("Forebygging kommer i tillegg: avviket må også rettes der det ble funnet."),
        required=False,
    )

    def __init__(self, *args: Any, findings: Sequence[Finding], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "finding", [(one.public_id, one.title) for one in findings])

    def said(self, looked: str) -> MeasureSaid:
        return MeasureSaid(**self.cleaned_data, looked=looked)


def measure_now(one: Measure) -> dict[str, Any]:
    same = ("text", "cause", "who", "due_on", "proof_wanted", "preventive")
    return {**{name: getattr(one, name) for name in same}, "finding": one.finding.public_id}


class ProofForm(UploadForm, Saying):
    text = area(_("Hva har dere gjort?"), 4, LONGEST_PROOF, NO_NAMES, required=True)
    field_order: Sequence[str] | None = ["text", "file", "file_upload"]
    file_is_required = False


class JudgeForm(Saying):
    sufficient = forms.TypedChoiceField(
        label=_("Er det nok?"),
        choices=[("ja", _("Ja, det er vist at det er gjort")), ("nei", _("Nei, noe mangler"))],
        coerce=lambda text: text == "ja",
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg om det er nok.")},
    )
    checked_how = forms.ChoiceField(label=_("Hva bygger dere det på?"), choices=list(words.CHECKED_BY.items()))
    reason = area(_("Begrunnelse"), 3, LONGEST_REASON, NO_NAMES, required=True)


class ExtendForm(Saying):
    due_on = day(_("Ny frist"))
    reason = area(_("Hvorfor?"), 3, LONGEST_REASON, required=True)


class DoubtForm(Saying):
    reason = area(_("Hva har ikke holdt?"), 3, LONGEST_REASON, NO_NAMES, required=True)


class BlockForm(Saying):
    reason = area(_("Hvorfor kan det ikke gjøres nå?"), 3, LONGEST_REASON, NO_NAMES, required=True)
    alternative = area(_("Hvilken kontroll gjør dere i stedet?"), 3, LONGEST_REASON, NO_NAMES, required=True)


Words = Mapping[str, Any]
