"""The Web API with the real SDK: who may call what, how arguments travel, how it says no."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import requests
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from integrations.sandbox import world
from tests.driver import DeskDriver
from tests.driver.inprocess import SandboxThread


def refusal(error: pytest.ExceptionInfo[SlackApiError]) -> str:
    return str(error.value.response["error"])


def test_who_am_i(bot: WebClient) -> None:
    answer = bot.auth_test()
    assert (answer["user_id"], answer["bot_id"], answer["team"]) == (world.BOT_USER, world.BOT_ID, world.TEAM_NAME)
    assert answer.headers["x-oauth-scopes"].split(",") == sorted(world.SCOPES)


@pytest.mark.parametrize(
    ("token", "error"),
    [("", "not_authed"), ("xoxb-stolen", "invalid_auth"), ("xapp-sandbox", "not_allowed_token_type")],
)
def test_tokens(sandbox: SandboxThread, token: str, error: str) -> None:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    answer = requests.post(f"{sandbox.api_url}auth.test", headers=headers, timeout=5)
    assert answer.json() == {"ok": False, "error": error}


def test_only_an_app_token_opens_connections(sandbox: SandboxThread, bot: WebClient) -> None:
    with pytest.raises(SlackApiError) as refused:
        bot.apps_connections_open(app_token=world.BOT_TOKEN)
    assert refusal(refused) == "not_allowed_token_type"
    url = WebClient(base_url=sandbox.api_url).apps_connections_open(app_token=world.APP_TOKEN)["url"]
    assert url.startswith("ws://127.0.0.1:")


def test_an_unknown_method(bot: WebClient, desk: DeskDriver) -> None:
    with pytest.raises(SlackApiError) as refused:
        bot.api_call("chat.postMassage")
    assert refusal(refused) == "unknown_method"
    assert desk.counts()["slack"]["violations"] == ["chat.postMassage: unknown_method"]


def test_an_unknown_argument_is_a_violation(bot: WebClient, desk: DeskDriver) -> None:
    with pytest.raises(SlackApiError) as refused:
        bot.chat_postMessage(channel=world.SERVICEDESK, text="x", colour="red")
    assert refusal(refused) == "invalid_arguments"
    assert refused.value.response["response_metadata"]["messages"] == ["[ERROR] unknown argument: colour"]
    assert "colour" in desk.counts()["slack"]["violations"][0]


def test_a_missing_argument(sandbox: SandboxThread, bot: WebClient) -> None:
    with pytest.raises(SlackApiError) as refused:
        bot.api_call("chat.update", params={"channel": world.SERVICEDESK, "text": "x"})
    assert refused.value.response["response_metadata"]["messages"] == ["[ERROR] missing required field: ts"]


def test_forms_json_and_queries_are_the_same(sandbox: SandboxThread) -> None:
    blocks = [{"type": "divider"}]
    headers = {"Authorization": f"Bearer {world.BOT_TOKEN}"}
    url = f"{sandbox.api_url}chat.postMessage"
    form = {"channel": world.SERVICEDESK, "text": "é & <b>", "blocks": json.dumps(blocks)}
    answers = [requests.post(url, data=form, headers=headers, timeout=5)]
    sandbox.watch.forward(1)
    answers.append(requests.post(url, json={**form, "blocks": blocks}, headers=headers, timeout=5))
    sandbox.watch.forward(1)
    answers.append(requests.get(url, params=form, headers=headers, timeout=5))
    sandbox.watch.forward(1)
    answers.append(requests.post(url, data={**form, "token": world.BOT_TOKEN}, timeout=5))
    for answer in answers:
        message = answer.json()["message"]
        assert message["text"] == "é & <b>"
        assert [block["type"] for block in message["blocks"]] == ["divider"]


@pytest.mark.parametrize(
    ("body", "kind", "error"),
    [(b"{", "application/json", "invalid_json"), (b"[]", "application/json", "json_not_object"),
     (b"<a/>", "text/xml", "invalid_post_type"), (b"\xff", "application/x-www-form-urlencoded", "invalid_form_data")],
)  # fmt: skip
def test_strange_bodies(sandbox: SandboxThread, body: bytes, kind: str, error: str) -> None:
    headers = {"Authorization": f"Bearer {world.BOT_TOKEN}", "Content-Type": kind}
    answer = requests.post(f"{sandbox.api_url}auth.test", data=body, headers=headers, timeout=5)
    assert answer.json()["error"] == error


@pytest.mark.parametrize(
    ("call", "scope"),
    [
        (lambda bot: bot.reactions_add(channel=world.SERVICEDESK, name="eyes", timestamp="1.0"), "reactions:write"),
        (lambda bot: bot.conversations_join(channel=world.GENERAL), "channels:join"),
        (lambda bot: bot.users_profile_get(user=world.SANNE.id), "users.profile:read"),
        (lambda bot: bot.conversations_list(types="im"), "im:read"),
        (lambda bot: bot.conversations_open(users=[world.SANNE.id, world.KOEN.id]), "mpim:write"),
        (
            lambda bot: bot.chat_postMessage(channel=world.SERVICEDESK, text="x", username="Directie"),
            "chat:write.customize",
        ),
    ],
)
def test_the_token_has_no_more_scopes_than_the_manifest_asks(bot: WebClient, call, scope: str) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    with pytest.raises(SlackApiError) as refused:
        call(bot)
    assert refusal(refused) == "missing_scope"
    assert refused.value.response["needed"] == scope
    assert refused.value.response["provided"].split(",") == sorted(world.SCOPES)


def test_without_history_scope_there_is_no_look_before_a_resend(tmp_path: Path) -> None:
    sandbox = SandboxThread(tmp_path, scopes=world.SCOPES - {"groups:history"})
    try:
        bot = WebClient(world.BOT_TOKEN, base_url=sandbox.api_url, retry_handlers=[])
        bot.conversations_history(channel=world.SERVICEDESK)
        with pytest.raises(SlackApiError, match="groups:history"):
            bot.conversations_history(channel=world.PRIVACY)
    finally:
        sandbox.stop()


def test_people(bot: WebClient, desk: DeskDriver) -> None:
    user = bot.users_info(user=world.ROBIN.id, include_locale=True)["user"]
    assert (user["locale"], user["profile"]["email"], user["is_bot"]) == ("en-GB", "robin.smit@verdant.example", False)
    assert "locale" not in bot.users_info(user=world.ROBIN.id)["user"]
    assert bot.users_lookupByEmail(email="SANNE.DE.WIT@verdant.example")["user"]["id"] == world.SANNE.id
    with pytest.raises(SlackApiError, match="users_not_found"):
        bot.users_lookupByEmail(email="nobody@verdant.example")
    with pytest.raises(SlackApiError, match="user_not_found"):
        bot.users_info(user="U0NOBODY001")
    before = len(bot.users_list()["members"])
    assert len(desk.extra_staff(20)) == 20
    pages = [page["members"] for page in bot.users_list(limit=10)]
    assert len([one for page in pages for one in page]) == before + 20


def test_user_groups(bot: WebClient) -> None:
    groups = {one["handle"]: one for one in bot.usergroups_list(include_users=True)["usergroups"]}
    assert groups["privacy-officers"]["users"] == [world.MARIT.id, world.DAAN.id]
    assert bot.usergroups_users_list(usergroup=world.GROUP_MANAGERS)["users"] == [world.KOEN.id, world.ELS.id]
    with pytest.raises(SlackApiError, match="no_such_subteam"):
        bot.usergroups_users_list(usergroup="S0NOBODY")


def test_channels(bot: WebClient) -> None:
    names = [one["name"] for one in bot.conversations_list(types="public_channel,private_channel")["channels"]]
    assert names == ["servicedesk", "privacy", "managers", "general"]
    info = bot.conversations_info(channel=world.PRIVACY, include_num_members=True)["channel"]
    assert (info["is_private"], info["is_member"], info["num_members"]) == (True, True, 5)
    assert not bot.conversations_info(channel=world.GENERAL)["channel"]["is_member"]
    assert world.SANNE.id not in bot.conversations_members(channel=world.PRIVACY)["members"]
    with pytest.raises(SlackApiError, match="channel_not_found"):
        bot.conversations_info(channel="C0NOWHERE01")


def test_a_private_channel_without_the_bot_does_not_exist_for_it(bot: WebClient, desk: DeskDriver) -> None:
    desk.api.post("membership", {"channel": world.PRIVACY, "user": world.BOT_USER, "member": False})
    for call in (bot.conversations_info, bot.conversations_history, bot.conversations_members):
        with pytest.raises(SlackApiError, match="channel_not_found"):
            call(channel=world.PRIVACY)
    with pytest.raises(SlackApiError, match="channel_not_found"):
        bot.chat_postMessage(channel=world.PRIVACY, text="x")
    with pytest.raises(SlackApiError, match="not_in_channel"):
        bot.chat_postMessage(channel=world.GENERAL, text="x")


def test_direct_messages_are_opened_or_posted_to_the_person(sandbox: SandboxThread, bot: WebClient) -> None:
    opened = bot.conversations_open(users=world.KOEN.id)["channel"]["id"]
    assert bot.chat_postMessage(channel=world.KOEN.id, text="een")["channel"] == opened
    sandbox.watch.forward(1)
    bot.chat_postMessage(channel=opened, text="twee")
    assert [one.text for one in sandbox.desk.person("Koen").direct_messages()] == ["een", "twee"]
    assert sandbox.desk.person("Els").direct_messages() == []


def test_bots_info_and_permalink(bot: WebClient) -> None:
    assert bot.bots_info(bot=world.BOT_ID)["bot"]["app_id"] == world.APP_ID
    ts = bot.chat_postMessage(channel=world.SERVICEDESK, text="x")["ts"]
    assert ts in bot.chat_getPermalink(channel=world.SERVICEDESK, message_ts=ts)["permalink"]
    with pytest.raises(SlackApiError, match="message_not_found"):
        bot.chat_getPermalink(channel=world.SERVICEDESK, message_ts="1.000000")


def test_files_travel_in_three_steps(bot: WebClient, desk: DeskDriver) -> None:
    picture = bytes(range(256))
    answer = bot.files_upload_v2(
        filename="week.png", content=picture, title="Week 12", channel=world.MANAGERS, initial_comment="Weekbericht"
    )
    message = desk.person("Koen").channel("managers").see("Weekbericht")
    assert (message.files[0]["title"], message.files[0]["mimetype"]) == ("Week 12", "image/png")
    file_id = answer["file"]["id"]
    assert desk.api.raw(f"files/{file_id}", **{"as": world.KOEN.id}) == picture
    with pytest.raises(AssertionError, match="404"):
        desk.api.raw(f"files/{file_id}", **{"as": world.SANNE.id})


def test_a_file_of_another_length_is_refused(bot: WebClient) -> None:
    step = bot.files_getUploadURLExternal(filename="a.txt", length=3)
    assert requests.post(step["upload_url"], data=b"four", timeout=5).status_code == 400
    with pytest.raises(SlackApiError, match="file_not_found"):
        bot.files_completeUploadExternal(files=[{"id": step["file_id"], "title": "a"}])
    assert requests.post(step["upload_url"], files={"file": b"abc"}, timeout=5).ok
    bot.files_completeUploadExternal(files=[{"id": step["file_id"], "title": "a"}])
