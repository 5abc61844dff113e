"""The lists of others: bodies and video sites."""

import pytest

from catalogue.exchange.publiccode.known_lists import is_italian_body, is_video


def test_codes_of_italian_bodies_are_known_in_any_case():
    assert is_italian_body("c_h501")
    assert is_italian_body("C_H501")
    assert not is_italian_body("c_nowhere")
    assert not is_italian_body("")


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
