#!/usr/bin/env python3.11
"""Makes runtime/modules/unicodedata_{names,mappings}.inc: names, decompositions and compositions of characters, from the
unicodedata module of the Python that runs it (3.11: Unicode 14) and, for named sequences, Perl's NamedSequences.txt.

    gen_unicodedata.py [/usr/share/perl/5.36/unicore/NamedSequences.txt]

Run by hand when the Unicode version changes; the result is checked in. A name is a sequence of words, each a byte
1..127 (the frequent ones) or two bytes (128.., 1..); 0 ends it. Names that end with the character's own number in
hexadecimal digits, and those of Hangul syllables, are not stored: `name_ranges` and code tell them.
"""
import re
import sys
import unicodedata
from collections import Counter
from pathlib import Path

TAGS = ["", "<font>", "<noBreak>", "<initial>", "<medial>", "<final>", "<isolated>", "<circle>", "<super>", "<sub>",
        "<vertical>", "<wide>", "<narrow>", "<small>", "<square>", "<fraction>", "<compat>"]
HANGUL = range(0xAC00, 0xAC00 + 11172)
out = []


def array(kind, name, items, per_line=24):
    items = [str(i) for i in items]
    out.append(f"static const {kind} {name}[] = {{")
    out.extend(",".join(items[i:i + per_line]) + "," for i in range(0, len(items), per_line))
    out.append("};")


def text(name, data):
    """A byte array as a C string of octal escapes, which compiles faster than numbers."""
    out.append(f"static const char {name}[] =")
    for start in range(0, len(data), 60):
        part = "".join(chr(b) if 32 < b < 127 and chr(b) not in '"\\?' else "\\%03o" % b for b in data[start:start + 60])
        out.append(f'"{part}"')
    out.append(";")


