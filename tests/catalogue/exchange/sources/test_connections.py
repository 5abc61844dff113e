"""Which IP addresses are those of the internet."""

import pytest

from catalogue.exchange.sources.connections import is_public


@pytest.mark.parametrize(
    "address",
    ["1.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101", "2002:101:101::1"],
    ids=["IPv4", "IPv6", "mapped", "translated", "6to4"],
)
def test_addresses_of_the_internet_are_public(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1"),
        *("0.0.0.0", "224.0.0.1", "255.255.255.255"),
        *("::1", "::", "fe80::1%eth0", "fd00::1", "fec0::1", "ff02::1", "2001:db8::1"),
        *("::ffff:10.1.2.3", "::127.0.0.1", "64:ff9b::a01:203", "2002:a01:203::1"),
        "64:ff9b:1::1",
    ],
)
def test_all_others_are_not_whatever_they_are_wrapped_in(address):
    assert not is_public(address)
