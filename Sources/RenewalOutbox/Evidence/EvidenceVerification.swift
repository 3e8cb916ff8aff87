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

    mutating func add(_ problem: String) { report.add(problem) }

    /// Follows the hashes from the first link to the last.
    mutating func walkChain(noted: EvidenceHead?) throws {
        var previous = try String.fetchOne(database, sql: OutboxQueries.chainStart) ?? ""
        var sequence: Int64 = 0
        var hasMetNoted = noted == nil
        let rows = try Row.fetchCursor(database, sql: OutboxQueries.bareEvidence)
        while let row = try rows.next() {
            let number = try row.integer64("sequence")
            if number != sequence + 1 {
                let gap =
                    number == sequence + 2 ? "entry \(sequence + 1) is" : "entries \(sequence + 1)–\(number - 1) are"
                report.add("\(gap) missing")
            }
            sequence = number
            let hash = try row.text("hash")
            do {
                let link = try row.link()
                if link.expectedHash(after: previous) != hash {
                    report.add("entry \(number) does not match its hash and the entry before it")
                }
                standing.hear(link)
            } catch is Row.Unreadable {
                report.add("entry \(number) cannot be read")
            }
            if let noted, noted.sequence == number {
                hasMetNoted = true
                if noted.hash != hash { report.add("entry \(number) is not the one that was noted as \(noted.hash)") }
            }
            previous = hash
            report.entries += 1
        }
        if report.entries > 0 { report.head = EvidenceHead(sequence: sequence, hash: previous) }
        if !hasMetNoted, let noted { report.add("entry \(noted.sequence), which was noted, is missing") }
    }
}
