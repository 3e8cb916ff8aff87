import GRDB

extension Outbox {
    package func check() async throws(OutboxError) {
        let verdict = try await read(orEmpty: "ok") { try String.fetchOne($0, sql: "PRAGMA quick_check(1)") }
        guard verdict == "ok" else { throw OutboxError.damaged(path: path, verdict: verdict) }
    }
}
