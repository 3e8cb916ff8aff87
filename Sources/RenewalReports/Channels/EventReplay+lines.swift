package import RenewalDaemon
import RenewalDelivery
import RenewalOutbox
import RenewalRules

extension EventReplay.Tally {
    /// How many went out again, and how many did not and why.
    package func lines(channel: String) -> [ReportLine] {
        let events = counted(accepted, "event", "events")
        let lines: [Phrase?] = [
            Phrase("渠道 \(channel) 的事件已重发并接收：\(accepted)个", "\(events) of \(channel) sent again and accepted"),
            erased > 0
                ? Phrase(
                    "未重发：\(erased)个，已超过 `retention` 的期限而清除",
                    "left out: \(erased), erased after the time of `retention`"
                ) : nil,
            muted > 0
                ? Phrase(
                    "未重发：\(muted)个，所涉人员已停止提醒，或其记录无法读取；见 `renewald mute`",
                    "left out: \(muted), whoever they tell is muted, or their record cannot be read; see `renewald mute`"
                ) : nil,
        ]
        return lines.compactMap(\.self).map { ReportLine($0) }
    }
}

extension EventReplay.Obstacle {
    /// What an operator reads, with how to go on.
    package func sentences(channel: String, _ calendar: BusinessCalendar) -> [ReportLine] {
        switch self {
        case .held(let holds): holds.map { ReportLine($0.sentence(calendar)) }
        case .disabled(let reason): [ReportLine(ChannelTrouble.disabledSentence(channel: channel, reason: reason))]
        case .refused(let refusal):
            [
                ReportLine(
                    Phrase(
                        "渠道 \(channel) \(refusal.words.chinese)重发的 \(refusal.id)：\(refusal.verdict.words)；其后的没有发送，"
                            + "继续请用 --since \(refusal.acceptedAt.rfc3339)",
                        "\(channel) \(refusal.words.english) \(refusal.id) again: \(refusal.verdict.words); nothing was "
                            + "sent after it, go on with --since \(refusal.acceptedAt.rfc3339)"
                    )
                )
            ]
        }
    }
}

extension EventReplay.Refusal {
    /// What the program did, as far as anybody knows.
    fileprivate var words: Phrase {
        verdict.outcome == .ambiguous
            ? Phrase("可能没有接收", "may not have accepted") : Phrase("没有接收", "did not accept")
    }
}
