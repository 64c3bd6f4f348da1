"""The parts of `tools/supervise`: one board's actors under supervisord."""
