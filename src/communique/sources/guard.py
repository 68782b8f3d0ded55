"""Connections that end in time, and to the public internet only: an address of a private network is refused, whatever name leads to it."""

from __future__ import annotations

import ipaddress
import math
import socket
import ssl
import time
from collections.abc import Iterable
from typing import Any

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
    """A transport that hears nothing after the moment `until` (of the monotonic clock), however little and often a server says something.

    It connects to public addresses only, unless `private`. The address checked is the one connected to: no second look-up comes between.
    """

    def __init__(self, *, private: bool = False) -> None:
        super().__init__(trust_env=False)
        self.until = math.inf
        self._pool.close()
        self._pool = httpcore2.ConnectionPool(
            ssl_context=httpx2.create_ssl_context(trust_env=False), network_backend=_Backend(self, private=private), max_connections=20,
            max_keepalive_connections=10, keepalive_expiry=30.0,
        )  # fmt: skip

    def left(self, timeout: float | None) -> float:
        """What is left of a time-out in seconds. Raises ReadTimeout when it is over."""
        seconds = self.until - time.monotonic()
        if seconds <= 0:
            raise httpcore2.ReadTimeout("the whole answer did not come in time")
        return seconds if timeout is None else min(timeout, seconds)


class _Backend(httpcore2.NetworkBackend):
    """Connects by the machine's own look-up."""

    def __init__(self, transport: GuardedTransport, *, private: bool) -> None:
        self._within = httpcore2.SyncBackend()
        self._transport, self._private = transport, private

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:  # fmt: skip
        try:
            found = list(dict.fromkeys(str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))
        except OSError as error:
            raise httpcore2.ConnectError(str(error)) from error
        if not self._private and not (found and all(map(is_public, found))):
            raise PrivateAddressError(host)
        failure: Exception = httpcore2.ConnectError("no address")
        for address in found[:4]:
            try:
                stream = self._within.connect_tcp(address, port, self._transport.left(timeout), local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
            else:
                return _Stream(stream, self._transport)
        raise failure

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None
    ) -> httpcore2.NetworkStream:
        raise PrivateAddressError(path)

    def sleep(self, seconds: float) -> None:
        self._within.sleep(seconds)


class _Stream(httpcore2.NetworkStream):
    """A connection that is read and written to until the transport's moment has come."""

    def __init__(self, within: httpcore2.NetworkStream, transport: GuardedTransport) -> None:
        self._within, self._transport = within, transport

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._within.read(max_bytes, self._transport.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._within.write(buffer, self._transport.left(timeout))

    def close(self) -> None:
        self._within.close()

    def start_tls(self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None) -> httpcore2.NetworkStream:
        return _Stream(self._within.start_tls(ssl_context, server_hostname, self._transport.left(timeout)), self._transport)

    def get_extra_info(self, info: str) -> Any:
        return self._within.get_extra_info(info)
