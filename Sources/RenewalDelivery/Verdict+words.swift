extension Verdict {
    /// Step and code, which can be shown to anybody because they name nobody.
    package var place: String { [step.name, code.map(String.init)].compactMap(\.self).joined(separator: " ") }

    /// What an administrator reads about a fault: the step and codes, or our own words where nobody answered; the other
    /// side's words are kept with the attempt only, where they can be erased.
    package var words: String {
        guard code == nil else { return [place, enhancedCode].compactMap(\.self).joined(separator: " ") }
        return reply.isEmpty ? place : "\(place) \(reply)"
    }

    /// `5.7.8` or the like right after a mail server's code (RFC 2034).
    private var enhancedCode: String? {
        guard case .smtp = step else { return nil }
        let word = reply.split(whereSeparator: { $0 == " " || $0 == "-" }).dropFirst().first
        return word?.wholeMatch(of: /[245]\.[0-9]{1,3}\.[0-9]{1,3}/).map { String($0.output) }
    }
}
