"""What others keep lists of: bodies and video sites."""

import pytest

from catalogue.exchange.publiccode.known_lists import is_italian_body, is_video


@pytest.mark.parametrize("code", ["c_h501", "C_H501", "pcm", "acm_", "istsc_AQIC82400V", "ac_v_ao"])
def test_codes_of_italian_bodies_in_any_case(code):
    assert is_italian_body(code)


@pytest.mark.parametrize("code", ["", "no_such_body", "c-h501", "c_h501 ", "_h501", "c" * 17])
def test_no_codes_of_italian_bodies(code):
    assert not is_italian_body(code)


@pytest.mark.parametrize(
    "address", ["https://www.youtube.com/watch?v=1", "https://youtu.be/1", "https://vimeo.com/1"]
)
def test_videos(address):
    assert is_video(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ABC",
        "https://example.org/film.mp4",
        "https://vimeo.org/1",
        "https://vimeo.com",
        "http" * 99,
    ],
)
def test_no_videos(address):
    assert not is_video(address)


def test_address_made_to_take_long_takes_no_time():
    assert not is_video("https://www.youtube.com/" * 10_000)
