"""What can be read of decision rooms, by topic."""
