from django.urls import path

from aktsom.web.requirements import choosing, views

urlpatterns = [
    path("", views.start, name="requirements_list"),
    path("valg/<str:public_id>/", views.one, name="requirements_choice"),
    path("valg/<str:public_id>/word/", views.one_word, name="requirements_choice_word"),
    path("valg/<str:public_id>/videre/", choosing.again, name="requirements_again"),
    path("avtale/<str:public_id>/", choosing.for_contract, name="requirements_contract"),
    path("kategori/<str:group_id>/", choosing.for_goods, name="requirements_goods"),
]
