"""Questions and answers between members."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from aktsom.core.errors import NotVisible, stop_if
from aktsom.knowledge.actions.articles import Place, write_article
from aktsom.knowledge.actions.asking import accept_answer
from aktsom.knowledge.kinds import ArticleKind
from aktsom.knowledge.models import Article
from aktsom.knowledge.permissions import articles as permissions
from aktsom.knowledge.queries.articles import article, view
from aktsom.web.base.access import SignedInRequest, signed_in, takes_part
from aktsom.web.base.looking import looked
from aktsom.web.base.trying import done
from aktsom.web.contracts.sending import revision_of, sent
from aktsom.web.knowledge import words
from aktsom.web.knowledge.forms import ArticleForm
from aktsom.web.knowledge.reading import shown


@takes_part
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: SignedInRequest) -> HttpResponse:
    stop_if(permissions.ask(request.actor))
    initial = {"title": request.GET.get("tittel", ""), "group_id": request.GET.get("kategori", "")}
    kind = ArticleKind.QUESTION
    form = ArticleForm(sent(request), kind=kind, new=True, groups=words.categories(), initial=initial)
    made: list[Article] = []

    def ask() -> None:
        place = Place(group_id=form.cleaned_data.get("group_id", ""))
        made.append(_written(request, form, kind, place))

    if request.method == "POST" and done(form, ask):
        messages.success(request, _("Spørsmålet er stilt. Alle medlemmer kan svare."))
        return redirect("knowledge_article", public_id=made[0].public_id)
    context = {"form": form, "kind": words.KINDS[kind], "audience": words.first_seen_by(kind, team=False)}
    wrong = bool(form.errors) or form.looks is not None
    return render(request, "knowledge/form.html", context | form.shown_looks(), status=422 if wrong else 200)


def _written(request: SignedInRequest, form: ArticleForm, kind: ArticleKind, place: Place) -> Article:
    at, seen = timezone.now(), looked(request)
    return write_article(
        by=request.actor, at=at, kind=kind, place=place, words=form.words, looked=seen, marks=form.marks
    )


@signed_in
@require_POST
def answer(request: SignedInRequest, public_id: str) -> HttpResponse:
    seen = view(request.actor, public_id, timezone.localdate())
    if seen.row.article.kind != ArticleKind.QUESTION:
        raise NotVisible
    stop_if(permissions.ask(request.actor))
    form = ArticleForm(sent(request), kind=ArticleKind.ANSWER, new=True)
    if done(form, lambda: _written(request, form, ArticleKind.ANSWER, Place(question_id=public_id))):
        messages.success(request, _("Takk. Svaret står under spørsmålet."))
        return redirect("knowledge_article", public_id=public_id)
    context = shown(request.actor, seen, answer_form=form, **form.shown_looks())
    return render(request, "knowledge/article.html", context, status=422)


@signed_in
@require_POST
def accept(request: SignedInRequest, public_id: str, answer_id: str) -> HttpResponse:
    article(request.actor, public_id)
    accept_answer(
        by=request.actor,
        at=timezone.now(),
        question_id=public_id,
        answer_id=answer_id,
        revision=revision_of(request),
    )
    messages.success(request, _("Svaret er godtatt. Andre ser at det hjalp."))
    return redirect("knowledge_article", public_id=public_id)
