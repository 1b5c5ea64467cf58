"""Build, serve on this machine, and build again whenever source/, templates/ or the code change.

Each build is a process of its own, so that edits of the code take effect; if it fails, its lines
stand on the terminal, the old site stays up, and the next change is waited for.
"""

from __future__ import annotations

import logging
import re
import socket
import subprocess
import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.config import load_config
from mkdocs.livereload import LiveReloadServer

from edition.errors import DONE, USAGE, MachineError
from edition.report import Terminal

_HOST, _PORTS = "127.0.0.1", range(8000, 8020)
_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')
_WATCHED = ("templates", "overrides", "edition", "mkdocs.yml", "build.py")


def serve(root: Path, options: Namespace, terminal: Terminal) -> int:
    """Serve the site until interrupted; return the exit status.

    Args:
        root: folder of the project, whose templates and code are followed.
        options: the folders `source`, `docs` and `site`.
        terminal: where to say what happens.

    Raises:
        MachineError: no port is free.
    """
    command = [sys.executable, "-B", str(root / "build.py")]
    for name in ("source", "docs", "site"):
        command += [f"--{name}", str(getattr(options, name))]

    def build() -> None:
        subprocess.run(command, check=False)

    first = subprocess.run(command, check=False)
    if first.returncode == USAGE:
        return USAGE
    # only its address is asked of the configuration: any folder that is there does for docs/
    config = load_config(str(root / "mkdocs.yml"), docs_dir=str(options.source), watch=[])
    site_url = config.site_url or "/"
    site = options.site.resolve()
    server = LiveReloadServer(build, _HOST, _free_port(), str(site), urlsplit(site_url).path)

    def not_found(code: int) -> bytes | None:
        page = site / f"{code}.html"
        return page.read_bytes() if page.is_file() else None

    server.error_handler = not_found
    let_reload(server)
    for path in (options.source, *(root / name for name in _WATCHED)):
        server.watch(str(path))
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    terminal.say(
        f"\nserving {server.url}, following {options.source}, templates and code; Ctrl-C ends"
    )
    try:
        server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        terminal.say("")
        server.shutdown()
    return DONE


def let_reload(server: LiveReloadServer) -> None:
    """Let MkDocs's server load a page anew: it puts a script into each that it serves.

    The pages' own policy lets no script in a page run, so they are served without it; on disk, and
    so on the host, they keep it.
    """
    inject: Callable[[bytes, int], bytes] = server._inject_js_into_html  # noqa: SLF001  it offers no other way

    def inject_freely(content: bytes, epoch: int) -> bytes:
        return inject(_POLICY.sub(b"", content), epoch)

    server._inject_js_into_html = inject_freely  # type: ignore[method-assign]  # noqa: SLF001


def _free_port() -> int:
    for port in _PORTS:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((_HOST, port))
            except OSError:
                continue
            return port
    raise MachineError(
        f"no port from {_PORTS.start} to {_PORTS.stop - 1} is free; end another server"
    )
