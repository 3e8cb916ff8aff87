package import RenewalOffice

extension ImportReport {
    /// The rows that were not taken, as compilers print theirs.
    ///
    /// - Parameter file: the name of the file the rows are from
    /// - Returns: one line each, in the order of the file
    package func complaints(about file: String) -> [ReportLine] {
        rejected.map { row in
            ReportLine("\(file):\(row.line): \(row.column.map { "\($0): " } ?? "")\(row.reason)")
        }
    }

    /// What became of the rows of a file.
    package func summary(of file: String) -> ReportLine {
        ReportLine(
            "\(file) → \(table) (\(encoding)): \(rows) rows, \(inserted) new, "
                + "\(updated) changed, \(unchanged) unchanged, \(rejected.count) rejected"
        )
    }
}
