"""Search: queries of our own, engines behind one protocol, highlights."""
