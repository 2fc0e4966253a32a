"""Type hints in strings, for typing: whether a text can be an expression at all."""

_CLOSING = {")": "(", "]": "[", "}": "{"}
_WORDS = {"if", "else", "for", "in", "is", "not", "and", "or", "lambda", "await", "async", "yield", "from"}
_PREFIXES = {"r", "u", "b", "f", "rb", "br", "fr", "rf"}


def _tokens(text):
    """The tokens of a text with their kinds: "operand", "word" (an operator or keyword in letters) or "mark"; None: a string
    is open."""
    result = []
    i = 0
    while i < len(text):
        c = text[i]
        start = i
        if c.isspace():
            i += 1
            continue
        if c in "'\"":
            quote = c * 3 if text.startswith(c * 3, i) else c
            i += len(quote)
            while not text.startswith(quote, i):
                i += 2 if text[i:i + 1] == "\\" else 1
                if i >= len(text):
                    return None
            i += len(quote)
            if result and result[-1][0].lower() in _PREFIXES:
                result.pop()
            result.append((text[start:i], "operand"))
        elif text.startswith("...", i):
            i += 3
            result.append(("...", "operand"))
        elif c.isalnum() or c == "_":
            while i < len(text) and (text[i].isalnum() or text[i] == "_"):
                i += 1
            word = text[start:i]
            result.append((word, "word" if word in _WORDS else "operand"))
        else:
            i += 1
            result.append((c, "mark"))
    return result


def is_no_expression(text):
    """Whether a text cannot be an expression: open brackets, two operands in a row, an operator at the end."""
    found = _tokens(text)
    if found is None:
        return True
    open_brackets = []
    before, kind_before = "", "mark"
    for token, kind in found:
        both_strings = token[0] in "'\"" and before[-1:] in ("'", '"')
        if kind == "operand" and (kind_before == "operand" or before in _CLOSING) and not both_strings:
            return True
        if kind == "mark":
            if token in "([{":
                open_brackets.append(token)
            elif token in _CLOSING and (not open_brackets or open_brackets.pop() != _CLOSING[token]):
                return True
            elif token in "?$;`\\":
                return True
        before, kind_before = token, kind
    starts = found and (found[0][0] not in "/%=<>!@,.:|&^)]}" or found[0][0] == "...")
    ends = kind_before == "operand" or before in _CLOSING or before == ","
    return bool(open_brackets or not starts or not ends)
