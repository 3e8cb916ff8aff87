import CXlsxWriter
import FoundationEssentials
import Glibc

/// Writes a workbook from JSON Lines in UTF-8.
///
///     {"sheet":{"name":"登记表","columns":[{"title":"姓名","width":12,"format":"text","note":"与身份证一致"},
///         {"title":"注册类别","format":"text","list":["煤矿安全","化工安全"]},{"format":"date"}],"header":true}}
///     {"cells":["张三","煤矿安全",{"date":"2027-03-05"},null,12.5,true]}
///
/// (each line is one; it is broken here to be read). `title`, `width`, `format`, `list` and `note` may be left out. With a
/// `header` the titles are the first row, bold, frozen and with a filter. A text is a text, whatever it begins with; numbers
/// keep sixteen digits; an `{"error":…}` that was read is written as the text that it showed.
package enum WorkbookWriting {
    /// Writes a workbook; the same lines give the same bytes.
    ///
    /// - Parameters:
    ///   - lines: JSON Lines: a `sheet`, its `cells` row by row, and so on
    ///   - write: is given the workbook when it is complete
    /// - Throws: ``SheetProblem``, before anything is written
    package static func write(
        _ lines: UnsafeRawBufferPointer,
        to write: (UnsafeRawBufferPointer) -> Void
    ) throws(SheetProblem) {
        guard lines.count <= SheetLimits.requestBytes else {
            throw SheetProblem(.tooLarge, "more than \(SheetLimits.requestBytes) bytes")
        }
        let file = try NamelessFile()
        let workbook = try WorkbookWriter(to: file)
        let decoder = JSONDecoder()
        for (index, line) in lines.split(separator: UInt8(ascii: "\n")).enumerated() {
            switch try request(in: line, number: index + 1, by: decoder) {
            case .sheet(let sheet): try workbook.begin(sheet)
            case .cells(let cells): try workbook.add(cells)
            }
        }
        try workbook.close()
        try file.read(to: write)
    }

    private static func request(
        in line: Slice<UnsafeRawBufferPointer>,
        number: Int,
        by decoder: JSONDecoder
    ) throws(SheetProblem) -> WriteRequest {
        do {
            return try decoder.decode(WriteRequest.self, from: Data(line))
        } catch {
            throw SheetProblem(.badRequest, "line \(number) is no request")
        }
    }
}

/// A file in memory, for a library that only knows files with names.
final class NamelessFile {
    private let descriptor: CInt

    private static let pieceBytes = 64 << 10

    init() throws(SheetProblem) {
        descriptor = renewald_nameless_file()
        guard descriptor >= 0 else { throw SheetProblem(.outOfMemory, "no memory for a file: \(errno)") }
    }

    deinit { close(descriptor) }

    /// A name that this process can open it by.
    var path: String { "/proc/self/fd/\(descriptor)" }

    /// Gives away its content from the start.
    func read(to write: (UnsafeRawBufferPointer) -> Void) throws(SheetProblem) {
        guard lseek(descriptor, 0, SEEK_SET) == 0 else { throw SheetProblem(.outOfMemory, "the workbook is lost") }
        let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.pieceBytes, alignment: 16)
        defer { piece.deallocate() }
        while true {
            let count = Glibc.read(descriptor, piece.baseAddress, piece.count)
            guard count >= 0 else { throw SheetProblem(.outOfMemory, "the workbook cannot be read: \(errno)") }
            if count == 0 { return }
            write(UnsafeRawBufferPointer(rebasing: piece[..<count]))
        }
    }
}
