import RenewalRules

/// A metric with its samples.
///
/// - Source: Prometheus, "Exposition formats", version 0.0.4, and "Metric and label naming"
struct MetricFamily {
    enum Kind: String { case gauge, counter, histogram }

    /// A number with the labels that tell it from the others.
    struct Sample {
        var suffix = ""
        let labels: [(name: String, value: String)]
        let value: String
    }

    /// With its unit, and `_total` where it only grows.
    let name: String
    let kind: Kind
    let help: String
    private(set) var samples: [Sample] = []

    init(_ name: String, _ kind: Kind, _ help: String) { (self.name, self.kind, self.help) = (name, kind, help) }

    mutating func add(_ value: Int, _ labels: KeyValuePairs<String, String> = [:], suffix: String = "") {
        add("\(value)", labels, suffix: suffix)
    }

    /// Adds seconds, to the millisecond.
    mutating func add(_ value: Duration, _ labels: KeyValuePairs<String, String> = [:]) {
        add(Self.seconds(milliseconds: value.wholeMilliseconds), labels)
    }

    /// Adds seconds since 1970.
    mutating func add(_ value: UnixTime, _ labels: KeyValuePairs<String, String> = [:]) {
        add(Self.seconds(milliseconds: value.milliseconds), labels)
    }

    private mutating func add(_ value: String, _ labels: KeyValuePairs<String, String>, suffix: String = "") {
        samples.append(Sample(suffix: suffix, labels: labels.map { ($0.key, $0.value) }, value: value))
    }

    /// The lines of the metric, each with its line feed; nothing where it has no samples.
    var text: String {
        guard !samples.isEmpty else { return "" }
        let head = "# HELP \(name) \(Self.escaped(help))\n# TYPE \(name) \(kind.rawValue)\n"
        return samples.reduce(into: head) { text, sample in
            let labels = sample.labels.map { "\($0.name)=\"\(Self.escaped($0.value, quote: true))\"" }
            let list = labels.isEmpty ? "" : "{\(labels.joined(separator: ","))}"
            text += "\(name)\(sample.suffix)\(list) \(sample.value)\n"
        }
    }

    private static func seconds(milliseconds: Int64) -> String {
        let (whole, rest) = milliseconds.magnitude.quotientAndRemainder(dividingBy: 1000)
        let digits = "\(1000 + rest)".dropFirst()
        return "\(milliseconds < 0 ? "-" : "")\(whole)\(rest == 0 ? "" : "." + digits)"
    }

    private static func escaped(_ text: String, quote: Bool = false) -> String {
        text.reduce(into: "") { safe, character in
            switch character {
            case "\\": safe += "\\\\"
            case "\"" where quote: safe += "\\\""
            case "\n", "\r\n": safe += "\\n"
            default: safe.append(character)
            }
        }
    }
}
