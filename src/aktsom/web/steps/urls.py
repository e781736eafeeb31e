from django.urls import path

from aktsom.web.sanctions import deciding
from aktsom.web.steps import bids, condition, on_pages, replacement, suspension, termination, writing

deciding.PARTS.append(on_pages.parts_of_decision)
deciding.WRITTEN_AT |= {kind: writing.address_of(kind) for kind in writing.KINDS}

urlpatterns = [
    path("avgjorelser/<str:decision_id>/skriv/<str:kind>/", writing.write, name="steps_write"),
    path("stans/<str:public_id>/", suspension.one, name="steps_suspension"),
    path("stans/<str:public_id>/<str:verb>/", suspension.move, name="steps_suspension_move"),
    path("bytte/<str:public_id>/", replacement.one, name="steps_replacement"),
    path("bytte/<str:public_id>/ta-tilbake/", replacement.take_back, name="steps_take_back"),
    path("bytte/<str:public_id>/<str:verb>/", replacement.move, name="steps_replacement_move"),
    path("heving/<str:public_id>/", termination.one, name="steps_termination"),
    path("heving/<str:public_id>/<str:verb>/", termination.move, name="steps_termination_move"),
    path("bestillingsvilkar/ny/<str:contract_id>/", condition.new, name="steps_condition_new"),
    path("bestillingsvilkar/<str:public_id>/", condition.one, name="steps_condition"),
    path("bestillingsvilkar/<str:public_id>/<str:verb>/", condition.move, name="steps_condition_move"),
    path("konkurranser/", bids.listed, name="steps_bids"),
    path("konkurranser/ny/<str:supplier_id>/", bids.new, name="steps_bid_new"),
    path("konkurranser/<str:public_id>/", bids.one, name="steps_bid"),
    path("konkurranser/<str:public_id>/over/", bids.end, name="steps_bid_end"),
    path("konkurranser/<str:public_id>/<str:verb>/", bids.move, name="steps_bid_move"),
]
