"""Settings of how people sign in that are the same wherever the platform runs."""

from aktsom.members.sign_in_limits import lasts

AUTH_USER_MODEL = "aktsom.Person"
AUTHENTICATION_BACKENDS = ["aktsom.web.signin.backend.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "aktsom.web.signin.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_ADAPTER = "aktsom.web.signin.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "aktsom.web.signin.forms.LoginForm",
    "reauthenticate": "aktsom.web.signin.forms.ReauthenticateForm",
    "change_password": "aktsom.web.signin.forms.ChangePasswordForm",
    "set_password": "aktsom.web.signin.forms.SetPasswordForm",
    "reset_password": "aktsom.web.signin.forms.ResetPasswordForm",
    "reset_password_from_key": "aktsom.web.signin.forms.ResetPasswordKeyForm",
}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""  # the subject itself says whose it is
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
# Five wrong tries an account in five minutes: enough for a slip, too few to guess. An address has far more, since a
# whole town hall may stand behind one.
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip", "login_failed": "60/m/ip,5/300s/key"}
ACCOUNT_REAUTHENTICATION_TIMEOUT = int(lasts("fresh_proof").total_seconds())
MFA_ADAPTER = "aktsom.web.signin.factors.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Aktsom"
MFA_TOTP_TOLERANCE = 1  # thirty seconds either way: a code takes time to type; it is still taken once only
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # who is here was invited at the address, or vouched for by the member's provider
MFA_RATE_LIMITS = {"webauthn_login": "120/m/ip"}
MFA_FORMS = {
    "authenticate": "aktsom.web.signin.factors.CodeForm",
    "reauthenticate": "aktsom.web.signin.factors.ReauthenticateCodeForm",
    "activate_totp": "aktsom.web.signin.factors.ActivateForm",
    "deactivate_totp": "aktsom.web.signin.factors.DeactivateForm",
    "authenticate_webauthn": "aktsom.web.signin.factors.SecondPasskeyForm",
}
