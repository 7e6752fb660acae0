"""Starts the web chat over the index, and nothing else."""

from __future__ import annotations

import sys

from assistant.environment import import_gradio, prepare_environment


def main() -> None:
    """Serve the chat on the host and port of the settings until it is stopped."""
    prepare_environment()  # before anything imports gradio or huggingface_hub
    import_gradio()
    from assistant.desk import Desk
    from assistant.errors import AssistantError
    from assistant.logs import log_to_file
    from assistant.settings import Settings
    from assistant.web.server import serve

    log_to_file()
    settings = Settings()
    try:
        serve(Desk(settings), settings.host, settings.port)
    except AssistantError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
