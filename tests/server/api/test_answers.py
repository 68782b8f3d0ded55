"""What the API answers: lists by pages, forms, days, languages, versions, problems."""

from __future__ import annotations

import base64
import csv
import datetime
import io
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from communique import Ledger
from communique.server.api.answering import cursor
from communique.server.api.rows import ROWS
from communique.views.table import VIEWS

LISTS = (
    "documents", "statements", "records", "partnerships", "actors", "mechanisms", "judgements", "views/timeline", "partnerships/ASEAN,RUS/board",
    "documents/2021-04-jcc19-bilan/statements", "documents/2021-04-jcc19-bilan/sightings", "documents/2021-04-jcc19-bilan/family",
    "documents/2021-04-jcc19-bilan/news", "search?q=russie", "search?q=russie&order=best", "mechanisms?between=ASEAN",
)  # fmt: skip


def every(api: TestClient, address: str, limit: int) -> list[dict[str, Any]]:
    """All items of a list, page by page, by the addresses that the answers give."""
    found: list[dict[str, Any]] = []
    following: str | None = f"{address}{'&' if '?' in address else '?'}limit={limit}"
    while following:
        answer = api.get(following)
        assert answer.status_code == 200, answer.text
        found += answer.json()["items"]
        following = answer.links["next"]["url"] if "link" in answer.headers else None
        following = f"http://testserver{following}" if following else None
        assert (following is None) == (answer.json()["next"] is None)
    return found


@pytest.mark.parametrize("address", LISTS)
def test_pages_make_the_whole_list(api: TestClient, address: str) -> None:
    assert every(api, address, 7) == every(api, address, 500)


@pytest.mark.parametrize("order", ["newest", "oldest"])
@pytest.mark.parametrize("filters", ["", "&kind=meeting", "&between=ASEAN,RUS&since=2018&until=2021-10"])
def test_statements_are_those_of_the_ledger(api: TestClient, api_ledger: Ledger, order: Any, filters: str) -> None:
    asked: dict[str, dict[str, Any]] = {
        "": {}, "&kind=meeting": {"kind": "meeting"},
        "&between=ASEAN,RUS&since=2018&until=2021-10": {"between": ("ASEAN", "RUS"), "since": "2018", "until": "2021-10"},
    }  # fmt: skip
    ids = [one.id for one in api_ledger.statements(order=order, **asked[filters])]
    assert len(ids) > 5
    assert [one["statement"] for one in every(api, f"statements?order={order}{filters}", 3)] == ids


def test_a_search_finds_words(api: TestClient, api_ledger: Ledger) -> None:
    found = api_ledger.search("vaccin*", limit=500)
    told = api.get("search?q=vaccin*&limit=3").json()
    assert len(found.statements) > 5 and told["total"] == found.total and (told["order"], told["more"]) == ("newest", False)
    assert [one["statement"] for one in every(api, "search?q=vaccin*", 3)] == [one.statement.id for one in found.statements]
    table = list(csv.reader(io.StringIO(api.get("search?q=vaccin*&format=csv").text)))
    assert len(table) == found.total + 1
    assert api.get("search?q=").json()["items"] == [] and api.get("search").status_code == 422


def test_a_record_has_all_that_bears_on_it(api: TestClient, api_ledger: Ledger) -> None:
    assembly = api_ledger.records()
    link = assembly.links[0]
    source, target = (api.get(f"records/{id_}").json() for id_ in (link.source, link.target))
    assert link.target in [one["target"] for one in source["links"]]
    assert link.source in [one["source"] for one in target["linked_from"]]
    record = next(one for one in assembly.records if one.conflicts and len(one.statement_ids) > 1)
    told = api.get(f"records/{record.statement_ids[-1][:10]}").json()
    assert told["record"] == record.id and [one["slot"] for one in told["conflicts"]] == [one.slot for one in record.conflicts]
    assert [one["status"] for one in told["history"]] == [step.status for step in record.history]
    assert {one["statement"] for one in told["statements"]} == set(record.statement_ids)


def test_a_statement_stands_where_it_says(api: TestClient) -> None:
    one = api.get("statements?limit=1").json()["items"][0]
    told = api.get(f"statements/{one['statement']}").json()
    text = api.get(f"documents/{told['document_id']}/text").text
    assert all(text[piece["start"] : piece["end"]] == piece["quote"] for piece in told["evidence"])
    assert all(place["end"] <= len(text) for places in told["slots"].values() for place in places)
    assert told["record"] and api.get(f"records/{told['record']}").status_code == 200


