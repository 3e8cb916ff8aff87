extension [Notice] {
    /// Those of one record's pass that tell an audience of missing documents what a more pressing one tells it too.
    ///
    /// What is to be supplied (N46) and what it means around the expiry (N15, N16) have tracks of their own; of the two
    /// about one application only the more severe goes out, the later one where they are equal.
    ///
    /// - Source: catalogue of notices N15, N16, N46
    public var repeats: [Notice] {
        let about = filter { $0.key.kind == .applicationSupplementRequired || $0.key.kind.isAboutPendingApplication }
        return about.filter { notice in
            about.contains { other in
                other.key.kind != notice.key.kind && other.key.audience == notice.key.audience
                    && other.key.detail == notice.key.detail && other.isMorePressing(than: notice)
            }
        }
    }
}

extension Notice {
    /// By severity, then by day; of two alike the one that asks for the documents.
    fileprivate func isMorePressing(than other: Notice) -> Bool {
        guard severity == other.severity else { return severity > other.severity }
        return dueOn == other.dueOn ? key.kind == .applicationSupplementRequired : dueOn > other.dueOn
    }
}
