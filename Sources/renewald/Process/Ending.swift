import ArgumentParser
import Foundation
import RenewalConfig
import RenewalDaemon
import RenewalOffice
import RenewalOutbox
import RenewalRegistry
import RenewalRules

/// Exit codes of sysexits.h.
enum Sysexit: Int32 {
    case usage = 64
    case dataError = 65
    case noInput = 66
    case unavailable = 69
    case software = 70
    case cannotCreate = 73
    case ioError = 74
    case temporaryFailure = 75
    case noPermission = 77
    case configuration = 78
}

/// Runs a command's work and ends it with one clear line and the right exit code when it fails.
///
/// - Throws: `ExitCode`
func endingWell<Result>(_ work: () async throws -> Result) async throws -> Result {
    do {
        return try await work()
    } catch let error as ExitCode {
        throw error
    } catch let error as ValidationError {
        throw error
    } catch let error as CleanExit {
        throw error
    } catch {
        throw complain(of: error)
    }
}

/// Says why something failed.
///
/// - Parameters:
///   - error: the failure
///   - object: with what it happened, where the error does not say it
/// - Returns: the exit code to end with
func complain(of error: any Error, with object: String? = nil) -> ExitCode {
    if let code = error as? ExitCode { return code }
    let head = object.map { Phrase(verbatim: $0) + .colon } ?? .empty
    Console.complain(eachLineOf: head + phrase(of: error))
    return ExitCode(exitCode(of: error))
}

/// What is said of an error: its own words, or what the system says of it, in English below a Chinese line.
func phrase(of error: any Error) -> Phrase {
    if let speakable = error as? any Speakable { return speakable.phrase }
    let words = "\(error)"
    return Phrase("内部错误，原文如下：\n\(words)", words)
}

private func exitCode(of error: any Error) -> Int32 {
    switch error {
    case let error as RegistryError: error.exitCode
    case let error as RecordingError: error.exitCode
    case let error as OutboxError: error.exitCode
    case is ForeignFiles: Sysexit.usage.rawValue
    case let error as ConfigurationError:
        error.isOfMissingFile ? Sysexit.noInput.rawValue : Sysexit.configuration.rawValue
    case DaemonError.clockNotSet: Sysexit.temporaryFailure.rawValue
    case is DaemonError: Sysexit.configuration.rawValue
    case is CancellationError, is SetupDialog.Ended: Sysexit.temporaryFailure.rawValue
    case let error as SetupLayout.Obstacle: error.exitCode.rawValue
    case is NewFile.Refusal: Sysexit.cannotCreate.rawValue
    case is InputFile.Unreadable: Sysexit.noInput.rawValue
    case is ColumnMapFile.Refusal: Sysexit.dataError.rawValue
    case let error as SheetRefusal:
        (error.isOfEnvironment ? Sysexit.unavailable : Sysexit.dataError).rawValue
    case is CocoaError: Sysexit.ioError.rawValue
    default: Sysexit.software.rawValue
    }
}
