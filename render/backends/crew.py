"""Spawned processes that do one kind of job, and the supervisor that outlives them.

A standard pool loses all its jobs with the first worker that dies; here a dead worker is replaced and its job given
out once more. Spawned, not forked: a fork of a process that runs Qt can hang, and Windows has nothing else.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, Self, TypeVar

from render.errors import StudioError, WriteError

_SPAWN = multiprocessing.get_context("spawn")
_ATTEMPTS = 2
_AHEAD = 2

Job = TypeVar("Job")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class _Failed:
    reason: str


class Crew(Generic[Job, Result]):
    """A number of workers, each of which calls `make` once and what it returns for every job."""

    def __init__(self, count: int, make: Callable[[], Callable[[Job], Result]]) -> None:
        self._make = make
        self._workers = [_Worker(make) for _ in range(count)]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.end()

    def results(self, jobs: Sequence[Job]) -> Iterator[Result]:
        """Yield the jobs' results in order, at most twice as many jobs being on their way as there are workers.

        Raise a worker's own StudioError, or WriteError for a job that failed twice.
        """
        waiting, failures = deque(range(len(jobs))), Counter[int]()
        done: dict[int, Result] = {}
        due = 0
        while due < len(jobs):
            self._hand_out(jobs, waiting, due + _AHEAD * len(self._workers))
            for worker in self._heard(patient=due not in done):
                number, answer = worker.answer()
                if isinstance(answer, _Failed):
                    failures[number] += 1
                    if failures[number] == _ATTEMPTS:
                        raise WriteError("raster.worker", band=number + 1, bands=len(jobs), reason=answer.reason)
                    waiting.appendleft(number)
                    self._replace(worker)
                else:
                    done[number] = answer
            if due in done:
                yield done.pop(due)
                due += 1

    def _hand_out(self, jobs: Sequence[Job], waiting: deque[int], horizon: int) -> None:
        for worker in self._workers:
            if worker.number is None and waiting and waiting[0] < horizon:
                number = waiting.popleft()
                worker.begin(number, jobs[number])

    def _heard(self, *, patient: bool) -> list[_Worker]:
        busy = {worker.pipe: worker for worker in self._workers if worker.number is not None}
        return [busy[pipe] for pipe in wait(list(busy), None if patient else 0)]  # type: ignore[index]

    def _replace(self, worker: _Worker) -> None:
        worker.end()
        self._workers[self._workers.index(worker)] = _Worker(self._make)


class _Worker:
    """One process and our end of its pipe; `number` is the job it has in hand."""

    def __init__(self, make: Callable[[], Callable[[Any], Any]]) -> None:
        self.number: int | None = None
        self.pipe, theirs = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=_serve, args=(theirs, make), daemon=True)
        with _ctrl_c_held():
            self._process.start()
        # Theirs alone, or the pipe would not tell us when they are gone.
        theirs.close()

    def begin(self, number: int, job: object) -> None:
        self.number = number
        try:
            self.pipe.send(job)
        except OSError:
            # Gone already: the pipe's end is heard as the answer.
            return

    def answer(self) -> tuple[int, Any]:
        assert self.number is not None
        number, self.number = self.number, None
        try:
            answer = self.pipe.recv()
        except (EOFError, OSError):
            self._process.join()
            return number, _Failed(f"exit {self._process.exitcode}")
        if isinstance(answer, StudioError):
            raise answer
        return number, answer

    def end(self) -> None:
        self.pipe.close()
        self._process.terminate()
        self._process.join()


@contextmanager
def _ctrl_c_held() -> Iterator[None]:
    """Keep Ctrl-C from whatever is started meanwhile; to us it comes afterwards.

    It reaches every process of a terminal, but is for the supervisor, which then ends the others.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    from multiprocessing import resource_tracker

    # Started by the first process anyway, and then it would let Ctrl-C through again.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: Connection, make: Callable[[], Callable[[Any], Any]]) -> None:
    """Do jobs until the supervisor hangs up, by its own will or by dying."""
    # Where it cannot be held back.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        _do_jobs(pipe, make)
    except (EOFError, OSError):
        return


def _do_jobs(pipe: Connection, make: Callable[[], Callable[[Any], Any]]) -> None:
    work: Callable[[Any], Any] | None = None
    while True:
        job = pipe.recv()
        try:
            work = work or make()
            answer = work(job)
        except StudioError as fault:
            answer = fault
        except Exception as fault:
            answer = _Failed(f"{type(fault).__name__}: {fault}")
        pipe.send(answer)
