from django.urls import path

from aktsom.web.imports import changes, views

urlpatterns = [
    path("", views.new, name="contracts_import_new"),
    path("<str:public_id>/", views.one, name="contracts_import_review"),
    path("<str:public_id>/fremdrift/", views.progress, name="contracts_import_progress"),
    path("<str:public_id>/kolonner/", changes.columns, name="contracts_import_columns"),
    path("<str:public_id>/ark/", changes.table, name="contracts_import_table"),
    path("<str:public_id>/rad/<int:number>/", changes.row, name="contracts_import_row"),
    path("<str:public_id>/utelat/", changes.leave_out_all, name="contracts_import_leave_out"),
    path("<str:public_id>/hele/", changes.whole, name="contracts_import_whole"),
    path("<str:public_id>/bekreft/", changes.confirm, name="contracts_import_confirm"),
    path("<str:public_id>/forkast/", changes.drop, name="contracts_import_drop"),
    path("<str:public_id>/borte/<str:contract_id>/", changes.vanished, name="contracts_import_vanished"),
]
