"""Effects and order: sources, executor, linking, reconciliation, publication, report and command line."""
