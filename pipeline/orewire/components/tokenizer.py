"""The tokenizer: spaCy's English one, cut finer so that amounts, codes and hyphenated names come apart.

The Universal Dependencies treebanks the model learns from split hyphens, slashes and units off;
reading news the same way keeps the model's world and ours alike, and lets a span such as
``2.5`` in ``$2.5bn`` begin and end at token borders.
"""

import re

from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

_HYPHENS = "[-\u2010\u2011\u2012\u2013\u2014\u2212]"

_INFIXES = (
    # U.S.-Kazakhstan, 900-million, 2019-2023, mid-2025: UD splits hyphens between word characters.
    rf"(?<=[^\W_]){_HYPHENS}(?=[^\W_])",
    rf"(?<=[^\W_]\.){_HYPHENS}(?=[^\W_])",
    rf"(?<=[%'’]){_HYPHENS}(?=[^\W_])",
    rf"(?<=[^\W_]){_HYPHENS}(?=[$€£¥₹₦₽₩])",
    # g/t, 2019/20, and/or
    r"(?<=[^\W_])/(?=[^\W_$€£¥])",
    # 2.5bn, 500MW, 470p; but not 21st, 1980s, nor the parts of a formula (Li2O)
    r"(?<=\d)(?<![^\W\d_]\d)(?!(?:st|nd|rd|th|s)\b)(?=[^\W\d_]{1,6}\b)",
    # US$1.76, R$30, KZT500
    r"(?<=[$€£¥₹₦₽₩])(?=\d)",
)
_PREFIXES = (r"(?:[A-Z]{1,3})?[$€£¥₹₦₽₩]", r"<(?=[A-Z])", r"(?:EUR|USD|GBP|KZT|CHF|RMB|Rs\.?|RM)(?=\d)")
_SUFFIXES = (r"(?<=[A-Z])>", _HYPHENS, r"(?<=\d)\.(?=$)")
#: Contractions and abbreviations (``don't``, ``U.S.``, ``Mr.``). Emoticons are left out: news has none,
#: and matching them costs spaCy's tokenizer two thirds of its time.
_WORD_RULE = re.compile(r"[\w.'’]+")
#: Words with their signs whose pieces are remembered. News fills the 10,000 of spaCy within a hundred
#: articles, and then what is new to it is cut up each time; these take some 10 MB.
_CACHE = 50_000


def create_tokenizer(nlp: Language) -> Tokenizer:
    """Build the tokenizer for an English pipeline.

    Args:
        nlp: the pipeline whose vocabulary and language defaults are used.

    Returns:
        A spaCy tokenizer; its settings are saved with the pipeline.
    """
    defaults = nlp.Defaults
    rules = {
        word: parts for word, parts in defaults.tokenizer_exceptions.items() if _WORD_RULE.fullmatch(word)
    }
    return Tokenizer(
        nlp.vocab,
        rules=rules,
        prefix_search=compile_prefix_regex([*_PREFIXES, *(defaults.prefixes or ())]).search,
        suffix_search=compile_suffix_regex([*(defaults.suffixes or ()), *_SUFFIXES]).search,
        infix_finditer=compile_infix_regex([*_INFIXES, *(defaults.infixes or ())]).finditer,
        token_match=defaults.token_match,
        url_match=defaults.url_match,
        max_cache_size=_CACHE,
    )
