"""One file a process."""
