"""Slack for everybody: the app, safe text, the parts of cards."""
