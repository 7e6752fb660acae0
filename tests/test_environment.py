"""What is set before the large libraries are imported."""

from __future__ import annotations

import os
import subprocess
import sys

THREADS = """
import os
{before}
import numpy as np
np.ones((500, 500)) @ np.ones((500, 500))
print(len(os.listdir("/proc/self/task")))
"""


def test_numpy_multiplies_without_threads_that_would_spin_where_the_encoder_works() -> None:
    clean = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}

    def threads(before: str) -> int:
        script = THREADS.format(before=before)
        done = subprocess.run([sys.executable, "-c", script], env=clean, capture_output=True, text=True, check=True)
        return int(done.stdout)

    assert threads("from assistant.environment import prepare_environment; prepare_environment()") == 1
    assert threads("") == (os.cpu_count() or 1)  # else this shows nothing
