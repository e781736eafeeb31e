"""Of the sign-in library's addresses only those that we have pages for; accounts are made by invitation."""

from allauth.account import views as allauth_views
from django.urls import path, re_path
from django.views.generic import RedirectView

from aktsom.web.signin import account, codes, examples, passkeys, views
from aktsom.web.signin.openid.views import from_provider, to_provider

urlpatterns = [
    path("", account.account, name="account"),
    path("her/", account.here, name="account_here"),
    path("navn/", account.details, name="account_details"),
    path("innlogginger/<int:pk>/avslutt/", account.end_one, name="account_end_session"),
    path("innlogginger/avslutt/", account.end_others, name="account_end_sessions"),
    path("forste-gang/", account.first_way, name="account_first_way"),
    path("to-trinn/", account.second_factor, name="account_second_factor"),
    path("logg-inn/", views.SignIn.as_view(), name="account_login"),
    path("logg-inn/kode/", views.SecondStep.as_view(), name="mfa_authenticate"),
    path("logg-inn/passnokkel/", views.PasskeySignIn.as_view(), name="mfa_login_webauthn"),
    path("hos/<slug:provider_id>/", to_provider, name="openid_connect_login"),
    path("hos/<slug:provider_id>/tilbake/", from_provider, name="openid_connect_callback"),
    path("eksempel/", examples.sign_in_as_example, name="account_example"),
    path("logg-ut/", views.SignOut.as_view(), name="account_logout"),
    path("ikke-i-bruk/", allauth_views.account_inactive, name="account_inactive"),
    path("ny/", allauth_views.signup, name="account_signup"),
    path("bekreft/", views.PasswordAgain.as_view(), name="account_reauthenticate"),
    path("bekreft/kode/", views.CodeAgain.as_view(), name="mfa_reauthenticate"),
    path("bekreft/passnokkel/", views.PasskeyAgain.as_view(), name="mfa_reauthenticate_webauthn"),
    path("bekreft/hos/", account.sign_in_again, name="account_sign_in_again"),
    path("kodeapp/", codes.AddCodeApp.as_view(), name="mfa_activate_totp"),
    path("kodeapp/fjern/", codes.remove_code_app, name="mfa_deactivate_totp"),
    path("passnokkel/", passkeys.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("passnokkel/<int:pk>/navn/", passkeys.name_passkey, name="mfa_edit_webauthn"),
    path("passnokkel/<int:pk>/fjern/", passkeys.remove_passkey, name="mfa_remove_webauthn"),
    path("gjenopprettingskoder/", codes.recovery_codes, name="mfa_view_recovery_codes"),
    path("gjenopprettingskoder/tekst/", codes.recovery_codes_as_text, name="account_recovery_codes_text"),
    path("gjenopprettingskoder/nye/", codes.new_recovery_codes, name="mfa_generate_recovery_codes"),
    path("to-trinn/oversikt/", RedirectView.as_view(pattern_name="account"), name="mfa_index"),
    path("passord/", views.ChangePassword.as_view(), name="account_change_password"),
    path("passord/lag/", views.SetPassword.as_view(), name="account_set_password"),
    path("passord/glemt/", allauth_views.password_reset, name="account_reset_password"),
    path("passord/sendt/", allauth_views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^passord/ny/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.NewPassword.as_view(),
        name="account_reset_password_from_key",
    ),
    path("passord/byttet/", allauth_views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
]
