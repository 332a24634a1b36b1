"""Two texts compared: copies, figures of one thing, what a new version changed, what became of a quote. Pure."""
