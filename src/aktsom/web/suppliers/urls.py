from django.urls import path

from aktsom.web.suppliers import concerns, contacts, facts, pointing, sameness, views

urlpatterns = [
    path("", views.shared, name="suppliers_list"),
    path("excel/", views.export, name="suppliers_export"),
    path("lister/", concerns.listing, name="suppliers_concerns"),
    path("lister/<str:hit_id>/", concerns.one, name="suppliers_concern"),
    path("lister/<str:hit_id>/angre/", concerns.reopen, name="suppliers_concern_reopen"),
    path("kontakt/<str:contact_id>/", contacts.change, name="suppliers_contact"),
    path("forslag/<str:proposal_id>/", contacts.answer, name="suppliers_proposal"),
    path("forslag/<str:proposal_id>/trekk/", contacts.withdraw, name="suppliers_proposal_withdraw"),
    path("samme/", sameness.waiting, name="suppliers_same"),
    path("samme/avgjort/", sameness.done, name="suppliers_judged"),
    path("samme/avgjort/<str:public_id>/angre/", sameness.take_back, name="suppliers_same_undo"),
    path("samme/<str:public_id>/", sameness.answer, name="suppliers_same_answer"),
    path("<str:public_id>/excel/", views.export_one, name="suppliers_supplier_export"),
    path("<str:public_id>/opplysninger/", facts.edit, name="suppliers_edit"),
    path("<str:public_id>/opplysninger/ta-bort/", facts.remove, name="suppliers_remove"),
    path("<str:public_id>/registeret/", facts.ask, name="suppliers_ask"),
    path("<str:public_id>/samme-som/", pointing.point, name="suppliers_point"),
    path("<str:public_id>/kontakt/", contacts.new, name="suppliers_contact_new"),
    path("<str:public_id>/oss/", contacts.own, name="suppliers_own"),
    path("<str:public_id>/", views.one, name="suppliers_supplier"),
]
