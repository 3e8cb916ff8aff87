package import RenewalDaemon
import RenewalNotices
package import RenewalRules

/// Who would be told more, less or otherwise by another configuration.
package struct OutlookComparison: Sendable {
    /// How somebody fares.
    package enum Change: String, Hashable, Sendable, CaseIterable {
        /// Would hear nothing any more.
        case silenced
        case less
        /// As many, but on other days, of other kinds or through other channels.
        case otherwise
        case more
        /// Would hear something for the first time.
        case added
    }

    /// Somebody for whom something changes.
    package struct Entry: Hashable, Sendable {
        package let hearer: Outlook.Hearer
        package let change: Change
        /// What they would not be told any more, and what they would be told besides, by day.
        package let lost: [Outlook.Hearing]
        package let gained: [Outlook.Hearing]
    }

    /// Those who would hear less first.
    package let entries: [Entry]
    /// People for whom nothing changes.
    package let unchanged: Int
    /// Notices that nobody gets, before and after.
    package let unheard: (before: Int, after: Int)
    let days: ClosedRange<CalendarDate>

    /// The most that are shown to a person; JSON has all.
    private static let most = 20
    /// The most examples of each.
    private static let mostExamples = 3

    /// Compares what two configurations make of the same days.
    package init(from old: Outlook, to new: Outlook, over days: ClosedRange<CalendarDate>) {
        self.days = days
        unheard = (old.unheard, new.unheard)
        let hearers = Set(old.hearings.keys).union(new.hearings.keys)
        var (entries, unchanged) = ([Entry](), 0)
        for hearer in hearers {
            let (before, after) = (old.hearings[hearer] ?? [], new.hearings[hearer] ?? [])
            guard before != after else {
                unchanged += 1
                continue
            }
            entries.append(
                Entry(
                    hearer: hearer,
                    change: Self.change(from: before.count, to: after.count),
                    lost: before.subtracting(after).sorted(by: Self.inOrder),
                    gained: after.subtracting(before).sorted(by: Self.inOrder)
                )
            )
        }
        let order = Dictionary(uniqueKeysWithValues: Change.allCases.enumerated().map { ($1, $0) })
        self.entries = entries.sorted { one, other in
            (order[one.change] ?? 0, one.hearer.audience.rawValue, one.hearer.address)
                < (order[other.change] ?? 0, other.hearer.audience.rawValue, other.hearer.address)
        }
        self.unchanged = unchanged
    }

    private static func change(from before: Int, to after: Int) -> Change {
        if after == 0 { return .silenced }
        if before == 0 { return .added }
        return after < before ? .less : after > before ? .more : .otherwise
    }

    private static func inOrder(_ one: Outlook.Hearing, _ other: Outlook.Hearing) -> Bool {
        (one.day, one.record.id, one.kind.rawValue, one.channel ?? "")
            < (other.day, other.record.id, other.kind.rawValue, other.channel ?? "")
    }

    /// The comparison as lines: JSON has an object for everybody for whom something changes.
    package func lines(in format: StoryFormat) -> [ReportLine] {
        switch format {
        case .text: text.map { ReportLine($0) }
        case .json: entries.map { ReportLine(data: $0.json.text) }
        }
    }

    private var text: [Phrase] {
        let shown = entries.prefix(Self.most).flatMap { entry -> [Phrase] in
            [entry.headline] + Self.examples(of: entry.lost, "-") + Self.examples(of: entry.gained, "+")
        }
        let hidden = entries.count - Self.most
        let more =
            hidden > 0 ? [Phrase("另有\(hidden)人，见 --format json", "and \(hidden) more; --format json has all")] : []
        return shown + more + [total] + [unreached].compactMap(\.self)
    }

    /// The first of some, each behind a sign, and how many there are besides.
    private static func examples(of hearings: [Outlook.Hearing], _ sign: String) -> [Phrase] {
        var lines: [Phrase] = hearings.prefix(mostExamples).map { Phrase(verbatim: "    \(sign) ") + $0.words }
        let rest = hearings.count - mostExamples
        if rest > 0 { lines.append(Phrase("    \(sign) 另有\(rest)条", "    \(sign) and \(rest) more")) }
        return lines
    }

    private var total: Phrase {
        let counts = Change.allCases.compactMap { change -> Phrase? in
            let count = entries.count { $0.change == change }
            return count > 0 ? Phrase("\(change.words.chinese)的\(count)人", "\(count) \(change.words.english)") : nil
        }
        let span = Phrase("\(days.lowerBound)至\(days.upperBound)：", "\(days.lowerBound) to \(days.upperBound): ")
        let same = Phrase("不变的\(unchanged)人", "\(unchanged) as before")
        return span + (counts + [same]).joined(.listing)
    }

    private var unreached: Phrase? {
        guard unheard.before != unheard.after else { return nil }
        return Phrase(
            "没有可用的收件地址或发送渠道的提醒：原来\(unheard.before)条，现在\(unheard.after)条",
            "notices without a route or a usable address: \(unheard.before) before, \(unheard.after) now"
        )
    }
}

extension OutlookComparison.Change {
    /// In a few words.
    fileprivate var words: BothLanguages {
        switch self {
        case .silenced: ("不再收到", "would hear nothing")
        case .less: ("收到减少", "would hear less")
        case .otherwise: ("收到有变", "would hear otherwise")
        case .more: ("收到增多", "would hear more")
        case .added: ("开始收到", "would begin to hear")
        }
    }
}

extension OutlookComparison.Entry {
    fileprivate var headline: Phrase {
        let whom = [hearer.name, hearer.address].compactMap(\.self).joined(separator: " ")
        let figures = Phrase("（少\(lost.count)条，多\(gained.count)条）", " (\(lost.count) less, \(gained.count) more)")
        return Phrase(verbatim: "\(whom)  ") + Phrase(hearer.audience.words.chinese, hearer.audience.rawValue)
            + Phrase("  \(change.words.chinese)", "  \(change.words.english)") + figures
    }

    fileprivate var json: JSONValue {
        [
            "audience": .string(hearer.audience.rawValue), "name": .optional(hearer.name),
            "address": .string(hearer.address), "change": .string(change.rawValue),
            "lost": .array(lost.map(\.json)), "gained": .array(gained.map(\.json)),
        ]
    }
}

extension Outlook.Hearing {
    fileprivate var words: Phrase {
        let way = channel.map { Phrase(verbatim: $0) } ?? Phrase("列入汇总", "in a digest")
        let title = Phrase(milestone.after(kind.title(in: .chinese)), "\(kind.rawValue) \(milestone)")
        return [Phrase(verbatim: "\(day)"), title, record.words, way].joined(Phrase(verbatim: " "))
    }

    fileprivate var json: JSONValue {
        [
            "day": .string("\(day)"), "kind": .string(kind.rawValue), "milestone": .string("\(milestone)"),
            "severity": .string(severity.rawValue),
            "record": ["type": .string(record.type.rawValue), "id": .string(record.id)],
            "channel": .optional(channel),
        ]
    }
}
