"""Read many stories on one machine: in this process, or in a pool of them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context

from communique.run.plan import Opens, Reads, Result, Task, read_task

_PIECES = 4
"""Parts a batch is cut into for each process, so that a slow story does not hold up the rest."""

_reader: Reads | None = None  # of a worker process: opened once in it, by `_open`


def read_batches(batches: Iterable[Sequence[Task]], opens: Opens, *, jobs: int = 1) -> Iterator[list[Result]]:
    """The results of batches of tasks, batch by batch and in their order, whatever the number of processes.

    With several jobs the batch after the one handed out is already being read.
    """
    if jobs <= 1:
        reader = opens()
        for batch in batches:
            yield [read_task(reader, task) for task in batch]
        return
    fresh = get_context("spawn")  # a fork beside the thread of a progress bar may hang
    with ProcessPoolExecutor(jobs, mp_context=fresh, initializer=_open, initargs=(opens,)) as pool:
        ahead: deque[list[Future[list[Result]]]] = deque()
        try:
            for batch in batches:
                size = -(-len(batch) // (jobs * _PIECES)) or 1
                ahead.append([pool.submit(_read, batch[start : start + size]) for start in range(0, len(batch), size)])
                if len(ahead) > 1:
                    yield [result for future in ahead.popleft() for result in future.result()]
            while ahead:
                yield [result for future in ahead.popleft() for result in future.result()]
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _open(opens: Opens) -> None:
    global _reader
    _reader = opens()


def _read(tasks: Sequence[Task]) -> list[Result]:
    assert _reader is not None
    return [read_task(_reader, task) for task in tasks]
