/// What a refusing reply of a mail server means, where the first digit of its code does not say it; a row of a table
/// that an administrator can extend.
public struct SMTPReplyRule: Hashable, Sendable {
    /// Where the reply has to come; empty for anywhere.
    public var steps: Set<SMTPStep>
    /// Three digits, 400…599.
    public var codes: ClosedRange<Int>
    /// An enhanced status code in which a part may be `*`: `5.1.1`, `*.1.8`, `5.7.*`; empty for any reply, with or
    /// without one.
    public var enhanced: String
    /// What the reply says, in lower case and apart from addresses; empty for anything.
    public var text: String
    /// `retry`, `permanent` or `channelAtFault`.
    public var outcome: Verdict.Outcome
    public var scope: Verdict.Scope

    public init(
        steps: Set<SMTPStep> = [],
        codes: ClosedRange<Int> = 400...599,
        enhanced: String = "",
        text: String = "",
        outcome: Verdict.Outcome,
        scope: Verdict.Scope
    ) {
        self.steps = steps
        self.codes = codes
        self.enhanced = enhanced
        self.text = text
        self.outcome = outcome
        self.scope = scope
    }
}
