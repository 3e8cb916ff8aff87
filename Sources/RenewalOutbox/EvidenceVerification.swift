import GRDB
import RenewalRules

/// One check of the evidence on one snapshot of the file.
struct EvidenceVerification {
    let database: Database
    private(set) var report = EvidenceReport()

    init(database: Database) { self.database = database }

    /// Follows the hashes from the first link to the last.
    mutating func walkChain(noted: EvidenceHead?) throws {
        var previous = try String.fetchOne(database, sql: "SELECT id FROM instance") ?? ""
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
                if try row.link().expectedHash(after: previous) != hash {
                    report.add("entry \(number) does not match its hash and the entry before it")
                }
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

    /// Compares what the tables hold with what the chain tells of it.
    mutating func compareTables() throws {
        for (query, problem) in OutboxQueries.unproven {
            for id in try String.fetchAll(database, sql: query) { report.add("\(problem): \(id)") }
        }
        try compareAddresses()
        try compareAnswers()
        try compareMessages()
    }

    /// The id of a delivery is made from its notice, channel and address; earlier builds made it without the secret.
    private mutating func compareAddresses() throws {
        let secret = try database.secret()
        let query = """
            SELECT d.id AS delivery, d.channel, d.address, \(NoticeColumns.all)
            FROM delivery AS d JOIN notice AS n ON n.id = d.notice_id WHERE d.erased_ms IS NULL
            """
        let rows = try Row.fetchCursor(database, sql: query)
        while let row = try rows.next() {
            let id = try row.text("delivery")
            let key = try row.notice().key
            let (channel, address) = (try row.text("channel"), try row.text("address"))
            let recipient = Recipient(channel: channel, address: address, name: nil, language: .chinese)
            let isOwn =
                id == secret.deliveryID(of: key, to: recipient)
                || id == StableID.of("\(key)\n\(channel)\n\(address)")
            if !isOwn { report.add("the notice, channel or address of delivery \(id) was changed") }
        }
    }

    private mutating func compareAnswers() throws {
        let rows = try Row.fetchCursor(database, sql: OutboxQueries.answers)
        while let row = try rows.next() {
            let id = try row.text("delivery_id")
            let number = try row.integer("number")
            guard let told = try row.optionalText("detail") else {
                report.add("the answer to attempt \(number) of delivery \(id) is not in the chain")
                continue
            }
            let stored = EvidenceEntry.answer(
                outcome: try row.text("outcome"),
                stage: try row.optionalText("stage"),
                code: try row.decode(Int?.self, forColumn: "code"),
                reply: try row.optionalText("reply")
            )
            // An erased reply can no longer be compared, the words before it can.
            let isErased = try row.optionalInstant("erased_ms") != nil
            let agrees = isErased ? stored.dropLast(64) == told.dropLast(64) : stored == told
            if !agrees { report.add("the answer to attempt \(number) of delivery \(id) was changed") }
        }
    }

    private mutating func compareMessages() throws {
        let rows = try Row.fetchCursor(database, sql: OutboxQueries.messages)
        while let row = try rows.next() {
            guard try row.optionalText("detail") != Fingerprint.of(row.bytes("bytes")) else { continue }
            report.add("the message of delivery \(try row.text("delivery_id")) is not the one that was composed")
        }
    }
}
