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
    case 0x65736c6146: return .kwFalse
    case 0x656e6f4e: return .kwNone
    case 0x65757254: return .kwTrue
    case 0x646e61: return .kwAnd
    case 0x7361: return .kwAs
    case 0x747265737361: return .kwAssert
    case 0x636e797361: return .kwAsync
    case 0x7469617761: return .kwAwait
    case 0x6b61657262: return .kwBreak
    case 0x7373616c63: return .kwClass
    case 0x65756e69746e6f63: return .kwContinue
    case 0x666564: return .kwDef
    case 0x6c6564: return .kwDel
    case 0x66696c65: return .kwElif
    case 0x65736c65: return .kwElse
    case 0x747065637865: return .kwExcept
    case 0x796c6c616e6966: return .kwFinally
    case 0x726f66: return .kwFor
    case 0x6d6f7266: return .kwFrom
    case 0x6c61626f6c67: return .kwGlobal
    case 0x6669: return .kwIf
    case 0x74726f706d69: return .kwImport
    case 0x6e69: return .kwIn
    case 0x7369: return .kwIs
    case 0x6164626d616c: return .kwLambda
    case 0x6c61636f6c6e6f6e: return .kwNonlocal
    case 0x746f6e: return .kwNot
    case 0x726f: return .kwOr
    case 0x73736170: return .kwPass
    case 0x6573696172: return .kwRaise
    case 0x6e7275746572: return .kwReturn
    case 0x797274: return .kwTry
    case 0x656c696877: return .kwWhile
    case 0x68746977: return .kwWith
    case 0x646c656979: return .kwYield
    default: return nil
    }
  }
}
