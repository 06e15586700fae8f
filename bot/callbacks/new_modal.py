"""The modal with which staff make a callback while the customer is on the line."""

from __future__ import annotations

from bot.chat import blocks
from bot.chat.blocks import Block
from bot.chat.text import say
from bot.desk.languages import Texts

NEW_CALLBACK = "callback_new"


def new_modal(texts: Texts, subject: str = "") -> Block:
    """An empty form; ``subject`` is what was typed after the command."""
    rows = [
        blocks.section(say(texts, "callback.modal.new_intro")),
        blocks.text_input("organisation", texts.say("callback.modal.new_organisation"), limit=80),
        blocks.text_input("name", texts.say("callback.modal.new_name"), limit=120),
        blocks.text_input("phone", texts.say("callback.modal.new_phone"), limit=40),
        blocks.text_input("email", texts.say("callback.modal.new_email"), limit=254, optional=True),
        blocks.text_input("subject", texts.say("callback.modal.new_subject"), limit=150, initial=subject),
        blocks.text_input("question", texts.say("callback.modal.new_question"), multiline=True, optional=True),
        blocks.text_input("wish", texts.say("callback.modal.new_wish"), limit=200, optional=True),
    ]
    return blocks.modal(
        NEW_CALLBACK,
        texts.say("callback.modal.new_title"),
        rows,
        submit=texts.say("button.confirm"),
        close=texts.say("button.cancel"),
    )
