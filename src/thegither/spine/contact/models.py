"""How the partnership reaches people: invitations, reminders, the daily digest, and who may help whom."""
