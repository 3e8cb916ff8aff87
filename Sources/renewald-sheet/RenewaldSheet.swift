import CConfinement
import Glibc
import RenewalSheets

/// The helper that alone reads and writes spreadsheets: standard input to standard output, no files, no network.
@main
enum RenewaldSheet {
    private enum Command: String, CaseIterable {
        case read
        case encoding
        case write

        var confinement: Confinement {
            switch self {
            case .read, .encoding: .reading
            case .write: .writing
            }
        }

        func run(to output: LineOutput) throws(SheetProblem) {
            switch self {
            case .read:
                try WorkbookReading.read(StandardStreams.read(atMost: SheetLimits.inputBytes), to: output)
            case .encoding:
                try EncodingDetection.detect(StandardStreams.read(atMost: SheetLimits.inputBytes), to: output)
            case .write:
                try WorkbookWriting.write(
                    StandardStreams.read(atMost: SheetLimits.requestBytes),
                    to: StandardStreams.write
                )
            }
        }
    }

    static func main() {
        guard CommandLine.arguments.count == 2, let command = Command(rawValue: CommandLine.arguments[1]) else {
            let names = Command.allCases.map(\.rawValue).joined(separator: "|")
            StandardStreams.end(.usage, "usage: renewald-sheet \(names), from standard input to standard output")
        }
        do throws(Confinement.Refusal) {
            try command.confinement.enter()
        } catch {
            StandardStreams.end(.ownFault, "nothing was read without protection: \(error.description)")
        }
        let output = LineOutput(
            write: StandardStreams.write,
            isOutOfTime: { renewald_sheet_is_out_of_time() != 0 }
        )
        do throws(SheetProblem) {
            try command.run(to: output)
        } catch {
            output.fail(error)
            exit(StandardStreams.Ending.badData.rawValue)
        }
    }
}
