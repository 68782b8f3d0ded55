"""What changes the ledger by the API: judgements and stories, from reviewers only."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient
from tests.server.api.conftest import BASE

from communique import Ledger
from communique.server import holding
from communique.server.accounts import Accounts
from communique.server.api import intake
from communique.server.app import make_app
from communique.server.sessions import COOKIE, HEADER, form_token

STORY = {
    "id": "a-1", "lang": "en", "published": "2024-05-06", "publisher": "VNA",
    "text": "Russia and ASEAN signed a memorandum of understanding on energy in Jakarta on 6 May 2024.",
}  # fmt: skip


@pytest.fixture
def app(own: Ledger, accounts: Accounts) -> FastAPI:
    """The API of a ledger of its own."""
    return make_app(own, accounts=accounts)


@pytest.fixture
def anna(app: FastAPI, accounts: Accounts) -> TestClient:
    """A reviewer with a token."""
    (one,) = accounts.every()
    return TestClient(app, base_url=BASE, headers={"Authorization": f"Bearer {accounts.token(one.name)}"})


@pytest.fixture
def nobody(app: FastAPI) -> TestClient:
    return TestClient(app, base_url=BASE)


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is written is looked at at once."""
    monkeypatch.setattr(holding, "FRESH", 0.0)


def refused(answer: Any, status: int) -> dict[str, Any]:
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json"), answer.text
    told: dict[str, Any] = answer.json()
    return told


def test_a_judgement_is_made_and_undone(anna: TestClient, nobody: TestClient, own: Ledger) -> None:
    one = next(iter(own.statements(kind="commitment")))
    before = nobody.get(f"statements/{one.id}")
    made = anna.post("judgements", json={"verdict": "reject", "ids": [one.id[:10]], "reason": "the story does not say so"})
    assert made.status_code == 201 and made.json()["left"] == [one.id] and made.json()["standing"] == "in force"
    assert made.json()["user"] == own.judgements()[0].user and made.links["self"]["url"] == f"/api/v1/judgements/{made.json()['id']}"
    after = nobody.get(f"statements/{one.id}", headers={"if-none-match": before.headers["etag"]})
    assert after.status_code == 200 and after.json()["rejected"] and after.json()["record"] is None
    assert [row["id"] for row in nobody.get(f"judgements?of={one.id}").json()["items"]] == [made.json()["id"]]
    assert nobody.get(f"judgements/{made.json()['id']}").json() == made.json()
    undone = anna.post(f"judgements/{made.json()['id']}/undo", json={"reason": "it does"})
    assert undone.status_code == 201 and undone.json()["undoes"] == made.json()["id"]
    assert not nobody.get(f"statements/{one.id}").json()["rejected"]
    assert [row["standing"] for row in nobody.get("judgements").json()["items"]] == ["in force", "undone"]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"verdict": "accept", "ids": ["ffffffff"], "reason": "so"}, "ffffffff"),
        ({"verdict": "accept", "ids": [], "reason": "so"}, "ids"),
        ({"verdict": "agree", "ids": ["ffffffff"], "reason": "so"}, "verdict"),
        ({"verdict": "accept", "ids": ["ffffffff"]}, "reason"),
        ({"verdict": "accept", "ids": ["ffffffff"], "reason": "  "}, "why"),
        ({"verdict": "accept", "ids": ["ffffffff"], "reason": "so", "by": "ben"}, "by"),
        ({"verdict": "edit", "ids": ["KNOWN"], "reason": "so", "field": "colour", "value": "red"}, "colour"),
        ({"verdict": "edit", "ids": ["KNOWN"], "reason": "so", "field": "due", "value": "soon"}, "due"),
        ({"verdict": "accept", "ids": ["KNOWN"], "reason": "\ud800"}, "reason"),
    ],
)  # fmt: skip
def test_what_cannot_be_decided_is_told_and_nothing_is_kept(anna: TestClient, own: Ledger, body: dict[str, Any], told: str) -> None:
    known = next(iter(own.statements())).id
    text = json.dumps(body).replace("KNOWN", known)
    problem = refused(anna.post("judgements", content=text, headers={"content-type": "application/json"}), 422)
    assert told in problem["detail"] and not own.judgements()


def test_an_undo_of_nothing_is_told(anna: TestClient) -> None:
    assert refused(anna.post("judgements/none/undo", json={"reason": "so"}), 404)["errors"][0]["field"] == "judgement"


