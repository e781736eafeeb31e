from django.urls import path

from aktsom.web.evidence import download, pages, uploads

urlpatterns = [
    path("", pages.listed, name="evidence_list"),
    path("ny/", pages.new, name="evidence_new"),
    path("opplasting/", uploads.begin, name="evidence_upload_begin"),
    path("opplasting/<str:upload_id>/", uploads.upload, name="evidence_upload"),
    path("opplasting/<str:upload_id>/sjekk/", uploads.check, name="evidence_upload_check"),
    path("<str:public_id>/", pages.one, name="evidence_one"),
    path("<str:public_id>/fil/", download.file, name="evidence_file"),
    path("<str:public_id>/utgave/", pages.revise, name="evidence_revise"),
    path("<str:public_id>/fjern/", pages.remove, name="evidence_remove"),
]
