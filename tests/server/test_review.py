"""Review in place: forms, what they refuse, what they lead to, and the audit trail."""

from __future__ import annotations

import html
import re

import pytest
from tests.server.conftest import NAME, Browser

from communique import Ledger
from communique.assembly.group import Group
from communique.model.documents import Document
from communique.server.pages import judgements

WHY = "read the story"


def commitments(ledger: Ledger) -> list[Group]:
    return [group for group in ledger.records().groups if group.record.kind == "commitment" and group.parties == {"ASEAN", "RUS"}]


def refused(page: str) -> str:
    """What a form says of what was sent."""
    found = re.search(r'role="alert"[^>]*>(?:<bdi lang="en">)?([^<]+)<', page)
    assert found is not None, page
    return html.unescape(found[1])


def judged(answer: object) -> str:
    """The judgement that a page leads to."""
    location = answer.headers["location"]  # type: ignore[attr-defined]
    assert answer.status_code == 303, answer.text  # type: ignore[attr-defined]
    return str(location).partition("judged=")[2]


def test_a_statement_is_rejected_and_brought_back(anna: Browser, own: Ledger) -> None:
    before = own.records()
    group = commitments(own)[0]
    page = f"/review/statements/{group.id}"
    answer = anna.submit(page, verdict="reject", reason=f"  {WHY} ")
    (made,) = own.judgements()
    assert judged(answer) == made.id and (made.verdict, made.user, made.reason) == ("reject", NAME, WHY)
    assert own.records().records != before.records
    told = anna.get(answer.headers["location"]).text
    assert "Kept." in told and WHY in told and f'action="/judgements/{made.id}/undo"' in told
    assert "Rejected" in anna.get(page).text
    undone = anna.submit(page, f"/judgements/{made.id}/undo", reason="a slip", back=page)
    assert undone.headers["location"] == f"{page}?judged={own.judgements()[1].id}"
    assert "Undone." in anna.get(undone.headers["location"]).text
    assert own.records().records == before.records


def test_after_a_decision_its_record_is_shown_with_a_way_back(anna: Browser, own: Ledger) -> None:
    group = commitments(own)[0]
    answer = anna.submit(f"/review/statements/{group.id}", verdict="accept", reason=WHY)
    assert answer.headers["location"] == f"/records/{group.id}?judged={own.judgements()[0].id}"
    page = anna.get(answer.headers["location"])
    assert page.status_code == 200 and "Kept." in page.text and "accepted" in page.text
    stranger = Browser(anna.app)  # type: ignore[arg-type]
    shown = stranger.get(answer.headers["location"]).text
    assert "Kept." not in shown and 'method="post"' not in shown and 'name="token"' not in shown


def test_a_field_is_edited_by_words_of_the_story(anna: Browser, own: Ledger) -> None:
    group = next(one for one in commitments(own) if one.record.content.due == "2020")
    page = f"/review/statements/{group.id}"
    form = anna.get(f"{page}?field=due").text
    assert 'value="2020"' in form and "EDTF" in form and "<mark>" in form
    quote = own.review_of(group.id).statement.evidence[0].quote.exact  # type: ignore[union-attr]
    anna.submit(page, verdict="edit", field="due", value="2020-12", quote=quote, reason=WHY)
    (made,) = own.judgements()
    assert (made.slot, made.value, made.quote and made.quote.quote.exact) == ("due", "2020-12", quote)
    assert own.review_of(group.id).statement.content.due == "2020-12"  # type: ignore[union-attr]
    assert "2020-12" in anna.get(page).text and "edited" in anna.get(page).text


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"verdict": "edit", "field": "due", "value": "soon"}, "due cannot be 'soon': write a date as 2021"),
        ({"verdict": "edit", "field": "by", "value": "ASEAM"}, "did you mean ASEM or ASEAN"),
        ({"verdict": "edit", "field": "due", "value": "2020-12", "quote": "words of mine"}, "these words are not in the story"),
        ({"verdict": "edit", "field": "due", "value": "2020"}, "is 2020 already"),
        ({"verdict": "edit", "field": "nothing", "value": "x"}, "no field 'nothing'"),
        ({"verdict": "accept", "reason": "  "}, "why is missing: say for what reason"),
        ({"verdict": "merge"}, "no verdict 'merge': one of accept reject edit"),
        ({"verdict": ""}, "no verdict ''"),
    ],
)
def test_what_the_ledger_refuses_is_said_in_the_form_and_what_was_typed_kept(anna: Browser, own: Ledger, fields: dict[str, str], says: str) -> None:
    group = next(one for one in commitments(own) if one.record.content.due == "2020")
    typed = {"reason": "because <b>of</b> it"} | fields
    answer = anna.submit(f"/review/statements/{group.id}", **typed)
    assert answer.status_code == 422 and says in refused(answer.text)
    if typed.get("field") != "nothing":
        kept = [told for name, told in typed.items() if name not in ("verdict", "field") and told.strip()]
        assert all(html.escape(told) in answer.text for told in kept)
    assert "<b>" not in answer.text and not own.judgements()


