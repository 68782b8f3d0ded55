"""What the words of a kind (its types and statuses) have in common: which of them may be told of one and the same thing."""

from __future__ import annotations

STATE_OFFICES = frozenset("chair incoming_chair co_chair country_coordinator host".split())
"""Offices that a state holds, whoever acts for it; of the others the holder is a person."""
PLANNED = frozenset({"proposed", "scheduled", "postponed"})
"""Statuses of a meeting that is to come."""
CLASSES = {"session": "session", "conference": "session", "visit": "talks", "talks": "talks", "sidelines": "talks", "call": "call"}
"""Forms of a meeting that may be told of one and the same; a mechanism may be told in any."""
TEXTS = {
    "treaty": "binding", "protocol": "protocol", "exchange_of_notes": "binding", "mou": "binding", "contract": "binding",
    "declaration": "text", "communique": "text", "plan": "plan", "bundle": "bundle",
}  # fmt: skip
PENDING = frozenset({"proposed", "under_negotiation", "negotiations_concluded", "initialled"})
"""Statuses of a text that is not there yet: two sides negotiate one treaty of a field, however long it takes."""
ONCE = frozenset("initialled signed adopted in_force terminated expired negotiations_concluded".split())
"""Statuses that an instrument has once."""
DATED = ONCE | {"approved", "ratified", "extended", "suspended", "denounced"}
"""Statuses that are acts of a day."""
MADE = frozenset({"signed", "adopted"})
"""Statuses with which a text begins."""
CHANGED = frozenset({"extended", "suspended", "denounced", "terminated"})
"""Statuses of a text that was there before."""
HOLDING = frozenset({"approved", "ratified", "in_force"})
"""Statuses by which a signed text comes to hold."""
JOINING = frozenset({"membership", "accession", "status_granted"})
"""Milestones by which a body has a new member, or a new observer."""
SIDES = {
    "supports": "for", "welcomes": "for", "affirms_priority": "for", "calls_for": "asks", "requests": "asks", "proposes": "asks",
    "expresses_concern": "against", "opposes": "against", "condemns": "against", "rejects": "against",
}  # fmt: skip
"""Stances that two stories may give of one and the same word: weaker and stronger, never for and against."""
