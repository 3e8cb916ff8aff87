import RenewalDelivery
import RenewalRules
import Testing

@testable import RenewalCouriers

/// A reply as a mail server gives it, and what it means.
struct ServerReply: Sendable, CustomTestStringConvertible {
    /// Which server says so; "scripted" where none of that kind took part and the text comes from manuals and reports.
    let server: String
    let steps: [SMTPStep]
    let reply: String
    let outcome: Verdict.Outcome
    let scope: Verdict.Scope

    init(
        _ server: String,
        _ steps: SMTPStep...,
        reply: String,
        means outcome: Verdict.Outcome,
        about scope: Verdict.Scope
    ) {
        (self.server, self.steps, self.reply, self.outcome, self.scope) = (server, steps, reply, outcome, scope)
    }

    var testDescription: String { "\(server): \(reply)" }
}

/// The table of replies, mail server by mail server.
@Suite struct SMTPReplyTableTests {
    static let aboutUs: [ServerReply] = [
        about("Postfix", .rcpt, "504 5.5.2 <vm>: Helo command rejected: need fully-qualified hostname"),
        about("Postfix", .rcpt, "450 4.7.1 <vm>: Helo command rejected: Host not found"),
        about("Postfix", .rcpt, "550 5.1.8 <office@example.test>: Sender address rejected: Domain not found"),
        about("Postfix", .rcpt, "450 4.1.8 <office@example.test>: Sender address rejected: Domain not found"),
        about("Postfix", .rcpt, "553 5.7.1 <office@example.test>: Sender address rejected: not owned by user other"),
        about("Postfix", .rcpt, "454 4.7.1 <a@example.test>: Relay access denied"),
        about("Postfix", .rcpt, "554 5.7.1 <a@example.test>: Relay access denied"),
        about("Postfix", .rcpt, "554 5.7.1 <unknown[192.0.2.1]>: Client host rejected: Access denied"),
        about("Postfix", .mail, "530 5.7.0 Must issue a STARTTLS command first"),
        about("Exim", .rcpt, "550 relay not permitted"),
        about("Exim", .rcpt, "550 Sender verify failed"),
        about("OpenSMTPD", .rcpt, "550 Invalid recipient: <a@example.test>", .channelAtFault, .unsaid),
        about("OpenSMTPD", .mail, "550 Invalid sender"),
        about("Sendmail, scripted", .rcpt, "550 5.7.1 <a@example.test>... Relaying denied"),
        about("Sendmail, scripted", .mail, "553 5.1.8 Domain of sender address office@example.test does not exist"),
        about("qmail, scripted", .rcpt, "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)"),
        about("Exchange, scripted", .rcpt, "550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain"),
        about("Exchange, scripted", .mail, "530 5.7.57 Client not authenticated to send mail"),
        about("various, scripted", .endOfData, "554 5.7.1 SPF fail - not authorized"),
        about("Gmail, scripted", .endOfData, "550-5.7.26 This mail has been blocked", .ambiguous, .destination),
        about(
            "Gmail, scripted",
            .endOfData,
            "550 5.7.26 This mail has been blocked because the sender is unauthenticated"
        ),
        about("Coremail, scripted", .mail, "535 5.7.8 authentication failed"),
        about(
            "Exchange, scripted",
            .auth,
            "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant."
        ),
        about("various, scripted", .auth, "535 account disabled"),
        about("various, scripted", .rcpt, "550 5.1.8 Sender domain does not exist"),
        about("various, scripted", .mail, "550 no such user"),
        about("QQ, scripted", .auth, "535 Login Fail. Please enter your authorization code to login."),
        about("163, scripted", .mail, "553 authentication is required,smtp4", .channelAtFault, .sender),
    ]

    static let aboutRates: [ServerReply] = [
        about("QQ, scripted", .mail, "550 Ip frequency limited", .retry, .sender),
        about("QQ, scripted", .rcpt, "550 Sender FREQUENCY LIMITED. https://example.test", .retry, .sender),
        about("QQ, scripted", .endOfData, "550 Connection frequency limited", .retry, .sender),
        about("163, scripted", .endOfData, "550 MI:SFQ 163 smtp4", .retry, .sender),
        about("163, scripted", .mail, "450 MI:DMC 163 smtp4", .retry, .sender),
        about("163, scripted", .rcpt, "421 HL:REP 163 smtp", .retry, .destination),
        about("Aliyun, scripted", .rcpt, "552 daily quota exceeded", .retry, .sender),
    ]

