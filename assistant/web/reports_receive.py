"""Receiving a file: the raw body of a request goes to the disk as it comes, up to the largest size that is read."""

from __future__ import annotations

from pathlib import PurePath

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse, Response

from assistant.desk import Desk
from assistant.errors import AssistantError
from assistant.values.reports import USUAL
from assistant.web.visitor import owner_of
from assistant.web.words import Words

CHUNK = 2**20  # bytes that are written at once
LONGEST_KEY = 64


async def receive(request: Request, desk: Desk, words: Words) -> Response:
    """Take a file in, or note why it is not taken; its name, size and key are in the link.

    What was noted is answered with 204, and the list of what was sent says the rest; an error is a sentence.
    """
    owner, asked = owner_of(request.cookies), request.query_params
    key, name, size = asked.get("key", "")[:LONGEST_KEY], asked.get("name", ""), _number(asked.get("size", ""))
    if not owner:
        return PlainTextResponse(words["reports.no_cookie"], 403)
    if not key or not name:
        return PlainTextResponse(words["reports.no_file"], 400)
    collection = collection_of(asked.get("collection", ""), desk)
    if collection is None:
        return PlainTextResponse(words["reports.no_collection"], 404)
    try:
        if PurePath(name).suffix.lower() not in desk.kinds:
            kinds = ", ".join(kind[1:].upper() for kind in desk.kinds)
            message = words["reports.unsupported"].format(kinds=kinds)
            await run_in_threadpool(desk.uploads.refuse, key, owner, name, size, "unsupported", message)
        elif size > desk.settings.file_megabytes * 2**20:
            message = words["reports.too_large"].format(
                size=f"{size / 2**20:,.0f}", megabytes=desk.settings.file_megabytes
            )
            await run_in_threadpool(desk.uploads.refuse, key, owner, name, size, "too-large", message)
        else:
            await _keep(request, desk, owner, key, name, size, collection)
    except AssistantError as error:
        return PlainTextResponse(str(error), 507)
    except OSError as error:
        return PlainTextResponse(words["reports.not_written"].format(why=error.strerror), 507)
    except ClientDisconnect:
        return Response(status_code=400)  # nobody reads it
    return Response(status_code=204)


def collection_of(asked: str, desk: Desk) -> str | None:
    """Where a file goes: into the collection asked for, else the usual one, else the first; None where none is seen."""
    seen = tuple(desk.collections())
    if asked:
        return asked if asked in seen else None
    return USUAL if USUAL in seen else next(iter(seen), None)


async def _keep(request: Request, desk: Desk, owner: str, key: str, name: str, size: int, collection: str) -> None:
    """Receive the body and let it wait. Raises ClientDisconnect where it is not as long as was said, and keeps none."""
    incoming = await run_in_threadpool(desk.uploads.receive)
    held = bytearray()
    try:
        async for piece in request.stream():
            held += piece
            if incoming.size + len(held) > size:
                raise ClientDisconnect
            if len(held) >= CHUNK:
                await run_in_threadpool(incoming.write, bytes(held))
                held.clear()
        await run_in_threadpool(incoming.write, bytes(held))
        if incoming.size != size:
            raise ClientDisconnect
        await run_in_threadpool(desk.uploads.take, key, owner, name, incoming, collection)
    finally:
        incoming.drop()
    desk.intake.wake()


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0
