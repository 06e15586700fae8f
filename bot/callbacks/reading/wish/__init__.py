"""The wish: when the writer wants to be called."""
