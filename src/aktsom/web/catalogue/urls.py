from django.urls import path

from aktsom.web.catalogue import proposals, sheet, views

urlpatterns = [
    path("", views.browse, name="catalogue_browse"),
    path("excel/", sheet.export, name="catalogue_export"),
    path("produkt/<str:product_id>/", views.product, name="catalogue_product"),
    path("gruppe/<str:group_id>/", views.group, name="catalogue_group"),
    path("rettigheter/", views.rights, name="catalogue_rights"),
    path("utgaver/", views.editions, name="catalogue_editions"),
    path("utgaver/ny/", proposals.propose, name="catalogue_propose"),
    path("utgaver/ny/<str:name>/", proposals.proposal, name="catalogue_proposal"),
    path("utgaver/<str:public_id>.zip", proposals.download, name="catalogue_download"),
]
