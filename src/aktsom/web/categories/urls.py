from django.urls import path

from aktsom.web.categories import views

urlpatterns = [
    path("", views.groups, name="categories_list"),
    path("excel/", views.export, name="categories_export"),
    path("<str:group_id>/", views.group, name="categories_category"),
]
