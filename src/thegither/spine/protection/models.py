"""What is kept about people, why and how long; what each may have a copy of; what is erased."""
