import Foundation
import Testing

/// Build and checks use exactly the packages that were reviewed: a publisher cannot change them.
@Suite struct SupplyChainTests {
    private func lines(of path: String) throws -> [String] {
        try String(contentsOf: SourceTree.root.appending(path: path), encoding: .utf8).components(separatedBy: "\n")
    }

    private struct Resolved: Decodable {
        struct Pin: Decodable {
            let location: String
            let state: State
        }

        struct State: Decodable { let version: String }

        let pins: [Pin]
    }

    @Test func resolvedPackagesMatchTheList() throws {
        let data = try Data(contentsOf: SourceTree.root.appending(path: "Package.resolved"))
        let resolved = try JSONDecoder().decode(Resolved.self, from: data).pins.map { pin in
            let path = pin.location.hasSuffix(".git") ? String(pin.location.dropLast(4)) : pin.location
            return "\(path.split(separator: "/").last ?? "") \(pin.state.version)"
        }
        let listed = try lines(of: "Scripts/requirements/swift.txt").filter { !$0.isEmpty && !$0.hasPrefix("#") }
        #expect(resolved.sorted() == listed.sorted())
    }

    @Test func swiftPackagesArePinnedExactly() throws {
        let wanted = try lines(of: "Package.swift").filter { $0.contains(".package(url:") }
        #expect(wanted.count > 5)
        for line in wanted { #expect(line.contains("exact: \""), "\(line)") }
    }

    @Test(arguments: ["tests", "bench"]) func pythonPackagesArePinnedWithHashes(list: String) throws {
        let text = try lines(of: "Scripts/requirements/\(list).txt").filter { !$0.isEmpty && !$0.hasPrefix("#") }
        let packages = text.indices.filter { !text[$0].hasPrefix(" ") }
        #expect(!packages.isEmpty)
        for index in packages {
            #expect(text[index].contains("=="), "\(text[index])")
            #expect(text[index + 1].contains("--hash=sha256:"), "\(text[index])")
        }
        let bootstrap = try lines(of: "Scripts/bootstrap").filter { $0.contains("pip install") }
        #expect(!bootstrap.isEmpty)
        for line in bootstrap { #expect(line.contains("--require-hashes"), "\(line)") }
    }
}
