"""Take the parts of Det Fælles Designsystem that the pages use out of its npm package.

    npm pack dkfds@11.2.0
    python scripts/refresh_dkfds.py dkfds-11.2.0.tgz

Node is needed by nobody else: the result is committed. The checksum is the one the registry
published with the version, so that a tampered package is refused.
"""

import base64
import hashlib
import re
import shutil
import sys
import tarfile
from pathlib import Path, PurePosixPath

VERSION = "11.2.0"
SHA512 = "JuVf8NjEOeF+TKIhEFXa3BfZvk1ulQM8+XN+6QhgDo6kiwwvupyBY34YU4FglBeyFWHbE5mYDmnrcYTWOSKkEA=="
TARGET = Path(__file__).parents[1] / "web" / "static" / "vendor" / f"dkfds-{VERSION}"
WEIGHTS = ("Regular", "Italic", "Medium", "MediumItalic")
WEIGHTS_BOLD = ("SemiBold", "SemiBoldItalic", "Bold", "BoldItalic")
FONTS = "dist/fonts/IBMPlexSans/complete/woff2"
FONT_FACE = re.compile(rb"@font-face\{[^}]*\}")
FILES = {
    "dist/css/dkfds.min.css": "css/dkfds.min.css",
    "dist/img/all-svg-icons.svg": "img/all-svg-icons.svg",
    "LICENSE.md": "LICENSE.md",
} | {
    f"{FONTS}/IBMPlexSans-{weight}.woff2": f"fonts/IBMPlexSans-{weight}.woff2"
    for weight in WEIGHTS + WEIGHTS_BOLD
}


def main(package: str) -> None:
    """Replace the vendored folder by what the package holds; raises SystemExit when it differs."""
    data = Path(package).read_bytes()
    if base64.b64encode(hashlib.sha512(data).digest()).decode() != SHA512:
        raise SystemExit(f"{package} is not dkfds {VERSION}")
    shutil.rmtree(TARGET, ignore_errors=True)
    with tarfile.open(package) as archive:
        for member in archive:
            target = _wanted(member.name.removeprefix("package/"))
            source = archive.extractfile(member) if target else None
            if target and source:
                (TARGET / target).parent.mkdir(parents=True, exist_ok=True)
                (TARGET / target).write_bytes(_without_font_faces(source.read()))


def _without_font_faces(data: bytes) -> bytes:
    """Leave the fonts to our own style sheet.

    The package's name files that are not taken along, and a browser that has read only its sheet
    would ask for them.
    """
    return FONT_FACE.sub(b"", data)


def _wanted(name: str) -> str | None:
    """Where a file of the package goes; the style sheet reaches its icons by relative address."""
    path = PurePosixPath(name)
    if path.parent == PurePosixPath("dist/img/svg-icons") and path.suffix == ".svg":
        return f"img/svg-icons/{path.name}"
    return FILES.get(name)


if __name__ == "__main__":
    main(sys.argv[1])
