from django.urls import path

from aktsom.web.inquiries import inquiries, opening, signals, supplier_side

urlpatterns = [
    path("varsler/", signals.inbox, name="signals_inbox"),
    path("varsler/ny/", signals.new, name="signals_new"),
    path("varsler/<str:public_id>/", signals.one, name="signals_one"),
    path("varsler/<str:public_id>/undersok/", opening.new, name="inquiries_open"),
    path("varsler/<str:public_id>/<str:verb>/", signals.move, name="signals_move"),
    path("undersokelser/", inquiries.listing, name="inquiries_list"),
    path("undersokelser/svar/<str:public_id>/", supplier_side.answer, name="inquiries_branch"),
    path("undersokelser/<str:public_id>/", inquiries.one, name="inquiries_one"),
    path("undersokelser/<str:public_id>/kvitter/", inquiries.acknowledge, name="inquiries_acknowledge"),
    path("undersokelser/<str:public_id>/del/", inquiries.part, name="inquiries_part"),
    path("undersokelser/<str:public_id>/pastand/<str:follow_up_id>/", inquiries.allege, name="inquiries_allege"),
    path("undersokelser/<str:public_id>/<str:verb>/", inquiries.move, name="inquiries_move"),
]
