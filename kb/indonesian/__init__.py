"""Indonesian as the law writes and speaks it: pure functions and data, no I/O but own tables."""
