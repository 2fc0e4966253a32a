import string, textwrap, html, fnmatch, shlex, glob, difflib
T = string.Template("$who likes ${what}; $$5 $missing")
print(T.safe_substitute(who="tim", what="kung pao"))
for f in (lambda: T.substitute(who=1), lambda: string.Template("a $ b").substitute(), lambda: string.Template("x\n${").substitute()):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(T.get_identifiers() if hasattr(T, "get_identifiers") else "", string.Template("${a}").is_valid() if hasattr(T, "is_valid") else "")
class D(string.Template):
    delimiter = "%"; idpattern = "[a-z]+_[a-z]+"
print(D("%a_b %ab $x").safe_substitute({"a_b": 1}))
S = "This is a long  line of text, with-hyphens and a verylongwordthatdoesnotfit; it should be wrapped properly -- em dash.\n\tTabs too."
for w in (10, 20, 40): print(textwrap.wrap(S, w)); 
print(textwrap.fill(S, 30, initial_indent="* ", subsequent_indent="  ", max_lines=3)); print(textwrap.shorten(S, 30), textwrap.dedent("   a\n     b\n\n   c"), textwrap.indent("a\n\nb", "> "))
print(textwrap.TextWrapper(width=12, break_long_words=False, break_on_hyphens=False, fix_sentence_endings=True, expand_tabs=False).wrap(S))
print(html.escape("<a href='x'>&\"</a>"), html.unescape("&lt;&amp;&eacute;&#233;&#xe9;&notit;&bogus;&#0;&#x80;&amp &para"))
print(fnmatch.fnmatch("foo.py", "*.py"), fnmatch.filter(["a.txt", "b.py", "[x]"], "[!a]*"), fnmatch.translate("a*[!b-c]?.[x"), fnmatch.fnmatchcase("A", "a"))
print(shlex.split("a 'b c' \"d\\\"e\" f\\ g # comment", comments=True), shlex.quote("it's"), shlex.join(["a b", "c"]), list(shlex.shlex("a=b; c|d 'e'", punctuation_chars=True)))
try: shlex.split("'abc")
except ValueError as e: print(e)
print(list(difflib.unified_diff("a b c".split(), "a x c".split(), lineterm="")), difflib.get_close_matches("appel", ["ape", "apple", "peach"]), "".join(difflib.ndiff(["one\n", "two\n"], ["ore\n", "two\n"])))
print(string.Formatter().format("{0!r:>10} {a[b]} {c.real}", "x", a={"b": 1}, c=2), string.capwords("hello wORLD  x"))
