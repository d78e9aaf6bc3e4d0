// What a tarball must have before it is published.
import { run } from "../packages/install.ts"

const needed = ["README.md", "LICENSE", "package.json"]
const texts = ["description", "homepage", "license"] as const
const foreign = /(^|\/)(test|\.turbo|node_modules|\.env[^/]*)(\/|$)|\.tsbuildinfo$/

/** Ends with what is wrong with it. */
export const checkTarball = (name: string, tarball: string, version: string): void => {
  const { stdout: list } = run(".", "tar", "-tzf", tarball)
  const files = list
    .split("\n")
    .filter((file) => file !== "")
    .map((file) => file.replace(/^package\//, ""))
  const { stdout } = run(".", "tar", "-xzOf", tarball, "package/package.json")
  const manifest: Record<string, unknown> = JSON.parse(stdout)
  const dependencies = Object.entries({
    ...Object(manifest["dependencies"]),
    ...Object(manifest["peerDependencies"]),
    ...Object(manifest["optionalDependencies"])
  })
  const problems = [
    ...needed.filter((file) => !files.includes(file)).map((file) => `has no ${file}`),
    ...files.filter((file) => foreign.test(file)).map((file) => `has ${file}`),
    ...texts.filter((field) => !manifest[field]).map((field) => `has no ${field}`),
    ...(manifest["version"] === version ? [] : [`is ${manifest["version"]}`]),
    ...dependencies
      .filter(([, range]) => /^(workspace|catalog|file|link):/.test(String(range)))
      .map(([of, range]) => `depends on ${of} ${range}`),
    ...dependencies
      .filter(([of, range]) => of.startsWith("@chatledger/") && range !== version)
      .map(([of, range]) => `depends on ${of} ${range}, not ${version}`),
    ...(files.includes("THIRD-PARTY-NOTICES.txt") === files.includes("sbom.cdx.json")
      ? []
      : ["has only one of THIRD-PARTY-NOTICES.txt and sbom.cdx.json"])
  ]
  if (problems.length > 0) throw new Error(`${name} ${version}:\n${problems.join("\n")}`)
}
