"""Who may change the ledger by the API: reviewers who are signed in, by a token or the session of a browser."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from communique.server.api.problems import Refused

_BEARER = HTTPBearer(auto_error=False, description="The token of a reviewer's account: `communique accounts token NAME` makes one.")


def reviewer(request: Request, _: Annotated[HTTPAuthorizationCredentials | None, Security(_BEARER)] = None) -> str:
    """The name of the reviewer who asks. Who it is, the gate before all routes has found out."""
    user: str | None = getattr(request.state, "user", None)
    if not user:
        told = "only reviewers may do this: send `Authorization: Bearer TOKEN`, or sign in"
        raise Refused("sign-in", told, headers={"WWW-Authenticate": 'Bearer realm="communique"'})
    return user


Reviewer = Annotated[str, Depends(reviewer)]
