import Glibc

/// All that the program sees of the world.
enum StandardStreams {
    /// Reads standard input to its end, at most one byte more than is taken, for the rest of the process.
    static func read(atMost byteCount: Int) -> UnsafeRawBufferPointer {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: byteCount + 1, alignment: 16)
        var count = 0
        while count < buffer.count {
            let more = Glibc.read(STDIN_FILENO, buffer.baseAddress.map { $0 + count }, buffer.count - count)
            if more < 0, errno == EINTR { continue }
            guard more >= 0 else { end(.inputOutput, "reading standard input: \(String(cString: strerror(errno)))") }
            if more == 0 { break }
            count += more
        }
        return UnsafeRawBufferPointer(rebasing: buffer[..<count])
    }

    /// Writes to standard output, or ends the program.
    static func write(_ bytes: UnsafeRawBufferPointer) {
        var rest = bytes
        while !rest.isEmpty {
            let count = Glibc.write(STDOUT_FILENO, rest.baseAddress, rest.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { end(.inputOutput, "writing standard output: \(String(cString: strerror(errno)))") }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }

    /// How the program ends; sysexits.
    enum Ending: CInt {
        case usage = 64
        case badData = 65
        case ownFault = 70
        case inputOutput = 74
    }

    /// Says why on standard error, and ends the program.
    static func end(_ ending: Ending, _ reason: String) -> Never {
        var line = "renewald-sheet: \(reason)\n"
        line.withUTF8 { _ = Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
        exit(ending.rawValue)
    }
}
