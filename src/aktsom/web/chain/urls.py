from django.urls import path

from aktsom.web.chain import asking, behind, inviting, ours, sending, writing

urlpatterns = [
    path("", ours.home, name="chain_home"),
    path("invitasjon/<str:public_id>/", inviting.change, name="chain_invitation"),
    path("svar/<str:public_id>/", sending.declaration, name="chain_declaration"),
    path("svar/<str:public_id>/skriv/", writing.write, name="chain_write"),
    path("svar/<str:public_id>/rad/", writing.new_row, name="chain_row_new"),
    path("svar/<str:public_id>/rad/<int:number>/", writing.row, name="chain_row"),
    path("svar/<str:public_id>/skjema/", writing.workbook, name="chain_workbook"),
    path("svar/<str:public_id>/last-opp/", writing.upload, name="chain_upload"),
    path("svar/<str:public_id>/se-over/", sending.preview, name="chain_preview"),
    path("svar/<str:public_id>/om/", sending.say, name="chain_say"),
    path("svar/<str:public_id>/legg-bort/", sending.drop, name="chain_drop"),
    path("svar/<str:public_id>/inviter/", inviting.invite, name="chain_invite"),
    path("bak/<str:public_id>/", behind.behind, name="chain_behind"),
    path("bak/<str:public_id>/spor/", asking.ask, name="chain_ask"),
    path("<str:public_id>/", ours.ours, name="chain_ours"),
    path("<str:public_id>/start/", ours.start, name="chain_start"),
]
