"""LibreOffice Writer doing what a person does in it, driven by a macro of its own."""

import os
import signal
import subprocess
from pathlib import Path
from xml.sax.saxutils import escape

from tests.patience import PATIENCE

WORD, OPEN_DOCUMENT = "MS Word 2007 XML", "writer8"

_LIBRARY = "http://openoffice.org/2000/library"
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item
oor:path="/org.openoffice.Setup/Office"><prop oor:name="ooSetupInstCompleted" oor:op="fuse"><value
>true</value></prop></item></oor:items>"""


def work(folder: Path, steps: list[tuple[str, ...]]) -> None:
    """Carry out the steps of `trip.bas` in one session with a profile of its own."""
    profile = folder / "profile"
    if not profile.exists():
        _lay_profile(profile)
    job = folder / "job.txt"
    job.write_text("\n".join("\t".join(step) for step in steps), encoding="utf-8")
    command = [
        "soffice",
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        f'macro:///Standard.Trip.Work("{job}")',
    ]
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as program:
        try:
            program.wait(PATIENCE)
        except subprocess.TimeoutExpired as error:
            os.killpg(program.pid, signal.SIGKILL)
            reached = Path(f"{job}.step")
            step = reached.read_text(errors="replace") if reached.exists() else "nothing"
            raise AssertionError(f"LibreOffice had begun: {step}") from error
    trouble = Path(f"{job}.error")
    if trouble.exists():
        raise AssertionError(trouble.read_text(encoding="utf-8", errors="replace"))


def _lay_profile(profile: Path) -> None:
    """A profile that counts as set up, so that the first start leaves the macro in place."""
    library = profile / "user" / "basic" / "Standard"
    library.mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS)
    source = Path(__file__).with_name("trip.bas").read_text(encoding="utf-8")
    (library / "Trip.xba").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><script:module '
        'xmlns:script="http://openoffice.org/2000/script" script:name="Trip" '
        f'script:language="StarBasic">{escape(source)}</script:module>',
        encoding="utf-8",
    )
    (library / "script.xlb").write_text(
        f'<?xml version="1.0" encoding="UTF-8"?><library:library xmlns:library="{_LIBRARY}" '
        'library:name="Standard" library:readonly="false" library:passwordprotected="false">'
        '<library:element library:name="Trip"/></library:library>'
    )
    (profile / "user" / "basic" / "script.xlc").write_text(
        f'<?xml version="1.0" encoding="UTF-8"?><library:libraries xmlns:library="{_LIBRARY}">'
        '<library:library library:name="Standard" library:link="false"/></library:libraries>'
    )
