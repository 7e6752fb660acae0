"""What has to be set before gradio and huggingface_hub are imported. Itself it imports neither."""

from __future__ import annotations

import gc
import importlib
import os
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import ModuleType

# New objects between two looks for garbage. At Python's own 700 the imports of a server, nearly all of which stay, were
# looked through again and again: 8.2 s for gradio's, 6.3 s with this.
COLLECTED_AFTER = 50_000
PYTHONS_OWN = gc.get_threshold()
# Seconds until a thread that works in Python has to let another one have its turn. A pass of the encoder asks for its
# turn a hundred times, so beside a thread that reads a ledger anew an answer took 1.2 s at Python's own 0.005, 0.43 at
# 0.001, 0.18 at this (0.05 alone), and the ledger a fifth longer; three answers at once take the same at each.
TURN = 0.0002


def prepare_environment() -> None:
    """Keep gradio and the model libraries from contacting any other machine, and their imports from taking longer.

    To be called before the first import of gradio or sentence-transformers: huggingface_hub reads its
    variable only once, at import.
    """
    os.environ.update(GRADIO_ANALYTICS_ENABLED="False", GRADIO_RUN_HISTORY="False", HF_HUB_DISABLE_TELEMETRY="1")
    # Gradio counts the last 10,000 events in a table of pandas, anew after each, for a page that we do not show.
    os.environ.update(GRADIO_ANALYTICS_CACHE_FREQUENCY="1000000000", GRADIO_ANALYTICS_MAX_EVENTS="100")
    # numpy's threads go on turning for a tenth of a second after each small product, on a processor that a pass of the
    # encoder needs: 691 passages took 12.5 s, 10.3 without them. To be set before numpy is imported.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    gc.set_threshold(COLLECTED_AFTER)
    os.environ.setdefault("HF_HUB_OFFLINE", "1")  # whoever wants a model fetched by its name sets it to 0


def import_gradio() -> None:
    """Import Gradio as it is where there is no mcp package: tools of its own, which are not served, need that, and it
    takes a fifth of a server's start."""
    if "mcp" in sys.modules or "gradio" in sys.modules:
        return
    sys.modules["mcp"] = None  # type: ignore[assignment]  # whoever imports it is told that it is not there
    sys.meta_path.insert(0, (finder := _WithoutStubs()))
    gc.disable()  # 2.35 s, 2.17 without looking for garbage
    try:
        importlib.import_module("gradio")
    finally:
        gc.enable()
        sys.meta_path.remove(finder)
        del sys.modules["mcp"]


class _WithoutStubs(MetaPathFinder):
    """Gradio writes stubs for editors beside the source of each component, at each import: half of its time, and not
    what a server should do to what is installed."""

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        if name != "gradio.component_meta":
            return None
        spec = PathFinder.find_spec(name, path, target)
        if spec and isinstance(spec.loader, SourceFileLoader):
            spec.loader = _Unwritten(name, spec.loader.path)
        return spec


class _Unwritten(SourceFileLoader):
    def exec_module(self, module: ModuleType) -> None:
        super().exec_module(module)
        vars(module)["create_or_modify_pyi"] = lambda *_: None


def settle() -> None:
    """Once a server has imported what it needs: that is no longer looked through for garbage, and what people leave is,
    soon. And an answer gets its turn soon while a report is taken in."""
    sys.setswitchinterval(TURN)
    gc.collect()
    gc.freeze()
    gc.set_threshold(*PYTHONS_OWN)
