from tests.sanctions.conftest import one

__all__ = ["one"]
