/// What the lock file remembers of its state file, so that an older one in its place is noticed.
struct LockWitness: Hashable, Sendable {
    let instanceID: String
    /// How many times a daemon has started on it.
    let epoch: Int

    init(instanceID: String, epoch: Int) {
        self.instanceID = instanceID
        self.epoch = epoch
    }

    /// Reads what ``text`` wrote.
    init?(text: String) {
        let words = text.split(separator: "\n").first?.split(separator: " ") ?? []
        guard words.count == 2, let epoch = Int(words[1]) else { return nil }
        self.init(instanceID: String(words[0]), epoch: epoch)
    }

    var text: String { "\(instanceID) \(epoch)\n" }

    /// An id, a number and a separator.
    static let longest = 64
}
