from django.urls import path

from aktsom.web.touched import asking, behind, places

urlpatterns = [
    path("", asking.home, name="touched_home"),
    path("forslag/", asking.suggest, name="touched_suggest"),
    path("hva/<str:kind>/<path:key>/", asking.answer, name="touched_answer"),
    path("excel/<str:kind>/<path:key>/", asking.export, name="touched_export"),
    path("avtale/<str:public_id>/", behind.contract, name="touched_contract"),
    path("kjede/<str:public_id>/", behind.supplier, name="touched_supplier"),
    path("sted/<str:public_id>/", places.place, name="touched_place"),
    path("kart/", places.world, name="touched_map"),
]
