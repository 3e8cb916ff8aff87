import CZip
import Glibc

/// The parts of a workbook, found by name in a zip archive that lies in memory.
///
/// Only what is asked for is expanded. Names are keys here and never paths.
final class ZipArchive {
    static let signature: [UInt8] = [0x50, 0x4B, 0x03, 0x04]

    private struct Part {
        let index: UInt64
        let bytes: Int
        let packedBytes: Int
        let isEncrypted: Bool
    }

    private let archive: OpaquePointer
    private var parts: [String: Part] = [:]

    private static let pieceBytes = 64 << 10
    /// What each part has besides its bytes, at the least: its header and its line in the list of contents.
    private static let headerBytes = 30 + 46

    /// Reads the list of contents of an archive; its bytes live as long as this.
    init(_ bytes: UnsafeRawBufferPointer) throws(SheetProblem) {
        var error = zip_error_t()
        zip_error_init(&error)
        defer { zip_error_fini(&error) }
        guard let source = zip_source_buffer_create(bytes.baseAddress, UInt64(bytes.count), 0, &error) else {
            throw SheetProblem(.outOfMemory, "no memory for the archive")
        }
        guard let archive = zip_open_from_source(source, ZIP_RDONLY, &error) else {
            zip_source_free(source)
            throw Self.failure(opening: error)
        }
        self.archive = archive
        try list(within: bytes.count)
    }

    deinit { zip_discard(archive) }

    private static func failure(opening error: zip_error_t) -> SheetProblem {
        switch error.zip_err {
        // The list of contents is the last thing in an archive.
        case ZIP_ER_NOZIP: SheetProblem(.truncated, "the archive has no end")
        case ZIP_ER_MEMORY: SheetProblem(.outOfMemory, "no memory for the archive")
        default: SheetProblem(.damaged, "the archive's list of contents is not sound (libzip \(error.zip_err))")
        }
    }

    private func list(within byteCount: Int) throws(SheetProblem) {
        let count = zip_get_num_entries(archive, 0)
        guard count <= SheetLimits.parts else { throw SheetProblem(.damaged, "\(count) parts") }
        var room = byteCount
        for index in 0..<UInt64(max(0, count)) {
            var stat = zip_stat_t()
            zip_stat_init(&stat)
            guard zip_stat_index(archive, index, ZIP_FL_ENC_GUESS, &stat) == 0, let name = stat.name else {
                throw SheetProblem(.damaged, "part \(index) has no name")
            }
            let nameBytes = strlen(name)
            let part = Part(
                index: index,
                bytes: Int(clamping: stat.size),
                packedBytes: Int(clamping: stat.comp_size),
                isEncrypted: stat.encryption_method != UInt16(ZIP_EM_NONE)
            )
            guard part.packedBytes <= room else { throw SheetProblem(.damaged, "parts overlap or reach past the end") }
            room -= part.packedBytes + Self.headerBytes + 2 * nameBytes
            guard room >= 0 else { throw SheetProblem(.damaged, "parts overlap or reach past the end") }
            guard parts.updateValue(part, forKey: Self.key(String(cString: name))) == nil else {
                throw SheetProblem(.damaged, "two parts have one name")
            }
        }
    }

    /// Names of parts are the same in capitals; some producers write backslashes.
    private static func key(_ name: String) -> String {
        let slashed = name.replacing("\\", with: "/").lowercased()
        return slashed.hasPrefix("/") ? String(slashed.dropFirst()) : slashed
    }

    func has(_ name: String) -> Bool { parts[Self.key(name)] != nil }

    /// Expands a part and gives it away piece by piece, checked against its checksum at the end.
    ///
    /// - Throws: ``SheetProblem`` for a part that is missing, damaged or far larger than it looks, and of `take`
    func read(_ name: String, take: (UnsafeRawBufferPointer) throws(SheetProblem) -> Void) throws(SheetProblem) {
        guard let part = parts[Self.key(name)] else { throw SheetProblem(.damaged, "\(name) is missing") }
        guard !part.isEncrypted else { throw SheetProblem(.encrypted, "\(name) is encrypted") }
        try Self.check(part.bytes, against: part, name: name)
        guard let file = zip_fopen_index(archive, part.index, 0) else { throw failure(reading: name) }
        defer { zip_fclose(file) }
        let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.pieceBytes, alignment: 16)
        defer { piece.deallocate() }
        var total = 0
        while true {
            let count = zip_fread(file, piece.baseAddress, UInt64(piece.count))
            guard count >= 0 else {
                let code = zip_error_code_zip(zip_file_get_error(file))
                throw SheetProblem(.damaged, "\(name) is damaged (libzip \(code))")
            }
            if count == 0 { return }
            total += Int(count)
            try Self.check(total, against: part, name: name)
            try take(UnsafeRawBufferPointer(rebasing: piece[..<Int(count)]))
        }
    }

    private static func check(_ bytes: Int, against part: Part, name: String) throws(SheetProblem) {
        let isHarmless =
            bytes <= SheetLimits.harmlessPartBytes || bytes / SheetLimits.expansion <= part.packedBytes
        guard bytes <= SheetLimits.partBytes, isHarmless else {
            throw SheetProblem(.expandsTooFar, "\(name): \(part.packedBytes) bytes expand to \(bytes) or more")
        }
    }

    private func failure(reading name: String) -> SheetProblem {
        let code = zip_error_code_zip(zip_get_error(archive))
        return switch code {
        case ZIP_ER_MEMORY: SheetProblem(.outOfMemory, "no memory for \(name)")
        case ZIP_ER_COMPNOTSUPP: SheetProblem(.damaged, "\(name) is compressed in an unusual way")
        default: SheetProblem(.damaged, "\(name) cannot be read (libzip \(code))")
        }
    }
}