def test_a_story_is_read_and_kept(anna: TestClient, nobody: TestClient) -> None:
    taken = anna.post("intake", json=STORY)
    assert taken.status_code == 200, taken.text
    told = taken.json()
    assert (told["new"], told["failed"], told["problems"]) == (1, 0, []) and told["statements"] == {"agreement": 1}
    document = told["stories"][0]["document"]
    assert nobody.get(f"documents/{document}").json()["publisher"] == "VNA"
    said = nobody.get(f"documents/{document}/statements").json()["items"]
    assert said[0]["type"] == "mou" and nobody.get(f"records/{said[0]['statement']}").json()["by"] == ["ASEAN", "RUS"]
    assert anna.post("intake", json=STORY).json()["unchanged"] == 1


def test_what_cannot_be_read_is_told_story_by_story_and_the_rest_is_kept(anna: TestClient) -> None:
    lines = "\n".join([json.dumps(STORY), "{", json.dumps({"text": ""}), json.dumps({"text": "x", "published": "soon"})])
    told = anna.post("intake", content=lines, headers={"content-type": "application/x-ndjson"}).json()
    assert (told["new"], told["failed"]) == (1, 3)
    assert [(one["where"], one["code"]) for one in told["problems"]] == [("body:2", "json"), ("body:3", "empty-text"), ("body:4", "story")]
    told = anna.post("intake", json=[STORY, {"text": 7}]).json()
    assert (told["unchanged"], told["failed"], told["problems"][0]["where"]) == (1, 1, "body[2]")


@pytest.mark.parametrize(
    ("content", "form", "status"),
    [("{", "application/json", 422), ("[]", "application/json", 422), ("", "application/json", 422), ("\xff\xfe", "application/x-ndjson", 422),
     ('{"text": "/etc/passwd"}', "text/plain", 415), ('"/etc/passwd"', "application/json", 422),
     (json.dumps({"text": "\ud800"}), "application/json", 422)],
)  # fmt: skip
def test_what_is_no_story_is_a_problem(anna: TestClient, own: Ledger, content: str, form: str, status: int) -> None:
    number = sum(1 for _ in own.documents())
    problem = refused(anna.post("intake", content=content.encode("latin-1"), headers={"content-type": form}), status)
    assert problem["detail"] and sum(1 for _ in own.documents()) == number


def test_too_much_is_not_taken(anna: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "LARGEST", 1000)
    assert refused(anna.post("intake", json={"text": "x" * 1000}), 413)
    pieces = (b"x" * 600 for _ in range(3))
    assert refused(anna.post("intake", content=pieces, headers={"content-type": "application/json"}), 413)
    monkeypatch.setattr(intake, "STORIES", 1)
    assert refused(anna.post("intake", json=[{"text": "a"}, {"text": "b"}]), 413)


def test_nothing_can_be_changed_without_signing_in(nobody: TestClient, app: FastAPI, own: Ledger, accounts: Accounts) -> None:
    paths = nobody.get("openapi.json").json()["paths"]
    changing = [(method, path) for path, methods in paths.items() for method in methods if method != "get"]
    assert len(changing) >= 3
    before = len(own.judgements()), sum(1 for _ in own.documents())
    for method, path in changing:
        address = f"http://testserver/api{path.replace('{judgement}', 'x')}"
        for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": "Basic YTpi"}, {"X-Reviewer": "anna"}):
            answer = nobody.request(method, address, json=STORY, headers=headers)
            assert refused(answer, 401)["type"] == "/api#problem-sign-in" and answer.headers["www-authenticate"].startswith("Bearer")
    assert before == (len(own.judgements()), sum(1 for _ in own.documents()))


def test_a_session_changes_only_with_the_token_of_its_pages(stranger: Any, own: Ledger, accounts: Accounts) -> None:
    assert stranger.sign_in().status_code == 303
    one = next(iter(own.statements()))
    body = {"verdict": "accept", "ids": [one.id], "reason": "so"}
    assert refused(stranger.post("/api/v1/judgements", json=body), 403)["type"] == "/api#problem-forbidden"
    page = stranger.get("/").text
    token = page.partition('name="token" value="')[2].partition('"')[0]
    assert token and stranger.cookies[COOKIE]
    made = stranger.post("/api/v1/judgements", json=body, headers={HEADER: token, "accept": "application/json"})
    assert made.status_code == 201 and form_token(accounts, "x") != token
