"""Everything outside Balie, each thing behind a small port; nothing here knows the bot."""
