import Dispatch
package import RenewalDelivery
import RenewalRules

/// Delivers mails to a maildir, once per delivery.
///
/// A mail appears in `new/` complete and synced, or not at all. Its name is made from the delivery's id, so that a
/// repeat finds it there, or in `cur/` once it has been read, and adds no second one. A file of that name with other
/// content does not count as a delivery.
///
/// - Source: D. J. Bernstein's maildir specification
package struct MaildirCourier: Courier {
    private let path: String
    private let hostname: String
    /// A queue for file calls, which block.
    private let queue: DispatchQueue

    /// Names the maildir, whose folders are created at the first attempt.
    ///
    /// - Parameters:
    ///   - path: the folder that holds or will hold `tmp`, `new` and `cur`
    ///   - hostname: the end of each file's name
    package init(path: String, hostname: String) {
        self.path = path
        // As specified: a slash or a colon would have another meaning in the file names of a maildir.
        self.hostname = String(
            hostname.flatMap { $0 == "/" ? "\\057" : $0 == ":" ? "\\072" : String($0) }
        )
        queue = DispatchQueue(label: "maildir")
    }

    package func attempt(_ parcel: Parcel) async -> Verdict {
        guard parcel.hasSafeID else { return Parcel.unsafeID }
        guard !Task.isCancelled else {
            return Verdict(.retry, at: .file, about: nil, reply: "cancelled before it was written")
        }
        let name = "\(parcel.deliveryID).\(hostname)"
        return await withCheckedContinuation { continuation in
            queue.async { [path] in
                let message = Self.withLocalLineEnds(parcel.payload)
                continuation.resume(returning: Self.deliver(message, as: name, into: path))
            }
        }
    }

    /// Local files end their lines with LF: maildir readers would show the CR of the wire.
    private static func withLocalLineEnds(_ message: [UInt8]) -> [UInt8] {
        var lines: [UInt8] = []
        lines.reserveCapacity(message.count)
        for (place, byte) in message.enumerated() {
            let next = place + 1 < message.count ? message[place + 1] : 0
            if byte != UInt8(ascii: "\r") || next != UInt8(ascii: "\n") { lines.append(byte) }
        }
        return lines
    }

    private static func deliver(_ message: [UInt8], as name: String, into path: String) -> Verdict {
        do throws(FileFailure) {
            let maildir = try Maildir(at: path)
            var presence = try maildir.presence(of: name, as: message)
            if presence == .missing {
                try maildir.write(message, as: name)
                if try maildir.publish(name) { return settle(maildir) }
                presence = try maildir.presence(of: name, as: message)
            }
            guard case .foreign(let file) = presence else {
                return Verdict(.delivered, at: .file, about: .message, reply: "already there")
            }
            // Concerns this file only, unless it happens again and again.
            return Verdict(.channelAtFault, at: .file, about: .unsaid, reply: "\(file) \(foreign)")
        } catch {
            return Verdict(.channelAtFault, at: .file, about: .destination, reply: error.description)
        }
    }

    private static let foreign = "was not written here: find out who laid it there, and remove it"

    private static func settle(_ maildir: borrowing Maildir) -> Verdict {
        do throws(FileFailure) {
            try maildir.settle()
        } catch {
            return Verdict(.ambiguous, at: .file, about: .destination, reply: error.description)
        }
        return Verdict(.delivered, at: .file, about: .message, reply: "stored")
    }
}
