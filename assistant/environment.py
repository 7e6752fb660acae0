"""What has to be set before gradio and huggingface_hub are imported. Imports neither."""

from __future__ import annotations

import os


def prepare_environment() -> None:
    """Keep gradio and the model libraries from contacting any other machine.

    To be called before the first import of gradio or sentence-transformers: huggingface_hub reads its
    variable only once, at import.
    """
    os.environ.update(GRADIO_ANALYTICS_ENABLED="False", GRADIO_RUN_HISTORY="False", HF_HUB_DISABLE_TELEMETRY="1")
    os.environ.setdefault("HF_HUB_OFFLINE", "1")  # whoever wants a model fetched by its name sets it to 0
