"""The organisation: settings, policy, office hours, people and languages."""
