import GRDB
import RenewalRules

/// One check of the evidence on one snapshot of the file.
///
/// First the chain is walked link by link; then it is compared with the tables, in both directions.
struct EvidenceVerification {
    let database: Database
    let secret: FileSecret
    private(set) var report = EvidenceReport()
    private(set) var standing = ToldStanding()

    init(database: Database) throws {
        self.database = database
        secret = try database.secret()
    }

    mutating func add(_ chinese: String, _ english: String) { report.add(Phrase(chinese, english)) }

    /// Follows the hashes from the first link to the last.
    mutating func walkChain(noted: EvidenceHead?) throws {
        var previous = try String.fetchOne(database, sql: OutboxQueries.chainStart) ?? ""
        var sequence: Int64 = 0
        var hasMetNoted = noted == nil
        let rows = try Row.fetchCursor(database, sql: OutboxQueries.bareEvidence)
        while let row = try rows.next() {
            let number = try row.integer64("sequence")
            if number != sequence + 1 {
                report.add(Self.gap(sequence + 1...max(number - 1, sequence + 1)))
            }
            sequence = number
            let hash = try row.text("hash")
            do {
                let link = try row.link()
                if link.expectedHash(after: previous) != hash {
                    add(
                        "存证第\(number)条与其校验值或前一条不符",
                        "entry \(number) does not match its hash and the entry before it"
                    )
                }
                standing.hear(link)
            } catch is Row.Unreadable {
                add("存证第\(number)条无法读取", "entry \(number) cannot be read")
            }
            if let noted, noted.sequence == number {
                hasMetNoted = true
                if noted.hash != hash {
                    add(
                        "存证第\(number)条不是当时记下的\(noted.hash)",
                        "entry \(number) is not the one that was noted as \(noted.hash)"
                    )
                }
            }
            previous = hash
            report.entries += 1
        }
        if report.entries > 0 { report.head = EvidenceHead(sequence: sequence, hash: previous) }
        if !hasMetNoted, let noted {
            add("当时记下的存证第\(noted.sequence)条缺失", "entry \(noted.sequence), which was noted, is missing")
        }
    }

    private static func gap(_ missing: ClosedRange<Int64>) -> Phrase {
        let (first, last) = (missing.lowerBound, missing.upperBound)
        return first == last
            ? Phrase("存证第\(first)条缺失", "entry \(first) is missing")
            : Phrase("存证第\(first)–\(last)条缺失", "entries \(first)–\(last) are missing")
    }
}
