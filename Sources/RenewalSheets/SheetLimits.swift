/// How much of a spreadsheet is taken, whoever made it.
package enum SheetLimits {
    /// 64 MiB: ten times a sheet of 100,000 people, and still held in memory as a whole.
    package static let inputBytes = 64 << 20
    /// 256 MiB: the rows of the largest sheet that is written, held in memory.
    package static let requestBytes = 256 << 20
    /// 1 GiB: a part of a workbook, expanded, is read as it comes; more takes minutes.
    static let partBytes = 1 << 30
    /// From here on a part must not expand by more than ``expansion``; smaller ones do no harm.
    static let harmlessPartBytes = 64 << 20
    /// A hundredfold: rows of numbers and repeated words shrink to a twentieth, only made-up ones to a thousandth.
    static let expansion = 100
    /// Excel writes a dozen parts and some for each sheet and picture.
    static let parts = 10_000
    /// A registry's sheet has a dozen columns; what reaches further is a mistake or an attack.
    static let columns = 1000
    /// The rows of an Excel sheet.
    static let rows = 1_048_576
    /// The columns of an Excel sheet; a reference beyond is no reference.
    static let sheetColumns = 16_384
    /// An office's workbook has a sheet a year or a sheet a branch.
    static let sheets = 100
    /// The bytes of a sheet's name, for which Excel takes 31 characters.
    static let sheetNameBytes = 255
    /// The characters (UTF-16 units) that Excel takes in a cell.
    static let textCharacters = 32_767
    /// 128 MiB: all different texts of a workbook, held in memory.
    static let sharedTextBytes = 128 << 20
    /// Twice what a million rows of eight texts each would need, if they were all different.
    static let sharedTexts = 16_000_000
    /// 512 MiB: a million rows of people as lines; a text may be named by every cell and printed as often.
    static let outputBytes = 512 << 20
    /// Excel makes 64,000 cell formats.
    static let cellFormats = 65_536
    /// Elements of a workbook lie within eight others; extensions of it a little deeper.
    static let xmlDepth = 100
    /// Merged cells, held in memory; an office merges a few hundred.
    static let mergedRanges = 100_000
}
