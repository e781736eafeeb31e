"""What a process took of the machine."""

from __future__ import annotations

import resource
from pathlib import Path


def peak_memory() -> float:
    """MB this process has held at most. Not `ru_maxrss`: a child process starts with its parent's."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
