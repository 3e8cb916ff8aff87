package import RenewalConfig
package import RenewalDaemon
import RenewalNotices
package import RenewalOutbox
package import RenewalRules

extension SendingHold {
    /// What an operator reads, with the command that ends it.
    package func sentence(_ calendar: BusinessCalendar) -> Phrase {
        let (since, command) = (calendar.localText(of: since), "`\(releaseCommand)`")
        let waiting = scope == .everything ? "" : "；待发\(waiting)条"
        return Phrase(
            "自\(since)起\(what)暂停发送（\(Language.chinese.title(of: reason))）：\(why)\(waiting)；用 \(command) 恢复",
            "\(headline) since \(since): \(remark); \(command) lets it go on"
        )
    }

    /// What an operator sees after releasing it.
    package var releaseSentence: Phrase {
        let count = scope == .everything ? "" : "，共\(waiting)条"
        return Phrase("\(what)恢复发送\(count)；暂停的原因（\(Language.chinese.title(of: reason))）：\(why)", release)
    }

    private var what: String {
        switch scope {
        case .everything: ""
        case .part(.employer(let id), let isUrgent): "单位 \(id) 的\(isUrgent ? "紧急" : "")提醒"
        case .part(.records(let type), let isUrgent): "\(type.name(in: .chinese))类记录的\(isUrgent ? "紧急" : "")提醒"
        }
    }

    /// As in the notice about it, without the full stop.
    private var why: String {
        // The operator's own words.
        if reason == .byOperator { return detail }
        let sentence = Language.chinese.sentence(of: reason, scope, figures)
        return sentence.hasSuffix("。") ? String(sentence.dropLast()) : sentence
    }
}

extension OutboxLookups {
    /// What is held now, as an operator reads it.
    ///
    /// - Throws: `OutboxError`, or `DaemonError` for an unknown time zone
    package func holdSentences(_ settings: Settings) async throws -> [Phrase] {
        let calendar = try settings.calendar()
        return try await sendingHolds().map { $0.sentence(calendar) }
    }
}
