"""The pages of a conversation, one file for each kind of visitor."""
