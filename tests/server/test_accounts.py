"""Accounts, signing in and out, and what guessing costs."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest
from tests.server.conftest import NAME, PASSWORD, Browser
from typer.testing import CliRunner

from communique import Ledger
from communique.cli.main import app
from communique.server import sessions
from communique.server.accounts import AccountError, Accounts, Cost
from communique.server.attempts import FORGOTTEN, LONGEST, Attempts
from communique.server.sessions import COOKIE, local

CHEAP = Cost(n=2**4)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db.accounts"


@pytest.fixture
def some(file: Path) -> Accounts:
    made = Accounts(file, cost=CHEAP)
    made.add(NAME, PASSWORD)
    return made


def test_a_password_opens_its_account_alone(some: Accounts) -> None:
    some.add("Ben", "another password")
    found = some.by_password("anna  TRAN", PASSWORD)
    assert found is not None and found.name == NAME
    assert some.by_password(NAME, PASSWORD + "!") is some.by_password("Ben", PASSWORD) is some.by_password("Nobody", PASSWORD) is None


def test_neither_password_nor_token_can_be_read_in_the_file(some: Accounts, file: Path) -> None:
    token = some.token(NAME)
    found = some.by_token(token)
    assert found is not None and found.name == NAME
    kept = file.read_bytes()
    assert PASSWORD.encode() not in kept and token.encode() not in kept and token.removeprefix("communique_").encode() not in kept
    assert b"scrypt$16$8$3$" in kept


@pytest.mark.skipif(sys.platform == "win32", reason="other permissions")
def test_only_its_owner_reads_the_file(some: Accounts, file: Path) -> None:
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_same_password_is_kept_otherwise_each_time(tmp_path: Path) -> None:
    kept = []
    for name in ("a", "b"):
        Accounts(tmp_path / name, cost=CHEAP).add(NAME, PASSWORD)
        with Accounts(tmp_path / name)._read() as connection:
            assert connection is not None
            kept.append(connection.execute("SELECT password FROM accounts").fetchone()[0])
    assert kept[0] != kept[1]


def test_a_new_token_ends_the_former_one_and_removal_both(some: Accounts) -> None:
    first, second = some.token(NAME), some.token(NAME)
    assert some.by_token(first) is None and some.by_token(second) is not None
    some.remove(NAME)
    assert some.by_token(second) is None and some.by_password(NAME, PASSWORD) is None and some.every() == []


@pytest.mark.parametrize("name", ["", "  ", "a\nb\x00", "x" * 65, "anna\u202e"])
def test_what_is_no_name_is_refused(some: Accounts, name: str) -> None:
    with pytest.raises(AccountError):
        some.add(name, PASSWORD)


@pytest.mark.parametrize("password", ["", "short", "x" * 1025])
def test_what_is_no_password_is_refused(some: Accounts, password: str) -> None:
    with pytest.raises(AccountError, match="10 to 1024"):
        some.add("Ben", password)


def test_names_that_look_alike_are_one(some: Accounts) -> None:
    with pytest.raises(AccountError, match="Anna Tran already"):
        some.add("ANNA TRAN", PASSWORD)
    with pytest.raises(AccountError, match="no account 'Ben'"):
        some.token("Ben")


def test_nothing_is_made_by_looking(file: Path) -> None:
    none = Accounts(file)
    assert none.every() == [] and none.secret is None and none.by_token("x") is None and none.by_name("x") is None and not none.ended("x")
    with pytest.raises(AccountError):
        none.remove("x")
    assert not file.exists()


def test_the_commands(tmp_path: Path) -> None:
    place = tmp_path / "l.db"
    Ledger.open(place).close()

    def run(*words: str, said: str = "") -> tuple[int, str]:
        done = CliRunner().invoke(app, ["accounts", *words, "--ledger", str(place)], input=said)
        return done.exit_code, done.output

    assert run("list") == (0, "no accounts: `communique accounts add NAME` makes one\n")
    assert run("add", "Anna", "--password-stdin", said="short\n")[0] == 1
    assert run("add", "Anna", said=f"{PASSWORD}\n{PASSWORD}\n")[0] == 0
    assert run("add", "bot", "--no-password")[0] == 0
    assert run("add", "bot", "--no-password")[0] == 1
    code, token = run("token", "bot")
    assert code == 0 and Accounts.beside(place).by_token(token.strip()) is not None
    listed = [line.split("\t") for line in run("list")[1].splitlines()]
    assert [(row[0], row[2]) for row in listed] == [("Anna", "password"), ("bot", "token")]
    assert run("remove", "bot")[0] == 0 and run("remove", "bot")[0] == 1
    assert run("token", "bot") == (1, "error: no account 'bot': `communique accounts list` names them\n")
    missing = CliRunner().invoke(app, ["accounts", "add", "Anna", "--password-stdin", "--ledger", str(tmp_path / "none.db")], input=PASSWORD)
    assert missing.exit_code == 1 and not list(tmp_path.glob("none*"))


def test_signing_in_and_out(stranger: Browser) -> None:
    answer = stranger.sign_in(page="/sign-in?next=/judgements%3Fpage=2")
    assert answer.status_code == 303 and NAME not in stranger.get("/sign-in").text
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=lax" in cookie and "secure" not in cookie
    assert NAME in stranger.get("/judgements").text
    assert stranger.get("/sign-in?next=/judgements").headers["location"] == "/judgements"
    kept = stranger.cookies[COOKIE]
    assert stranger.submit("/", "/sign-out").headers["location"] == "/"
    assert COOKIE not in stranger.cookies
    stranger.cookies.set(COOKIE, kept)  # a copy of the cookie
    assert NAME not in stranger.get("/judgements").text


def test_the_form_leads_on_to_where_one_came_from(stranger: Browser) -> None:
    found = stranger.get("/review/records/1234")
    assert found.status_code == 303 and found.headers["location"] == "/sign-in?next=%2Freview%2Frecords%2F1234"
    assert 'name="next" value="/review/records/1234"' in stranger.get(found.headers["location"]).text
    assert stranger.submit("/sign-in", name=NAME, password=PASSWORD, next="/judgements").headers["location"] == "/judgements"


@pytest.mark.parametrize(
    "address",
    ["//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)", "/\tevil", "/sign-in?next=/sign-in", "",
     "evil.example", "/\n/evil.example"],
)  # fmt: skip
def test_nobody_is_led_elsewhere(address: str) -> None:
    assert local(address) == "/"


def test_behind_tls_cookies_are_for_tls_alone(stranger: Browser) -> None:
    stranger.base_url, stranger.headers["origin"] = "https://testserver", "https://testserver"
    assert "secure" in stranger.sign_in().headers["set-cookie"].lower()


def test_a_wrong_password_keeps_the_name_and_says_nothing_of_accounts(stranger: Browser) -> None:
    wrong, unknown = (stranger.sign_in(name, "not the password") for name in (NAME, "Nobody"))
    assert wrong.status_code == unknown.status_code == 401
    assert f'value="{NAME}"' in wrong.text and "not the password" not in wrong.text
    assert wrong.text.replace(NAME, "Nobody") == unknown.text


def test_who_guesses_waits(stranger: Browser) -> None:
    codes = [stranger.sign_in(password=f"guess number {number}").status_code for number in range(4)]
    assert codes == [401, 401, 401, 429]
    refused = stranger.sign_in()
    assert refused.status_code == 429 and int(refused.headers["retry-after"]) >= 1
    stranger.app.state.attempts.forget(("name", NAME.casefold()))  # type: ignore[attr-defined]
    assert stranger.sign_in().status_code == 303


def test_waits_double_and_are_forgotten() -> None:
    now = [0.0]
    attempts, key = Attempts(lambda: now[0]), ("name", "anna")
    waits = []
    for _ in range(14):
        attempts.failed(key)
        waits.append(attempts.wait(key, ("address", "::1")))
    assert waits == [0, 0, *(min(2.0**number, LONGEST) for number in range(12))]
    now[0] += LONGEST
    assert attempts.wait(key) == 0
    now[0] += FORGOTTEN
    attempts.failed(key)
    assert attempts.wait(key) == 0


def test_a_session_ends_with_its_time_its_password_or_its_account(anna: Browser, accounts: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "LASTS", -1)
    assert NAME not in anna.get("/judgements").text
    monkeypatch.undo()
    assert NAME in anna.get("/judgements").text
    accounts.add(NAME, "another password")
    assert NAME not in anna.get("/judgements").text
    assert anna.sign_in(password="another password").status_code == 303
    assert NAME in anna.get("/judgements").text
    accounts.remove(NAME)
    accounts.add(NAME, "another password")
    assert NAME not in anna.get("/judgements").text


def test_a_cookie_that_was_tampered_with_opens_nothing(anna: Browser) -> None:
    good = anna.cookies[COOKIE]
    for bad in ("", "x", good[:-2], good.replace(good[:4], "AAAA", 1), good + "A"):
        anna.cookies.set(COOKIE, bad, domain="testserver.local")
        assert NAME not in anna.get("/judgements").text, bad


def test_without_accounts_the_page_says_so(own: Ledger, tmp_path: Path) -> None:
    from communique.server.app import make_app

    browser = Browser(make_app(own, accounts=Accounts(tmp_path / "none.accounts")))
    assert "communique accounts add" in browser.get("/sign-in").text
    assert browser.post("/sign-in", data={"name": NAME, "password": PASSWORD, "token": ""}).status_code == 403
    assert not (tmp_path / "none.accounts").exists()
