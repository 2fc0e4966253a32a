/// Modules that a program needs because it names an encoding or an error handler: `text.encode("cp037")`.
///
/// Encodings that the runtime has itself are not among them.
enum EncodingModules {
  /// One module a line, then further names of what it offers; the last part of the module's name is one too.
  private static let table = """
    encodings.base64_codec base64 base_64
    encodings.charmap
    encodings.cp037 csibm037 ebcdic_cp_ca ebcdic_cp_nl ebcdic_cp_us ebcdic_cp_wt ibm037 ibm039
    encodings.cp1006
    encodings.cp1026 csibm1026 ibm1026
    encodings.cp1125 cp866u ibm1125 ruscii
    encodings.cp1140 ibm1140
    encodings.cp273 csibm273 ibm273
    encodings.cp424 csibm424 ebcdic_cp_he ibm424
    encodings.cp500 csibm500 ebcdic_cp_be ebcdic_cp_ch ibm500
    encodings.cp720
    encodings.cp737
    encodings.cp775 cspc775baltic ibm775
    encodings.cp856
    encodings.cp857 csibm857 ibm857
    encodings.cp860 csibm860 ibm860
    encodings.cp861 cp_is csibm861 ibm861
    encodings.cp862 cspc862latinhebrew ibm862
    encodings.cp863 csibm863 ibm863
    encodings.cp864 csibm864 ibm864
    encodings.cp865 csibm865 ibm865
    encodings.cp869 cp_gr csibm869 ibm869
    encodings.cp874
    encodings.cp875
    encodings.hp_roman8 cp1051 cshproman8 ibm1051 r8 roman8
    encodings.idna
    encodings.iso8859_11 iso_8859_11 iso_8859_11_2001 thai
    encodings.koi8_t
    encodings.kz1048 kz_1048 rk1048 strk1048_2002
    encodings.mac_arabic
    encodings.mac_croatian
    encodings.mac_cyrillic maccyrillic
    encodings.mac_farsi
    encodings.mac_greek macgreek
    encodings.mac_iceland maciceland
    encodings.mac_latin2 mac_centeuro maccentraleurope maclatin2
    encodings.mac_romanian
    encodings.mac_turkish macturkish
    encodings.palmos
    encodings.ptcp154 cp154 csptcp154 cyrillic_asian pt154
    encodings.punycode
    encodings.quopri_codec quopri quoted_printable quotedprintable
    encodings.tis_620 iso_ir_166 tis620 tis_620_0 tis_620_2529_0 tis_620_2529_1
    encodings.undefined
    encodings.uu_codec uu
    encodings.zlib_codec zip zlib
    unicodedata namereplace unicode_escape unicodeescape
    """

  private static let modules: [String: String] = {
    var modules: [String: String] = [:]
    for line in table.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      if let own = words[0].split(separator: ".").last, words[0].contains(".") { modules[String(own)] = words[0] }
      for alias in words.dropFirst() { modules[alias] = words[0] }
    }
    return modules
  }()

  /// Where names of encodings are used: without any of these a text that looks like one is something else.
  static let users = ["encode", "decode", "codecs", "encoding"]

  /// The module for a text of the program, whatever its case and punctuation.
  static func module(named text: String) -> String? {
    guard text.utf8.count <= 24 else { return nil }
    var plain = ""
    for byte in text.utf8 {
      let lower = byte | 32
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
        plain.unicodeScalars.append(Unicode.Scalar(lower))
      case UInt8(ascii: "0")...UInt8(ascii: "9"): plain.unicodeScalars.append(Unicode.Scalar(byte))
      case UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: " "): plain += "_"
      default: return nil
      }
    }
    return modules[plain]
  }
}
