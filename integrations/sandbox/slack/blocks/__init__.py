"""Block Kit as Slack checks it: what passes here passes there."""

from integrations.sandbox.slack.blocks.check import Check
from integrations.sandbox.slack.blocks.layout import message_blocks, text_length
from integrations.sandbox.slack.blocks.views import home_view, modal_view

__all__ = ["Check", "home_view", "message_blocks", "modal_view", "text_length"]
