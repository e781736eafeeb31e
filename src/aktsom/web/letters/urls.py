from django.urls import path

from aktsom.web.letters import decision_parts, joint, pages, templates, writing

__all__ = ["decision_parts", "urlpatterns"]  # whoever reads the addresses also registers the parts
urlpatterns = [
    path("brev/", pages.listed, name="letters_list"),
    path("brev/skriv/<str:decision_id>/", writing.write, name="letters_write"),
    path("brev/felles/<str:follow_up_id>/", joint.write, name="letters_joint"),
    path("brev/<str:public_id>/", pages.one, name="letters_one"),
    path("brev/<str:public_id>/endre/", writing.change, name="letters_change"),
    path("brev/<str:public_id>/fil/<str:form>/", pages.file, name="letters_file"),
    path("brev/<str:public_id>/<str:verb>/", pages.move, name="letters_move"),
    path("brevmaler/<str:member_id>/", templates.listed, name="letter_templates"),
    path("brevmaler/<str:member_id>/<str:kind>/<str:language>/", templates.one, name="letter_templates_one"),
    path("brevmaler/<str:member_id>/<str:kind>/<str:language>/word/", templates.layout, name="letter_templates_word"),
    path("brevmaler/<str:member_id>/<str:kind>/<str:language>/inn/", templates.take_in, name="letter_templates_in"),
    path(
        "brevmaler/<str:member_id>/<str:kind>/<str:language>/standard/",
        templates.standard,
        name="letter_templates_standard",
    ),
    path(
        "brevmaler/<str:member_id>/<str:kind>/<str:language>/eksempel/<str:form>/",
        templates.example,
        name="letter_templates_example",
    ),
]
