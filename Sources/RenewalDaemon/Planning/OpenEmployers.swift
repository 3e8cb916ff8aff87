import RenewalOutbox
import RenewalRules

/// The employers with open lines, and the mailboxes named in their records.
struct OpenEmployers: Sendable {
    /// What waits for an employer.
    struct Entry: Sendable {
        var waiting: OpenDigest
        /// The employer as its records name it, with each mailbox at least once.
        var doors: [Employer] = []
    }

    /// Employers that share mailboxes: each mailbox gets one digest, with the part of each employer for that mailbox.
    struct Household: Sendable {
        /// By id.
        var employers: [String] = []
        var doors: [Employer] = []
        var isDue = false
        var waiting: OpenDigest
    }

    private(set) var entries: [String: Entry] = [:]

    /// Adds a line.
    ///
    /// - Parameters:
    ///   - id: the employer whose digest includes it
    ///   - waiting: how pressing it is
    ///   - employer: the one that its record names now; another one does not reveal this one's mailbox
    mutating func add(_ id: String, _ waiting: OpenDigest, named employer: Employer?) {
        entries[id, default: Entry(waiting: waiting)].waiting = waiting.with(entries[id]?.waiting)
        guard let employer, employer.spelling == Employer.spelling(of: id) else { return }
        open(employer, for: id)
    }

    /// Adds the mailboxes of an employer.
    mutating func open(_ employer: Employer, for id: String) {
        guard let known = entries[id]?.doors.flatMap(\.mailboxes), !Set(employer.mailboxes).isSubset(of: known)
        else { return }
        entries[id]?.doors.append(employer)
    }

    /// The employers without a usable address in any record.
    var unreached: [String] { entries.filter { $0.value.doors.isEmpty }.keys.sorted() }

    /// The employers with a mailbox, grouped where they share one.
    ///
    /// - Parameter isDue: whether a digest is due for open lines; one is enough for its group
    /// - Returns: by the first id in each
    func households(isDue: (OpenDigest) -> Bool) -> [Household] {
        var (households, places): ([Int: Household], [String: Int]) = ([:], [:])
        let reached = entries.filter { !$0.value.doors.isEmpty }.sorted { $0.key < $1.key }
        for (number, (id, entry)) in reached.enumerated() {
            let (doors, waiting) = (entry.doors, entry.waiting)
            var household = Household(employers: [id], doors: doors, isDue: isDue(waiting), waiting: waiting)
            for place in Set(doors.flatMap(\.mailboxes).compactMap { places[$0] }).sorted() {
                household.take(households.removeValue(forKey: place))
            }
            for mailbox in household.doors.flatMap(\.mailboxes) { places[mailbox] = number }
            households[number] = household
        }
        return households.values.sorted { ($0.employers.first ?? "") < ($1.employers.first ?? "") }
    }
}

extension OpenEmployers.Household {
    fileprivate mutating func take(_ other: Self?) {
        guard let other else { return }
        employers = (employers + other.employers).sorted()
        doors += other.doors
        isDue = isDue || other.isDue
        waiting = waiting.with(other.waiting)
    }
}
