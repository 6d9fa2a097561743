"""The meter box: settings, addresses and the server's entry points. Nobody imports it."""
