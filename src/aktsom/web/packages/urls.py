from django.urls import path

from aktsom.web.packages import views

urlpatterns = [
    path("", views.order, name="packages_order"),
    path("<str:public_id>/", views.package, name="packages_package"),
    path("<str:public_id>/stans/", views.stop, name="packages_stop"),
    path("<str:public_id>/videre/", views.go_on, name="packages_go_on"),
    path("<str:public_id>/fil/", views.file, name="packages_file"),
]
