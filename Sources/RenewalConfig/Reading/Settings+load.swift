import Glibc
import RenewalFiles
import RenewalRules
import Yams

extension Settings {
    /// Reads and checks a configuration file.
    ///
    /// It reads the files of secrets too, but nothing else, and does not check whether databases and hosts are
    /// reachable.
    ///
    /// - Parameters:
    ///   - path: the file; relative paths in it start at its directory
    ///   - environment: variables of the process; `CREDENTIALS_DIRECTORY` is the only one that is read
    ///   - secrets: which secrets are read; the others are unread, and no courier can be made from them
    /// - Returns: settings in which everything is checked and every default filled in
    /// - Throws: every problem found; one at line 0 when the file cannot be read
    package static func load(
        path: String,
        environment: [String: String],
        secrets: SecretReading = .all
    ) throws(ConfigurationError) -> Settings {
        try parse(text: try text(ofFileAt: path), file: path, environment: environment, secrets: secrets)
    }

    /// Checks the text of a configuration.
    ///
    /// - Parameters:
    ///   - text: YAML
    ///   - file: the path it counts as, for messages and as the start of relative paths
    ///   - environment: variables of the process; `CREDENTIALS_DIRECTORY` is the only one that is read
    ///   - secrets: which secrets are read; the others are unread, and no courier can be made from them
    /// - Returns: settings in which everything is checked and every default filled in
    /// - Throws: every problem found
    package static func parse(
        text: String,
        file: String,
        environment: [String: String],
        secrets: SecretReading = .all
    ) throws(ConfigurationError) -> Settings {
        let document: YAMLDocument
        do {
            document = try YAMLDocument(text)
        } catch {
            throw ConfigurationError(error.message, file: file, place: error.place)
        }
        guard let root = document.root, !root.isEmpty else {
            throw ConfigurationError(
                Phrase("文件为空；请从`version: 1`写起", "the file is empty; begin with version: 1"),
                file: file,
                place: .start
            )
        }
        var reader = ConfigurationReader(
            file: file,
            environment: environment,
            secretReading: secrets,
            shadowedKeys: document.shadowedKeys
        )
        var settings = reader.settings(from: root)
        settings?.source = text
        guard let settings, reader.problems.isEmpty else { throw ConfigurationError(problems: reader.problems) }
        return settings
    }

    /// A configuration is written by hand; a larger file is something else.
    private static let byteLimit = 1_048_576

    private static func text(ofFileAt path: String) throws(ConfigurationError) -> String {
        let file: RegularFile
        do {
            file = try RegularFile(path: path, byteLimit: byteLimit, trusting: .anyGroup)
        } catch {
            // An existing file needs a person; a missing one may be on a share that is mounted late.
            var status = stat()
            let isMissing = stat(path, &status) != 0 && errno == ENOENT
            let isThere = !isMissing && status.st_mode & S_IFMT == S_IFREG
            let message =
                isMissing
                ? Phrase(
                    "无法读取配置：\(error.phrase.chinese)；请写明配置文件的位置，如 --config renewald.yaml；只用登记库的命令也可以用 --registry 写明登记库",
                    "cannot read the configuration: \(error.phrase.english); name another with --config; commands that only need "
                        + "the registry also take --registry"
                )
                : Phrase(
                    "无法读取配置：\(error.phrase.chinese)；请用 --config 指定其他文件，或者更正本文件",
                    "cannot read the configuration: \(error.phrase.english); name another with --config or correct this one"
                )
            throw ConfigurationError(message, file: path, place: isThere ? .start : Place(line: 0, column: 0))
        }
        do throws(Complaint) {
            try file.protection.refuseStrangers(besides: .anyOwner)
        } catch {
            throw ConfigurationError(
                Phrase("配置文件\(error.phrase.chinese)", "the configuration \(error.phrase.english)"),
                file: path,
                place: .start
            )
        }
        let bytes = file.bytes
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        let repaired = String(decoding: bytes, as: UTF8.self)
        let place = Place(in: repaired) { $0 == "\u{FFFD}" } ?? .start
        let message = Phrase("文件编码不是UTF-8；请另存为UTF-8", "the text is not UTF-8; save the file as UTF-8")
        throw ConfigurationError(message, file: path, place: place)
    }
}

extension ConfigurationError {
    fileprivate init(_ message: Phrase, file: String, place: Place) {
        self.init(
            problems: [ConfigurationProblem(file: file, line: place.line, column: place.column, message: message)]
        )
    }
}
