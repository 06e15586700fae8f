"""Call me back, unrecorded: from a ticket to a call."""
