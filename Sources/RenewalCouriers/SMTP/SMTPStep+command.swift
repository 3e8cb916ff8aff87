import RenewalDelivery
import RenewalRules

extension SMTPStep {
    /// The step that one of our commands begins; `nil` for lines of a login and for QUIT.
    init?(command: String) {
        switch command.prefix(4) {
        case "EHLO", "HELO": self = .ehlo
        case "STAR": self = .starttls
        case "AUTH": self = .auth
        case "MAIL": self = .mail
        case "RCPT": self = .rcpt
        case "DATA": self = .data
        default: return nil
        }
    }
}
