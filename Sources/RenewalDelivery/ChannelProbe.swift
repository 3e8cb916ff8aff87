package import RenewalRules

/// What a look at the other end of a channel found, step by step; nothing was sent through it.
package struct ChannelProbe: Hashable, Sendable {
    /// A step on the way to the other end, in the order in which they are taken.
    package enum Step: String, Hashable, Sendable, CaseIterable {
        /// The secrets that the channel works with.
        case secret
        case resolve, connect, tls
        /// The greeting of a mail server, and what it says it can do.
        case ehlo
        case auth
        /// The end of a conversation without a mail.
        case quit
        /// What an HTTP endpoint answers to a question without an event.
        case options
        /// The folder of a maildir.
        case folder
    }

    /// What a finding means.
    package enum Meaning: Hashable, Sendable {
        case good
        /// It works, and somebody should look at it.
        case remark
        /// Nothing can be delivered now, and the other side may mend it.
        case unavailable
        /// Nothing will be delivered until the configuration is another.
        case misconfigured
    }

    /// What one step came to.
    package struct Finding: Hashable, Sendable {
        package let step: Step
        package let meaning: Meaning
        /// What was found, and what to do where it is not good.
        package let words: Phrase
    }

    /// In the order of the steps; after one that failed there is none.
    package private(set) var findings: [Finding] = []

    /// Begins without any finding.
    package init() {}

    /// Adds what a step came to.
    package mutating func note(_ step: Step, _ meaning: Meaning, _ words: Phrase) {
        findings.append(Finding(step: step, meaning: meaning, words: words))
    }

    /// Adds a step that went well.
    package mutating func note(_ step: Step, _ words: Phrase) { note(step, .good, words) }
}
