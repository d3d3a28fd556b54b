"""The stages of a run, each over what is not known yet: reading documents, judging groups of statements."""
