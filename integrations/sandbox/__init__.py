"""The embedded desk: a local Slack, a ticket system and a mailbox in one browser page."""
