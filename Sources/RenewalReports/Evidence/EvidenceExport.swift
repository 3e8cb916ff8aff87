import RenewalNotices
package import RenewalOutbox
import RenewalRules

/// The chain of evidence, oldest entry first, a page of it in memory.
package struct EvidenceExport: Sendable {
    private let format: ExportFormat
    private let record: String?
    /// What entries about mutes of the record say.
    private let mutes: Set<String>

    private static let pageSize = 1000

    /// Describes an export.
    ///
    /// - Parameters:
    ///   - format: of all its lines
    ///   - record: the id of the only record to tell of; `nil` for all
    ///   - secret: of the state file, which finds the record's mutes that have ended; `nil` without a file
    package init(format: ExportFormat, record: String?, secret: FileSecret?) {
        self.format = format
        self.record = record
        mutes = Set(
            RecordID.RecordType.allCases.compactMap { type in
                guard let record, let secret else { return nil }
                return MutedParty.record(RecordID(type: type, id: record)).name(with: secret)
            }
        )
    }

    /// Visits each line, beginning with the head of a table.
    ///
    /// - Throws: `OutboxError`, or what `visit` throws
    package func eachLine(of outbox: any EvidenceStore, visit: (ReportLine) throws -> Void) async throws {
        if format == .csv { try visit(EvidenceRecord.csvHead) }
        var last: Int64 = 0
        while true {
            let page = try await outbox.evidence(after: last, limit: Self.pageSize)
            guard let end = page.last else { break }
            for entry in page where tells(entry) { try visit(line(of: entry)) }
            last = end.link.sequence
        }
    }

    private func tells(_ entry: EvidenceRecord) -> Bool {
        record == nil || entry.notice?.key.series.record.id == record
            || entry.link.entry.mutedName.map(mutes.contains) ?? false
    }

    private func line(of entry: EvidenceRecord) -> ReportLine {
        switch format {
        case .json: ReportLine(masked: entry.json.text)
        case .csv: entry.csv
        }
    }
}
