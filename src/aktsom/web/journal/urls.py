"""The journal: what was done with our records, in our name, and by ourselves."""

from django.urls import path

from aktsom.web.journal import views

urlpatterns = [
    path("", views.journal_list, name="journal_list"),
    path("excel/", views.sheet, name="journal_sheet"),
]
