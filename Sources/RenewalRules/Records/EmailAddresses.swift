/// The mail addresses of a person or an employer, as one column holds them; each gets a delivery of its own.
///
/// They stand between `;`, `,`, `、`, the full-width forms of these, or blanks, which line breaks are too. One that cannot
/// be used does not spoil the others. Only what stands between blanks and may be torn is given up as a whole: in
/// `zhang san@example.test` the last part is the address of somebody else.
public struct EmailAddresses: Hashable, Sendable {
    /// Nobody reads mail in more places, and a reminder is no circular.
    public static let limit = 10

    /// Each once, whatever its case, in the order they are written; at most ``limit``.
    public let usable: [EmailAddress]
    /// What is wrong with the column, each kind once; empty when all of it is used.
    public let problems: [Problem]

    /// Why a column, or a part of it, cannot be used.
    public enum Problem: Error, Hashable, Sendable, Speakable {
        /// None of it is an address; why the first part is not.
        case unusable(EmailAddress.Problem)
        /// Among several there is one that is no address.
        case partlyUnusable(EmailAddress.Problem)
        /// There are more than ``EmailAddresses/limit``; the first are used.
        case tooMany

        /// What follows the name of the column, without quoting it.
        public var phrase: Phrase {
            switch self {
            case .unusable(let problem): Phrase("不是有效的邮箱地址（\(problem.phrase.chinese)）", problem.phrase.english)
            case .partlyUnusable(let problem):
                Phrase(
                    "有多个邮箱地址，其中有的无效（\(problem.phrase.chinese)）",
                    "has several addresses, one of which \(problem.phrase.english)"
                )
            case .tooMany: Phrase("超过\(limit)个地址", "has more than \(limit) addresses")
            }
        }
    }

    /// Reads what a column holds; without any address it is unusable because it is empty.
    public init(_ text: String) {
        // Nearly every column holds one; nothing that separates two may stand in it.
        if let only = try? EmailAddress(text) {
            (usable, problems) = ([only], [])
            return
        }
        var (found, faults): ([EmailAddress], [EmailAddress.Problem]) = ([], [])
        for part in Self.parts(of: text) {
            do throws(EmailAddress.Problem) {
                let address = try EmailAddress(String(part))
                if !found.contains(where: { $0.mailbox == address.mailbox }) { found.append(address) }
            } catch {
                if !faults.contains(error) { faults.append(error) }
            }
        }
        usable = Array(found.prefix(Self.limit))
        guard !found.isEmpty else {
            problems = [.unusable(faults.first ?? .isEmpty)]
            return
        }
        problems = faults.map { .partlyUnusable($0) } + (found.count > Self.limit ? [.tooMany] : [])
    }

    /// The column without what cannot be used: `a@example.test;b@example.test`.
    public var text: String { usable.map(\.description).joined(separator: ";") }

    /// The usable ones, in the form in which addresses are compared.
    public var mailboxes: [String] { usable.map(\.mailbox) }

    /// Whether a column may hold more than one, or none: a cheap question for whoever reads very many.
    package static func mayBeSeveral(_ text: String) -> Bool {
        text.utf8.contains { $0 <= 0x20 || $0 >= 0x80 || $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: ",") }
    }

    /// What stands between separators and blanks, whether or not it is an address.
    package static func pieces(of text: Substring) -> [Substring] {
        text.split { isSeparator($0) || $0.isWhitespace }
    }

    private static func isSeparator(_ character: Character) -> Bool { ";,、；，".contains(character) }

    private static func parts(of text: String) -> [Substring] {
        text.split(whereSeparator: isSeparator).flatMap { entry in
            let pieces = pieces(of: entry)
            return pieces.count > 1 && pieces.contains(where: mayBeTorn) ? [entry] : pieces
        }
    }

    /// Whether it may be the beginning or the end of an address; a name in Chinese letters cannot.
    private static func mayBeTorn(_ piece: Substring) -> Bool {
        !piece.contains("@") && piece.utf8.allSatisfy { $0 < 0x80 }
    }
}

extension EmailAddress {
    /// The form in which addresses are compared.
    public var mailbox: String { description.lowercased() }
}

extension Person {
    /// Where their notices are mailed.
    public var addresses: EmailAddresses { EmailAddresses(email ?? "") }
}

extension Employer {
    /// Where its notices are mailed.
    public var addresses: EmailAddresses { EmailAddresses(email ?? "") }

    /// Its mailboxes, in the form in which addresses are compared; empty without a usable address.
    public var mailboxes: [String] { addresses.mailboxes }
}
