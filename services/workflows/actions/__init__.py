"""Use cases of workflows, one function each."""
