"""Work on many stories on one machine: in this process, or in a pool of them."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context, parent_process
from types import TracebackType
from typing import TypeVar

from communique.run.plan import Opens, Reads, Result, Task, read_tasks

_PIECES = 4
"""Parts a batch is cut into for each process, so that a slow story does not hold up the rest."""

_reader: Reads | None = None  # of a worker process: opened once in it, by `_open`

T = TypeVar("T")
R = TypeVar("R")


class Workers:
    """Processes that take stories apart and read them; with one job this process does it. Used in a `with` statement."""

    def __init__(self, opens: Opens, *, jobs: int = 1) -> None:
        self._opens, self._jobs = opens, jobs
        self._pool: ProcessPoolExecutor | None = None
        self._reader: Reads | None = None

    def __enter__(self) -> Workers:
        """Themselves, the pool not yet started."""
        if self._jobs > 1:
            fresh = get_context("spawn")  # a fork beside the thread of a progress bar may hang
            self._pool = ProcessPoolExecutor(self._jobs, mp_context=fresh, initializer=_open, initargs=(self._opens,))
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Send them home; what has not been begun is not done."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def each(self, function: Callable[[T], R], batches: Iterable[Sequence[T]]) -> Iterator[list[R]]:
        """What a function of a module gives for each thing of each batch, in their order; the next batch is done ahead."""
        return self._ahead(partial(_each, function), batches) if self._pool else ([function(one) for one in batch] for batch in batches)

    def read(self, batches: Iterable[Sequence[Task]]) -> Iterator[list[Result]]:
        """The results of batches of tasks, batch by batch and in their order; the next batch is read ahead."""
        if self._pool:
            yield from self._ahead(_read, batches)
            return
        for batch in batches:
            self._reader = self._reader or self._opens()
            yield read_tasks(self._reader, batch)

    def _ahead(self, work: Callable[[Sequence[T]], list[R]], batches: Iterable[Sequence[T]]) -> Iterator[list[R]]:
        assert self._pool is not None
        ahead: deque[list[Future[list[R]]]] = deque()
        for batch in batches:
            size = -(-len(batch) // (self._jobs * _PIECES)) or 1
            ahead.append([self._pool.submit(work, batch[start : start + size]) for start in range(0, len(batch), size)])
            if len(ahead) > 1:
                yield [result for future in ahead.popleft() for result in future.result()]
        while ahead:
            yield [result for future in ahead.popleft() for result in future.result()]


def read_batches(batches: Iterable[Sequence[Task]], opens: Opens, *, jobs: int = 1) -> Iterator[list[Result]]:
    """The results of batches of tasks, batch by batch and in their order, whatever the number of processes."""
    with Workers(opens, jobs=jobs) as workers:
        yield from workers.read(batches)


def _each(function: Callable[[T], R], things: Sequence[T]) -> list[R]:
    return [function(one) for one in things]


def _open(opens: Opens) -> None:
    global _reader
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _reader = opens()


def _end_with_parent() -> None:
    """End this process when the one it works for has gone: killed, that one cannot say so, and a worker would wait for work for ever."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _read(tasks: Sequence[Task]) -> list[Result]:
    assert _reader is not None
    return read_tasks(_reader, tasks)
