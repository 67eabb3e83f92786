"""Metrics, benchmarks and judges."""
