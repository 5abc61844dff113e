"""The documented nginx and Varnish, each in front of a site."""

import os
import re
import shutil
import subprocess
from contextlib import contextmanager

import pytest

from config import env
from tests.web_server import web_server
from tools.bench import nginx
from tools.bench.load import HOST
from tools.bench.servers import free_port, started

PROGRAMS = {"nginx": "nginx", "varnish": "varnishd"}
#: Longer than any test, where an answer has to be found again.
LONG = 600
READY = "/static/ready.txt"


class Front:
    """What visitors reach. `purge` does what docs/cache.md says."""

    def __init__(self, server, purge):
        self.server, self.purge = server, purge

    def get(self, path, **headers):
        """Status, headers and body. `accept_language="en"` is a header."""
        return self.server.get(
            path, **{name.replace("_", "-"): value for name, value in headers.items()}
        )

    def says(self, path, **headers):
        """How it came by its answer, and what that says."""
        _status, told, body = self.get(path, **headers)
        return told.get("X-Cache"), body.decode()


@contextmanager
def in_front(product, folder, behind, *, data_dir, seconds=LONG, ready=READY):  # noqa: PLR0913
    """A Front that keeps answers for so many seconds."""
    folder.mkdir()
    told = {"port": free_port(), "behind": behind, "seconds": seconds, "ready": ready}
    if product == "nginx":
        begun = nginx.in_front("nginx", folder, **told, data_dir=data_dir)
        purge = documented("find").replace("/var/cache/communal", str(folder / "cache"))
    else:
        begun = varnish_in_front(folder, **told)
        purge = documented("varnishadm").replace("varnishadm", f"varnishadm -n '{folder}'")
    with begun as server:
        yield Front(server, lambda: subprocess.check_output(purge, shell=True))


def varnish_in_front(folder, *, port, behind, seconds, ready):
    told = {'"8000"': f'"{behind}"', "ttl = 10s": f"ttl = {seconds}s"}
    file = env.PROJECT / "docs" / "cache" / "varnish.vcl"
    (folder / "communal.vcl").write_text(nginx.changed(file, told), encoding="utf-8")
    words = ["varnishd", "-F", "-j", "none", "-n", folder, "-f", folder / "communal.vcl"]
    words += ["-a", f"{HOST}:{port}", "-s", "malloc,32m", "-p", "pipe_timeout=600"]
    return started("varnish", words, folder.with_suffix(".log"), port=port, ready=ready)


def documented(program):
    """The command of docs/cache.md that empties the cache."""
    text = (env.PROJECT / "docs" / "cache.md").read_text(encoding="utf-8")
    (command,) = re.findall(rf"^sudo ({program} .*?) +#", text, re.MULTILINE)
    return command


@pytest.fixture(scope="package", params=PROGRAMS)
def product(request):
    """Each of the two, where it is installed."""
    if not shutil.which(PROGRAMS[request.param]):
        if os.environ.get("CI"):
            pytest.fail(f"No {request.param} was found, and CI skips no test.")
        pytest.skip(f"no {PROGRAMS[request.param]} found: install {request.param}")
    return request.param


@pytest.fixture(scope="package")
def made_up():
    """A site that says what a test wants it to say."""
    with web_server() as server:
        yield server


@pytest.fixture(scope="package")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("front")


@pytest.fixture(scope="package")
def fronts(product, made_up, folder):
    """Two in front of the made-up site: one keeps answers for long, one for a second."""
    made_up.says[READY] = [{"body": b"ready"}]
    told = {"data_dir": folder / "none"}
    with (
        in_front(product, folder / product, made_up.server_port, **told) as patient,
        in_front(product, folder / f"{product}-1", made_up.server_port, **told, seconds=1) as brief,
    ):
        yield patient, brief


@pytest.fixture
def site(made_up):
    made_up.says, made_up.asked = {READY: [{"body": b"ready"}]}, []
    return made_up


@pytest.fixture
def front(fronts, site):
    """Keeps answers for long; empty."""
    fronts[0].purge()
    return fronts[0]


@pytest.fixture
def brief(fronts, site):
    """Keeps answers for a second; empty."""
    fronts[1].purge()
    return fronts[1]
