import GRDB
import RenewalDelivery
import RenewalRules

/// Compares the tables with the chain: whatever it records must be there unchanged, and nothing else may be.
extension EvidenceVerification {
    mutating func compareTables() throws {
        for (query, problem) in OutboxQueries.unproven {
            let ids = try String.fetchCursor(database, sql: query)
            while let id = try ids.next() { add("\(problem.chinese)：\(id)", "\(problem.english): \(id)") }
        }
        try compareOwners()
        try eachTold(OutboxQueries.evidenceOfNotices, by: \.noticeID) { try $0.compare(ToldNotice($2), notice: $1) }
        try eachTold(OutboxQueries.evidenceOfDeliveries, by: \.deliveryID) {
            try $0.compare(ToldDelivery($2), delivery: $1)
        }
        try compare(
            standing.channels,
            .channel,
            OutboxQueries.standingChannels,
            Phrase("停用的渠道", "the disabled channel")
        )
        try compare(standing.mutes, .mute, OutboxQueries.standingMutes, Phrase("停止提醒", "the mute"))
        try compare(standing.holds, .hold, OutboxQueries.standingHolds, Phrase("暂停发送", "the hold"))
    }

    /// Finds attempts, messages and lines without their delivery or notice.
    private mutating func compareOwners() throws {
        let tables = try String.fetchCursor(database, sql: "SELECT \"table\" FROM pragma_foreign_key_check")
        while let table = try tables.next() {
            add(
                "\(table)表中有一行不属于任何已安排的内容",
                "a row of \(table) belongs to nothing that was planned"
            )
        }
    }

    /// Collects the links of one subject after another, so that only those are in memory at once.
    private mutating func eachTold(
        _ query: String,
        by id: KeyPath<EvidenceEntry, String?>,
        _ compare: (inout Self, String, [EvidenceLink]) throws -> Void
    ) throws {
        let rows = try Row.fetchCursor(database, sql: query)
        var links: [EvidenceLink] = []
        func key() -> String? { links.first?.entry[keyPath: id] }
        while let row = try rows.next() {
            // What cannot be read was reported when the chain was walked.
            guard let link = try? row.link() else { continue }
            if let told = key(), told != link.entry[keyPath: id] {
                try compare(&self, told, links)
                links = []
            }
            links.append(link)
        }
        if let told = key() { try compare(&self, told, links) }
    }

    private mutating func compare(_ told: ToldNotice, notice id: String) throws {
        let query = "SELECT n.state, n.created_ms, \(NoticeColumns.all) FROM notice AS n WHERE n.id = ?"
        // A missing one was already reported.
        guard let row = try Row.fetchOne(database.cachedStatement(sql: query), arguments: [id]) else { return }
        guard let notice = try? row.notice() else {
            return add("提醒\(id)无法读取", "the notice \(id) cannot be read")
        }
        let isAsTold =
            try row.text("state") == told.state && row.instant("created_ms") == told.createdAt
            && notice.dueOn.description == told.dueOn && row.text("rules") == told.rules
        if notice.key.noticeID != id {
            add("提醒\(id)的标识被改动", "the key of notice \(id) was changed")
        } else if !isAsTold {
            add("提醒\(id)与安排时不符", "the notice \(id) is not as it was planned")
        } else {
            try compare(seal: told.seal, .notice, id)
        }
    }

    /// Compares every column fixed by an entry, whatever its words say.
    mutating func compare(seal: (text: String, sequence: Int64)?, _ rows: EvidenceEntry.Sealed, _ id: String) throws {
        guard let seal, try SealedRows.of(rows).seal(of: id, in: database, with: secret) != seal.text else { return }
        add(
            "\(rows.rawValue) \(id)的数据与存证第\(seal.sequence)条的记载不符",
            "the rows of \(rows.rawValue) \(id) are not as entry \(seal.sequence) left them"
        )
    }

    private mutating func compare(
        _ told: [String: ToldStanding.Place],
        _ rows: EvidenceEntry.Sealed,
        _ query: String,
        _ words: Phrase
    ) throws {
        var missing = told
        for row in try Row.fetchAll(database, sql: query) {
            let name = try row.text("name")
            guard let place = missing.removeValue(forKey: name) else {
                add("\(words.chinese)\(name)没有存证", "\(words.english) \(name) is in no entry")
                continue
            }
            let seal = try SealedRows.of(rows).seal(of: name, in: database, with: secret)
            if try row.instant("since_ms") != place.since || place.seal ?? seal != seal {
                add("\(words.chinese)\(name)与存证的记载不符", "\(words.english) \(name) is not as its entry told it")
            }
        }
        for name in missing.keys.sorted() {
            add("\(words.chinese)\(name)缺失", "\(words.english) \(name) is missing")
        }
    }
}
