"""Changes to the archive that visitors asked for: one at a time, in the background, with progress to look at."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass

from ragbot.domain import IngestionReport
from ragbot.errors import RagbotError
from ragbot.records.files import new_id

_REMEMBERED = 100
_IN_LINE = 8

Tell = Callable[[str, int, int], None]
Work = Callable[[Tell], IngestionReport | str]

log = logging.getLogger(__name__)


class BusyError(RagbotError):
    """As many changes are waiting as may."""


@dataclass(slots=True)
class Job:
    """`what`, `done` and `total` are its progress; at its end it has a report, a sentence or an error."""

    id: str
    title: str
    what: str = "Waiting for another change to end"
    done: int = 0
    total: int = 0
    report: IngestionReport | None = None
    sentence: str = ""
    error: str = ""

    @property
    def over(self) -> bool:
        return bool(self.report or self.sentence or self.error)

    def tell(self, what: str, done: int, total: int) -> None:
        self.what, self.done, self.total = what, done, total


class Jobs:
    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}
        self._turn = threading.Lock()
        self._lock = threading.Lock()

    def start(self, title: str, work: Work) -> str:
        """Gives the job's id. Raises BusyError."""
        job = Job(new_id(), title)
        with self._lock:
            if sum(not j.over for j in self._jobs.values()) >= _IN_LINE:
                raise BusyError("Several changes to the archive are waiting already. Wait until they are done.")
            self._jobs[job.id] = job
            for old in list(self._jobs)[:-_REMEMBERED]:
                if self._jobs[old].over:
                    del self._jobs[old]
        threading.Thread(target=self._run, args=(job, work), name="ragbot-change", daemon=True).start()
        return job.id

    def get(self, job_id: str) -> Job | None:
        return self._jobs.get(job_id)

    def _run(self, job: Job, work: Work) -> None:
        with self._turn:
            try:
                made = work(job.tell)
                if isinstance(made, IngestionReport):
                    job.report = made
                else:
                    job.sentence = made
            except RagbotError as error:
                job.error = str(error)
            except Exception as error:
                log.exception("A change to the archive failed")
                job.error = f"Something went wrong inside ragbot ({type(error).__name__}). The server's log says more."
