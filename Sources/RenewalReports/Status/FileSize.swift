import RenewalRules

/// A file of the service and how large it is.
package struct FileSize: Hashable, Sendable {
    package let path: String
    package let bytes: Int

    package init(path: String, bytes: Int) { (self.path, self.bytes) = (path, bytes) }

    /// As people read it: `12.3 MB`.
    var words: Phrase {
        let units = ["kB", "MB", "GB", "TB"]
        guard bytes >= 1000 else { return Phrase("\(bytes)字节", "\(counted(bytes, "byte", "bytes"))") }
        var (value, unit) = (Double(bytes) / 1000, 0)
        while value >= 1000, unit < units.count - 1 { (value, unit) = (value / 1000, unit + 1) }
        return Phrase(verbatim: "\((value * 10).rounded() / 10) \(units[unit])")
    }
}
