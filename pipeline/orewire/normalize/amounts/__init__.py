"""Measured amounts: one scan that serves money, quantities and percentages."""
