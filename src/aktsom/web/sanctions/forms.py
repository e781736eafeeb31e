"""The forms of a recommendation and of a decision."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import translation
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from aktsom.core.errors import DomainError
from aktsom.findings.models import Finding
from aktsom.follow_up.wording import LONGEST_REASON
from aktsom.sanctions.actions.drafting import DecisionSaid
from aktsom.sanctions.actions.recommending import RecommendationSaid
from aktsom.sanctions.models import Recommendation, SanctionDecision
from aktsom.sanctions.models.decisions import LONGEST_CLAUSE_NUMBER
from aktsom.sanctions.problems import NotReady
from aktsom.sanctions.queries.letter_facts import QUOTED
from aktsom.sanctions.queries.preconditions import CONTRACT_ALLOWS, Readiness, Standing
from aktsom.sanctions.rules.ladder import Met
from aktsom.sanctions.states import Answer
from aktsom.sanctions.tables import ladder, precondition_texts
from aktsom.web.base.choices import choose
from aktsom.web.findings.forms import NO_NAMES
from aktsom.web.meetings.forms import Saying, area
from aktsom.web.sanctions import words
from aktsom.web.teams.forms import day

IN_THE_LETTER = _(
    "Skriver dere brev til leverandøren, får det denne teksten. Den kan endres i brevet. Ingen navn på arbeidere."
)


class RecommendForm(Saying):
    step = forms.ChoiceField(label=_("Hvilket steg anbefaler dere?"))
    findings = forms.MultipleChoiceField(
        label=_("Hva bygger det på?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Velg minst ett avvik.")},
    )
    reasons = area(_("Hvorfor dette steget nå?"), 4, LONGEST_REASON, NO_NAMES, required=True)
    proportionality = area(
        _("Hvordan står steget i forhold til bruddet?"), 3, LONGEST_REASON,
        _("Hva er prøvd før, hvor alvorlig er det, og hvorfor holder ikke noe mildere?"), required=True,
    )  # fmt: skip
    workers_interest = area(
        _("Hva betyr det for arbeiderne?"), 3, LONGEST_REASON,
        _("Hva vinner de, hva kan de tape, og hva gjør dere for å hindre det?"), required=True,
    )  # fmt: skip

    def __init__(self, *args: Any, findings: Sequence[Finding], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "step", [("", _now("Velg")), *((step.id, words.step_name(step.id)) for step in ladder())])
        choose(self, "findings", [(one.public_id, one.title) for one in findings])

    def said(self, looked: str) -> RecommendationSaid:
        return RecommendationSaid(**self.cleaned_data, looked=looked)


def recommended_now(one: Recommendation | None, findings: Sequence[Finding]) -> dict[str, Any]:
    """What the form shows first: the one that is to be replaced, or every deviation that stands."""
    if one is None:
        return {"findings": [each.public_id for each in findings]}
    same = ("step", "reasons", "proportionality", "workers_interest")
    rests = [each.public_id for each in findings]
    return {**{name: getattr(one, name) for name in same}, "findings": rests}


class DecideForm(Saying):
    """With a field for each precondition that is written, and for each that may be set aside and is open."""

    answer = forms.ChoiceField(label=_("Hva gjør dere i denne avtalen?"), widget=forms.RadioSelect, required=False)
    step = forms.ChoiceField(label=_("Hvilket steg?"), required=False)
    await_until = day(_("Vent til"), _("Når dere venter med å avgjøre. Da står den her igjen."), required=False)
    reason = area(_("Hvorfor?"), 4, LONGEST_REASON, IN_THE_LETTER)
    clause_number = forms.CharField(
        label=_("Punktet i avtalen"), max_length=LONGEST_CLAUSE_NUMBER, required=False,
        help_text=_("Nummeret, som det står i avtalen."),
    )  # fmt: skip
    clause_text = area(_("Hva punktet sier"), 3, LONGEST_REASON, _("Ord for ord. Det står i brevet til leverandøren."))
    deadline_on = day(_("Frist for leverandøren"), _("En rimelig frist for å rette."), required=False)
    is_grave = forms.BooleanField(label=_("Bruddet er så alvorlig at noe kan settes til side"), required=False)
    share = forms.BooleanField(
        label=_("La de andre som har en avtale med, lese avgjørelsen"),
        help_text=_("Uten dette ser de bare at dere har avgjort."),
        required=False,
    )

    def __init__(
        self, *args: Any, one: SanctionDecision, ready: Readiness | None, may_share: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        answers = [each for each in Answer if each is not Answer.FOLLOW or one.recommendation_id]
        choose(self, "answer", [(each.value, words.ANSWERS[each]) for each in answers])
        choose(self, "step", [("", _now("Velg")), *((step.id, words.step_name(step.id)) for step in ladder())])
        self.rows = ready.rows if ready is not None else ()
        self.cites = ready.cites if ready is not None else ""
        for row in self.rows:
            self._add(row, ready)
        if not self.cites:
            del self.fields["clause_number"], self.fields["clause_text"]
        if not may_share:
            del self.fields["share"]
        if not any(name.startswith("aside-") for name in self.fields):
            del self.fields["is_grave"]

    def _add(self, row: Standing, ready: Readiness | None) -> None:
        deviates = row.id == CONTRACT_ALLOWS and ready is not None and ready.deviates
        if row.is_written or deviates:
            label = _now("Hvorfor gir avtalen likevel rett til steget?") if deviates else _now("Begrunnelse")
            help_text = IN_THE_LETTER if row.id in QUOTED else ""
            self.fields[f"written-{row.id}"] = area(label, 3, LONGEST_REASON, help_text)
        if row.precondition.may_be_set_aside and (row.met is not Met.YES or row.ground):
            self.fields[f"aside-{row.id}"] = area(_now("Hvorfor kan det settes til side?"), 2, LONGEST_REASON)

    def written(self, id_: str) -> Any:
        return self[f"written-{id_}"] if f"written-{id_}" in self.fields else None

    def aside(self, id_: str) -> Any:
        return self[f"aside-{id_}"] if f"aside-{id_}" in self.fields else None

    def said(self, looked: str) -> DecisionSaid:
        told = self.cleaned_data
        return DecisionSaid(
            answer=Answer(told["answer"]) if told["answer"] else None, step=told["step"], reason=told["reason"],
            written=self._texts("written-"), aside=self._texts("aside-"), is_grave=bool(told.get("is_grave")),
            clause_number=told.get("clause_number", ""), clause_text=told.get("clause_text", ""),
            deadline_on=told["deadline_on"], await_until=told["await_until"], share=bool(told.get("share")),
            looked=looked,
        )  # fmt: skip

    def _texts(self, start: str) -> dict[str, str]:
        return {
            name.removeprefix(start): text
            for name, text in self.cleaned_data.items()
            if name.startswith(start) and isinstance(text, str)
        }

    def cites_whole(self) -> bool:
        return all(self.cleaned_data.get(name) for name in ("clause_number", "clause_text"))

    def say(self, error: DomainError) -> None:
        if isinstance(error, NotReady):
            if self.cites in error.missing and not self.cites_whole():
                self.add_error("clause_number", _now("Skriv nummeret på punktet og hva det sier, om avtalen har et."))
            texts = precondition_texts(translation.get_language() or "nb")
            for id_ in error.missing:
                field = f"written-{id_}" if f"written-{id_}" in self.fields else None
                if field is not None:
                    self.add_error(field, _now("Skriv hvorfor: {what}.").format(what=texts[id_]))
            for id_ in error.not_aside:
                if f"aside-{id_}" in self.fields:
                    self.add_error(f"aside-{id_}", _now("Kryss av for at bruddet er så alvorlig, og skriv hvorfor."))
            self.add_error(None, str(error))
        else:
            super().say(error)


def decision_now(one: SanctionDecision) -> dict[str, Any]:
    same = ("answer", "step", "await_until", "reason", "clause_number", "clause_text", "deadline_on", "is_grave")
    texts = {f"written-{id_}": text for id_, text in one.written.items()}
    asides = {f"aside-{id_}": text for id_, text in one.aside.items()}
    return {**{name: getattr(one, name) for name in same}, **texts, **asides}
