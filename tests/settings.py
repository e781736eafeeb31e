"""The product's own settings, told that this is a test."""

import os

os.environ["AKTSOM_ENV"] = "test"
os.environ.setdefault("AKTSOM_VAR", "var/test")

from aktsom.settings import *  # noqa: F403  the environment comes first

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # the real one is slow on purpose
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
SITE = "https://aktsom.example"  # another than the host of the tests' requests: letters must not take that one
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405  WhiteNoise warns when it is missing
