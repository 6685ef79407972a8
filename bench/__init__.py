"""Benchmarks, run by hand: what the project takes in time and memory, beside the tools that others would use."""
