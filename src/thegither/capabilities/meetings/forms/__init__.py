"""What people may send in about a meeting, checked. Nothing here is saved."""
