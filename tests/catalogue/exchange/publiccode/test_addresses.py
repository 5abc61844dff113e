"""Which addresses count as such."""

import pytest

from catalogue.exchange.publiccode.addresses import is_address, is_urn, is_web_address, split


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org",
        "http://example.org:8080/a/b?c=d#e",
        "HTTPS://EXAMPLE.ORG",
        "https://user:word@example.org/x.git",
        "https://[2001:db8::1]:443/",
        "https://xn--caf-dma.example",
        "https://café.example/é",
        "https://example.org/%C3%A9",
    ],
)
def test_addresses_of_the_web(text):
    assert is_web_address(text)
    assert is_address(text)


@pytest.mark.parametrize(
    "text",
    ["ssh://git@example.org/x.git", "git://example.org/x", "urn:isbn:1", "mailto:a@b", "file:///x"],
)
def test_other_addresses(text):
    assert is_address(text)
    assert not is_web_address(text)


@pytest.mark.parametrize(
    "text", ["", "???", "foobar", "example.org/x", "//example.org", "/x", "https://", "http:"]
)
def test_no_addresses(text):
    assert not is_address(text)
    assert not is_web_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "git@example.org:city/tool.git",
        "https://exa mple.org",
        "https://example.org:port",
        "https://example.org/%zz",
        "https://example.org/\n",
        "https://[2001:db8::1",
        "https://a b@example.org",
        ":x",
        "http://example.org/#%g",
    ],
)
def test_what_cannot_even_be_taken_apart(text):
    assert split(text) is None
    assert not is_address(text)


@pytest.mark.parametrize("text", ["", "1", "example.org", "a#b"])
def test_whole_addresses_begin_with_a_scheme_or_a_slash(text):
    assert split(text, whole=True) is None


@pytest.mark.parametrize("text", ["urn:isbn:0451450523", "URN:x-body:c_1", "urn:x-a:%C3%A9"])
def test_urns(text):
    assert is_urn(text)


@pytest.mark.parametrize("text", ["urn:", "urn:x", "urn:x-a:", "urn:urn:a", "urn:x-a:é", "isbn:1"])
def test_no_urns(text):
    assert not is_urn(text)
