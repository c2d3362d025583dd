"""Measurements: figures that depend on the machine, printed beside what they are compared with, never tested."""
