"""Standing questions: asked again when articles change, and told where what is found is no longer the same."""
