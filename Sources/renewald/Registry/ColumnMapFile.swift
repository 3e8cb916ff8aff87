import RenewalConfig
import RenewalOffice
import RenewalRules

/// A file that says what the titles of a sheet mean: `--map`, or `map` in the configuration.
struct ColumnMapFile {
    let path: String
    let bytes: [UInt8]

    init(_ path: String) throws(InputFile.Unreadable) {
        self.path = path
        bytes = try InputFile(path).bytes
    }

    /// The fields by the folded titles.
    ///
    /// - Throws: ``Refusal`` when it is no map
    func fields() throws -> [String: RosterField] {
        do {
            return try RosterHeader.map(ColumnMap(yaml: String(decoding: bytes, as: UTF8.self)).fields)
        } catch let error as any Speakable {
            throw Refusal(phrase: Phrase(verbatim: path) + .colon + error.phrase)
        }
    }

    /// Why it is no map.
    struct Refusal: Error, Speakable {
        let phrase: Phrase
    }
}
