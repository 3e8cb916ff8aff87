import GRDB
package import RenewalRules

extension Outbox {
    package func acknowledge(
        noticeID: String,
        _ acknowledgement: Acknowledgement
    ) async throws(OutboxError) {
        try await write { database in
            guard let id = try database.fullID(of: noticeID, in: .notice) else {
                throw OutboxError.unknownNotice(id: noticeID)
            }
            guard try !database.isDigest(noticeID: id) else { throw OutboxError.isSummary(id: id) }
            let (day, now) = (acknowledgement.day.description, acknowledgement.at)
            try database.execute(
                sql: """
                    INSERT INTO acknowledgement
                        (record_id, record_type, expires_on, acknowledged_on, acknowledged_ms, notice_id,
                        acknowledged_by, reason)
                    SELECT record_id, record_type, expires_on, :day, :now, id, :by, :reason FROM notice WHERE id = :id
                    ON CONFLICT (record_id, record_type, expires_on) DO UPDATE
                    SET acknowledged_on = excluded.acknowledged_on, acknowledged_ms = excluded.acknowledged_ms,
                        notice_id = excluded.notice_id, acknowledged_by = excluded.acknowledged_by,
                        reason = excluded.reason
                    WHERE excluded.acknowledged_on > acknowledged_on
                    """,
                arguments: [
                    "id": id, "day": day, "now": now.milliseconds, "by": acknowledgement.by,
                    "reason": acknowledgement.reason,
                ]
            )
            try database.append(EvidenceEntry(.acknowledged, noticeID: id, detail: day), at: now)
        }
    }

    package func removeAcknowledgement(noticeID: String, at now: UnixTime) async throws(OutboxError) -> Bool {
        try await write { database in
            guard let id = try database.fullID(of: noticeID, in: .notice) else {
                throw OutboxError.unknownNotice(id: noticeID)
            }
            try database.execute(
                sql: """
                    DELETE FROM acknowledgement WHERE (record_id, record_type, expires_on) =
                        (SELECT record_id, record_type, expires_on FROM notice WHERE id = ?)
                    """,
                arguments: [id]
            )
            guard database.changesCount > 0 else { return false }
            try database.append(EvidenceEntry(.unacknowledged, noticeID: id), at: now)
            try database.wantFullPass()
            return true
        }
    }

    package func acknowledgements() async throws(OutboxError) -> [AcknowledgedSeries] {
        try await read(orEmpty: []) { database in
            let query = """
                SELECT record_id, record_type, expires_on, acknowledged_on, acknowledged_ms, notice_id, acknowledged_by,
                    reason
                FROM acknowledgement ORDER BY acknowledged_ms, notice_id
                """
            return try Row.fetchAll(database.cachedStatement(sql: query)).map { row in
                AcknowledgedSeries(
                    series: try row.series(),
                    noticeID: try row.text("notice_id"),
                    acknowledgement: Acknowledgement(
                        on: try row.day("acknowledged_on"),
                        at: try row.instant("acknowledged_ms"),
                        by: try row.optionalText("acknowledged_by"),
                        reason: try row.optionalText("reason")
                    )
                )
            }
        }
    }

    package func acknowledgements(
        of records: [RecordID]
    ) async throws(OutboxError) -> [NoticeSeries: CalendarDate] {
        guard !records.isEmpty else { return [:] }
        return try await read(orEmpty: [:]) { try $0.acknowledgements(of: Set(records)) }
    }
}

extension Database {
    /// Whether a notice tells of others instead of a record.
    fileprivate func isDigest(noticeID id: String) throws -> Bool {
        let notice = try cachedStatement(sql: "SELECT kind FROM notice WHERE id = :id")
        return try Row.fetchOne(notice, arguments: ["id": id])?.word("kind", as: NoticeKind.self).isDigest ?? false
    }

    func acknowledgements(of records: Set<RecordID>) throws -> [NoticeSeries: CalendarDate] {
        // A pass asks about everybody, and few offices have any acknowledgements.
        guard try Bool.fetchOne(cachedStatement(sql: OutboxQueries.hasAcknowledgements)) == true else { return [:] }
        var days: [NoticeSeries: CalendarDate] = [:]
        try eachRow(OutboxQueries.acknowledgements, of: Set(records.map(\.id))) { row in
            let series = try row.series()
            if records.contains(series.record) { days[series] = try row.day("acknowledged_on") }
        }
        return days
    }
}
