"""Pure functions from text to candidates with normalised values. No spaCy here."""
