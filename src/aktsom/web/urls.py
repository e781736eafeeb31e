"""All addresses. Each room has a file of its own beside its views."""

from django.urls import include, path
from django.urls.resolvers import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("aktsom.web.base.urls")),
    path("", include("aktsom.web.calendar.urls")),
    path("konto/", include("aktsom.web.signin.urls")),
    path("", include("aktsom.web.home.urls")),
    path("sok/", include("aktsom.web.search.urls")),
    path("avtaler/oversikt/", include("aktsom.web.portfolio.urls")),
    path("avtaler/inn/", include("aktsom.web.imports.urls")),
    path("avtaler/", include("aktsom.web.contracts.urls")),
    path("kategorier/", include("aktsom.web.categories.urls")),
    path("grupper/", include("aktsom.web.teams.urls")),
    path("fullmakter/", include("aktsom.web.mandates.urls")),
    path("saker/", include("aktsom.web.cases.urls")),
    path("pakker/", include("aktsom.web.packages.urls")),
    path("svar/", include("aktsom.web.answers.urls")),
    path("moter/", include("aktsom.web.meetings.urls")),
    path("dokumenter/", include("aktsom.web.reviews.urls")),
    path("revisjoner/", include("aktsom.web.audits.urls")),
    path("", include("aktsom.web.findings.urls")),
    path("publisering/", include("aktsom.web.publications.urls")),
    path("", include("aktsom.web.public.urls")),
    path("notater/", include("aktsom.web.memos.urls")),
    path("nettverk/plan/", include("aktsom.web.planner.urls")),
    path("nettverk/", include("aktsom.web.network.urls")),
    path("virksomhet/journal/", include("aktsom.web.journal.urls")),
    path("virksomhet/", include("aktsom.web.organisation.urls")),
    path("leverandorer/", include("aktsom.web.suppliers.urls")),
    path("kjede/", include("aktsom.web.chain.urls")),
    path("dokumentasjon/", include("aktsom.web.evidence.urls")),
    path("berort/", include("aktsom.web.touched.urls")),
    path("katalog/", include("aktsom.web.catalogue.urls")),
    path("skjemaer/", include("aktsom.web.questionnaires.urls")),
]