@pytest.mark.parametrize("address", ["records", "views/timeline", "partnerships/ASEAN,RUS/timeline"])
def test_a_day_shows_what_was_known_by_its_end(api: TestClient, address: str) -> None:
    then, now = (every(api, f"{address}?{day}", 100) for day in ("as_of=2019-12-31", "lang=en"))
    assert 0 < len(then) < len(now)
    assert all(one["last_seen"] <= "2019-12-31" for one in then)


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_has_a_label_in_the_language_asked_for(api: TestClient, view: str) -> None:
    address = f"partnerships/ASEAN,RUS/{view}?as_of=2022-12-31"
    told = {code: api.get(address, headers={"accept-language": f"{code};q=0.9, *;q=0.1"}) for code in ("en", "fr")}
    items = {code: answer.json()["items"] for code, answer in told.items()}
    assert items["en"] and all(one["label"] for one in items["fr"])
    assert [one["label"] for one in items["en"]] != [one["label"] for one in items["fr"]]
    assert told["en"].headers["etag"] != told["fr"].headers["etag"]
    assert [ROWS[view].model_validate(one).label for one in items["en"]]


@pytest.mark.parametrize(
    "address",
    [
        "statements", "records", "partnerships/ASEAN,RUS/timeline", "views/board", "documents", "documents?order=latest", "partnerships", "actors",
        "mechanisms",
    ],
)  # fmt: skip
def test_a_whole_list_comes_in_every_form(api: TestClient, address: str) -> None:
    number = len(every(api, address, 500))
    given = f"{address}{'&' if '?' in address else '?'}"
    table = api.get(f"{given}format=csv")
    rows = list(csv.reader(io.StringIO(table.text)))
    assert len(rows) == number + 1 and "attachment" in table.headers["content-disposition"]
    lines = api.get(address, headers={"accept": "application/x-ndjson, */*;q=0.1"})
    assert len([json.loads(line) for line in lines.text.splitlines()]) == number
    linked = api.get(f"{given}format=jsonld").json()
    assert "@context" in linked and len(linked["@graph"]) >= number
    assert len(list(csv.reader(io.StringIO(api.get(f"{given}format=csv&limit=3").text)))) == min(number, 3) + 1


@pytest.mark.parametrize("address", ["documents", "documents?order=latest", "partnerships", "actors", "search?q=vaccins", "statements"])
def test_lists_are_of_what_was_known_on_a_day(api: TestClient, api_ledger: Ledger, address: str) -> None:
    given = f"{address}{'&' if '?' in address else '?'}"
    now, then, never = (every(api, f"{given}as_of={day}" if day else address, 500) for day in ("", "2021-06", "1999"))
    assert 0 < len(then) < len(now) and not never
    known = {one.sighting.document_id for one in api_ledger.latest(most=500, as_of=datetime.date(2021, 6, 30))}
    if address.startswith("documents"):
        assert {one["document"] for one in then} == known
    elif "records" in then[0]:
        assert sum(one["records"] for one in then) < sum(one["records"] for one in now)
    else:
        assert [one["statement"] for one in then] == [one["statement"] for one in now if one["document_id"] in known]


def test_what_was_read_last_comes_first(api: TestClient) -> None:
    latest, by_id = every(api, "documents?order=latest", 3), every(api, "documents", 500)
    assert sorted(one["document"] for one in latest) == [one["document"] for one in by_id]
    assert latest != by_id


def test_the_calendar_is_one_for_calendars(api: TestClient) -> None:
    answer = api.get("partnerships/ASEAN,RUS/calendar?format=ics&as_of=2021-09-30")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8" and answer.text.startswith("BEGIN:VCALENDAR")
    assert api.get("partnerships/ASEAN,RUS/timeline?format=ics").status_code == 422


