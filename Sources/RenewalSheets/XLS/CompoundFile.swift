/// The streams of a compound file, the small file system that earlier Office files are.
///
/// - Source: MS-CFB
struct CompoundFile {
    static let signature: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

    private struct Entry {
        let start: Int
        let bytes: Int
    }

    private let file: LittleEndian
    /// Which sector follows which, and which small sector.
    private var next: [Int] = []
    private var nextSmall: [Int] = []
    private var root = Entry(start: 0, bytes: 0)
    private var streams: [String: Entry] = [:]
    private var smallSectors: [UInt8] = []

    private let sectorShift: Int
    private let smallLimit: Int
    private static let smallShift = 6
    private static let noSector = 0xFFFF_FFFA
    private static let entryBytes = 128
    private static let streamType = 2

    /// Reads the tables of a file; its bytes live as long as this.
    init(_ bytes: UnsafeRawBufferPointer) throws(SheetProblem) {
        file = LittleEndian(bytes: bytes)
        guard bytes.count >= 512 else { throw SheetProblem(.truncated, "a compound file without its header") }
        sectorShift = try file.word(at: 30)
        smallLimit = try file.doubleWord(at: 56)
        guard sectorShift == 9 || sectorShift == 12, smallLimit == 4096 else {
            throw SheetProblem(.damaged, "a compound file of an unknown make")
        }
        next = try table(inSectors: try tableSectors())
        nextSmall = try table(inSectors: try chain(from: try file.doubleWord(at: 60), in: next))
        try readEntries()
        if root.bytes > 0 { smallSectors = try read(root, by: sectorShift) }
    }

    /// Where the table of sectors stands: 109 sectors of it in the header, the rest in a list of sectors.
    private func tableSectors() throws(SheetProblem) -> [Int] {
        var found: [Int] = []
        for index in 0..<109 { found.append(try file.doubleWord(at: 76 + 4 * index)) }
        let aSector = (1 << sectorShift) / 4 - 1
        var list = try file.doubleWord(at: 68)
        while list < Self.noSector {
            guard found.count <= file.count >> sectorShift else { throw Self.goesRound }
            let start = try offset(of: list)
            for index in 0..<aSector { found.append(try word(at: start + 4 * index)) }
            list = try word(at: start + 4 * aSector)
        }
        return found.filter { $0 < Self.noSector }
    }

    private func table(inSectors sectors: [Int]) throws(SheetProblem) -> [Int] {
        guard sectors.count <= file.count >> sectorShift else { throw Self.goesRound }
        var table: [Int] = []
        for sector in sectors {
            let start = try offset(of: sector)
            for index in 0..<(1 << sectorShift) / 4 { table.append(try word(at: start + 4 * index)) }
        }
        return table
    }

    private func offset(of sector: Int) throws(SheetProblem) -> Int {
        let start = (sector + 1) << sectorShift
        guard start < file.count else { throw Self.endsEarly }
        return start
    }

    private func word(at offset: Int) throws(SheetProblem) -> Int {
        guard offset + 4 <= file.count else { throw Self.endsEarly }
        return try file.doubleWord(at: offset)
    }

    /// The sectors of a stream in their order.
    private func chain(from start: Int, in table: [Int]) throws(SheetProblem) -> [Int] {
        var (chain, sector) = ([Int](), start)
        while sector < Self.noSector {
            guard sector < table.count else { throw SheetProblem(.damaged, "a sector that no table has") }
            guard chain.count < table.count else { throw Self.goesRound }
            chain.append(sector)
            sector = table[sector]
        }
        return chain
    }

    /// The entries of the root; those of embedded documents have entries of their own with the same names.
    private mutating func readEntries() throws(SheetProblem) {
        let list = try chain(from: try file.doubleWord(at: 48), in: next)
        let entriesASector = (1 << sectorShift) / Self.entryBytes
        var coming = [0]
        var seen: Set<Int> = []
        while let index = coming.popLast() {
            guard index < list.count * entriesASector else { continue }
            guard seen.insert(index).inserted else { throw Self.goesRound }
            let place = try offset(of: list[index / entriesASector]) + index % entriesASector * Self.entryBytes
            guard place + Self.entryBytes <= file.count else { throw Self.endsEarly }
            let entry = Entry(start: try file.doubleWord(at: place + 116), bytes: try file.doubleWord(at: place + 120))
            if index == 0 {
                root = entry
                coming = [try file.doubleWord(at: place + 76)]
            } else {
                coming += [try file.doubleWord(at: place + 68), try file.doubleWord(at: place + 72)]
                guard try file.byte(at: place + 66) == Self.streamType else { continue }
                guard streams.updateValue(entry, forKey: try name(at: place)) == nil else {
                    throw SheetProblem(.damaged, "two streams have one name")
                }
            }
        }
    }

    private func name(at place: Int) throws(SheetProblem) -> String {
        let byteCount = try file.word(at: place + 64)
        guard (2...64).contains(byteCount) else { throw SheetProblem(.damaged, "a stream with an impossible name") }
        var units: [UInt16] = []
        for index in 0..<byteCount / 2 - 1 { units.append(UInt16(try file.word(at: place + 2 * index))) }
        return String(decoding: units, as: UTF16.self)
    }

    /// The bytes of a stream, or `nil` where there is none.
    func stream(_ name: String) throws(SheetProblem) -> [UInt8]? {
        guard let entry = streams[name] else { return nil }
        return try read(entry, by: entry.bytes < smallLimit ? Self.smallShift : sectorShift)
    }

    private func read(_ entry: Entry, by shift: Int) throws(SheetProblem) -> [UInt8] {
        let isSmall = shift == Self.smallShift
        guard entry.bytes <= file.count else { throw Self.endsEarly }
        var stream: [UInt8] = []
        stream.reserveCapacity(entry.bytes)
        for sector in try chain(from: entry.start, in: isSmall ? nextSmall : next) {
            let start = isSmall ? sector << shift : try offset(of: sector)
            let end = min(start + 1 << shift, isSmall ? smallSectors.count : file.count)
            guard start < end else { throw Self.endsEarly }
            if isSmall { stream += smallSectors[start..<end] } else { stream += file.bytes[start..<end] }
            if stream.count >= entry.bytes { break }
        }
        guard stream.count >= entry.bytes else { throw Self.endsEarly }
        return Array(stream.prefix(entry.bytes))
    }

    private static var endsEarly: SheetProblem { SheetProblem(.truncated, "a compound file that ends too early") }
    private static var goesRound: SheetProblem { SheetProblem(.damaged, "a compound file whose sectors go round") }
}
