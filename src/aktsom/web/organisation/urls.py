"""My organisation, its people and how they get in; members as the network sees them."""

from django.urls import path

from aktsom.web.organisation import acting, inviting, landing, member_pages, people, representing, reviewing, suppliers

urlpatterns = [
    path("", member_pages.mine, name="organisation_mine"),
    path("for/", acting.act_for, name="organisation_act_for"),
    path("medlemmer/", member_pages.members, name="organisation_members"),
    path("medlemmer/ny/", member_pages.add, name="organisation_add_member"),
    path("invitasjon/<str:secret>/", landing.take_up, name="organisation_take_up"),
    path("invitasjoner/<str:public_id>/", inviting.change, name="organisation_invitation"),
    path("person/<str:public_id>/", people.person, name="organisation_person"),
    path("person/<str:public_id>/rolle/", people.role, name="organisation_role"),
    path("person/<str:public_id>/i-bruk/", people.use, name="organisation_use"),
    path("gjennomgang/<str:public_id>/", reviewing.review, name="organisation_review"),
    path("gjennomgang/<str:public_id>/avgjor/", reviewing.decide, name="organisation_review_decide"),
    path("gjennomgang/<str:public_id>/brukte/", reviewing.keep, name="organisation_review_keep"),
    path("gjennomgang/<str:public_id>/avslutt/", reviewing.close, name="organisation_review_close"),
    path("gjennomgang/<str:public_id>/excel/", reviewing.proof_sheet, name="organisation_review_sheet"),
    path("gjennomgang/<str:public_id>/bevis/", reviewing.proof, name="organisation_review_proof"),
    path("fullmakt/<str:public_id>/trekk/", representing.withdraw, name="organisation_withdraw_representation"),
    path("leverandor/<str:public_id>/", suppliers.people, name="organisation_supplier_people"),
    path("leverandor/<str:public_id>/ut/", suppliers.take_role, name="organisation_supplier_role"),
    path("leverandor/<str:public_id>/invitasjon/", suppliers.change, name="organisation_supplier_invitation"),
    path("<str:public_id>/", member_pages.organisation, name="organisation_member"),
    path("<str:public_id>/inviter/", inviting.invite, name="organisation_invite"),
    path("<str:public_id>/kontakt/", member_pages.contact, name="organisation_contact"),
    path("<str:public_id>/endre/", member_pages.change, name="organisation_change_member"),
    path("<str:public_id>/domene/", member_pages.domain, name="organisation_domain"),
    path("<str:public_id>/fullmakt/", representing.let_act, name="organisation_let_act"),
]
