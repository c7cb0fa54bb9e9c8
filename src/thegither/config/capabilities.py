"""The one list of capabilities. Nothing is discovered by magic: a new one is a new line."""

CAPABILITIES = ("thegither.capabilities.conversations",)
