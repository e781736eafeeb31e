from django.urls import path

from aktsom.web.questionnaires import publishing, reading, writing

urlpatterns = [
    path("", reading.forms, name="questionnaires_list"),
    path("ny/<str:form>/", writing.start, name="questionnaires_start"),
    path("<str:public_id>/", reading.edition, name="questionnaires_edition"),
    path("<str:public_id>/forskjell/", reading.changes, name="questionnaires_changes"),
    path("<str:public_id>/slik-leverandoren-ser-det/", reading.preview, name="questionnaires_preview"),
    path("<str:public_id>/nytt-sporsmal/", writing.new_question, name="questionnaires_new_question"),
    path("<str:public_id>/sporsmal/<str:code>/", writing.question, name="questionnaires_question"),
    path("<str:public_id>/sporsmal/<str:code>/flytt/", writing.move, name="questionnaires_move"),
    path("<str:public_id>/sporsmal/<str:code>/fjern/", writing.remove, name="questionnaires_remove"),
    path("<str:public_id>/til-gjennomlesing/", publishing.to_review, name="questionnaires_to_review"),
    path("<str:public_id>/tilbake/", publishing.back, name="questionnaires_back"),
    path("<str:public_id>/publiser/", publishing.publish, name="questionnaires_publish"),
    path("<str:public_id>/forkast/", publishing.drop, name="questionnaires_drop"),
]
