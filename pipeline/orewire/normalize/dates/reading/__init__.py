"""Text to codes: words, numbers and dates in digits."""