def names():
    ranges, stored = [], []
    for code in range(0x110000):
        name = unicodedata.name(chr(code), None)
        if name is None or code in HANGUL:
            continue
        match = re.fullmatch(r"(.*-)([0-9A-F]{4,6})", name)
        if match and int(match[2], 16) == code:
            if ranges and ranges[-1][1] == code - 1 and ranges[-1][2] == match[1]:
                ranges[-1][1] = code
            else:
                ranges.append([code, code, match[1]])
        else:
            stored.append((code, name))
    counts = Counter(word for _, name in stored for word in name.split(" "))
    words = [word for word, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))]
    assert len(words) < 127 + 128 * 255
    code_of = {}
    for i, word in enumerate(words):
        code_of[word] = bytes([i + 1]) if i < 127 else bytes([128 + (i - 127) // 255, (i - 127) % 255 + 1])
    stream, starts, runs = bytearray(), [], []
    for i, (code, name) in enumerate(stored):
        if i % 64 == 0:
            starts.append(len(stream))
        stream += b"".join(code_of[word] for word in name.split(" ")) + b"\0"
        if not runs or runs[-1][0] + i - runs[-1][1] != code:
            runs.append((code, i))
    out.append("// names that end with the number: first, last, beginning")
    array("nx_name_range", "name_ranges", ('{%d,%d,"%s"}' % tuple(r) for r in ranges), 4)
    out.append("// the words, the frequent ones first, and where each starts")
    joined, offsets = "", []
    for word in words:
        offsets.append(len(joined))
        joined += word
    offsets.append(len(joined))
    text("word_text", joined.encode())
    array("uint32_t", "word_starts", offsets)
    array("uint16_t", "words_sorted", sorted(range(len(words)), key=words.__getitem__))
    out.append("// the names, where each 64th begins, and the runs of characters that have consecutive ones: character, index")
    text("name_stream", stream)
    array("uint32_t", "name_starts", starts)
    array("nx_name_run", "name_runs", ("{%d,%d}" % r for r in runs), 8)
    out.append("enum { NAME_COUNT = %d };" % len(stored))


def further_names(sequences_file):
    source = (Path(__file__).resolve().parent.parent / "Sources/NatrixSyntax/CharacterAliases.swift").read_text()
    known = {}
    for name in re.findall(r"^ *[0-9A-F]+=(.*)$", source, re.M) + ["VS%d" % i for i in range(1, 257)]:
        try:
            known[name] = unicodedata.lookup(name)
        except KeyError:  # younger than this Unicode version
            pass
    for line in Path(sequences_file).read_text().splitlines():
        # A line of Perl's file is the characters' numbers, a tab and the name, or the other way round.
        for name in re.split(r"[\t;]", line):
            try:
                value = unicodedata.lookup(name.strip())
            except KeyError:
                continue
            if len(value) > 1:
                known[name.strip()] = value
    out.append("// aliases and named sequences")
    rows = []
    for name, value in sorted(known.items()):
        numbers = [ord(c) for c in value]
        assert len(numbers) <= 4
        rows.append('{"%s",{%s}}' % (name, ",".join(map(str, numbers))))
    array("nx_name_alias", "name_aliases", rows, 3)


def mappings():
    pool, where, rows, pairs = [], {}, [], []
    for code in range(0x110000):
        parts = unicodedata.decomposition(chr(code)).split()
        if not parts:
            continue
        tag = parts.pop(0) if parts[0][0] == "<" else ""
        target = tuple(int(part, 16) for part in parts)
        if target not in where:
            where[target] = len(pool)
            pool += target
        rows.append("{%d,%d,%d,%d}" % (code, TAGS.index(tag), len(target), where[target]))
        if not tag and len(target) == 2 and unicodedata.normalize("NFC", "".join(map(chr, target))) == chr(code):
            pairs.append((*target, code))
    out.append("// decompositions: character, tag, length, place in the pool")
    array("char *const", "decomposition_tags", ('"%s"' % tag for tag in TAGS))
    array("uint32_t", "decomposition_pool", pool)
    array("nx_decomposition", "decompositions", rows, 8)
    out.append("// canonical compositions: first, second, both")
    array("nx_composition", "compositions", ("{%d,%d,%d}" % p for p in sorted(pairs)), 8)


CATEGORIES = "Cn Lu Ll Lt Mn Mc Me Nd Nl No Zs Zl Zp Cc Cf Cs Co Lm Lo Pc Pd Ps Pe Pi Pf Po Sm Sc Sk So".split()
BIDI = " L LRE LRO R AL RLE RLO PDF EN ES ET AN CS NSM BN B S WS ON LRI RLI FSI PDI".split(" ")
WIDTHS = ["N", "H", "W", "F", "Na", "A"]


def version_3_2():
    """What differs in Unicode 3.2, which internationalised domain names and stringprep are defined by."""
    now, old = unicodedata, unicodedata.ucd_3_2_0
    ranges, rows, corrected = [], [], []
    for code in range(0x110000):
        c = chr(code)
        if old.category(c) == "Cn":
            if now.category(c) != "Cn":
                if ranges and ranges[-1][1] == code - 1:
                    ranges[-1][1] = code
                else:
                    ranges.append([code, code])
            continue
        row = (CATEGORIES.index(old.category(c)), BIDI.index(old.bidirectional(c)), WIDTHS.index(old.east_asian_width(c)),
               old.mirrored(c), old.decimal(c, 255))
        if row != (CATEGORIES.index(now.category(c)), BIDI.index(now.bidirectional(c)),
                   WIDTHS.index(now.east_asian_width(c)), now.mirrored(c), now.decimal(c, 255)):
            rows.append("{%d,%d,%d,%d,%d,%d}" % (code, *row))
        if not 0xD800 <= code < 0xE000 and old.normalize("NFD", c) != now.normalize("NFD", c):
            corrected.append("{%d,%d}" % (code, ord(old.normalize("NFD", c))))
    out.append("// 3.2: ranges that came later; characters that differ: category, bidirectional, width, mirrored, decimal")
    array("nx_younger", "younger", ("{%d,%d}" % tuple(r) for r in ranges), 8)
    array("nx_older", "different", rows, 6)
    array("nx_corrected", "corrected", corrected, 6)


def write(name):
    path = Path(__file__).resolve().parent.parent / "runtime" / "modules" / name
    heading = ["// Generated by tools/gen_unicodedata.py from Unicode %s; do not edit." % unicodedata.unidata_version,
               "// clang-format off"]
    path.write_text("\n".join(heading + out) + "\n")
    print(path.name, path.stat().st_size, "bytes", file=sys.stderr)
    out.clear()


def main():
    names()
    further_names(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/perl/5.36/unicore/NamedSequences.txt")
    write("unicodedata_names.inc")
    mappings()
    version_3_2()
    write("unicodedata_mappings.inc")


main()
