"""An S3-compatible store as the place for files. Large files go up in parts; the signing and the tries again are the
library's, which only whoever uses this has to have (the extra `s3`)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from aktsom.follow_up.storage.places import CHUNK, NotThere, PlaceAway, Reading, S3Settings

CONNECT_SECONDS, READ_SECONDS, TRIES = 5, 60, 3
_GONE = {"404", "NoSuchKey", "NotFound"}


class S3:
    def __init__(self, said: S3Settings) -> None:
        import boto3
        from botocore.config import Config

        self.bucket = said.bucket
        config = Config(
            signature_version="s3v4",
            s3={"addressing_style": "path"},  # not every store answers to the bucket as a host name
            # ... nor knows Amazon's newer checksums; ours is kept with the row.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
            connect_timeout=CONNECT_SECONDS,
            read_timeout=READ_SECONDS,
            retries={"mode": "standard", "total_max_attempts": TRIES},
        )
        self.client: Any = boto3.client(
            "s3",
            endpoint_url=said.endpoint,
            region_name=said.region,
            aws_access_key_id=said.key_id,
            aws_secret_access_key=said.secret,
            config=config,
        )

    def put(self, key: str, source: Path) -> None:
        with _told():
            self.client.upload_file(str(source), self.bucket, key)

    def read(self, key: str, start: int, length: int) -> Reading:
        if not length:
            return Reading((), lambda: None)
        with _told():
            found = self.client.get_object(Bucket=self.bucket, Key=key, Range=f"bytes={start}-{start + length - 1}")
        return Reading(found["Body"].iter_chunks(CHUNK), found["Body"].close)

    def size(self, key: str) -> int | None:
        try:
            with _told():
                return int(self.client.head_object(Bucket=self.bucket, Key=key)["ContentLength"])
        except NotThere:
            return None

    def delete(self, key: str) -> None:
        with _told():
            self.client.delete_object(Bucket=self.bucket, Key=key)

    def keys(self, older_than: datetime) -> Iterator[str]:
        with _told():
            for page in self.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket):
                for found in page.get("Contents", ()):
                    if found["LastModified"] < older_than:
                        yield found["Key"]

    def forget_unfinished(self, older_than: datetime) -> int:
        count = 0
        with _told():
            for page in self.client.get_paginator("list_multipart_uploads").paginate(Bucket=self.bucket):
                for found in page.get("Uploads", ()):
                    if found["Initiated"] < older_than:
                        self.client.abort_multipart_upload(
                            Bucket=self.bucket, Key=found["Key"], UploadId=found["UploadId"]
                        )
                        count += 1
        return count


@contextmanager
def _told() -> Iterator[None]:
    """The library's many errors as our two."""
    from boto3.exceptions import Boto3Error
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except ClientError as error:
        if error.response.get("Error", {}).get("Code") in _GONE:
            raise NotThere from error
        raise PlaceAway(error.response.get("Error", {}).get("Code", "")) from error
    except (BotoCoreError, Boto3Error) as error:
        raise PlaceAway(type(error).__name__) from error
