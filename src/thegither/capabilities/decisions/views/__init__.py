"""The pages of decision rooms, by what people do."""
