/// A configuration with exactly one problem, made from the good one.
struct BadConfiguration: CustomStringConvertible, Sendable {
    /// The expected `line:column`.
    let place: String
    /// A part of the expected message.
    let message: String
    let text: String

    /// Replaces one part of the good configuration.
    init(_ place: String, _ message: String, replacing part: String, with other: String) {
        self.place = place
        self.message = message
        let pieces = goodConfiguration.split(separator: part, maxSplits: 1, omittingEmptySubsequences: false)
        text = pieces.joined(separator: other)
    }

    /// Appends lines to the good configuration, beginning with line 15.
    init(_ place: String, _ message: String, adding lines: String) {
        self.place = place
        self.message = message
        text = goodConfiguration + lines
    }

    /// Uses the text as it is.
    init(_ place: String, _ message: String, text: String) {
        self.place = place
        self.message = message
        self.text = text
    }

    var description: String { "\(place) \(message)" }
}

extension BadConfiguration {
    static let all = syntax + structure + values + rules + figures + ladders + holidays + channels + secrets + routing
}
