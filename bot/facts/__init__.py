"""What a sentence states, one kind a file: pure functions from text to typed facts with spans into it."""
