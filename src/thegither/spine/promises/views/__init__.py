"""The pages of promises, by what they concern."""
