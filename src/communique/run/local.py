"""Work on many stories on one machine: in this process, or in a pool of them."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import get_context, parent_process
from types import TracebackType
from typing import TypeVar

from communique.run.plan import Opens, Reads, Result, Task, lost_task, read_tasks

_PIECES = 4
"""Parts a batch is cut into for each process, so that a slow story does not hold up the rest."""

_reader: Reads | None = None  # of a worker process: opened once in it, by `_open`
_unopened: Exception | None = None  # why it could not be

T = TypeVar("T")
R = TypeVar("R")
_Work = Callable[[Sequence[T]], list[R]]
_Pieces = list[tuple[Sequence[T], Future[list[R]]]]


class Workers:
    """Processes that take stories apart and read them; with one job this process does it. Used in a `with` statement."""

    def __init__(self, opens: Opens, *, jobs: int = 1) -> None:
        self._opens, self._jobs = opens, jobs
        self._pool: ProcessPoolExecutor | None = None
        self._spare: ProcessPoolExecutor | None = None
        self._reader: Reads | None = None

    def __enter__(self) -> Workers:
        """Themselves, the pool not yet started."""
        if self._jobs > 1:
            self._pool = self._new_pool(self._jobs)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Send them home; what has not been begun is not done."""
        for pool in (self._pool, self._spare):
            if pool is not None:
                pool.shutdown(cancel_futures=True)

    def each(self, function: Callable[[T], R], batches: Iterable[Sequence[T]], *, lost: Callable[[T], R]) -> Iterator[list[R]]:
        """What a function of a module gives for each thing of each batch, in their order; the next batch is done ahead.

        `lost` gives what stands for a thing on which processes die.
        """
        if self._pool:
            return self._ahead(partial(_each, function), batches, lost)
        return ([function(one) for one in batch] for batch in batches)

    def read(self, batches: Iterable[Sequence[Task]]) -> Iterator[list[Result]]:
        """The results of batches of tasks, batch by batch and in their order; the next batch is read ahead."""
        if self._pool:
            yield from self._ahead(_read, batches, lost_task)
            return
        for batch in batches:
            self._reader = self._reader or self._opens()
            yield read_tasks(self._reader, batch)

    def _ahead(self, work: _Work[T, R], batches: Iterable[Sequence[T]], lost: Callable[[T], R]) -> Iterator[list[R]]:
        ahead: deque[_Pieces[T, R]] = deque()
        for batch in batches:
            size = -(-len(batch) // (self._jobs * _PIECES)) or 1
            pieces = [batch[start : start + size] for start in range(0, len(batch), size)]
            ahead.append([(piece, self._begun(work, piece)) for piece in pieces])
            if len(ahead) > 1:
                yield [result for piece, future in ahead.popleft() for result in self._done(work, piece, future, lost)]
        while ahead:
            yield [result for piece, future in ahead.popleft() for result in self._done(work, piece, future, lost)]

    def _begun(self, work: _Work[T, R], piece: Sequence[T]) -> Future[list[R]]:
        assert self._pool is not None
        try:
            return self._pool.submit(work, piece)
        except BrokenProcessPool:
            self._pool.shutdown()
            self._pool = self._new_pool(self._jobs)
            return self._pool.submit(work, piece)

    def _done(self, work: _Work[T, R], piece: Sequence[T], future: Future[list[R]], lost: Callable[[T], R]) -> list[R]:
        """The results of a piece. Where a process died (no memory, a library that crashed), each of its things is done again in a process that
        does nothing else, so that only that is lost at which processes die."""
        try:
            return future.result()
        except BrokenProcessPool:
            results: list[R] = []
        for thing in piece:
            self._spare = self._spare or self._new_pool(1)
            try:
                results += self._spare.submit(work, [thing]).result()
            except BrokenProcessPool:
                self._spare.shutdown()
                self._spare = None
                results.append(lost(thing))
        return results

    def _new_pool(self, jobs: int) -> ProcessPoolExecutor:
        fresh = get_context("spawn")  # a fork beside the thread of a progress bar may hang
        return ProcessPoolExecutor(jobs, mp_context=fresh, initializer=_open, initargs=(self._opens,))


def read_batches(batches: Iterable[Sequence[Task]], opens: Opens, *, jobs: int = 1) -> Iterator[list[Result]]:
    """The results of batches of tasks, batch by batch and in their order, whatever the number of processes."""
    with Workers(opens, jobs=jobs) as workers:
        yield from workers.read(batches)


def _each(function: Callable[[T], R], things: Sequence[T]) -> list[R]:
    return [function(one) for one in things]


def _open(opens: Opens) -> None:
    global _reader, _unopened
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        _reader = opens()
    except Exception as error:  # told when something is to be read: of a process that ends here nobody learns why
        _unopened = error


def _end_with_parent() -> None:
    """End this process when the one it works for has gone: killed, that one cannot say so, and a worker would wait for work for ever."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _read(tasks: Sequence[Task]) -> list[Result]:
    if _unopened is not None:
        raise _unopened
    assert _reader is not None
    return read_tasks(_reader, tasks)
