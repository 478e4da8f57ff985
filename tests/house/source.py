"""The project's own files as the house tests read them."""

import ast
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ("forms", "validators", "documents", "cases", "cli", "web")
TYPED_FLOORS = ("forms", "validators", "documents", "cases")
ROOF = ("app.py", "config.py", "logs.py")
OURS = (*FLOORS, "tests", "scripts", "migrations", "benchmarks")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Source:
    """One Python file, by its path from the project's root."""

    path: str
    text: str
    tree: ast.Module
    by_kind: Mapping[type[ast.AST], tuple[Any, ...]]

    def nodes(self, *kinds: type[ast.AST]) -> Iterator[Any]:
        return (node for kind in kinds for node in self.by_kind.get(kind, ()))

    def __str__(self) -> str:
        return self.path


@cache
def sources(*folders: str) -> tuple[Source, ...]:
    """The Python files in these folders of the root, those of the roof with the empty name."""
    found = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    return tuple(_source(path) for path in sorted(found))


@cache
def product() -> tuple[Source, ...]:
    """Everything that runs when the service does."""
    return (*sources(*FLOORS), *(_source(ROOT / name) for name in ROOF if (ROOT / name).exists()))


@cache
def tracked_texts() -> tuple[tuple[str, str], ...]:
    """Path and text of every tracked file that is text and not somebody else's."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    )
    names = [name for name in listed.stdout.split("\0") if name and "/vendor/" not in name]
    return tuple((name, text) for name in names if (text := _text(ROOT / name)) is not None)


def _text(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except (UnicodeDecodeError, FileNotFoundError):
        return None


@cache
def _source(path: Path) -> Source:
    text = path.read_text(encoding="utf-8")
    name = path.relative_to(ROOT).as_posix()
    tree = ast.parse(text, name)
    by_kind: dict[type[ast.AST], list[ast.AST]] = {}
    for node in ast.walk(tree):
        by_kind.setdefault(type(node), []).append(node)
    kept = {kind: tuple(nodes) for kind, nodes in by_kind.items()}
    return Source(path=name, text=text, tree=tree, by_kind=kept)
