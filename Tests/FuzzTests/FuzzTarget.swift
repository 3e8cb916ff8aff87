/// A parser or composer, and the properties that hold for every input.
enum FuzzTarget: String, CaseIterable {
    case address, bounce, csv, csvWriting = "csv-writing", yaml, mime, name, evidence, xlsx, xls

    /// Creates fixtures that take time.
    func prepare() async throws {
        if self == .evidence { try await EvidenceProperties.prepare() }
    }

    /// Feeds it one input.
    ///
    /// - Throws: ``Finding`` when a property is violated; a crash is a finding too
    func feed(_ bytes: [UInt8]) throws(Finding) {
        switch self {
        case .address: try AddressProperties.check(bytes)
        case .bounce: try BounceProperties.check(bytes)
        case .csv: try CSVProperties.check(bytes)
        case .csvWriting: try CSVWritingProperties.check(bytes)
        case .yaml: try YAMLProperties.check(bytes)
        case .mime: try MIMEProperties.check(bytes)
        case .name: try NameProperties.check(bytes)
        case .evidence: try EvidenceProperties.check(bytes)
        case .xlsx: try XLSXProperties.check(bytes)
        case .xls: try XLSProperties.check(bytes)
        }
    }
}

/// A property that some input violates.
struct Finding: Error, CustomStringConvertible {
    let description: String
}

/// Throws unless a property holds.
func insist(_ holds: Bool, _ property: @autoclosure () -> String) throws(Finding) {
    guard holds else { throw Finding(description: property()) }
}
