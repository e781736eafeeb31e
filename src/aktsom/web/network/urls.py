from django.urls import path

from aktsom.web.network import views

urlpatterns = [
    path("", views.overview, name="network_overview"),
    path("excel/", views.export, name="network_export"),
]
