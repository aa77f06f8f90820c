"""How fast ragbot is and what it takes, beside a tutorial's pipeline with the same weights: `python -m eval.bench`."""
