import RenewalRules

@testable import RenewalNotices

/// A word of an enumeration, and a sentence that says what it means.
struct SchemaWord {
    let word: String
    let sentence: String

    init<Word: RawRepresentable<String>>(_ word: Word, _ meaning: String) {
        self.word = word.rawValue
        sentence = meaning.prefix(1).uppercased() + meaning.dropFirst() + "."
    }
}

extension SchemaNode {
    /// An enumeration with the sentences beside its words, in the form that code generators read.
    static func enumeration(_ description: String?, _ words: [SchemaWord]) -> SchemaNode {
        .object(
            (description.map { [("description", .text($0))] } ?? []) + [
                ("type", "string"), ("enum", .strings(words.map(\.word))),
                ("x-enum-descriptions", .strings(words.map(\.sentence))),
            ]
        )
    }
}

extension Severity {
    var meaning: String {
        switch self {
        case .info: "good to know"
        case .notice: "to be planned"
        case .warning: "to be done now"
        case .urgent: "days are left"
        case .critical: "today, or too late"
        }
    }
}

extension Audience {
    var meaning: String {
        switch self {
        case .holder: "the person or company that holds the record"
        case .employer: "the employer of the holder"
        case .administrator: "the office that keeps the registry"
        case .relyingParty: "a party that relies on the record"
        }
    }
}

extension RegistrationState {
    var meaning: String {
        switch self {
        case .active: "registered; whether the last day has passed is said by days_left"
        case .renewed: "another registration follows it"
        case .cancelled: "struck off"
        case .revoked: "taken back by the authority"
        }
    }
}

extension WithdrawnReminder.Reason {
    var meaning: String {
        switch self {
        case .filed: "what was asked for was applied for"
        case .renewed: "it was renewed, or the application was approved"
        case .declined: "the holder does not wish to renew"
        case .moved: "the person is with another employer now"
        case .dateCorrected: "the last day was corrected"
        case .holderCorrected: "the record is somebody else's"
        case .deleted: "the record has not been in the registry for three days"
        case .superseded: "another record has taken its place"
        case .voided: "the certificate is void"
        case .ended: "the registration was cancelled or revoked"
        case .restored: "what was told to have ended, or to be void, is in force"
        case .muted: "an operator has the recipient left alone"
        case .lapsed: "it has been over for so long that nobody is reminded any more"
        case .settled: "it is done, or no longer asked for"
        }
    }
}

extension HoldReason {
    var meaning: String {
        switch self {
        case .copiedState: "the state file is in another place than before"
        case .restoredState: "the state file is older than the last start"
        case .lostState: "the state file is new although this registry was served before"
        case .clockJump: "the clock jumped, or is far from the last run"
        case .manyDue: "one scan planned more than is usual"
        case .registryShrank: "a section of the registry has lost most of its rows"
        case .manyUnreadable: "far more rows than before are unreadable"
        case .byOperator: "an operator has stopped everything"
        }
    }
}

extension NoticeEffect {
    var meaning: String {
        switch self {
        case .opens: "something is open from now on, or still is"
        case .tells: "something has happened, and nothing is open because of it"
        case .closes: "what was open is so no longer"
        case .reports: "a summary, or a matter of the service itself"
        }
    }
}

extension CredentialLifecycle.State {
    /// Those that become known to relying parties as a change.
    static let told: [Self] = [.expired, .void, .superseded]
}
