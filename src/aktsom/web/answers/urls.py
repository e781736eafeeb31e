from django.urls import path

from aktsom.web.answers import files, form, overview, saving, sheet, submitting

urlpatterns = [
    path("<str:public_id>/", overview.report, name="answers_report"),
    path("<str:public_id>/steg/<str:step>/", form.step, name="answers_step"),
    path("<str:public_id>/svar/<str:code>/", saving.save, name="answers_save"),
    path("<str:public_id>/svar/<str:code>/gi/", saving.hand, name="answers_hand"),
    path("<str:public_id>/svar/<str:code>/fil/", files.attach, name="answers_attach"),
    path("<str:public_id>/svar/<str:code>/fil/<str:evidence_id>/bort/", files.detach, name="answers_detach"),
    path("<str:public_id>/bekreft/<str:step>/", saving.confirm, name="answers_confirm"),
    path("<str:public_id>/skjema.xlsx", sheet.download, name="answers_workbook"),
    path("<str:public_id>/skjema/", sheet.upload, name="answers_upload"),
    path("<str:public_id>/se-over/", submitting.preview, name="answers_preview"),
    path("<str:public_id>/sendt/<int:number>/", submitting.handed_in, name="answers_handed_in"),
]
