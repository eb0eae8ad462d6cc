"""Static files (style sheets, pictures …), collected again only when one of them changed."""

import hashlib
import shutil
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from keco_portal.start.data_folder import CannotStart


def collect_changed() -> bool:
    """Bring STATIC_ROOT up to date; whether there was anything to do. Raises CannotStart, OSError.

    A file in it, `.collected`, says for which files that was last done and that the folder is
    ours: into a folder that holds somebody else's files nothing is put, since all of it is public.
    """
    root = Path(settings.STATIC_ROOT)
    stamp = root / ".collected"
    root.mkdir(parents=True, exist_ok=True)
    if not stamp.exists() and any(root.iterdir()):
        raise CannotStart(
            f"{root} holds files that are not the portal's: choose another folder with PORTAL_DATA."
        )
    current = fingerprint()
    if stamp.exists() and stamp.read_text() == current:
        return False
    stamp.write_text("")
    # collectstatic keeps what is there and not older, though it may be another file by now.
    for path in root.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path != stamp:
            path.unlink()
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(current)
    return True


def fingerprint() -> str:
    """What the collected files depend on: every file's path and content, and the storage."""
    digest = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for path, storage in sorted(finder.list([]), key=lambda found: found[0]):
            content = hashlib.sha256(Path(storage.path(path)).read_bytes()).hexdigest()
            digest.update(f"{path}\0{content}\n".encode())
    return digest.hexdigest()
