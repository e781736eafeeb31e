from django.urls import path

from aktsom.web.records import archive_pages, export_pages

urlpatterns = [
    path("", archive_pages.listed, name="archive_list"),
    path("ta-ut/", archive_pages.order, name="archive_order"),
    path("sak/<str:follow_up_id>/", archive_pages.case, name="archive_case"),
    path("sak/<str:follow_up_id>/nummer/", archive_pages.number, name="archive_number"),
    path("sak/<str:follow_up_id>/hjemmel/", archive_pages.mark_many, name="archive_mark_many"),
    path("sak/<str:follow_up_id>/dokument/<str:document_id>/", archive_pages.mark, name="archive_mark"),
    path("uttrekk/<str:public_id>/", export_pages.export, name="archive_export"),
    path("uttrekk/<str:public_id>/stans/", export_pages.stop, name="archive_stop"),
    path("uttrekk/<str:public_id>/videre/", export_pages.go_on, name="archive_go_on"),
    path("uttrekk/<str:public_id>/fil/", export_pages.file, name="archive_file"),
]
