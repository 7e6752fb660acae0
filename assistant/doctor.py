"""A look at the index and its encoder: what is well, what is wrong, and which command mends it."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.errors import AssistantError
from assistant.library.encoder import Encoder
from assistant.library.engines import engine_named
from assistant.library.examined import examine_store
from assistant.library.library import Library
from assistant.library.store import is_there
from assistant.passages import SPLITTER_VERSION
from assistant.settings import Settings
from assistant.writing import WriterTrouble, endpoint_from
from assistant.writing import examine as examine_endpoint

ADD = "put reports into corpus/ and run: assistant index"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. `mend` is the command that mends it; "" where `what` already says so."""

    what: str
    well: bool
    mend: str = ""


def examine(settings: Settings) -> tuple[Finding, ...]:
    """Each thing that was looked at, in order; stops at the first that makes the rest impossible."""
    if not is_there(settings.index):
        return (Finding(f"There is no library in {settings.index}", False, ADD),)
    try:
        encoder = Encoder(settings.embedding_model, settings.threads)
        engine = engine_named(*settings.engine)
        library = Library(settings.index, encoder, any_encoder=True, engine=engine)
        examine_store(library.store)
    except AssistantError as error:
        return (Finding(str(error), False),)
    store = library.store
    findings = [Finding(f"{store.path} is whole", True)]
    if store.database.is_read_only:
        findings.append(
            Finding(f"{settings.index} cannot be written to; what is indexed can be asked", False,
                    "let the account that runs the assistant write there")
        )  # fmt: skip
    try:
        fingerprint = library.encoder.fingerprint
        findings.append(
            Finding(f"the encoder {library.encoder.name!r} loads, {library.encoder.dimension} dimensions", True)
        )
    except AssistantError as error:
        return (*findings, Finding(str(error), False))
    made_with = store.meta("fingerprint")
    findings.append(
        Finding(
            "the index was made with this encoder" if made_with in (None, fingerprint) else
            f"the index was made with another encoder ({store.meta('encoder')!r})",
            made_with in (None, fingerprint),
            "assistant index --rebuild",
        )
    )  # fmt: skip
    if store.meta("splitter") not in (None, SPLITTER_VERSION):
        findings.append(
            Finding("the reports were cut into passages by another version, and are found less well", False,
                    "assistant index --rebuild")
        )  # fmt: skip
    reports = store.reports()
    findings.append(
        Finding(f"{len(reports)} reports, {sum(r.passages for r in reports)} passages", bool(reports), ADD)
    )  # fmt: skip
    try:
        published = engine.is_published(store)
    except AssistantError as error:
        return (*findings, Finding(str(error), False), *_writer(settings))
    findings.append(
        Finding(
            f"the search index is {'whole and up to date' if published else 'missing, damaged or behind the library'}",
            published or not reports,
            "assistant index",
        )
    )
    return (*findings, *_writer(settings))


def _writer(settings: Settings) -> tuple[Finding, ...]:
    """Whether the language model answers, where the settings name one."""
    s = settings
    try:
        endpoint = endpoint_from(s.llm_url, s.llm_model, s.llm_key, s.llm_key_file, s.llm_seconds)
    except WriterTrouble as trouble:
        return (Finding(trouble.what, False, trouble.mend),)
    if endpoint is None:
        return ()
    examined = examine_endpoint(endpoint)
    return (Finding(examined.what, examined.well, examined.mend),)
