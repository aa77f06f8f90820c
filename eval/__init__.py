"""Did answers get better or worse? Suites of questions, metrics one per file, a baseline to hold against."""
