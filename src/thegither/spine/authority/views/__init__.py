"""The pages of authority, by the question they answer."""
