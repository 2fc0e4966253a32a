/// Tokens: small values that point into the source text, and the table of keywords.

import NatrixSupport

enum TokenKind: UInt8 {
  case endMarker, name, number, string, newline, indent, dedent
  /// A byte that begins no token (`$`, `?`, a lone `!`); nothing in the grammar matches it.
  case stray
  /// The lexer could not go on; its error says why.
  case error
  /// Where the parser stands once it has raised an error: nothing matches it.
  case stopped

  case leftParen, rightParen, leftBracket, rightBracket, leftBrace, rightBrace
  case colon, comma, semicolon, dot, ellipsis, arrow, equal, colonEqual, at
  case plus, minus, star, slash, percent, pipe, ampersand, caret, tilde
  case doubleStar, doubleSlash, leftShift, rightShift
  case less, greater, lessEqual, greaterEqual, equalEqual, notEqual
  case plusEqual, minusEqual, starEqual, slashEqual, percentEqual, pipeEqual, ampersandEqual
  case caretEqual, atEqual, doubleStarEqual, doubleSlashEqual, leftShiftEqual, rightShiftEqual

  case kwFalse, kwNone, kwTrue, kwAnd, kwAs, kwAssert, kwAsync, kwAwait, kwBreak, kwClass
  case kwContinue, kwDef, kwDel, kwElif, kwElse, kwExcept, kwFinally, kwFor, kwFrom, kwGlobal
  case kwIf, kwImport, kwIn, kwIs, kwLambda, kwNonlocal, kwNot, kwOr, kwPass, kwRaise, kwReturn
  case kwTry, kwWhile, kwWith, kwYield

  var isKeyword: Bool { rawValue >= TokenKind.kwFalse.rawValue }
}

/// One token: what it is, where it stands, and how many brackets are open around it.
struct Token {
  var kind: TokenKind
  var level: UInt8
  var start: UInt32
  var end: UInt32

  var range: SourceRange { SourceRange(Int(start), Int(end)) }
}

extension TokenKind {
  /// The keyword that is spelt by `count` bytes, if they spell one.
  static func keyword(_ bytes: UnsafePointer<UInt8>, count: Int) -> TokenKind? {
    guard count >= 2, count <= 8 else { return nil }
    var packed: UInt64 = 0
    for index in 0..<count { packed |= UInt64(bytes[index]) << UInt64(8 * index) }
    switch packed {
    case 0x65_736c_6146: return .kwFalse
    case 0x656e_6f4e: return .kwNone
    case 0x6575_7254: return .kwTrue
    case 0x646e61: return .kwAnd
    case 0x7361: return .kwAs
    case 0x7472_6573_7361: return .kwAssert
    case 0x63_6e79_7361: return .kwAsync
    case 0x74_6961_7761: return .kwAwait
    case 0x6b_6165_7262: return .kwBreak
    case 0x73_7361_6c63: return .kwClass
    case 0x6575_6e69_746e_6f63: return .kwContinue
    case 0x666564: return .kwDef
    case 0x6c6564: return .kwDel
    case 0x6669_6c65: return .kwElif
    case 0x6573_6c65: return .kwElse
    case 0x7470_6563_7865: return .kwExcept
    case 0x79_6c6c_616e_6966: return .kwFinally
    case 0x726f66: return .kwFor
    case 0x6d6f_7266: return .kwFrom
    case 0x6c61_626f_6c67: return .kwGlobal
    case 0x6669: return .kwIf
    case 0x7472_6f70_6d69: return .kwImport
    case 0x6e69: return .kwIn
    case 0x7369: return .kwIs
    case 0x6164_626d_616c: return .kwLambda
    case 0x6c61_636f_6c6e_6f6e: return .kwNonlocal
    case 0x746f6e: return .kwNot
    case 0x726f: return .kwOr
    case 0x7373_6170: return .kwPass
    case 0x65_7369_6172: return .kwRaise
    case 0x6e72_7574_6572: return .kwReturn
    case 0x797274: return .kwTry
    case 0x65_6c69_6877: return .kwWhile
    case 0x6874_6977: return .kwWith
    case 0x64_6c65_6979: return .kwYield
    default: return nil
    }
  }
}
