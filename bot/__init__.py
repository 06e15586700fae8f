"""Balie, the servicedesk bot."""
