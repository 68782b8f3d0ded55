"""What is wrong with the data of the world or of a pack, and where."""

from __future__ import annotations

from pathlib import Path


class PackError(ValueError):
    """Bad data in a table of the world or of a pack: names the file, the line and the remedy."""

    def __init__(self, file: Path | str, line: int, message: str) -> None:
        self.file, self.line, self.message = str(file), line, message
        super().__init__(f"{file}:{line}: {message}")

    def __reduce__(self) -> tuple[type[PackError], tuple[str, int, str]]:
        """How it goes from one process to another."""
        return type(self), (self.file, self.line, self.message)
