from django.urls import path

from aktsom.web.touched import asking, behind, keeping, links, places, sameness

urlpatterns = [
    path("", asking.home, name="touched_home"),
    path("forslag/", asking.suggest, name="touched_suggest"),
    path("hva/<str:kind>/<path:key>/", asking.answer, name="touched_answer"),
    path("excel/<str:kind>/<path:key>/", asking.export, name="touched_export"),
    path("avtale/<str:public_id>/", behind.contract, name="touched_contract"),
    path("kjede/<str:public_id>/", behind.supplier, name="touched_supplier"),
    path("sted/<str:public_id>/", places.place, name="touched_place"),
    path("sted/<str:public_id>/rett/", keeping.correct, name="touched_correct"),
    path("sted/<str:public_id>/drift/", keeping.state, name="touched_state"),
    path("ledd/<str:public_id>/", links.one, name="touched_link"),
    path("ledd/kontroll/<str:public_id>/tilbake/", links.take_back, name="touched_check_undo"),
    path("samme/", sameness.waiting, name="touched_same"),
    path("samme/avgjort/", sameness.done, name="touched_judged"),
    path("samme/avgjort/<str:public_id>/angre/", sameness.take_back, name="touched_same_undo"),
    path("samme/<str:public_id>/", sameness.answer, name="touched_same_answer"),
    path("kart/", places.world, name="touched_map"),
]
