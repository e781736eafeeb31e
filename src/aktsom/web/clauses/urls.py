from django.urls import path

from aktsom.web.clauses import views

urlpatterns = [
    path("", views.library, name="clauses_list"),
    path("sammenlign/", views.compare, name="clauses_compare"),
    path("sammenlign/word/", views.compare_word, name="clauses_compare_word"),
    path("na/", views.now, name="clauses_now"),
    path("na/word/", views.now_word, name="clauses_now_word"),
    path("avtale/<str:public_id>/", views.contract, name="clauses_contract"),
    path("avtale/<str:public_id>/word/", views.contract_word, name="clauses_contract_word"),
]
