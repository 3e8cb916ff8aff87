import Foundation
import RenewalRules

/// Takes the lines that `renewald-sheet read` prints.
struct WorkbookReading {
    private(set) var sheets: [WorkbookSheet] = []
    private(set) var refusal: SheetRefusal?
    private(set) var isComplete = false
    private let decoder = JSONDecoder()

    mutating func take(line: ArraySlice<UInt8>) {
        guard !line.isEmpty, refusal == nil else { return }
        guard let line = try? decoder.decode(Line.self, from: Data(line)) else {
            refusal = .ended(status: 0)
            return
        }
        if let sheet = line.sheet {
            sheets.append(WorkbookSheet(name: sheet.name, isHidden: sheet.hidden ?? false))
        } else if let number = line.row, let cells = line.cells, !sheets.isEmpty {
            sheets[sheets.count - 1].rows.append(SheetRow(number: number, cells: cells.map(\.cell)))
        } else if let error = line.error {
            refusal = .workbook(code: error.code)
        } else if line.end != nil {
            isComplete = true
        }
    }

    private struct Line: Decodable {
        struct Sheet: Decodable {
            let name: String
            let hidden: Bool?
        }
        struct Failure: Decodable { let code: String }
        struct End: Decodable {}

        let sheet: Sheet?
        let row: Int?
        let cells: [Cell]?
        let error: Failure?
        let end: End?
    }

    /// Text, number, flag, nothing, or an object that names a date or an error.
    private struct Cell: Decodable {
        let cell: SheetCell

        private enum Key: CodingKey {
            case date, error
        }

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            // Most cells are texts; each kind that is tried in vain costs as much as many texts.
            if value.decodeNil() {
                cell = .empty
            } else if let text = try? value.decode(String.self) {
                cell = .text(text)
            } else if let object = try? decoder.container(keyedBy: Key.self) {
                cell = try Self.cell(of: object)
            } else if let whole = try? value.decode(Int.self) {
                cell = .number(String(whole))
            } else if let number = try? value.decode(Double.self) {
                cell = .number("\(number)")
            } else {
                cell = .flag(try value.decode(Bool.self))
            }
        }

        private static func cell(of object: KeyedDecodingContainer<Key>) throws -> SheetCell {
            if let error = try object.decodeIfPresent(String.self, forKey: .error) { return .error(error) }
            let text = try object.decode(String.self, forKey: .date)
            guard let day = CalendarDate(String(text.prefix(10))) else { return .error(text) }
            return .day(day)
        }
    }
}
