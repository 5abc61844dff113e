"""What lies under the door to the network: connections that look at the clock, and connections that
look at whom they reach.
"""

import io
import socket
import time
from contextlib import suppress
from http.client import HTTPResponse
from ipaddress import IPv4Address, IPv6Network, ip_address

from django.utils.translation import gettext as _
from urllib3 import exceptions as faults
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

#: Seconds for the whole of an answer.
TO_END = 300
#: What is given to hosts of the internet, and what stands for the IPv4 addresses within it.
UNICAST, NAT64 = IPv6Network("2000::/3"), IPv6Network("64:ff9b::/96")


class TooSlow(faults.TimeoutError):
    """Each byte of an answer comes in time, the whole of it does not."""


class Private(faults.HTTPError):
    """The address leads into a private network."""


def is_public(text):
    """Whether an IP address is one of the internet, whatever it is wrapped in."""
    address = ip_address(text.partition("%")[0])
    if address.version == 6:
        inside = IPv4Address(address.packed[-4:]) if address in NAT64 else None
        address = inside or address.ipv4_mapped or address.sixtofour or address
    routed = address.version == 4 or address in UNICAST
    return routed and address.is_global and not address.is_multicast


class _Clocked(io.RawIOBase):
    """What comes from the network until the time is up. Looks at the clock below whoever reads
    lines or unpacks, who may read for hours before there is anything to hand on.
    """

    def __init__(self, raw):
        self._raw, self._ends = raw, time.monotonic() + TO_END

    def readable(self):
        return True

    def readinto(self, buffer):
        if time.monotonic() > self._ends:
            raise TooSlow
        return self._raw.readinto(buffer)

    def close(self):
        self._raw.close()
        super().close()


class _Answer(HTTPResponse):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fp = io.BufferedReader(_Clocked(self.fp.detach()))


class _PublicOnly:
    """Looks where a name leads before it knocks, and at who opened before it says anything: a name
    may lead elsewhere a moment later.
    """

    def _new_conn(self):
        with suppress(socket.gaierror):  # told when the same is asked again, below
            found = socket.getaddrinfo(self._dns_host, self.port, type=socket.SOCK_STREAM)
            self._refuse_private(address[0] for *_kind, address in found)
        sock = super()._new_conn()
        try:
            self._refuse_private([sock.getpeername()[0]])
        except (Private, OSError):
            sock.close()
            raise
        return sock

    def _refuse_private(self, found):
        if not all(map(is_public, found)):
            raise Private(_("it is in a private network"))


class _Connection(HTTPConnection):
    response_class = _Answer


class _TLSConnection(HTTPSConnection):
    response_class = _Answer


class _PublicConnection(_PublicOnly, _Connection):
    pass


class _PublicTLSConnection(_PublicOnly, _TLSConnection):
    pass


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _TLSPool(HTTPSConnectionPool):
    ConnectionCls = _TLSConnection


class _PublicPool(HTTPConnectionPool):
    ConnectionCls = _PublicConnection


class _PublicTLSPool(HTTPSConnectionPool):
    ConnectionCls = _PublicTLSConnection


#: What a `urllib3.PoolManager` makes connections with, by scheme.
ANYWHERE = {"http": _Pool, "https": _TLSPool}
PUBLIC_ONLY = {"http": _PublicPool, "https": _PublicTLSPool}
