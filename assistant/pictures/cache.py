"""Pictures kept as files in one folder, of which the longest unused go when they become too many."""

from __future__ import annotations

import os
from pathlib import Path


class Cache:
    """Files of a folder by name. Safe between threads and processes: a file is whole from when it has its name.

    most  bytes that they may have together; the file just kept stays even if it has more.
    """

    def __init__(self, folder: Path, most: int) -> None:
        self._folder = folder
        self._most = most

    def get(self, name: str) -> Path | None:
        """The file of this name, which now counts as just used."""
        path = self._folder / name
        try:
            os.utime(path)
        except OSError:
            return None
        return path

    def draft(self, name: str) -> Path:
        """Where the file is written before it is kept. Raises OSError where the folder cannot be made."""
        self._folder.mkdir(parents=True, exist_ok=True)
        return self._folder / f"{name}.{os.getpid()}.part"

    def keep(self, draft: Path, name: str) -> Path:
        """Gives a draft its name, and makes room. Raises OSError."""
        path = self._folder / name
        draft.replace(path)
        files = []
        for file in self._folder.iterdir():
            try:
                known = file.stat()
            except OSError:  # another process made room
                continue
            files.append((file == path, known.st_mtime_ns, known.st_size, file))
        room = self._most
        for _, _, size, file in sorted(files, reverse=True):
            room -= size
            if room < 0 and file != path:
                file.unlink(missing_ok=True)
        return path
