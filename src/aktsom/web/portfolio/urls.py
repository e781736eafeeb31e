from django.urls import path

from aktsom.web.portfolio import views

urlpatterns = [
    path("", views.overview, name="contracts_portfolio"),
    path("excel/", views.export, name="contracts_portfolio_export"),
]
