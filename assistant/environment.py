"""What has to be set before gradio and huggingface_hub are imported. Imports neither."""

from __future__ import annotations

import gc
import os

# New objects between two looks for garbage. At Python's own 700 the imports of a server, nearly all of which stay, were
# looked through again and again: 8.2 s for gradio's, 6.3 s with this.
COLLECTED_AFTER = 50_000
PYTHONS_OWN = gc.get_threshold()


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


def settle() -> None:
    """Once a server has imported what it needs: that is no longer looked through, and what people leave is, soon."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*PYTHONS_OWN)
