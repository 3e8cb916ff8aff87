import RenewalRules
import Synchronization

/// The history of a simulated world: its end, to understand a failure, and a hash of the whole.
final class Story: Sendable {
    /// The counts of a run.
    struct Tally: Codable, Sendable {
        var seeds = 0
        var years = 0.0
        var lives = 0
        var steps = 0
        var scans = 0
        var notices = 0
        var deliveries = 0
        var attempts = 0
        var accepted = 0
        var crashes = 0
        var faults = 0
        var takeovers = 0
        var ambiguous = 0
        var duplicates = 0
        /// Mails that came back after they were accepted.
        var returned = 0
        var events = 0
        /// Channels that rested, and among them webhooks whose endpoint answered 5xx.
        var rests = 0
        var webhookBreakers = 0
        /// Parts of a scan that the guard held and an operator released.
        var floods = 0
    }

    private struct Line {
        let instant: UnixTime
        let text: String
    }

    private struct State {
        var lines: [Line] = []
        var next = 0
        var mark: UInt64 = 0xCBF2_9CE4_8422_2325
        var tally = Tally()
        var failure: String?
        var linesAfterFailure = 0
    }

    private let state = Mutex(State())
    private let time: SimulatedTime

    /// Lines kept for a failure.
    static let lineLimit = 120
    static let linesAfterFailure = 4

    /// Where every line goes at once; `nil` for nowhere.
    private let trace: (@Sendable (String) -> Void)?

    init(time: SimulatedTime, trace: (@Sendable (String) -> Void)?) { (self.time, self.trace) = (time, trace) }

    /// Adds a line.
    func tell(_ text: String) {
        let line = Line(instant: time.now, text: text)
        trace?(Self.text(of: line))
        state.withLock { state in
            // Later lines would push out those that led to the failure.
            if state.failure != nil { state.linesAfterFailure += 1 }
            guard state.linesAfterFailure <= Self.linesAfterFailure else { return }
            // FNV-1a over the instant and the text.
            for byte in text.utf8 { state.mark = (state.mark ^ UInt64(byte)) &* 0x100_0000_01B3 }
            state.mark = (state.mark ^ UInt64(bitPattern: line.instant.milliseconds)) &* 0x100_0000_01B3
            if state.lines.count < Self.lineLimit {
                state.lines.append(line)
            } else {
                state.lines[state.next] = line
            }
            state.next = (state.next + 1) % Self.lineLimit
        }
    }

    func count(_ change: (inout Tally) -> Void) { state.withLock { change(&$0.tally) } }

    /// Ends the world with a violated invariant; the first one counts.
    func fail(_ invariant: String, _ what: String) {
        tell("BROKEN \(invariant): \(what)")
        state.withLock { state in
            if state.failure == nil { state.failure = "\(invariant): \(what)" }
        }
    }

    var failure: String? { state.withLock { $0.failure } }
    var tally: Tally { state.withLock { $0.tally } }
    /// A hash of the history.
    var mark: UInt64 { state.withLock { $0.mark } }

    /// The last lines, oldest first.
    var end: [String] {
        state.withLock { state in
            let isFull = state.lines.count == Self.lineLimit
            let ordered = isFull ? Array(state.lines[state.next...] + state.lines[..<state.next]) : state.lines
            return ordered.map(Self.text)
        }
    }

    /// With Shanghai time to the millisecond.
    private static func text(of line: Line) -> String {
        let local = line.instant + .seconds(8 * 3600)
        let milliseconds = String(local.milliseconds % 1000 + 1000).dropFirst()
        return "\(local.rfc3339.replacing("T", with: " ").dropLast()).\(milliseconds)  \(line.text)"
    }
}
