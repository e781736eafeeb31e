"""The forms of audits and their reports."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from aktsom.categories.queries import current_catalogue
from aktsom.core.errors import DomainError
from aktsom.follow_up.actions.audit_costs import OfferSaid
from aktsom.follow_up.actions.audit_reports import LONGEST_TEXT, Facts, RowSaid
from aktsom.follow_up.actions.audits import Order
from aktsom.follow_up.actions.evidence import EvidenceWrong
from aktsom.follow_up.method_tables import audit_schemes, payer_rules
from aktsom.follow_up.models import Audit, AuditReport, AuditRow
from aktsom.follow_up.models.audits import LONGEST_TITLE
from aktsom.follow_up.wording import LONGEST_REASON
from aktsom.members.models import Member
from aktsom.supply_chain.queries.links import Place
from aktsom.teams.problems import Wrong
from aktsom.terms.models import Obligation
from aktsom.web.audits import words
from aktsom.web.base.choices import choose
from aktsom.web.base.jinja import by_language
from aktsom.web.base.looking import Looking
from aktsom.web.evidence.fields import UploadForm
from aktsom.web.meetings.forms import NO_WORKERS, Saying, area
from aktsom.web.teams.forms import day


def choice(
    label: Any, values: Any, *, empty: Any = None, radio: bool = False, help_text: Any = ""
) -> forms.ChoiceField:
    choices = [*([("", empty)] if empty is not None else []), *values.items()]
    widget = forms.RadioSelect() if radio else forms.Select()
    return forms.ChoiceField(
        label=label, choices=choices, required=empty is None, widget=widget, help_text=help_text,
        error_messages={"required": _("Velg et av svarene.")},
    )  # fmt: skip


def many(label: Any, help_text: Any = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, help_text=help_text, required=False, widget=forms.CheckboxSelectMultiple
    )


class OrderForm(Saying):
    points = many(_("Hvilke punkter i vilkårene?"))
    products = many(_("Hvilke produkter?"), _("Ingen valgt betyr alle i kategorien."))
    sites = many(_("Hvilke steder?"), _("Steder i kjeden som dere kan se."))
    other_sites = area(_("Andre steder"), 2, LONGEST_REASON, _("Ett på hver linje."))
    due_on = day(_("Når skal rapporten være inne?"))
    announced = choice(_("Varslet?"), words.ANNOUNCED, radio=True)
    season = choice(_("Sesong"), words.SEASONS, empty=_("Ikke bestemt"))
    method_note = area(
        _("Hvorfor kan metoden finne det dere leter etter?"), 3, LONGEST_REASON,
        _("En vanlig revisjon finner for eksempel ikke tvangsarbeid som staten står bak."), required=True,
    )  # fmt: skip
    independence = area(_("Krav til uavhengighet"), 2, LONGEST_REASON)
    language = forms.CharField(label=_("Språk i intervjuene"), required=False, max_length=60)
    observers = area(
        _("Observatører"), 2, LONGEST_REASON, _("Hvem som skal være med uten å revidere, én på hver linje.")
    )
    payer_rule = choice(
        _("Regel for hvem som betaler"), {}, empty=_("Ingen"), help_text=_("Velg en regel, eller hvem som betaler.")
    )
    payer = choice(_("Hvem betaler?"), words.PAYERS, empty=_("Etter regelen"))
    payer_reason = area(_("Hvorfor en annen enn regelen sier?"), 2, LONGEST_REASON)

    def __init__(
        self, *args: Any, points: list[Obligation], products: list[str], places: list[Place], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "nb"
        catalogue = current_catalogue()
        named = {id_: catalogue.product[id_].name.in_language(language) for id_ in products if id_ in catalogue.product}
        choose(self, "points", [(one.number, f"{one.number} {by_language(one, 'text')}") for one in points])
        choose(self, "payer_rule", [("", _now("Ingen")), *payer_rules(language).items()])
        sites = [(one.public_id, f"{one.name} ({one.country})") for one in places]
        for name, choices in (("products", list(named.items())), ("sites", sites)):
            if choices:
                choose(self, name, choices)
            else:
                del self.fields[name]

    def order(self) -> Order:
        told = dict(self.cleaned_data)
        return Order(**{**told, "other_sites": told["other_sites"].splitlines()})


def now_of(one: Audit) -> dict[str, Any]:
    sites = list(one.sites.select_related("site"))
    plain = ("points", "products", "due_on", "announced", "season", "method_note", "independence", "language",
             "observers", "payer_rule", "payer", "payer_reason")  # fmt: skip
    return {
        **{name: getattr(one, name) for name in plain},
        "sites": [site.site.public_id for site in sites if site.site],
        "other_sites": "\n".join(site.name for site in sites if not site.site),
    }


class OfferForm(Saying):
    name = forms.CharField(label=_("Hvem tilbyr?"), max_length=LONGEST_TITLE)
    email = forms.EmailField(label=_("E-post til den som skal revidere"))
    price = forms.DecimalField(label=_("Pris i kroner, uten avgift"), max_digits=10, decimal_places=2)
    days = forms.IntegerField(label=_("Dager på stedet"), min_value=1, max_value=365, required=False)
    received_on = day(_("Mottatt"))
    independence = area(_("Hva sier de om uavhengighet?"), 2, LONGEST_REASON)

    def said(self) -> OfferSaid:
        return OfferSaid(**self.cleaned_data)


class ShareForm(Saying):
    """A field for each member's own share, in per cent."""

    key = choice(_("Hvordan deles kostnaden?"), words.KEYS, radio=True)

    def __init__(self, *args: Any, members: list[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._members = members
        for member in members:
            self.fields[member.public_id] = forms.DecimalField(
                label=member.name, required=False, min_value=0, max_value=100, max_digits=5, decimal_places=2
            )

    @property
    def share_names(self) -> list[str]:
        return [member.public_id for member in self._members]

    def own(self) -> dict[str, int]:
        return {name: int((self.cleaned_data.get(name) or 0) * 100) for name in self.share_names}


class FactsForm(Saying):
    started_on = day(_("Første dag"), required=False)
    ended_on = day(_("Siste dag"), required=False)
    auditors = area(_("Hvem reviderte?"), 2, LONGEST_REASON, NO_WORKERS)
    observers = area(_("Hvem var observatør?"), 2, LONGEST_REASON, _("De var til stede, og reviderte ikke."))
    independence = area(_("Hvem er revisoren uavhengig av, og hvordan?"), 2, LONGEST_TEXT)
    interviews = forms.IntegerField(label=_("Hvor mange arbeidere ble intervjuet?"), min_value=0, required=False)
    chosen_by = choice(_("Hvem valgte arbeiderne?"), words.CHOSEN_BY, empty=_("Ikke oppgitt"))
    not_seen = area(_("Hva så revisjonen ikke?"), 3, LONGEST_TEXT, _("Steder, skift, arkiver eller mennesker."))
    summary = area(_("Sammendrag"), 4, LONGEST_TEXT, _("Ingen navn på arbeidere, og ingen rå intervjuer."))

    def facts(self) -> Facts:
        return Facts(**self.cleaned_data)


def facts_of(one: AuditReport) -> dict[str, Any]:
    return {name: getattr(one, name) for name in FactsForm.base_fields}


class RowForm(Looking, UploadForm):
    kind = choice(_("Hva er det?"), words.ROW_KINDS, radio=True,
                  help_text=_("Påstand: noen sier det. Observasjon: dere så det. Avvik: det er vist."))  # fmt: skip
    severity = choice(_("Hvor alvorlig er avviket?"), words.SEVERITIES, empty=_("Ikke et avvik"))
    point = forms.ChoiceField(label=_("Punkt i vilkårene"))
    site = forms.ChoiceField(label=_("Sted"), required=False)
    title = forms.CharField(
        label=_("Kort sagt"), max_length=LONGEST_TITLE, error_messages={"required": _("Skriv hva det er, kort.")}
    )
    text = area(_("Hva ble funnet?"), 4, LONGEST_TEXT, _("Skriv «noen» når det er færre enn fem."))
    shown_by = area(
        _("Hva bygger det på?"), 3, LONGEST_TEXT, _("Dokumenter, det dere så, hvor mange som fortalte det.")
    )
    people = forms.IntegerField(label=_("Hvor mange gjelder det?"), min_value=0, required=False)

    file_is_required = False

    def __init__(self, *args: Any, report: AuditReport, points: list[Obligation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = {one.number: f"{one.number} {by_language(one, 'text')}" for one in points}
        sites = [(site.public_id, site.name) for site in report.audit.sites.all()]
        choices = [(number, named.get(number, number)) for number in report.audit.points]
        choose(self, "point", choices)
        choose(self, "site", [("", _now("Leverandøren som helhet")), *sites])

    def row(self, looked: str) -> RowSaid:
        names = ("kind", "point", "title", "site", "severity", "text", "shown_by", "people")
        return RowSaid(**{name: self.cleaned_data[name] for name in names}, looked=looked)

    def say(self, error: DomainError) -> None:
        self.keep_looks(error)
        named = error.field if isinstance(error, Wrong | EvidenceWrong) else ""
        self.add_error(named if named in self.fields else None, str(error.message))


def row_of(one: AuditRow) -> dict[str, Any]:
    names = ("kind", "point", "title", "severity", "text", "shown_by", "people")
    return {**{name: getattr(one, name) for name in names}, "site": one.site.public_id if one.site else ""}


class CarryForm(UploadForm):
    scheme = forms.ChoiceField(label=_("Hvilken ordning er rapporten fra?"))
    grade = forms.CharField(
        label=_("Karakter"), required=False, max_length=60, help_text=_("I ordningens egne ord, som de står.")
    )
    through_seller = forms.BooleanField(
        label=_("Rapporten kom gjennom selgeren"), required=False,
        help_text=_("Da må revisoren bekrefte den før andre kan bygge på den."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        schemes = [(one.scheme, one.name or _now("En annen ordning")) for one in audit_schemes().values()]
        choose(self, "scheme", schemes)

    def say(self, error: DomainError) -> None:
        named = error.field if isinstance(error, Wrong | EvidenceWrong) else ""
        self.add_error(named if named in self.fields else None, str(error.message))


class AnswerForm(Saying):
    reason = area(_("Begrunnelse"), 3, LONGEST_REASON, _("Trengs når dere sier nei."))


def first_offer() -> dict[str, Any]:
    return {"received_on": timezone.localdate()}
