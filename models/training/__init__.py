"""Everything needed to train the news model again: prepare, train, evaluate, export, card."""
