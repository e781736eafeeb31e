from django.urls import path

from aktsom.web.publications import figures, pages, secretariat, writing

urlpatterns = [
    path("", secretariat.listing, name="publications_list"),
    path("omrader/", secretariat.areas, name="publications_areas"),
    path("tall/", figures.figures, name="publications_figures"),
    path("grense/", secretariat.limit, name="publications_limit"),
    path("i/<str:follow_up_id>/", pages.of_follow_up, name="publications_in"),
    path("i/<str:follow_up_id>/begynn/", pages.begin, name="publications_new"),
    path("<str:public_id>/", pages.one, name="publications_one"),
    path("<str:public_id>/skriv/", writing.write, name="publications_write"),
    path("<str:public_id>/punkt/<str:passage_id>/", writing.passage, name="publications_passage"),
    path("<str:public_id>/<str:verb>/", pages.move, name="publications_move"),
]
