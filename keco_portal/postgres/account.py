"""ServerAccount: the account of the system that PostgreSQL runs as.

PostgreSQL refuses to run as root. Started by root it runs as the owner of its cluster, which is
`nobody` for a new one; started by anybody else, as that person. No folder's rights are changed
for it: where `nobody` cannot enter one on the way (a checkout under /root, say), the server gets
the one capability it lacks, to pass closed folders.
"""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path

from keco_portal.start.data_folder import CannotStart

NEW_CLUSTER_OWNER = "nobody"
# A container may withhold the first, which is the smaller one.
PASSING_CAPABILITIES = ("dac_read_search", "dac_override")


@dataclass(frozen=True)
class ServerAccount:
    """How to run a command as that account: words before it, and options of subprocess."""

    prefix: tuple[str, ...] = ()
    uid: int | None = None
    gid: int | None = None

    def command(self, *words: str | Path) -> list[str]:
        return [*self.prefix, *map(str, words)]

    def options(self) -> dict:
        """Keyword arguments of subprocess. The caller's locale and variables stay outside."""
        surroundings = {"cwd": "/", "env": {"PATH": os.environ.get("PATH") or os.defpath}}
        if self.uid is None or self.prefix:
            return surroundings
        return surroundings | {"user": self.uid, "group": self.gid, "extra_groups": []}

    def give(self, path: Path) -> None:
        """Make `path`, new and ours, the account's own."""
        if self.uid is not None:
            os.chown(path, self.uid, self.gid)

    def reaches(self, program: Path, folder: Path) -> bool:
        """Whether the account can run `program` and enter `folder`."""
        test = self.command("/bin/sh", "-c", 'test -x "$0" && cd "$1"', program, folder)
        try:
            done = subprocess.run(  # noqa: S603
                test, capture_output=True, check=False, **self.options()
            )
        except (OSError, subprocess.SubprocessError):
            return False
        return done.returncode == 0


def server_account(cluster: Path, program: Path, folder: Path) -> ServerAccount:
    """The account for `cluster`; it can run `program` and enter `folder`.

    Raises CannotStart where root finds no such account, OSError where it may not look.
    """
    if os.geteuid() != 0:
        return ServerAccount()
    uid, gid = _owner(cluster)
    if uid == 0:
        raise CannotStart(
            f"{cluster} belongs to root, and PostgreSQL does not run as root: give it to another "
            f"account, for example with chown -R {NEW_CLUSTER_OWNER} '{cluster}'."
        )
    candidates = [ServerAccount(uid=uid, gid=gid)]
    for capability in PASSING_CAPABILITIES:
        # Without no_setuid_fixup, access(2) would not count the capability, and initdb asks it.
        words = f"setpriv --reuid={uid} --regid={gid} --clear-groups --inh-caps=+{capability}"
        words += f" --ambient-caps=+{capability} --securebits=+no_setuid_fixup"
        candidates.append(ServerAccount(tuple(words.split()), uid, gid))
    for account in candidates:
        if account.reaches(program, folder):
            return account
    raise CannotStart(
        f"PostgreSQL does not run as root, and the account it would use (uid {uid}) cannot reach "
        f"{program} or {folder}: start as an ordinary user, or keep both in folders open to all."
    )


def _owner(cluster: Path) -> tuple[int, int]:
    """The ids that `cluster` belongs to or, new, will belong to."""
    if cluster.exists():
        return cluster.stat().st_uid, cluster.stat().st_gid
    try:
        account = pwd.getpwnam(NEW_CLUSTER_OWNER)
    except KeyError:
        raise CannotStart(
            "PostgreSQL does not run as root, and this system has no account "
            f"named {NEW_CLUSTER_OWNER}: start as an ordinary user."
        ) from None
    return account.pw_uid, account.pw_gid
