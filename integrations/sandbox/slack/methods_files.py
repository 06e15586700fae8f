"""files.*External: the three steps of an upload."""

from __future__ import annotations

import secrets
from mimetypes import guess_type
from typing import Any

from integrations.sandbox import world
from integrations.sandbox.slack import posting
from integrations.sandbox.slack.call import Call
from integrations.sandbox.slack.core import Slack
from integrations.sandbox.slack.errors import SlackError

Json = dict[str, Any]


def get_upload_url(slack: Slack, call: Call) -> Json:
    """files.getUploadURLExternal."""
    try:
        length = int(call.arguments["length"])
    except ValueError as error:
        raise SlackError("invalid_arguments", ["[ERROR] length must be an integer"]) from error
    if length <= 0:
        raise SlackError("invalid_arguments", ["[ERROR] length must be greater than 0"])
    file_id = "F0" + secrets.token_hex(5).upper()
    name = str(call.arguments["filename"])
    slack.files.keep(
        file_id,
        {"id": file_id, "name": name, "length": length, "uploaded": False, "complete": False, "channels": []},
    )
    return {"upload_url": f"{call.base_url}/upload/{file_id}", "file_id": file_id}


def receive(slack: Slack, file_id: str, content: bytes) -> bool:
    """The second step: the bytes. False when nobody asked for this file or the length is not what was announced."""
    entry = slack.files.get(file_id)
    if entry is None or entry["uploaded"] or len(content) != entry["length"]:
        return False
    slack.desk.store.write("INSERT OR REPLACE INTO slack_files (id, content) VALUES (?, ?)", (file_id, content))
    slack.files.keep(file_id, entry | {"uploaded": True})
    return True


def content_of(slack: Slack, file_id: str) -> bytes | None:
    """The bytes of a file, or None."""
    row = slack.desk.store.one("SELECT content FROM slack_files WHERE id = ?", (file_id,))
    return None if row is None else bytes(row["content"])


def complete_upload(slack: Slack, call: Call) -> Json:
    """files.completeUploadExternal: shares the files in a channel, if one is named."""
    wishes = posting.parsed(call.arguments["files"], "invalid_arguments")
    if not isinstance(wishes, list) or not wishes or not all(isinstance(one, dict) and one.get("id") for one in wishes):
        raise SlackError("invalid_arguments", ["[ERROR] files must be an array of objects with an id"])
    targets = str(call.arguments.get("channel_id") or call.arguments.get("channels") or "")
    channels = [slack.workspace.for_posting(one) for one in targets.split(",") if one]
    files: list[Json] = []
    for wish in wishes:
        entry = slack.files.get(str(wish["id"]))
        if entry is None or not entry["uploaded"] or entry["complete"]:
            raise SlackError("file_not_found")
        files.append(entry)
    body: Json = {"text": str(call.arguments.get("initial_comment") or "")}
    if call.arguments.get("blocks"):
        if body["text"]:
            raise SlackError("invalid_arguments", ["[ERROR] initial_comment and blocks exclude each other"])
        body["blocks"] = posting.checked_blocks(call.arguments["blocks"])
    shown: list[Json] = []
    for entry, wish in zip(files, wishes, strict=True):
        title = str(wish.get("title") or entry["name"])
        entry |= {"title": title, "complete": True, "channels": [one.id for one in channels]}
        slack.files.keep(entry["id"], entry)
        shown.append(_file(slack, entry))
    for channel in channels:
        thread_ts = posting.thread_of(slack, channel, call.arguments.get("thread_ts"))
        posting.post(slack, channel, body, files=shown, thread_ts=thread_ts)
    return {"files": shown}


def _file(slack: Slack, entry: Json) -> Json:
    moment = int(slack.desk.clock.now().timestamp())
    return {
        "id": entry["id"],
        "created": moment,
        "timestamp": moment,
        "name": entry["name"],
        "title": entry["title"],
        "mimetype": guess_type(entry["name"])[0] or "application/octet-stream",
        "filetype": entry["name"].rpartition(".")[2].lower(),
        "size": entry["length"],
        "user": world.BOT_USER,
        "url_private": f"{slack.desk.url}/desk/api/files/{entry['id']}",
        "channels": entry["channels"],
    }
