"""Mechanism shared by every service: how things cross a boundary, never what."""
