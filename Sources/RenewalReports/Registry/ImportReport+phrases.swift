package import RenewalOffice
package import RenewalRules

extension ImportReport {
    /// The rows that were not taken, as compilers print theirs.
    ///
    /// - Parameter file: the name of the file the rows are from
    /// - Returns: one line each, in the order of the file
    package func complaints(about file: String) -> [Phrase] {
        rejected.map { row in
            let place = "\(file):\(row.line): \(row.column.map { "\($0): " } ?? "")"
            return Phrase(place + row.reason.chinese, place + row.reason.english)
        }
    }

    /// What looks wrong in good rows, as compilers print their warnings.
    ///
    /// - Parameter file: the name of the file the rows are from
    /// - Returns: one line for each remark, by the first row it is about
    package func remarks(on file: String) -> [Phrase] {
        remarks.map { remark in
            let (place, reason, rows) = ("\(file):\(remark.line): ", remark.reason, remark.rows)
            return Phrase(
                "\(place)请核对：\(remark.column) \(reason.chinese)\(rows == 1 ? "" : "；共 \(rows) 行如此")",
                "\(place)remark: \(remark.column) \(reason.english)"
                    + (rows == 1 ? "" : "; so in \(counted(rows, "row", "rows"))")
            )
        }
    }

    /// What became of the rows of a file.
    package func summary(of file: String) -> Phrase {
        Phrase(
            "\(file) → \(table)（\(encoding)）：共 \(rows) 行，新增 \(inserted)，变更 \(updated)，未变 \(unchanged)，"
                + "不能导入 \(rejected.count)",
            "\(file) → \(table) (\(encoding)): \(rows) rows, \(inserted) new, "
                + "\(updated) changed, \(unchanged) unchanged, \(rejected.count) rejected"
        )
    }

    /// Whether the rows of several files were written, and how to go on.
    ///
    /// - Parameters:
    ///   - isWritten: whether the good rows are in the registry now
    ///   - rejected: how many were not taken
    /// - Returns: one line
    package static func outcome(isWritten: Bool, rejected: Int) -> Phrase {
        switch (isWritten, rejected > 0) {
        case (true, false): Phrase("已写入登记库", "written")
        case (true, true): Phrase("已写入登记库，不能导入的行除外", "written without the rejected rows")
        case (false, true):
            Phrase(
                "未写入：请改正这些行，或加 --write --skip-bad 只写入其余各行",
                "nothing was written: correct the rows, or add --write --skip-bad"
            )
        case (false, false):
            Phrase("未写入：这是预演，写入请加 --write", "nothing was written: this was a dry run, add --write")
        }
    }
}
