"""The durable engine and the ledger of outside effects."""
