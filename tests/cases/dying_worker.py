"""A program, loaded once, that forks a worker for each line: killed as soon as it tells of a batch.

A line is the URL of a database and a folder of files; the answer is how the worker ended.
"""

import os
import signal
import sys
from pathlib import Path

from cases import job_worker
from cases.bulk_job import BULK, do_bulk
from cases.database import Database
from cases.file_store import FileStore


class Dying(job_worker._Teller):
    def __call__(self, *told):
        super().__call__(*told)
        os.kill(os.getpid(), signal.SIGKILL)


def main():
    job_worker._Teller = Dying
    for line in sys.stdin:
        url, files = line.split()
        pid = os.fork()
        if not pid:
            folder = Path(files)
            worker = job_worker.Worker(Database(url), FileStore(folder), folder, {BULK: do_bulk})
            worker.work_once()
            os._exit(0)
        ended = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        sys.stdout.write(f"{ended}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
