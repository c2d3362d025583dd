"""Real web servers over a hosting tree, run by a user without rights, with the configuration published there."""

import contextlib
import http.client
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

SERVERS = ("nginx", "apache")
SECONDS = 10
NGINX = """
daemon off; master_process off; pid {work}/pid; error_log stderr warn;
events {{}}
http {{
    access_log off;
    client_body_temp_path {work}/body; proxy_temp_path {work}/proxy; fastcgi_temp_path {work}/fastcgi;
    uwsgi_temp_path {work}/uwsgi; scgi_temp_path {work}/scgi;
    include {work}/site.conf;
}}
"""
APACHE_MODULES = ("mpm_event", "alias", "authz_core", "deflate", "dir", "filter", "headers", "mime")
APACHE = """
ServerRoot {work}
ServerName 127.0.0.1
Listen 127.0.0.1:{port}
PidFile {work}/pid
ErrorLog {work}/errors
Mutex file:{work} default
TypesConfig /dev/null
DocumentRoot {tree}
{modules}
{allowed}
"""


class Host:
    """A server that answers at `address`; `get` asks it without following redirects or unpacking."""

    def __init__(self, port: int):
        self.port, self.address = port, f"http://127.0.0.1:{port}/"

    def get(self, path: str, **headers: str) -> http.client.HTTPResponse:
        """Return the answer for a path, read into its attribute `content`."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        with contextlib.closing(connection):
            connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            answer.content = answer.read()
            return answer


@contextlib.contextmanager
def serving(server: str, tree: Path) -> Iterator[Host]:
    """Serve the folder `tree`, which must be readable by all, as a reader of about/host-it-yourself would set it up."""
    if not shutil.which("apt-get"):
        pytest.skip("nginx and Apache are tried as Debian has them")
    with tempfile.TemporaryDirectory() as folder, socket.create_server(("127.0.0.1", 0)) as free:
        work, port = Path(folder), free.getsockname()[1]
        free.close()
        command = {"nginx": _nginx, "apache": _apache}[server](work, port, tree)
        user = {}
        if os.geteuid() == 0:
            user = {"user": "nobody", "group": "nogroup", "extra_groups": []}
            shutil.chown(work, "nobody", "nogroup")
        said = work / "said"
        with said.open("w") as log, subprocess.Popen(command, stdout=log, stderr=log, **user) as process:
            try:
                _wait(process, port, work)
                assert "[warn]" not in said.read_text(), said.read_text()
                yield Host(port)
            finally:
                process.terminate()


def _nginx(work: Path, port: int, tree: Path) -> list[str]:
    published = (tree / "nginx.conf").read_text("utf-8")
    yours = {"listen": f"127.0.0.1:{port}", "server_name": "127.0.0.1", "root": str(tree)}
    for name, value in yours.items():
        published, count = re.subn(rf"(?m)^( +{name}) [^;]*;(?= # yours)", rf"\1 {value};", published)
        assert count == 1, name
    (work / "site.conf").write_text(published, "utf-8")
    (work / "nginx.conf").write_text(NGINX.format(work=work), "utf-8")
    return [shutil.which("nginx") or "/usr/sbin/nginx", "-e", "stderr", "-p", str(work), "-c", str(work / "nginx.conf")]


def _apache(work: Path, port: int, tree: Path) -> list[str]:
    # The lines that .htaccess itself asks for.
    said = re.search(r"(?ms)^# +<Directory.*?</Directory>", (tree / ".htaccess").read_text("utf-8"))[0]
    allowed = re.sub(r"(?m)^#", "", said).replace('"/srv/child-protection"', f'"{tree}"')
    folder = "/usr/lib/apache2/modules"
    modules = "\n".join(f"LoadModule {name}_module {folder}/mod_{name}.so" for name in APACHE_MODULES)
    text = APACHE.format(work=work, port=port, tree=tree, modules=modules, allowed=allowed)
    (work / "apache.conf").write_text(text, "utf-8")
    return [shutil.which("apache2") or "/usr/sbin/apache2", "-X", "-f", str(work / "apache.conf")]


def _wait(process: subprocess.Popen, port: int, work: Path) -> None:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise AssertionError([path.read_text() for path in (work / "said", work / "errors") if path.exists()])
