"""Mail in and out: parsing untrusted messages, receiving them, sending answers."""
