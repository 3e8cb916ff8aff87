/// The records of a workbook stream, one behind the other.
///
/// - Source: MS-XLS 2.1.4
struct BIFFRecords {
    /// What a record is about; there are hundreds of others.
    struct Kind: Equatable {
        let code: Int

        static let formula = Self(code: 0x0006)
        static let end = Self(code: 0x000A)
        static let dateMode = Self(code: 0x0022)
        static let password = Self(code: 0x002F)
        static let more = Self(code: 0x003C)
        static let columns = Self(code: 0x007D)
        static let sheet = Self(code: 0x0085)
        static let numbers = Self(code: 0x00BD)
        static let formattedLabel = Self(code: 0x00D6)
        static let cellFormat = Self(code: 0x00E0)
        static let mergedCells = Self(code: 0x00E5)
        static let sharedTexts = Self(code: 0x00FC)
        static let sharedLabel = Self(code: 0x00FD)
        static let number = Self(code: 0x0203)
        static let label = Self(code: 0x0204)
        static let truthOrError = Self(code: 0x0205)
        static let formulaText = Self(code: 0x0207)
        static let row = Self(code: 0x0208)
        static let shortNumber = Self(code: 0x027E)
        static let format = Self(code: 0x041E)
        static let begin = Self(code: 0x0809)
    }

    struct Record {
        let kind: Kind
        let body: LittleEndian
    }

    private let stream: LittleEndian
    private var offset: Int

    init(_ stream: LittleEndian, from offset: Int) { (self.stream, self.offset) = (stream, offset) }

    /// The next record, or `nil` at the end of the stream.
    mutating func next() throws(SheetProblem) -> Record? {
        guard offset < stream.count else { return nil }
        let (kind, count) = (try stream.word(at: offset), try stream.word(at: offset + 2))
        let body = try stream.slice(offset + 4..<offset + 4 + count)
        offset += 4 + count
        return Record(kind: Kind(code: kind), body: body)
    }

    /// The bodies of the records that continue the one before.
    mutating func continuations() throws(SheetProblem) -> [LittleEndian] {
        var bodies: [LittleEndian] = []
        while offset < stream.count, try stream.word(at: offset) == Kind.more.code, let record = try next() {
            bodies.append(record.body)
        }
        return bodies
    }
}
