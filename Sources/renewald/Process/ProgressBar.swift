import Foundation
import RenewalRules
import Synchronization

/// A bar on standard error during long operations; nothing when it is not a terminal.
final class ProgressBar: Sendable {
    private static let width = 30
    private let label: Phrase
    private let total: Int
    private let lastPercent = Mutex(-1)

    init(_ label: Phrase, total: Int) {
        self.label = label
        self.total = max(total, 1)
    }

    /// Shows that `done` of the total are done; redraws only when the percentage changes.
    func show(_ done: Int) {
        guard Console.showsProgress else { return }
        let percent = min(100, done * 100 / total)
        let isNew = lastPercent.withLock { last in
            defer { last = percent }
            return last != percent
        }
        guard isNew else { return }
        let filled = percent * Self.width / 100
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: Self.width - filled)
        Console.write("\r\(label[.spoken]) \(bar) \(percent)% ", to: .standardError)
    }

    /// Shows how many are done where nobody knows of how many.
    func show(count: Int) {
        guard Console.showsProgress else { return }
        Console.write("\r\(label[.spoken]) \(count) ", to: .standardError)
    }

    /// Clears the line.
    func finish() {
        guard Console.showsProgress else { return }
        Console.write("\r\u{1B}[K", to: .standardError)
    }
}
