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

    /// What looks wrong in good rows, as compilers print their warnings.
    ///
    /// - Parameter file: the name of the file the rows are from
    /// - Returns: one line for each remark, by the first row it is about
    package func remarks(on file: String) -> [ReportLine] {
        remarks.map { remark in
            let others = remark.rows == 1 ? "" : "; so in \(counted(remark.rows, "row", "rows"))"
            return ReportLine("\(file):\(remark.line): remark: \(remark.column) \(remark.reason)\(others)")
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
