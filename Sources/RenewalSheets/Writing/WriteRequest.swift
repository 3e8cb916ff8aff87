import FoundationEssentials

/// One line of what `write` is given.
enum WriteRequest: Decodable {
    case sheet(Sheet)
    case cells([Cell])

    /// A sheet begins.
    struct Sheet: Decodable {
        let name: String
        let columns: [Column]
        /// Whether the titles of its columns are its first row.
        let header: Bool
    }

    struct Column: Decodable {
        /// What a column holds.
        enum Format: String, Decodable {
            case text
            case date
            case number
        }

        let title: String?
        /// In characters of the standard font.
        let width: Double?
        let format: Format?
        /// What may be chosen in its cells.
        let list: [String]?
        /// What is shown beside a cell that is selected.
        let note: String?
    }

    enum Cell: Decodable {
        case empty
        case text(String)
        case number(Double)
        case truth(Bool)
        case date(SheetDate)

        private enum Key: String, CodingKey {
            case date
            case error
        }

        init(from decoder: any Decoder) throws {
            if let object = try? decoder.container(keyedBy: Key.self) {
                self = try Self(object)
                return
            }
            let value = try decoder.singleValueContainer()
            if value.decodeNil() {
                self = .empty
            } else if let text = try? value.decode(String.self) {
                self = .text(text)
            } else if let number = try? value.decode(Double.self) {
                self = .number(number)
            } else {
                self = .truth(try value.decode(Bool.self))
            }
        }

        /// A date, or what a cell showed instead of a value, which is a text from here on.
        private init(_ object: KeyedDecodingContainer<Key>) throws {
            guard let text = try object.decodeIfPresent(String.self, forKey: .date) else {
                self = .text(try object.decode(String.self, forKey: .error))
                return
            }
            // Spreadsheets know no day before 1900.
            self = SheetDate(iso: text).flatMap { $0.year < 1900 ? nil : .date($0) } ?? .text(text)
        }
    }

    private enum Key: String, CodingKey {
        case sheet
        case cells
    }

    init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: Key.self)
        if let sheet = try object.decodeIfPresent(Sheet.self, forKey: .sheet) {
            self = .sheet(sheet)
        } else {
            self = .cells(try object.decode([Cell].self, forKey: .cells))
        }
    }
}
