package import RenewalDelivery

/// What a mail server's refusal means when the first digit of its code does not say it: a row of a table that an
/// administrator can extend.
package struct SMTPReplyRule: Hashable, Sendable {
    /// The steps at which the reply must come; empty for any.
    package var steps: Set<SMTPStep>
    /// Three digits, 400…599.
    package var codes: ClosedRange<Int>
    /// An enhanced status code in which a part may be `*`: `5.1.1`, `*.1.8`, `5.7.*`; empty for any reply, with or
    /// without one.
    package var enhanced: String
    /// Text that the reply contains, in lower case and outside addresses; empty for any.
    package var text: String
    /// `retry`, `permanent` or `channelAtFault`.
    package var outcome: Verdict.Outcome
    package var scope: Verdict.Scope

    package init(
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
