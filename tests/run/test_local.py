"""Reading in several processes gives what reading in one gives."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from tests.fake_reader import FakeReader, FakeReading

from communique import Ledger
from communique.model.documents import Document, Sighting
from communique.run.local import read_batches
from communique.run.plan import Task
from communique.world.errors import PackError

EXAMPLES = Path(__file__).parents[2] / "examples"


def task(place: int, text: str = "RUS meets ASEAN.") -> Task:
    document = Document.of(f"{place}. {text}")
    return Task(document, Sighting(document.id, f"s{place}", published="2021"), f"file:{place}")


def exported(*paths: Path, jobs: int) -> list[str]:
    with Ledger.open(":memory:") as ledger:
        load = ledger.read(paths, jobs=jobs)
        assert not load.problems and load.new == len(list(ledger.documents()))
        stream = io.BytesIO()
        ledger.export(stream)
    return stream.getvalue().decode("utf-8").splitlines()


@pytest.mark.slow
def test_two_processes_read_what_one_reads_in_any_order() -> None:
    stories = sorted([*EXAMPLES.glob("*.txt"), *EXAMPLES.glob("*.json")])
    one = exported(*stories, jobs=1)
    assert len(one) > 20
    assert exported(*stories, jobs=2) == one
    assert exported(*reversed(stories), jobs=2) == one
    assert exported(*reversed(stories), jobs=1) == one


@pytest.mark.parametrize("jobs", [1, 2, 3])
@pytest.mark.parametrize("sizes", [[], [1], [5, 1, 9], [0, 4], [30, 30]])
def test_results_come_batch_by_batch_in_their_order(jobs: int, sizes: list[int]) -> None:
    batches = [[task(100 * number + place) for place in range(size)] for number, size in enumerate(sizes)]
    results = list(read_batches(batches, partial(FakeReader, "fake 1"), jobs=jobs))
    assert [[result.task for result in batch] for batch in results] == batches
    assert all(result.reader == "fake 1" and len(result.statements) == 1 and not result.problems for batch in results for result in batch)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_reader_that_breaks_down_is_a_problem_of_that_story(jobs: int) -> None:
    batch = [task(1), task(2, "BREAK"), task(3, "NOPACK"), task(4)]
    (results,) = read_batches([batch], FakeReader, jobs=jobs)
    assert [result.reader for result in results] == ["fake 1", None, None, "fake 1"]
    assert [[(one.code, one.where) for one in result.problems] for result in results] == [[], [("reader", "file:2")], [("no-pack", "file:3")], []]


@dataclass(frozen=True)
class Fatal(FakeReader):
    """A reader whose process dies on DIE."""

    def read(self, document: Document, sighting: Sighting) -> FakeReading:
        if "DIE" in document.text:
            os._exit(9)
        return super().read(document, sighting)


def test_a_process_that_dies_loses_the_story_it_died_of_and_no_other() -> None:
    deadly = {3, 4, 308}
    numbers = [[100 * batch + place for place in range(9)] for batch in range(5)]
    batches = [[task(number, "DIE" if number in deadly else "RUS meets ASEAN.") for number in batch] for batch in numbers]
    results = list(read_batches(batches, Fatal, jobs=2))
    assert [[result.task for result in batch] for batch in results] == batches
    for result in (result for batch in results for result in batch):
        died = "DIE" in result.task.document.text
        assert [one.code for one in result.problems] == ["died"] * died and len(result.statements) == 1 - died


def unopened() -> FakeReader:
    raise PackError("verbs.tsv", 3, "no such verb")


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_reader_that_cannot_be_opened_says_why(jobs: int) -> None:
    with pytest.raises(PackError, match=r"verbs\.tsv:3: no such verb"):
        list(read_batches([[task(1)]], unopened, jobs=jobs))


def test_batches_are_taken_as_they_are_needed() -> None:
    taken = []

    def batches() -> Iterator[list[Task]]:
        for number in range(50):
            taken.append(number)
            yield [task(number)]

    results = read_batches(batches(), FakeReader, jobs=2)
    next(results)
    assert len(taken) <= 3
    results.close()  # type: ignore[attr-defined]


def test_documents_read_at_once_equal_documents_read_one_by_one(tmp_path: Path) -> None:
    for place in range(150):
        (tmp_path / f"s{place:03}.txt").write_text(f" date 2021-04\n{place % 100}. RUS meets ASEAN.", encoding="utf-8")
    found = []
    for jobs in (1, 2):
        with Ledger.open(":memory:", reader=FakeReader()) as ledger:
            load = ledger.read(tmp_path, jobs=jobs)
            assert load.stories == 150 and not load.problems
            found.append((list(ledger.statements(order="document")), [ledger.sightings(one.id) for one in ledger.documents()]))
    assert found[0] == found[1]
    assert len(found[0][0]) == 100
