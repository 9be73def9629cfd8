"""Whether a folder is on a network share: SQLite's locks and shared memory do not hold there."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

MOUNTS = Path("/proc/mounts")
_SHARES = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "9p", "glusterfs", "ceph", "lustre", "ocfs2", "gfs2"}
    | {"davfs", "vboxsf", "fuse.sshfs", "fuse.davfs", "fuse.davfs2", "fuse.rclone", "fuse.s3fs", "fuse.curlftpfs"}
    | {"fuse.glusterfs", "fuse.smbnetfs", "fuse.gvfsd-fuse", "fuse.ceph", "fuse.vmhgfs-fuse"}
)
_ESCAPE = re.compile(r"\\([0-7]{3})")


def on_a_share(folder: Path, mounts: str) -> bool:
    """Tell whether a folder, links followed, lies on a share: by the text of /proc/mounts, on Windows by its name."""
    real = folder.resolve()
    if str(real).startswith("\\\\"):
        return True
    deepest, kind = -1, ""
    for line in mounts.splitlines():
        fields = line.split()
        if len(fields) < 3:  # noqa: PLR2004 — device, place, kind
            continue
        place = PurePosixPath(_ESCAPE.sub(lambda octal: chr(int(octal[1], 8)), fields[1]))
        if real.is_relative_to(place) and len(place.parts) >= deepest:  # the last of two on one place lies on top
            deepest, kind = len(place.parts), fields[2]
    return kind in _SHARES


def mounts_now() -> str:
    """Return the text of /proc/mounts; empty where there is none."""
    return MOUNTS.read_text(encoding="utf-8", errors="surrogateescape") if MOUNTS.exists() else ""
