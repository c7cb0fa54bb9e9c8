"""What people type in decision rooms: checked here, stored nowhere."""
