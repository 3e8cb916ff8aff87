/// What a cell says.
enum CellValue: Equatable {
    case empty
    /// UTF-8, never empty.
    case text(ArraySlice<UInt8>)
    /// Finite.
    case number(Double)
    case date(SheetDate)
    case truth(Bool)
    /// As the sheet shows it (`#N/A`), or `formula` where no value was stored.
    case error(String)

    /// A text, or an empty cell.
    static func words(_ bytes: some Sequence<UInt8>) -> Self {
        let bytes = Array(bytes)
        return bytes.isEmpty ? .empty : .text(bytes[...])
    }

    /// What a number shows under its format.
    static func number(_ value: Double, under format: NumberFormat, from epoch: SheetDate.Epoch) -> Self {
        switch format {
        case .plain: .number(value)
        case .date: SheetDate(serial: value, from: epoch).map(Self.date) ?? .number(value)
        case .digits(let digits): digits.text(of: value).map { words($0.utf8) } ?? .number(value)
        }
    }
}
