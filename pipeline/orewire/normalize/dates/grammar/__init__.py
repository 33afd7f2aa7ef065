"""The grammar: rules over strings of codes, from single dates to ranges of them."""
