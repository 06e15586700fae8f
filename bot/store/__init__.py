"""The database: sessions, migrations, encryption, numbers and the audit log."""