def test_records_are_merged_split_scored_linked_and_unlinked(anna: Browser, own: Ledger) -> None:
    first, second, third = commitments(own)[:3]
    page = f"/review/records/{first.id}"
    assert second.id in anna.get(page).text
    merged = anna.submit(page, verdict="merge", other=second.id, reason=WHY)
    one = next(group for group in own.records().groups if first.id in group.record.statement_ids)
    assert second.id in one.record.statement_ids and merged.headers["location"].startswith(f"/records/{one.id}?")
    page = f"/review/records/{one.id}"
    anna.submit(page, verdict="split", statement=[second.id], reason=WHY)
    assert {first.id, second.id} <= {group.id for group in own.records().groups}
    anna.submit(f"/review/records/{first.id}", verdict="score", value="-1", on="2024-12-31", reason=WHY)
    anna.submit(f"/review/records/{first.id}", verdict="link", other_id=third.id[:10], other=second.id, kind="follows", reason=WHY)
    found = [(link.kind, link.target) for link in own.records().links if link.source == first.id and link.basis == "reviewed"]
    assert found == [("follows", third.id)]
    assert 'class="chip">linked: follows' in anna.get(f"/review/records/{first.id}").text
    anna.submit(f"/review/records/{first.id}", verdict="unlink", other=third.id, reason=WHY)
    assert not [link for link in own.records().links if {link.source, link.target} == {first.id, third.id}]
    assert [(one.verdict, one.value, one.on) for one in own.judgements()] == [
        ("merge", None, None), ("split", None, None), ("score", "-1", "2024-12-31"), ("link", "follows", None), ("unlink", None, None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"verdict": "merge"}, "merge takes two records or more"),
        ({"verdict": "merge", "other_id": "feedbeef"}, "no statement begins with 'feedbeef'"),
        ({"verdict": "score", "value": "5"}, "value cannot be '5'"),
        ({"verdict": "score", "value": "0", "on": "soon"}, "on cannot be 'soon'"),
        ({"verdict": "score", "value": "0", "reason": ""}, "why is missing"),
        ({"verdict": "split"}, "split takes statements"),
        ({"verdict": "accept"}, "no verdict 'accept'"),
    ],
)
def test_what_is_refused_of_records_is_said_in_the_form(anna: Browser, own: Ledger, fields: dict[str, str], says: str) -> None:
    answer = anna.submit(f"/review/records/{commitments(own)[0].id}", **({"reason": "typed & kept"} | fields))
    assert answer.status_code == 422 and says in refused(answer.text)
    assert not own.judgements()
    assert fields["verdict"] == "accept" or fields.get("reason", "typed &amp; kept") in answer.text


def test_a_meeting_has_no_score_and_is_no_promise(anna: Browser, own: Ledger) -> None:
    meeting, promise = (next(one for one in own.records().groups if one.record.kind == kind) for kind in ("meeting", "commitment"))
    page = f"/review/records/{meeting.id}"
    assert 'value="score"' not in anna.get(page).text
    assert "only commitments have a score" in refused(anna.submit(page, verdict="score", value="0", reason=WHY).text)
    assert "cannot be one thing" in refused(anna.submit(page, verdict="merge", other=promise.id, reason=WHY).text)


def test_another_record_is_found_by_words(anna: Browser, own: Ledger) -> None:
    groups = commitments(own)
    wanted = next(one for one in groups if "vaccin" in str(one.record.content.what))
    page = anna.get(f"/review/records/{groups[0].id}?find=VACCIN").text
    assert f'value="{wanted.id}"' in page
    assert 'name="other"' not in re.sub(r'name="other_id"', "", anna.get(f"/review/records/{groups[0].id}?find=zzzz").text)


@pytest.mark.parametrize("path", ["/review/records/feedbeef", "/review/statements/feedbeef"])
def test_what_is_not_there_says_so(anna: Browser, path: str) -> None:
    assert anna.get(path).status_code == 404 and "This cannot be shown" in anna.get(path).text
    assert anna.submit("/", path, verdict="accept", reason=WHY).status_code in (404, 422)


