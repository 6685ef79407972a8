"""Attacks on the program, each drawn from a seed: small draws run in the tests, whole ones in bench/reliability.py."""
