import RenewalRegistry
import RenewalRules

/// The rows that a pass could not read, by employer.
struct UnreadableRows: Hashable, Sendable {
    private(set) var count = 0
    /// The rows of each employer, and the unreadable ones among them; rows without an employer are not included.
    private var rows: [String: Int] = [:]
    private var unreadable: [String: Int] = [:]

    mutating func add(_ subjects: [Subject], _ problems: [RowProblem]) {
        for subject in subjects { if let employer = subject.employer?.id { rows[employer, default: 0] += 1 } }
        count += problems.count
        for problem in problems {
            guard let employer = problem.employer else { continue }
            rows[employer, default: 0] += 1
            unreadable[employer, default: 0] += 1
        }
    }

    /// The employer with the most of them, which must not hold the others.
    fileprivate var worst: (rows: Int, unreadable: Int) {
        let worst = unreadable.max { ($0.value, $1.key) < ($1.value, $0.key) }
        return worst.map { (rows[$0.key] ?? 0, $0.value) } ?? (0, 0)
    }
}

/// The number of unreadable rows that counts as usual.
struct UnreadableLimit {
    /// All there are to read.
    var rows: Int
    /// Unreadable ones in the last full pass.
    let before: Int
    /// `delivery.max_unreadable_percent`.
    let percent: Int

    /// A few typos in a small office must not stop everything; they are reported.
    static let fewest = 10

    /// Whether so many are unreadable that the mapping or the office's program is suspect.
    ///
    /// Those of the employer with the most count only if it is almost the only one, which is known at the end of a
    /// pass.
    func isExceeded(by found: UnreadableRows, atTheEnd isOver: Bool) -> Bool {
        guard percent < 100, found.count >= Self.fewest, found.count > before else { return false }
        let (rowsOfWorst, worst) = found.worst
        let (others, unreadable) = (max(0, rows - rowsOfWorst), found.count - worst)
        if isOver, others < Self.fewest { return found.count * 100 > rows * percent }
        return unreadable >= Self.fewest && unreadable * 100 > others * percent
    }
}
