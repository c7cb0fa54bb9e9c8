"""What people type, parsed and checked; nothing is saved here."""
