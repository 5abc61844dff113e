"""nginx as docs/cache/nginx.conf has it, on a port and in folders of its own."""

import grp
import os
import pwd
import re
import shutil
import subprocess
from pathlib import Path

from config import env
from tools.bench.load import HOST
from tools.bench.servers import WORKERS, CannotMeasure, started

DOCUMENTED = env.PROJECT / "docs" / "cache" / "nginx.conf"
#: What a machine has around it.
AROUND = """
daemon off; {user} worker_processes {workers};
pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
  include {types}; access_log off; sendfile on; keepalive_requests 10000000;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  include {folder}/communal.conf;
}}
"""


def program():
    return shutil.which("nginx")


def version():
    return re.findall(r"nginx/(\S+)", _said("-v"))[0]


def in_front(name, folder, *, port, behind, data_dir, ready, seconds=10):  # noqa: PLR0913
    """An nginx that keeps answers for so many seconds, as `started` has it. `folder` may be there
    already; `behind` is the port of the site.
    """
    (folder / "cache").mkdir(parents=True, exist_ok=True)
    told = {
        "127.0.0.1:8000": f"{HOST}:{behind}",
        "listen 80;": f"listen {HOST}:{port};",
        "listen [::]:80;": "",
        "/var/cache/communal": str(folder / "cache"),
        "/srv/communal/.data": str(data_dir),
        "410 10s;": f"410 {seconds}s;",
    }
    (folder / "communal.conf").write_text(changed(DOCUMENTED, told), encoding="utf-8")
    around = AROUND.format(user=_user(), workers=WORKERS, folder=folder, types=_types())
    (folder / "nginx.conf").write_text(around, encoding="utf-8")
    words = [program(), "-c", folder / "nginx.conf", "-p", folder]
    return started(name, words, folder / "nginx.log", port=port, ready=ready)


def changed(documented, told):
    """The text of a documented file with what a machine has its own of."""
    text = documented.read_text(encoding="utf-8")
    for written, ours in told.items():
        if text.count(written) != 1:
            raise CannotMeasure(f"{documented} does not say “{written}” once.")
        text = text.replace(written, ours)
    return text


def _user():
    """Started as root, nginx would answer as somebody else, who may not enter our folder."""
    if os.geteuid():
        return ""
    return f"user {pwd.getpwuid(0).pw_name} {grp.getgrgid(os.getegid()).gr_name};"


def _types():
    """Its list of media types, which lies beside its own configuration."""
    (conf,) = re.findall(r"--conf-path=(\S+)", _said("-V")) or ["/etc/nginx/nginx.conf"]
    return Path(conf).with_name("mime.types")


def _said(option):
    said = subprocess.run([program(), option], capture_output=True, text=True, check=False)
    return said.stderr + said.stdout
