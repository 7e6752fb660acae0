"""What is set before the large libraries are imported."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

THREADS = """
import os
{before}
import numpy as np
np.ones((500, 500)) @ np.ones((500, 500))
print(len(os.listdir("/proc/self/task")))
"""


PART = """
import sys
from assistant.environment import import_gradio, prepare_environment
prepare_environment()
{before}
sys.path.insert(0, {folder!r})
import part
print(issubclass(part.Part, __import__("gradio").HTML))
"""


def test_a_server_leaves_no_stubs_beside_what_is_installed(tmp_path: Path) -> None:
    def stubs(before: str) -> list[str]:
        folder = tmp_path / (before or "without")
        folder.mkdir()
        (folder / "part.py").write_text("import gradio\n\n\nclass Part(gradio.HTML):\n    pass\n", encoding="utf-8")
        script = PART.format(before=before, folder=str(folder))
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
        assert done.stdout == "True\n"
        return [path.name for path in folder.glob("*.pyi")]

    assert stubs("import_gradio()") == []
    assert stubs("") == ["part.pyi"]  # else this shows nothing


def test_numpy_multiplies_without_threads_that_would_spin_where_the_encoder_works() -> None:
    clean = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}

    def threads(before: str) -> int:
        script = THREADS.format(before=before)
        done = subprocess.run([sys.executable, "-c", script], env=clean, capture_output=True, text=True, check=True)
        return int(done.stdout)

    assert threads("from assistant.environment import prepare_environment; prepare_environment()") == 1
    assert threads("") == (os.cpu_count() or 1)  # else this shows nothing


def test_a_server_lets_an_answer_have_its_turn_soon_while_another_thread_works() -> None:
    script = "import sys; from assistant.environment import settle; settle(); print(round(sys.getswitchinterval(), 6))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "0.0002\n"
