/// The parts of an Office package and how they point at each other.
struct PackageParts {
    /// Where a part points.
    struct Relationship {
        /// The last word of its type: `worksheet`, `sharedStrings`; the same in both sets of namespaces.
        let type: String
        /// The name of a part, from the root.
        let target: String
    }

    let archive: ZipArchive
    let output: LineOutput

    /// Reads a part that is XML.
    func read(_ part: String, into handler: any XMLHandler) throws(SheetProblem) {
        let stream = try XMLStream(of: part, to: handler)
        try archive.read(part) { bytes throws(SheetProblem) in
            try output.checkTime()
            try stream.feed(bytes)
        }
        try stream.feed(UnsafeRawBufferPointer(start: nil, count: 0))
    }

    /// Reads where a part points, by id; the root is the part without a name.
    func relationships(of part: String) throws(SheetProblem) -> [String: Relationship] {
        let (folder, file) = Self.split(part)
        let list = "\(folder)_rels/\(file).rels"
        guard archive.has(list) else { return [:] }
        let reader = RelationshipReader(folder: folder)
        try read(list, into: reader)
        return reader.found
    }

    /// The folder with its slash, and the file.
    private static func split(_ part: String) -> (folder: String, file: String) {
        guard let slash = part.lastIndex(of: "/") else { return ("", part) }
        return (String(part[...slash]), String(part[part.index(after: slash)...]))
    }

    /// The part that a target means, seen from a folder: `/xl/a.xml`, `a.xml`, `../a.xml`.
    static func resolve(_ target: String, from folder: String) -> String {
        let target = target.replacing("\\", with: "/")
        var steps: [Substring] = []
        for step in ((target.hasPrefix("/") ? "" : folder) + target).split(separator: "/") where step != "." {
            if step == ".." { _ = steps.popLast() } else { steps.append(step) }
        }
        return steps.joined(separator: "/")
    }
}

private final class RelationshipReader: XMLHandler {
    private(set) var found: [String: PackageParts.Relationship] = [:]
    private let folder: String

    init(folder: String) { self.folder = folder }

    func start(_ name: String, _ attributes: XMLAttributes) throws(SheetProblem) {
        guard name == "Relationship", attributes["TargetMode"] != "External", let id = attributes["Id"],
            let type = attributes["Type"], let target = attributes["Target"]
        else { return }
        guard found.count < SheetLimits.parts else { throw SheetProblem(.damaged, "too many relationships") }
        found[id] = PackageParts.Relationship(
            type: String(type.split(separator: "/").last ?? ""),
            target: PackageParts.resolve(target, from: folder)
        )
    }

    func end() {}
}