@pytest.mark.parametrize(
    "address",
    [*LISTS[:6], "http://testserver/api/v1", "partnerships/ASEAN,RUS", "actors/RUS", "documents/2021-04-jcc19-bilan", "mechanisms/ASEAN-RU.JCC"],
)
def test_what_did_not_change_is_not_sent_again(api: TestClient, address: str) -> None:
    answer = api.get(address)
    tag = answer.headers["etag"]
    again = api.get(address, headers={"if-none-match": f'"other", {tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert api.get(address, headers={"if-none-match": '"other"'}).content == answer.content


@pytest.mark.parametrize(
    ("address", "status", "name", "field"),
    [
        ("nowhere", 404, "not-found", None), ("statements/none", 404, "not-found", "statement"), ("documents/none", 404, "not-found", "document"),
        ("records/none", 404, "not-found", "record"), ("records?limit=0", 422, "not-valid", "limit"), ("records?limit=x", 422, "not-valid", "limit"),
        ("records?knd=meeting", 422, "not-valid", "knd"), ("records?kind=party", 422, "not-valid", "kind"),
        ("statements?since=2021-13", 422, "not-valid", "since"), ("records?as_of=2021-02-30", 422, "not-valid", "as_of"),
        ("records?as_of=soon", 422, "not-valid", "as_of"), ("records?area=XXX", 422, "not-valid", "area"),
        ("records?lang=tlh", 422, "not-valid", "lang"), ("records?format=xml", 422, "not-valid", "format"),
        ("records?cursor=abc", 422, "not-valid", "cursor"), ("partnerships/ASEAN", 404, "not-found", None),
        ("partnerships/ASEAN,RUS/nothing", 404, "not-found", None), ("mechanisms/none", 404, "not-found", "mechanism"),
        ("actors/none", 404, "not-found", "actor"), ("judgements/none", 404, "not-found", "judgement"),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_told_as_a_problem(api: TestClient, address: str, status: int, name: str, field: str | None) -> None:
    answer = api.get(address)
    told = answer.json()
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert (told["type"], told["status"], told["instance"]) == (f"/api#problem-{name}", status, f"/api/v1/{address.partition('?')[0]}")
    assert told["title"] and told["detail"]
    if field:
        assert told["errors"][0]["field"] == field and field in told["detail"]


def test_other_methods_and_forms_are_problems_too(api: TestClient, reviewer: TestClient) -> None:
    wrong = reviewer.delete("records")
    assert wrong.status_code == 405 and wrong.headers["allow"] == "GET" and wrong.json()["type"] == "/api#problem-wrong-method"
    assert api.get("records", headers={"accept": "image/png"}).json()["status"] == 406
    assert api.get("http://testserver/api/nowhere").json()["status"] == 404
    assert api.get("http://testserver/nowhere").headers["content-type"].startswith("text/html")


def test_a_fault_of_ours_is_a_problem_that_tells_nothing(api: TestClient, api_ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr(api_ledger, "review_of", fail)
    answer = api.get("statements/797f017ff6f9df7c")
    assert (answer.status_code, answer.json()["type"]) == (500, "/api#problem-failed") and "secret" not in answer.text


@settings(max_examples=40, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(given_=st.one_of(st.binary(max_size=40).map(lambda data: "".join(f"%{byte:02X}" for byte in data)), st.text(max_size=20).map(
    lambda text: "".join(f"%{byte:02X}" for byte in text.encode("utf-8", "surrogatepass")))))  # fmt: skip
def test_no_bytes_make_the_api_fail(api: TestClient, given_: str) -> None:
    for name in ("statements", "records", "documents", "judgements", "actors", "mechanisms", "partnerships"):
        assert api.get(f"{name}/{given_}").status_code < 500
    for query in ("q", "cursor", "between", "kind", "since", "until", "as_of", "lang", "format", "document", "area", "limit", "order", given_ or "x"):
        for name in ("statements?", "records?", "search?q=russie&"):
            assert api.get(f"{name}{query}={given_}").status_code < 500


@given(place=st.lists(st.one_of(st.integers(), st.text(max_size=5), st.none(), st.booleans()), max_size=4))
@settings(max_examples=40, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
def test_no_cursor_makes_the_api_fail(api: TestClient, place: list[Any]) -> None:
    for name in ("statements", "records", "documents", "search?q=russie"):
        own = api.get(f"{name}{'&' if '?' in name else '?'}limit=1").json()["next"]
        key = json.loads(base64.urlsafe_b64decode(own + "==="))[0]
        assert api.get(f"{name}{'&' if '?' in name else '?'}limit=1&cursor={cursor(place, key)}").status_code < 500


def test_an_address_with_a_line_end_is_refused_as_any_other(api: TestClient) -> None:
    answer = api.get("http://testserver/api/v1/records/%0A")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
