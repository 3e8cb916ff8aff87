import RenewalConfig
package import RenewalDaemon
import RenewalNotices
import RenewalOutbox
package import RenewalRules

extension MessagePreview {
    /// What it is, whether it will be sent, and its words, for a person.
    ///
    /// - Parameters:
    ///   - language: of what is said about it
    ///   - calendar: the business calendar
    /// - Returns: a head of a few lines, an empty one, then subject and text
    package func lines(in language: Language, _ calendar: BusinessCalendar) -> [ReportLine] {
        let notices = NoticeLines(language: language, calendar: calendar, about: [chosen.subject])
        let words = words
        let said =
            [words.subject, ""] + words.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let head = [Phrase(verbatim: notices.head(of: chosen.notice)), way].compactMap(\.self)
        return (head + chosen.remarks + [.empty] + said.map(Phrase.init(verbatim:))).map { ReportLine($0) }
    }

    /// Through which channel it goes to whom; `nil` where it goes nowhere by itself.
    private var way: Phrase? {
        guard let recipient else {
            guard let channel, !chosen.recipients.isEmpty else { return nil }
            return Phrase("渠道 \(channel.name)（路由不经此渠道）", "through \(channel.name), which its routes do not name")
        }
        let others = chosen.recipients.count - 1
        let more = others > 0 ? Phrase("，另有\(others)条", ", and \(others) more") : .empty
        let target = content == .event ? Phrase("（事件）", " (an event)") : Phrase(verbatim: " \(recipient.address)")
        return Phrase("渠道 \(recipient.channel)", "through \(recipient.channel)") + target + more
    }
}

extension PreviewedNotice {
    /// What keeps it from being sent, a sentence each; empty when it will be sent.
    package var remarks: [Phrase] { obstacles.map(\.sentence) }
}

extension PreviewedNotice.Obstacle {
    fileprivate var sentence: Phrase {
        switch self {
        case .stopped(let reason): Self.unsent + Phrase(reason.words)
        case .quiet:
            Self.unsent + Phrase("其日有申请在办，不再补发", "an application was under way on its day, and it is not made up for")
        case .digest(let record) where record.type == .employer:
            Phrase("不单独发送，列入该单位的汇总", "not sent singly: the employer's digest tells of it")
        case .digest: Phrase("不单独发送，列入管理员的日报", "not sent singly: the daily report to administrators tells of it")
        case .nowhere: Self.unsent + Phrase("没有可用的收件地址或发送渠道", "no route or no usable address")
        case .muted: Self.unsent + Phrase("收件人已停止提醒", "all who would get it are muted")
        case .sent(let day): Phrase("已于\(day)发送，不再重复", "was sent on \(day), and is not sent again")
        }
    }

    private static let unsent = Phrase("不会发送：", "would not be sent: ")
}

extension PreviewedNotice.Problem {
    /// What is wrong with what was asked for, with the marks that the record has.
    package func sentence(about record: String) -> Phrase {
        switch self {
        case .unknownMark(let marks):
            Phrase("\(record) 没有这个节点", "\(record) has no such mark") + Self.choice(of: marks)
        case .nothingToCome(let marks):
            Phrase("\(record) 没有后续提醒", "nothing is to come for \(record)") + Self.choice(of: marks)
        }
    }

    private static func choice(of marks: [Mark]) -> Phrase {
        var seen: Set<String> = []
        let names = marks.map(\.name).filter { seen.insert($0).inserted }
        guard !names.isEmpty else { return .empty }
        let list = Phrase(list: names)
        return Phrase("；--mark 可以写：\(list.chinese)", "; --mark takes \(list.english)")
    }
}

extension Mark {
    /// How it is named on the command line: its milestone, where that says which it is.
    fileprivate var name: String { milestone == .event ? kind.rawValue : "\(milestone)" }
}