def test_a_beginning_that_several_statements_have_is_no_name(anna: Browser, own: Ledger) -> None:
    assert anna.get("/review/statements/a").status_code == 404


def test_copies_that_say_the_same_are_named(anna: Browser, own: Ledger) -> None:
    filler = " ".join(f"Delegates of both sides spoke about matter number {number} at some length." for number in range(60))
    words = "Russia pledged to deliver 900 tonnes of rice to Laos."
    copies = [Document.of(f"{head} {filler} {words}", language="en") for head in ("HANOI:", "Hanoi, today.")]
    own.read(copies)
    one, other = (next(own.statements(document=copy.id, kind="commitment")) for copy in copies)
    answer = anna.submit(f"/review/statements/{one.id}", verdict="accept", reason=WHY)
    assert f"/review/statements/{other.id}" in anna.get(answer.headers["location"]).text


def test_the_trail_tells_of_everything(anna: Browser, own: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = commitments(own)[:2]
    own.judge("reject", first.id, by="ben", why="why one")
    own.judge("score", second.id, by="ben", why="why two", value="+1", on="2024-01-01")
    own.undo(own.judgements()[0].id, by="carl", why="why three")
    page = anna.get("/judgements").text
    assert re.findall("why (one|two|three)<", page) == ["three", "two", "one"]
    assert "scored +1 (kept), 1 January 2024" in page and "3 judgements" in page
    assert len(re.findall(r'action="/judgements/\w+/undo"', page)) == 2  # what is undone is brought back by undoing its undo
    assert 'action="/judgements/' not in Browser(anna.app).get("/judgements").text  # type: ignore[arg-type]
    monkeypatch.setattr(judgements, "PAGE", 2)
    assert "Page 1 of 2" in anna.get("/judgements").text and "why one" in anna.get("/judgements?page=2").text
    assert "2 judgements" in anna.get(f"/judgements?of={first.id}").text and "1 judgements" in anna.get(f"/judgements?of={second.id}").text
    assert "No such judgement" in anna.get("/judgements?stale=1").text
    assert "Décisions" in anna.get("/judgements?lang=fr").text


def test_undoing_twice_or_without_reason_is_refused(anna: Browser, own: Ledger) -> None:
    made = own.judge("accept", commitments(own)[0].id, by="ben", why="so it is")
    address = f"/judgements/{made.id}/undo"
    assert "why is missing" in refused(anna.submit("/judgements", address, reason="").text)
    assert anna.submit("/judgements", address, reason=WHY).status_code == 303
    again = anna.submit("/judgements", address, reason="typed again")
    assert again.status_code == 422 and "undone already" in refused(again.text) and "typed again" in again.text
    assert anna.submit("/judgements", "/judgements/feedbeef/undo", reason=WHY).status_code == 404
    assert len(own.judgements()) == 2


def test_an_undo_leads_back_to_pages_of_ours_only(anna: Browser, own: Ledger) -> None:
    made = own.judge("accept", commitments(own)[0].id, by="ben", why="so it is")
    answer = anna.submit("/judgements", f"/judgements/{made.id}/undo", reason=WHY, back="https://evil.example/")
    assert answer.headers["location"].startswith("/?judged=")


def test_what_people_type_is_no_markup(anna: Browser, own: Ledger) -> None:
    reason = "<script>alert(1)</script> \u202egnp.exe =HYPERLINK(1)"
    answer = anna.submit(f"/review/statements/{commitments(own)[0].id}", verdict="accept", reason=reason)
    for page in (answer.headers["location"], "/judgements"):
        shown = anna.get(page).text
        assert "&lt;script&gt;alert(1)" in shown and "<script>alert" not in shown
        assert re.search(r"<bdi>[^<]*&lt;script&gt;", shown)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_page_of_review_speaks_the_language(anna: Browser, own: Ledger, language: str) -> None:
    group = commitments(own)[0]
    for page in (f"/review/records/{group.id}", f"/review/statements/{group.id}?field=due", "/judgements", "/sign-in"):
        answer = anna.get(page, params={"lang": language} if "?" not in page else None, headers={"accept-language": language})
        if answer.status_code == 200:
            assert f'<html lang="{language}">' in answer.text
            assert not re.findall(r"<script(?![^>]* src=)|\sstyle=|\son\w+=", answer.text)
