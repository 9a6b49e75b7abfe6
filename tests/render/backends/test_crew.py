"""The supervisor: results in order, a dead worker replaced, what fails twice told clearly."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path

import pytest

from render.backends.crew import Crew
from render.errors import ContentError, WriteError
from tests.processes import nobody_left_behind
from tests.render.backends.crew_jobs import doubling, dying, failing, marking


@pytest.fixture(autouse=True)
def _nobody_left_behind():
    with nobody_left_behind():
        yield


def test_results_come_in_order() -> None:
    with Crew(3, doubling) as crew:
        assert list(crew.results(range(40))) == [2 * number for number in range(40)]


def test_no_more_than_two_jobs_a_worker_are_on_their_way(tmp_path: Path) -> None:
    with Crew(2, partial(marking, tmp_path)) as crew:
        results = crew.results(range(40))
        assert next(results) == 0
        time.sleep(0.3)
        # One was taken; its successors are those that began before.
        assert len(list(tmp_path.iterdir())) <= 4
        results.close()


def test_a_dead_worker_is_replaced_and_its_job_done_again(tmp_path: Path) -> None:
    with Crew(2, partial(dying, tmp_path, 1)) as crew:
        assert list(crew.results(range(20))) == list(range(20))
    assert (tmp_path / "deaths").read_bytes() == b"x"


def test_a_job_that_kills_two_workers_is_told(tmp_path: Path) -> None:
    with Crew(2, partial(dying, tmp_path, 2)) as crew, pytest.raises(WriteError) as told:
        list(crew.results(range(20)))
    assert told.value.code == "raster.worker"
    assert told.value.params == {"band": 4, "bands": 20, "reason": "exit -9"}


def test_memory_that_runs_out_is_told() -> None:
    with Crew(1, partial(failing, "no room")) as crew, pytest.raises(WriteError) as told:
        list(crew.results(range(3)))
    assert told.value.params["reason"] == "MemoryError: no room"


def test_our_own_errors_come_through_as_they_are() -> None:
    with Crew(1, partial(failing, "ours")) as crew, pytest.raises(ContentError) as told:
        list(crew.results(range(3)))
    assert told.value.params == {"path": "a.png"}
