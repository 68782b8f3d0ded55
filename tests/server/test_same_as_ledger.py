"""Whatever is judged on the web, in whatever order, is what the same calls of the ledger's own door give: records, trail and refusals."""

from __future__ import annotations

import html
import re
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.fake_reader import FakeReader
from tests.server.conftest import NAME, PASSWORD, Browser

from communique import Ledger
from communique.ledger import LedgerError
from communique.model.documents import Document, Sighting
from communique.model.judgements import Judgement
from communique.server import holding
from communique.server.accounts import Accounts, Cost
from communique.server.app import make_app
from communique.sources.story import Story

STORIES = {
    "2021-04-06": "In April RUS pledges 400 doses to LAO. RUS meets LAO.",
    "2021-05-06": "In May RUS pledges 400 doses to LAO.",
    "2021-06-06": "In June RUS pledges 300 doses to LAO. RUS meets LAO.",
    "2021-07-06": "In July RUS pledges 500 doses to LAO.",
}

PICK = st.integers(0, 40)
EDITS = [("due", "2022"), ("due", ""), ("quantity", "5 dose"), ("by", "VNM"), ("due", "soon"), ("what", "no such words")]
STEP = st.one_of(
    st.tuples(st.sampled_from(["accept", "reject"]), PICK),
    st.tuples(st.just("edit"), PICK, st.sampled_from(EDITS)),
    st.tuples(st.sampled_from(["merge", "unlink"]), PICK, PICK),
    st.tuples(st.just("link"), PICK, PICK, st.sampled_from(["fulfils", "follows", "nonsense"])),
    st.tuples(st.just("split"), PICK),
    st.tuples(st.just("score"), PICK, st.sampled_from(["+1", "0", "-1", "2"])),
    st.tuples(st.just("undo"), PICK),
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("same") / "ledger.db"
    with Ledger.open(path, reader=FakeReader()) as ledger:
        for day, text in STORIES.items():
            document = Document.of(text, language="xx")
            ledger.read(Story(document, Sighting(document.id, day, published=day), day))
    Accounts(Path(f"{path}.accounts"), cost=Cost(n=2)).add(NAME, PASSWORD)
    return path


@pytest.mark.slow
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, min_size=1, max_size=6))
def test_the_web_judges_as_the_ledger_does(template: Path, monkeypatch: pytest.MonkeyPatch, steps: list[tuple[object, ...]]) -> None:
    monkeypatch.setattr(holding, "LAG", 120.0)
    with tempfile.TemporaryDirectory() as folder:
        places = [Path(folder) / name for name in ("web.db", "own.db")]
        for place in places:
            for suffix in ("", ".accounts", "-wal"):
                if Path(f"{template}{suffix}").exists():
                    shutil.copy(f"{template}{suffix}", f"{place}{suffix}")
        with Ledger.open(places[0], reader=FakeReader()) as web, Ledger.open(places[1], reader=FakeReader()) as own:
            browser = Browser(make_app(web, accounts=Accounts.beside(places[0])))
            assert browser.sign_in().status_code == 303
            found = re.search(r'name="token" value="(\w+)"', browser.get("/judgements").text)
            assert found is not None
            for step in steps:
                said = by_web(browser, web, found[1], step)
                assert said == by_ledger(own, step)
                assert told(web) == told(own)


def picked(ledger: Ledger, number: object) -> str:
    """The id of a statement, the same in both ledgers."""
    ids = sorted(kept.statement.id for kept in ledger.kept(ledger.query()))
    return ids[int(str(number)) % len(ids)]


def half(ledger: Ledger, id_: str) -> list[str]:
    """Some statements of a record, to split off."""
    record = next((one for one in ledger.records().records if id_ in one.statement_ids), None)
    return [] if record is None else list(record.statement_ids[: len(record.statement_ids) // 2 + 1])[:-1] or [id_]


def by_web(browser: Browser, ledger: Ledger, token: str, step: tuple[object, ...]) -> str:
    """What the form says of a step; empty where it is kept."""
    verdict, first, *rest = step
    data: dict[str, object] = {"token": token, "reason": f"why {verdict}"}
    id_ = picked(ledger, first)
    if verdict == "undo":
        known = ledger.judgements()
        answer = browser.post(f"/judgements/{known[int(str(first)) % len(known)].id if known else 'feed'}/undo", data=data)
        if not known:
            assert answer.status_code == 404
            return "none"
    elif verdict in ("accept", "reject", "edit"):
        field, value = rest[0] if rest else ("", "")  # type: ignore[misc]
        answer = browser.post(f"/review/statements/{id_}", data=data | {"verdict": verdict, "field": field, "value": value})
    else:
        data |= {"verdict": verdict}
        if verdict == "split":
            data["statement"] = half(ledger, id_)
        elif verdict == "score":
            data |= {"value": rest[0], "on": "2024-01-01"}
        else:
            data |= {"other": picked(ledger, rest[0]), "kind": rest[1] if verdict == "link" else ""}
        answer = browser.post(f"/review/records/{id_}", data=data)
    if answer.status_code == 303:
        return ""
    if answer.status_code == 404:
        return "none"
    assert answer.status_code == 422
    said = re.search(r'role="alert"[^>]*><bdi lang="en">([^<]+)<', answer.text)
    assert said is not None
    return plainly(html.unescape(said[1]), ledger)


def by_ledger(ledger: Ledger, step: tuple[object, ...]) -> str:
    """What the ledger's own door says of a step."""
    verdict, first, *rest = step
    who = {"by": NAME, "why": f"why {verdict}"}
    id_ = picked(ledger, first)
    record = next((one for one in ledger.records().records if id_ in one.statement_ids), None)
    try:
        if verdict == "undo":
            known = ledger.judgements()
            if not known:
                return "none"
            ledger.undo(known[int(str(first)) % len(known)].id, **who)
        elif verdict in ("accept", "reject"):
            ledger.judge(verdict, id_, **who)  # type: ignore[arg-type]
        elif verdict == "edit":
            field, value = rest[0]  # type: ignore[misc]
            ledger.judge("edit", id_, field=field, value=value, **who)
        elif verdict == "split":
            ledger.judge("split", *half(ledger, id_), **who)
        elif verdict == "score":
            ledger.judge("score", id_, value=str(rest[0]), on="2024-01-01", **who)
        else:
            ledger.judge(verdict, id_, picked(ledger, rest[0]), value=str(rest[1]) if verdict == "link" else None, **who)  # type: ignore[arg-type]
    except (ValueError, LedgerError) as error:
        return "none" if record is None and verdict not in ("accept", "reject", "edit", "undo") else plainly(str(error), ledger)
    return ""


def plainly(said: str, ledger: Ledger) -> str:
    """What is said, without the ids of judgements: they hang on the moment."""
    for one in ledger.judgements():
        said = said.replace(one.id, "a judgement")
    return said


def told(ledger: Ledger) -> object:
    """All that the judgements make of a ledger, but for the moments they were made at."""
    made, known = ledger.records(), ledger.judgements()
    place = {one.id: number for number, one in enumerate(known)}

    def plain(one: Judgement) -> object:
        sides = [tuple(named.id for named in side) for side in (one.left, one.right)]
        return (one.verdict, *sides, one.slot, one.value, one.quote, one.on, one.undoes and place[one.undoes], one.user, one.reason)

    return made.records, made.links, [(one.record, one.state) for one in made.deliveries], [plain(one) for one in known]
