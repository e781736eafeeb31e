from django.urls import path

from aktsom.web.contracts import choosing, contract, deciding, editing, listing, sheet

urlpatterns = [
    path("", listing.contracts, name="contracts_list"),
    path("excel/", sheet.export, name="contracts_export"),
    path("ny/", editing.new, name="contracts_new"),
    path("ny/vurdering/", editing.screen, name="contracts_screen"),
    path("ny/leverandorer/", editing.supplier_words, name="contracts_suppliers"),
    path("valgte/bekreft/", choosing.confirm, name="contracts_confirm_chosen"),
    path("valgte/avslutt/", choosing.end, name="contracts_end_chosen"),
    path("<str:public_id>/", contract.contract, name="contracts_contract"),
    path("<str:public_id>/endre/", editing.edit, name="contracts_edit"),
    path("<str:public_id>/risiko/", deciding.override, name="contracts_override"),
    path("<str:public_id>/risiko/bekreft/", deciding.confirm, name="contracts_confirm_risk"),
    path("<str:public_id>/tilstand/<str:verb>/", deciding.move, name="contracts_move"),
]
