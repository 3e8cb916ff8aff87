public import ArgumentParser
public import RenewalRules

/// `renewald registry record`: the office's everyday events, each checked by the rules and kept in the history.
struct RecordCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record",
        abstract: .both(
            "登记日常事项：申请、决定、变更、挂失、补办等。",
            "Records an event: an application, a decision, a change, a loss, a reissue and so on."
        ),
        discussion: .both(
            """
            每个事项都按规则审核，与历史记录一并写入（见 `renewald registry export history`）；\
            不符合规则的不予受理，并给出代码和所依据的规则，退出码为65。
            """,
            """
            Each event is checked by the rules and written in one transaction with its entry in the history \
            ("renewald registry export history"), or refused with a code and the rule behind it, exit code 65.
            """,
            examples: "renewald registry record file R-0001 --procedure renewal"
        ),
        subcommands: [
            RecordFile.self, RecordDecide.self, RecordWithdraw.self, RecordAdvance.self, RecordChange.self,
            RecordRenameEmployer.self, RecordCancel.self, RecordRevoke.self, RecordDecline.self, RecordEducation.self,
            RecordCredential.self, RecordAnnotate.self, RecordLoss.self, RecordReissue.self, RecordCollection.self,
            RecordApplicationStep.self,
        ]
    )
}

/// Words of the rules separated by commas, as `identity,materials,fee`.
struct WordList<Word: RawRepresentable<String> & CaseIterable & Hashable>: ExpressibleByArgument {
    let words: Set<Word>

    init?(argument: String) {
        let parts = argument.split(separator: ",")
        let words = parts.compactMap { Word(rawValue: String($0)) }
        guard words.count == parts.count else { return nil }
        self.words = Set(words)
    }

    static var allValueStrings: [String] { Word.allCases.map(\.rawValue) }

    /// The words there are, for the help.
    static var choices: String { Word.allCases.map(\.rawValue).joined(separator: ", ") }
}

extension ApplicationProcedure: ExpressibleByArgument {}
extension ApplicationState: ExpressibleByArgument {}
extension CertificateForm: ExpressibleByArgument {}
extension EndReason: ExpressibleByArgument {}
extension LossChannel: ExpressibleByArgument {}
extension LossReason: ExpressibleByArgument {}
extension QualificationCollection.Method: ExpressibleByArgument {}
