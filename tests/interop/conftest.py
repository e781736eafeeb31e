"""Property tests here start programs and unpack files: how long one takes says nothing."""

from hypothesis import settings

settings.register_profile("interop", deadline=None)
settings.load_profile("interop")
