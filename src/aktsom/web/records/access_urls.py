from django.urls import path

from aktsom.web.records import access_pages, consultation_pages, document_pages

urlpatterns = [
    path("", access_pages.listed, name="access_list"),
    path("ny/", access_pages.new, name="access_new"),
    path("horing/<str:public_id>/", consultation_pages.one, name="access_consultation"),
    path("<str:public_id>/", access_pages.one, name="access_one"),
    path("<str:public_id>/dokumenter/", access_pages.choose, name="access_choose"),
    path("<str:public_id>/forleng/", access_pages.extend, name="access_extend"),
    path("<str:public_id>/varsel/", document_pages.extension_notice, name="access_notice"),
    path("<str:public_id>/svar/", document_pages.decide, name="access_decide"),
    path("<str:public_id>/apne/", access_pages.reopen, name="access_reopen"),
    path("<str:public_id>/sendt/", access_pages.answered, name="access_answered"),
    path("<str:public_id>/legg-bort/", access_pages.drop, name="access_drop"),
    path("<str:public_id>/brev/<str:form>/", document_pages.letter, name="access_letter"),
    path("<str:public_id>/dokument/<str:document_id>/", document_pages.document, name="access_document"),
    path("<str:public_id>/dokument/<str:document_id>/sladd/", document_pages.settle, name="access_settle"),
    path(
        "<str:public_id>/dokument/<str:document_id>/avgjor/",
        document_pages.decide_document,
        name="access_decide_document",
    ),
    path("<str:public_id>/dokument/<str:document_id>/hor/", access_pages.consult, name="access_consult"),
    path(
        "<str:public_id>/dokument/<str:document_id>/ta-bort/", access_pages.drop_document, name="access_drop_document"
    ),
    path("<str:public_id>/dokument/<str:document_id>/kopi/", document_pages.copy, name="access_copy"),
]
