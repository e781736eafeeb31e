"""The open data: what there is, and each set of it as CSV and as JSON."""

import json

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from aktsom.core.errors import NotVisible
from aktsom.findings.queries.public_results import standing_results, withdrawn_results
from aktsom.web.public import open_data
from aktsom.web.public.data_sets import FORM, DataSet, sets
from aktsom.web.public.open_pages import open_page, show, site

NOBODY = None  # open data is asked for by nobody
RESULTS = "resultater"


@open_page
@require_safe
def about_the_data(request: HttpRequest) -> HttpResponse:
    return show(request, "public/data.html", {"sets": sets().values(), "licence": open_data.LICENCE, "form": FORM})


@open_page
@require_safe
def csv_file(_request: HttpRequest, dataset: str = RESULTS) -> HttpResponse:
    one = _set(dataset)
    names = [column.name for column in one.columns]
    text = open_data.csv_of(names, ([row[column] for column in names] for row in one.read()))
    return _file(text, "text/csv; charset=utf-8", f"{one.name}.csv")


@open_page
@require_safe
def json_file(_request: HttpRequest, dataset: str = RESULTS) -> HttpResponse:
    one, day = _set(dataset), timezone.localdate().isoformat()
    if one.name == RESULTS:
        text = open_data.as_json(standing_results(NOBODY), withdrawn_results(NOBODY), day)
    else:
        text = _json({"licence": open_data.LICENCE, "date": day, "fields": _fields(one), "rows": list(one.read())})
    return _file(text, "application/json; charset=utf-8", f"{one.name}.json")


@open_page
@require_safe
def package(request: HttpRequest) -> HttpResponse:
    """What there is, as a data package (specs.frictionlessdata.io): where it lies, its columns, licence and letters."""
    here = site(request)
    told = {
        "profile": "tabular-data-package",
        "name": "aktsom",
        "title": _("Åpne data fra Aktsom"),
        "version": FORM.removeprefix("v"),
        "licenses": [
            {"name": "NLOD-2.0", "title": open_data.LICENCE["name"], "path": open_data.LICENCE["url"]},
        ],
        "resources": [_resource(one, here) for one in sets().values()],
    }
    return _file(_json(told), "application/json; charset=utf-8", "datapackage.json")


def _resource(one: DataSet, here: str) -> dict[str, object]:
    return {
        "profile": "tabular-data-resource",
        "name": one.name,
        "title": str(one.title),
        "path": here + reverse("public_set_csv", kwargs={"dataset": one.name}),
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "quoteChar": '"', "lineTerminator": "\r\n"},
        "schema": {"fields": _fields(one), "primaryKey": "id"},
    }


def _fields(one: DataSet) -> list[dict[str, str]]:
    return [{"name": each.name, "type": each.type, "description": str(each.meaning)} for each in one.columns]


def _set(name: str) -> DataSet:
    found = sets().get(name)
    if found is None:
        raise NotVisible
    return found


def _json(told: object) -> str:
    return json.dumps(told, ensure_ascii=False, indent=1)


def _file(text: str, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Access-Control-Allow-Origin"] = "*"  # open data, and no cookie that could come along
    return response
