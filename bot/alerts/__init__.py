"""Ladders of reminders: nobody is surprised by a deadline."""
