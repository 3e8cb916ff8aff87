/// A file of the service and how large it is.
package struct FileSize: Hashable, Sendable {
    package let path: String
    package let bytes: Int

    package init(path: String, bytes: Int) { (self.path, self.bytes) = (path, bytes) }

    /// As people read it: `12.3 MB`.
    var words: String {
        let units = ["bytes", "kB", "MB", "GB", "TB"]
        var (value, unit) = (Double(bytes), 0)
        while value >= 1000, unit < units.count - 1 { (value, unit) = (value / 1000, unit + 1) }
        return unit == 0 ? "\(bytes) bytes" : "\((value * 10).rounded() / 10) \(units[unit])"
    }
}
