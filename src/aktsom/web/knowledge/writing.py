"""Writing what is known, and writing it anew. Whatever happens, what was typed stays in the form."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aktsom.core.errors import DomainError, NotVisible, Refusal, Refused, Stale, stop_if
from aktsom.follow_up.actions.evidence import Said, Whose, finish_upload
from aktsom.follow_up.queries.planning import follow_up
from aktsom.follow_up.states import EvidenceKind
from aktsom.follow_up.tables import evidence_limit
from aktsom.knowledge.actions.articles import Check, Place, change_article, write_article
from aktsom.knowledge.kinds import ArticleKind, Section
from aktsom.knowledge.models import Article
from aktsom.knowledge.queries.articles import View, view
from aktsom.knowledge.queries.places_to_write import places_to_write
from aktsom.members.permissions import keeps_network
from aktsom.sharing.audiences import Audience
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.base.looking import looked
from aktsom.web.contracts.sending import revision_of
from aktsom.web.evidence.uploads import largest_form
from aktsom.web.knowledge import words
from aktsom.web.knowledge.forms import ArticleForm, written
from aktsom.web.memos.words import group_name

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
OWN_BODY = "own"


@signed_in
@GET_OR_POST
def new(request: SignedInRequest, slug: str) -> HttpResponse:
    kind = words.SLUGS.get(slug)
    if kind is None:
        raise NotVisible
    places = _places(request)
    asked = {name: request.GET.get(name, "") for name in ("kategori", "sak", "fra")}
    about = _about(request, kind, asked["sak"])
    form = ArticleForm.taking(
        request,
        kind=kind,
        new=True,
        goes_out=keeps_network(request.actor),  # the secretariat writes for all
        places=[] if about else places,
        groups=[] if about else words.categories(),
        initial=_beginning(request, kind, asked),
    )
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data.get("place") or (places[0][0] if places else "")
        place = Place(
            group_id=form.cleaned_data.get("group_id", ""),
            team_id="" if about or chosen == OWN_BODY else chosen,
            follow_up_id=asked["sak"] if about else "",
            came_from_id=asked["fra"],
        )
        if (made := _written(request, form, place)) is not None:
            messages.success(request, _("Lagret. Det deles ikke med flere før noen bestemmer det."))
            return redirect("knowledge_article", public_id=made.public_id)
    context = {"about": about, "slug": slug, "audience": words.first_seen_by(kind, bool(about) or bool(places))}
    return _page(request, form, context)


def _places(request: SignedInRequest) -> list[tuple[str, str]]:
    found = places_to_write(request.actor)
    if found is None:
        raise Refused(Refusal(_("Veiledning, erfaringer og dokumenter skrives av kategorigrupper og medlemmer.")))
    teams, body = found
    choices = [
        (team.public_id, _("Gruppen for %(name)s") % {"name": group_name(team.group_id).lower()}) for team in teams
    ]
    return choices + ([(OWN_BODY, body.name)] if body else [])


def _about(request: SignedInRequest, kind: ArticleKind, follow_up_id: str) -> Any:
    """The follow-up that an experience is of. Raises NotVisible."""
    return follow_up(request.actor, follow_up_id) if kind == ArticleKind.EXPERIENCE else None


def _beginning(request: SignedInRequest, kind: ArticleKind, asked: dict[str, str]) -> dict[str, Any]:
    """A question that was answered, where guidance is made of it."""
    said: dict[str, Any] = {"group_id": asked["kategori"]}
    if kind != ArticleKind.GUIDANCE or not asked["fra"]:
        return said
    answer = view(request.actor, asked["fra"], timezone.localdate())
    if answer.row.article.kind != ArticleKind.ANSWER or answer.question is None:
        raise NotVisible
    question = view(request.actor, answer.question.public_id, timezone.localdate())
    asked_for = question.row.version
    text = f"{asked_for.sections.get(Section.TEXT, '')}\n\n{answer.row.version.sections.get(Section.TEXT, '')}".strip()
    return {"group_id": question.row.article.group_id, "title": asked_for.title, str(Section.WORKED): text}


def _written(request: SignedInRequest, form: ArticleForm, place: Place) -> Article | None:
    try:
        return write_article(
            by=request.actor,
            at=timezone.now(),
            kind=form.kind,
            place=place,
            words=form.words,
            check=Check(form.cleaned_data.get("check_on"), request.actor.person_id),
            evidence_id=_file(request, form, team_id=place.team_id),
            looked=looked(request),
            marks=form.marks,
        )
    except (NotVisible, Refused):
        raise
    except DomainError as error:
        form.say(error)
        return None


def _file(request: SignedInRequest, form: ArticleForm, team_id: str = "", replaces: str = "") -> str:
    """What came with the form, as evidence; nothing where nothing did. A text that has to be looked at again leaves the
    file where it is: finishing it once more gives the same."""
    if form.upload is None:
        return ""
    owner = request.user.home.public_id if request.user.home and not team_id else ""
    said = Said(
        kind=EvidenceKind.OTHER,
        title=form.cleaned_data["title"],
        whose=Whose(owner_id=owner, team_id=team_id),
        audience=Audience.CASE_TEAM,
        replaces=replaces,
    )
    return finish_upload(by=request.actor, at=timezone.now(), upload_id=form.upload.public_id, said=said).public_id


@signed_in
@GET_OR_POST
def edit(request: SignedInRequest, public_id: str) -> HttpResponse:
    seen = view(request.actor, public_id, timezone.localdate())
    stop_if(seen.change)
    one, last = seen.row.article, seen.row.version
    out = keeps_network(request.actor)
    form = ArticleForm.taking(request, kind=ArticleKind(one.kind), goes_out=out, initial=written(last))
    context: dict[str, Any] = {"view": seen, "revision": one.revision, "audience": words.sees(seen), "meanwhile": []}
    if request.method != "POST" or not form.is_valid():
        return _page(request, form, context)
    try:
        change_article(
            by=request.actor,
            at=timezone.now(),
            article_id=public_id,
            revision=revision_of(request),
            words=form.words,
            evidence_id=_file(request, form, one.team.public_id if one.team else ""),
            looked=looked(request),
            marks=form.marks,
        )
    except Stale as stale:
        return _meanwhile(request, form, context, seen, str(stale.message))
    except (NotVisible, Refused):
        raise
    except DomainError as error:
        form.say(error)
        return _page(request, form, context | {"revision": request.POST.get("revision", "")})
    messages.success(request, _("Den nye utgaven er lagret."))
    back = seen.question if one.kind == ArticleKind.ANSWER and seen.question else one
    return redirect("knowledge_article", public_id=back.public_id)


def _meanwhile(
    request: SignedInRequest, form: ArticleForm, context: dict[str, Any], seen: View, said: str
) -> HttpResponse:
    """Somebody else was faster: what they wrote stands beside what was typed, and saving once more is a choice."""
    kind = seen.row.article.kind
    other = {"name": seen.name(seen.row.version.author_id), "parts": words.parts(kind, seen.row.version.sections)}
    return _page(request, form, context | {"meanwhile": [other], "stale": said}, status=409)


def _page(request: SignedInRequest, form: ArticleForm, context: dict[str, Any], status: int = 200) -> HttpResponse:
    wrong = bool(form.errors) or form.looks is not None
    files = {
        "part_bytes": evidence_limit("part_bytes"),
        "largest_form": largest_form(),
    }
    full = {"form": form, "kind": words.KINDS[form.kind], **form.shown_looks(), **files, **context}
    return render(request, "knowledge/form.html", full, status=422 if wrong and status == 200 else status)