    static let aboutRecipients: [ServerReply] = [
        about(
            "Postfix",
            .rcpt,
            "550 5.1.1 <a@example.test>: Recipient address rejected: User unknown in local recipient table",
            .permanent,
            .recipient
        ),
        about(
            "Postfix",
            .rcpt,
            "450 4.2.0 <a@example.test>: Recipient address rejected: Greylisted",
            .retry,
            .recipient
        ),
        about("Postfix", .rcpt, "501 5.1.3 Bad recipient address syntax", .permanent, .recipient),
        about("various, scripted", .rcpt, "550 5.1.1 Invalid recipient", .permanent, .recipient),
        about("Exim", .rcpt, "550 Unrouteable address", .permanent, .recipient),
        about("Exim", .rcpt, "550 Unknown user", .permanent, .recipient),
        about(
            "Dovecot",
            .rcpt,
            "550 5.1.1 <a@example.test> User doesn't exist: a@example.test",
            .permanent,
            .recipient
        ),
        about("Dovecot", .rcpt, "452 4.2.2 <a@example.test> Mailbox is full / Quota exceeded", .retry, .recipient),
        about("Dovecot", .endOfData, "552 5.2.2 <a@example.test> Quota exceeded", .retry, .recipient),
        about(
            "Gmail, scripted",
            .rcpt,
            "550 5.2.1 The email account that you tried to reach is disabled",
            .permanent,
            .recipient
        ),
        about("Sendmail, scripted", .rcpt, "550 5.1.1 <a@example.test>... User unknown", .permanent, .recipient),
        about(
            "qmail, scripted",
            .endOfData,
            "554 sorry, no mailbox here by that name. (#5.1.1)",
            .permanent,
            .recipient
        ),
        about(
            "Exchange, scripted",
            .rcpt,
            "550 5.4.1 Recipient address rejected: Access denied.",
            .permanent,
            .recipient
        ),
        about("Exchange, scripted", .rcpt, "550 5.1.10 RESOLVER.ADR.RecipientNotFound", .permanent, .recipient),
        about(
            "Outlook, scripted",
            .rcpt,
            "550 5.5.0 Requested action not taken: mailbox unavailable",
            .permanent,
            .recipient
        ),
        about("Coremail, scripted", .rcpt, "550 用户不存在", .permanent, .recipient),
        about("163, scripted", .rcpt, "550 User not found: a@example.test", .permanent, .recipient),
        about("Aliyun, scripted", .rcpt, "559 invalid rcptto", .permanent, .recipient),
        about("various, scripted", .rcpt, "552 mailbox full", .retry, .recipient),
        about("various, scripted", .rcpt, "550 4.2.1 wait", .retry, .recipient),
    ]

    static let aboutMessages: [ServerReply] = [
        about("Postfix", .endOfData, "552 5.3.4 Message size exceeds fixed limit", .permanent, .message),
        about("Postfix", .endOfData, "451 4.3.0 queue file write error", .retry, .message),
        about("163, scripted", .endOfData, "554 DT:SPM 163 smtp4,DMCowAD", .channelAtFault, .unsaid),
        about("various, scripted", .endOfData, "554 5.7.1 rejected as spam", .channelAtFault, .unsaid),
        about("various, scripted", .rcpt, "550 5.7.1 policy", .channelAtFault, .unsaid),
        about("various, scripted", .rcpt, "550 no", .channelAtFault, .unsaid),
        about("various, scripted", .data, "554 Transaction failed", .channelAtFault, .unsaid),
    ]

    @Test(arguments: aboutUs + aboutRates + aboutRecipients + aboutMessages)
    func repliesBlameTheRightScope(row: ServerReply) {
        for step in row.steps {
            let verdict = SMTPVerdicts.verdict(on: SMTPVerdictsTests.trace(step, row.reply))
            #expect(verdict.outcome == row.outcome)
            #expect(verdict.scope == row.scope)
        }
    }

    private static func about(
        _ server: String,
        _ step: SMTPStep,
        _ reply: String,
        _ outcome: Verdict.Outcome = .channelAtFault,
        _ scope: Verdict.Scope = .sender
    ) -> ServerReply {
        ServerReply(server, step, reply: reply, means: outcome, about: scope)
    }
}
