"""Connections to the public internet only: an address of a private network is refused, whatever name leads to it."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable

import httpcore2
import httpx2


class PrivateAddressError(Exception):
    """A name leads to a private network."""


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    return ip.is_global and not ip.is_multicast and (mapped is None or mapped.is_global)


class GuardedTransport(httpx2.HTTPTransport):
    """A transport that connects to public addresses only. The address checked is the one connected to: no second look-up comes between."""

    def __init__(self) -> None:
        super().__init__(trust_env=False)
        self._pool.close()
        self._pool = httpcore2.ConnectionPool(
            ssl_context=httpx2.create_ssl_context(trust_env=False), network_backend=_PublicOnly(), max_connections=20, max_keepalive_connections=10,
            keepalive_expiry=30.0,
        )  # fmt: skip


class _PublicOnly(httpcore2.NetworkBackend):
    """Connects to public addresses, by the machine's own look-up."""

    def __init__(self) -> None:
        self._within = httpcore2.SyncBackend()

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:  # fmt: skip
        try:
            found = list(dict.fromkeys(str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))
        except OSError as error:
            raise httpcore2.ConnectError(str(error)) from error
        if not found or not all(map(is_public, found)):
            raise PrivateAddressError(host)
        failure: Exception = httpcore2.ConnectError("no address")
        for address in found[:4]:
            try:
                return self._within.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
        raise failure

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None
    ) -> httpcore2.NetworkStream:
        raise PrivateAddressError(path)

    def sleep(self, seconds: float) -> None:
        self._within.sleep(seconds)
