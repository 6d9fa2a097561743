"""Numbers in, paths out: pictures as plain values. No database, no request."""
