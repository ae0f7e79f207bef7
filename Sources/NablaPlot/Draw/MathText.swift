/// A piece of text at one size and height.
struct TextRun: Equatable {
  var text: String
  /// Relative to the font's size.
  var scale = 1.0
  /// Upwards, relative to the font's size.
  var rise = 0.0
  var italic = false
}

/// The part of matplotlib's `$…$` that labels of learning curves use: superscripts, subscripts, Greek letters, a few
/// signs. What is not known is shown as it was typed.
enum MathText {
  private static let symbols: [String: String] = [
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ", "eta": "η", "theta": "θ",
    "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ",
    "tau": "τ", "phi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ",
    "Lambda": "Λ", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "times": "×", "cdot": "·", "pm": "±",
    "leq": "≤", "geq": "≥", "neq": "≠", "approx": "≈", "infty": "∞", "sum": "∑", "partial": "∂", "nabla": "∇",
    "to": "→", "rightarrow": "→", "sqrt": "√", "in": "∈", "ell": "ℓ", "%": "%", "_": "_", "{": "{", "}": "}", ",": " ",
  ]

  static func runs(_ line: String) -> [TextRun] {
    guard line.contains("$") else { return [TextRun(text: line)] }
    let parts = line.split(separator: "$", omittingEmptySubsequences: false)
    guard parts.count % 2 == 1 else { return [TextRun(text: line)] }
    var runs: [TextRun] = []
    for (index, part) in parts.enumerated() where !part.isEmpty {
      if index % 2 == 0 {
        runs.append(TextRun(text: String(part)))
      } else {
        var rest = part[...]
        formula(&rest, scale: 1, rise: 0, depth: 0, into: &runs)
      }
    }
    return runs
  }

  private static func formula(_ rest: inout Substring, scale: Double, rise: Double, depth: Int, into runs: inout [TextRun]) {
    while let character = rest.first {
      rest.removeFirst()
      switch character {
      case "}" where depth > 0: return
      case "{": formula(&rest, scale: scale, rise: rise, depth: min(depth + 1, 8), into: &runs)
      case "^", "_":
        let inner = scale * 0.7
        let height = rise + (character == "^" ? 0.38 : -0.16) * scale
        if rest.first == "{", depth < 8 {
          rest.removeFirst()
          formula(&rest, scale: inner, rise: height, depth: depth + 1, into: &runs)
        } else if let next = rest.first {
          rest.removeFirst()
          var single = Substring(String(next))
          if next == "\\" {
            let name = rest.prefix { $0.isLetter }
            rest.removeFirst(name.count)
            single = Substring("\\" + name)
          }
          if next != "{" { formula(&single, scale: inner, rise: height, depth: 8, into: &runs) }
        }
      case "\\":
        var name = rest.prefix { $0.isLetter }
        if name.isEmpty { name = rest.prefix(1) }
        rest.removeFirst(name.count)
        if name == "mathrm" || name == "mathbf" || name == "text" || name == "left" || name == "right" { continue }
        let symbol = symbols[String(name)] ?? "\\" + name
        let spaced = scale == 1 && ["times", "cdot", "pm", "leq", "geq", "neq", "approx", "to", "in"].contains(name)
        append(spaced ? "\u{2009}\(symbol)\u{2009}" : symbol, scale, rise, italic: false, &runs)
        if rest.first == " " { rest.removeFirst() }
      case " ": continue
      case "+", "-", "=", "<", ">":
        // Thin spaces around an operator, unless it is a sign or stands small.
        let sign = character == "-" ? "\u{2212}" : String(character)
        let spaced = scale == 1 && !(runs.last?.text.isEmpty ?? true)
        append(spaced ? "\u{2009}\(sign)\u{2009}" : sign, scale, rise, italic: false, &runs)
      default: append(String(character), scale, rise, italic: character.isLetter, &runs)
      }
    }
  }

  private static func append(_ text: String, _ scale: Double, _ rise: Double, italic: Bool, _ runs: inout [TextRun]) {
    if let last = runs.last, last.scale == scale, last.rise == rise, last.italic == italic {
      runs[runs.count - 1].text += text
    } else {
      runs.append(TextRun(text: text, scale: scale, rise: rise, italic: italic))
    }
  }
}
