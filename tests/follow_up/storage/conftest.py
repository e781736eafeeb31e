from tests.follow_up.storage.servers import clamd

__all__ = ["clamd"]
