"""How well proof tells true sentences from changed ones: `python -m eval.mutations`."""
