from tests.follow_up.storage.servers import clamd, s3_server

__all__ = ["clamd", "s3_server"]
