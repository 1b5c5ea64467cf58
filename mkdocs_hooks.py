"""Makes docs/ anew before MkDocs builds, so that plain `mkdocs serve` follows source/.

And lets its pages load anew.
"""

import os
import subprocess
import sys
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer

from edition.serve import let_reload

_ROOT = Path(__file__).parent


def on_pre_build(config: MkDocsConfig) -> None:
    """Run build.py as a process of its own, so that edits of the code take effect.

    Raises:
        PluginError: something in source/ is wrong; the server says it and goes on.
    """
    if os.environ.get("EDITION_BUILDING"):
        return
    command = [sys.executable, str(_ROOT / "build.py"), "--docs-only", "--docs", config.docs_dir]
    done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise PluginError(done.stderr.strip() or "build.py failed")


def on_serve(server: LiveReloadServer, **_: object) -> None:
    """Let the server's own script run in the pages."""
    let_reload(server)
