"""How long somebody waits for the next page of an assessment while 200 people answer at once."""
