/// How one text becomes another, as patch(1) reads it.
///
/// - Source: POSIX diff(1), "Diff -u or -U Output Format"
package struct UnifiedDiff: Sendable {
    /// A line with its end; as bytes, because characters compare equal that are written differently.
    private typealias Line = ArraySlice<UInt8>

    private enum Edit {
        case same(Line), removed(Line), added(Line)

        var isChange: Bool { if case .same = self { false } else { true } }
    }

    private let edits: [Edit]

    /// Unchanged lines shown around a change.
    private static let context = 3

    /// Compares two texts line by line; equal ones have no ``text(from:to:)``.
    package init(from old: String, to new: String) {
        let (old, new) = (Self.lines(of: old), Self.lines(of: new))
        let difference = new.difference(from: old)
        let removed = Set(difference.removals.map(Self.offset))
        let added = Set(difference.insertions.map(Self.offset))
        var (edits, before, after): ([Edit], Int, Int) = ([], 0, 0)
        while before < old.count || after < new.count {
            if removed.contains(before) {
                edits.append(.removed(old[before]))
                before += 1
            } else if added.contains(after) {
                edits.append(.added(new[after]))
                after += 1
            } else {
                edits.append(.same(old[before]))
                (before, after) = (before + 1, after + 1)
            }
        }
        self.edits = edits
    }

    /// The changes with the names of both texts; empty where there is none.
    package func text(from old: String, to new: String) -> String {
        let hunks = hunks.map(text)
        return hunks.isEmpty ? "" : "--- \(old)\n+++ \(new)\n\(hunks.joined())"
    }

    /// The ranges of edits to show: changes with their context, those that touch in one.
    private var hunks: [Range<Int>] {
        var hunks: [Range<Int>] = []
        for (place, edit) in edits.enumerated() where edit.isChange {
            let range = max(0, place - Self.context)..<min(edits.count, place + Self.context + 1)
            if let last = hunks.last, last.upperBound >= range.lowerBound {
                hunks[hunks.count - 1] = last.lowerBound..<range.upperBound
            } else {
                hunks.append(range)
            }
        }
        return hunks
    }

    private func text(of hunk: Range<Int>) -> String {
        let (before, inside) = (edits[..<hunk.lowerBound], edits[hunk])
        let (old, new) = (Self.counts(before), Self.counts(inside))
        let ranges = "-\(Self.range(after: old.old, new.old)) +\(Self.range(after: old.new, new.new))"
        return "@@ \(ranges) @@\n" + inside.map(Self.text).joined()
    }

    /// How many lines of each text some edits have.
    private static func counts(_ edits: ArraySlice<Edit>) -> (old: Int, new: Int) {
        edits.reduce(into: (0, 0)) { counts, edit in
            switch edit {
            case .same: counts = (counts.0 + 1, counts.1 + 1)
            case .removed: counts.0 += 1
            case .added: counts.1 += 1
            }
        }
    }

    /// A range without lines is named by the line before it.
    private static func range(after start: Int, _ count: Int) -> String {
        "\(count == 0 ? start : start + 1),\(count)"
    }

    private static func text(of edit: Edit) -> String {
        let (mark, line) =
            switch edit {
            case .same(let line): (" ", line)
            case .removed(let line): ("-", line)
            case .added(let line): ("+", line)
            }
        let end = line.last == lineEnd ? "" : "\n\\ No newline at end of file\n"
        return mark + String(decoding: line, as: UTF8.self) + end
    }

    private static let lineEnd = UInt8(ascii: "\n")

    private static func lines(of text: String) -> [Line] {
        var (lines, rest): ([Line], Line) = ([], Array(text.utf8)[...])
        while let end = rest.firstIndex(of: lineEnd) {
            lines.append(rest[...end])
            rest = rest[(end + 1)...]
        }
        return rest.isEmpty ? lines : lines + [rest]
    }

    private static func offset(of change: CollectionDifference<Line>.Change) -> Int {
        switch change {
        case .insert(let offset, _, _), .remove(let offset, _, _): offset
        }
    }
}
