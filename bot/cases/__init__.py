"""Privacy requests: from an e-mail to an answer in time."""
