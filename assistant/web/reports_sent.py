"""Where files are sent from, and the list of those that were."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from assistant.values.reports import USUAL
from assistant.values.uploads import Upload
from assistant.web.header import PATHS
from assistant.web.words import Words

UPLOADS = PATHS["reports"] + "/uploads"

# How a state looks: as one that wants a look, goes on, or went well; they are listed in this order.
BAD, OPEN, GOOD = "bad", "open", "good"
KINDS = {"waiting": OPEN, "reading": OPEN, "indexed": GOOD, "unchanged": GOOD}


def sending(
    uploads: Sequence[Upload], kinds: Sequence[str], megabytes: int, collections: Sequence[str], words: Words
) -> Markup:
    """The place to drop or choose files, what the browser is sending, and what it has sent."""
    return Markup(
        '<section class="block sending" id="uploads" aria-labelledby="uploads-heading" data-to="{}" data-bytes="{}" '
        'data-kinds="{}"{}><h3 id="uploads-heading">{}</h3>{}'
        '<div class="drop"><input type="file" id="files" multiple accept="{}" class="unseen" '
        'aria-describedby="files-hint"><label for="files" class="primary">{}</label>'
        '<span class="drop-here">{}</span><p class="hint" id="files-hint">{}</p></div>'
        "<noscript><p>{}</p></noscript>"
        '<div class="all-sending" hidden><label for="all-sent"></label><progress id="all-sent" max="1" value="0">'
        '</progress></div><ul class="sent-list" id="now-sending"></ul>{}'
        '<form method="post" action="{}/clear" class="clear-sent"{}><button class="quiet">{}</button></form></section>'
    ).format(
        UPLOADS,
        megabytes * 2**20,
        ",".join(kinds),
        Markup("").join(
            Markup(' data-{}="{}"').format(name.replace("_", "-"), words[f"reports.{name}"])
            for name in ("sending", "queued", "not_sent", "send_again", "leave_out", "sent_of")
        ),
        words["reports.add"],
        into(collections, words),
        ",".join(kinds),
        words["reports.choose"],
        words["reports.drop"],
        words["reports.kinds"].format(kinds=", ".join(kind[1:].upper() for kind in kinds), megabytes=megabytes),
        words["reports.no_script"],
        sent(uploads, words),
        UPLOADS,
        "" if any(u.state == "done" for u in uploads) else Markup(" hidden"),
        words["reports.clear_sent"],
    )


def into(collections: Sequence[str], words: Words) -> Markup:
    """The choice of the collection that the files go to, where there is one."""
    if len(collections) < 2:
        return Markup("")
    return Markup(
        '<div class="pick"><label for="collection">{}</label><select id="collection">{}</select>'
        '<p class="hint">{}</p></div>'
    ).format(
        words["reports.collection"],
        Markup("").join(
            Markup('<option value="{}"{}>{}</option>').format(name, Markup(" selected") if name == USUAL else "", name)
            for name in collections
        ),
        words["reports.collection_text"],
    )


def sent(uploads: Sequence[Upload], words: Words) -> Markup:
    """What was sent, with its state; the page asks for this anew as long as something is open."""
    done = sum(u.state == "done" for u in uploads)
    bad = sum(kind_of(u) == BAD for u in uploads)
    count = words["reports.done_of_bad" if bad else "reports.done_of"] if uploads else ""
    return Markup(
        '<div id="sent" data-open="{}" data-done="{}"><p class="sent-count" role="status">{}</p>'
        '<ul class="sent-list"{}>{}</ul></div>'
    ).format(
        len(uploads) - done,
        done,
        count.format(done=done, total=len(uploads), bad=bad),
        Markup(' tabindex="0" aria-label="{}"').format(words["reports.sent"]) if uploads else "",
        Markup("").join(item(u, words) for u in sorted(uploads, key=lambda u: (BAD, OPEN, GOOD).index(kind_of(u)))),
    )


def state_of(upload: Upload) -> str:
    """What became of a file, or how far it is."""
    return upload.status or upload.state


def kind_of(upload: Upload) -> str:
    return KINDS.get(state_of(upload), BAD)


def item(upload: Upload, words: Words) -> Markup:
    """One file that was sent."""
    return Markup(
        '<li data-state="{}"><span class="sent-name">{}</span><span class="state" data-kind="{}">{}</span>{}</li>'
    ).format(
        state_of(upload),
        upload.name,
        kind_of(upload),
        words[f"reports.is_{state_of(upload)}"],
        Markup('<span class="sent-says">{}</span>').format(says(upload, words)) if upload.status else "",
    )


def says(upload: Upload, words: Words) -> str:
    """What became of it: the counts of what was indexed, else the message."""
    if upload.status != "indexed":
        return upload.message
    counts = (("page", upload.pages), ("passage", upload.passages), ("commitment", upload.commitments))
    return ", ".join(counted(name, count, words) for name, count in counts)


def counted(name: str, count: int, words: Words) -> str:
    """ "1 page", "12 pages"."""
    return words[f"reports.one_{name}" if count == 1 else f"reports.many_{name}"].format(count=f"{count:,}")
