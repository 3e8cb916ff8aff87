import Yams

extension Settings {
    /// Where a key stands in the file, as compilers say it, for problems of what it names: `renewald.yaml:7:3`.
    ///
    /// - Parameter path: the keys from the top, such as `["registry", "sqlite"]`
    /// - Returns: the place of the last of them that is written; the file alone where none is
    package func place(of path: [String]) -> String {
        var (node, place): (Node?, Place?) = ((try? YAMLDocument(source))?.root, nil)
        for key in path {
            guard let entry = node?.mapping?.first(where: { $0.key.scalar?.string == key }) else { break }
            (node, place) = (entry.value, entry.key.place)
        }
        return place.map { "\(file):\($0.line):\($0.column)" } ?? file
    }
}
