"""The site's own settings, with one address more: an answer of nothing to measure against."""

from config.settings import *  # noqa: F403

ROOT_URLCONF = "tools.bench.urls"
