package import RenewalCouriers
package import RenewalRules

/// A named way to reach people or systems.
package struct ChannelSettings: Hashable, Sendable {
    /// 1 to 64 of `a–z`, `0–9` and `-`; unique in the file.
    package var name: String
    package var kind: ChannelKind
    /// How many deliveries may run at once, 1…64.
    package var parallel: Int
    /// What events say; of no effect on mail.
    package var events = EventSettings()

    /// Host and port of the servers that its attempts speak to, in the order in which they are tried.
    package var serverNames: [String] { kind.descriptor.serverNames }
    /// The word after `type:`.
    package var type: String { kind.word }

    package init(name: String, kind: ChannelKind, parallel: Int, events: EventSettings = EventSettings()) {
        self.name = name
        self.kind = kind
        self.parallel = parallel
        self.events = events
    }
}

/// What the program behind a channel gets, and in which words.
package struct EventSettings: Hashable, Sendable {
    /// The languages of the words in an event; empty for none.
    package var languages = Set(Language.allCases)
    /// Whether people are called 张某 in place of their names.
    package var masksNames = false
    /// The only kinds sent, empty for any; a withdrawal goes where the reminder went.
    package var kinds: Set<NoticeKind> = []
    /// Whether events that ask for nothing are sent too, such as the filing of an application.
    package var facts = true

    package init() {}

    /// Says whether the channel takes a kind.
    package func admits(_ kind: NoticeKind) -> Bool {
        (kinds.isEmpty || kinds.contains(kind)) && (facts || !kind.isFact)
    }
}

/// The words after `text:`.
enum EventText: String, CaseIterable {
    case none
    case chinese = "zh-CN"
    case english = "en"
    case both

    var languages: Set<Language> {
        switch self {
        case .none: []
        case .chinese: [.chinese]
        case .english: [.english]
        case .both: Set(Language.allCases)
        }
    }
}

/// The words after `mask:`.
enum EventMask: String, CaseIterable {
    case none, names
}
