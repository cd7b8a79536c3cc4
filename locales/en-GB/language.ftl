### What this language calls itself.

language-name = English
# The name of the generated language that shows what has not been translated and what does not fit.
language-pseudo-name = Test language (accents and longer words)
