// A registry on this machine (verdaccio), to publish to and install from; other packages come from the registry of npm's
// configuration. Installed into a folder of its own, and no dependency of the workspace.
import { spawn } from "node:child_process"
import { mkdirSync, writeFileSync } from "node:fs"
import { createServer } from "node:net"
import { join } from "node:path"
import { run } from "../packages/install.ts"

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address()
      const port = typeof address === "object" && address !== null ? address.port : 0
      server.close(() => resolve(port))
    })
  })

const settings = (uplink: string) =>
  JSON.stringify({
    storage: "./storage",
    auth: { htpasswd: { file: "./htpasswd" } },
    uplinks: { npm: { url: uplink } },
    packages: {
      "@chatledger/*": { access: "$all", publish: "$all" },
      chatledger: { access: "$all", publish: "$all" },
      "**": { access: "$all", proxy: "npm" }
    },
    log: { type: "stdout", format: "json", level: "error" }
  })

const MOST_TRIES = 120

const answers = async (url: string) => {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const isUp = await fetch(`${url}/-/ping`).then(
      ({ ok }) => ok,
      () => false
    )
    if (isUp) return
    await new Promise((resolve) => setTimeout(resolve, 1000))
  }
  throw new Error(`the registry at ${url} does not answer`)
}

/** Starts one; end it with `stop`. */
export const localRegistry = async (folder: string) => {
  mkdirSync(folder)
  // It asks for a tag of node-fetch, which mirrors lack: the version that the tag means.
  const manifest = {
    private: true,
    dependencies: { verdaccio: "^6.0.0" },
    overrides: { "node-fetch": "^2.7.0" }
  }
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest))
  run(folder, "npm", "install", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error")
  const { stdout } = run(folder, "npm", "config", "get", "registry")
  writeFileSync(join(folder, "settings.yaml"), settings(stdout.trim()))
  const url = `http://127.0.0.1:${await freePort()}`
  const words = ["node_modules/verdaccio/bin/verdaccio", "--config", "settings.yaml", "--listen", url]
  const server = spawn(process.execPath, words, { cwd: folder, stdio: ["ignore", "inherit", "inherit"] })
  await answers(url).catch((error) => {
    server.kill()
    throw error
  })
  // Anybody may publish there; npm wants a word to send. Always named, or npm would ask its own registry.
  const npmrc = join(folder, "npmrc")
  writeFileSync(npmrc, `//${url.slice("http://".length)}/:_authToken=nobody\n`)
  const npm = (at: string, ...words: ReadonlyArray<string>) =>
    run(at, "npm", ...words, `--registry=${url}`, `--userconfig=${npmrc}`, "--loglevel=error")
  return {
    url,
    stop: () => server.kill(),
    publish: (tarball: string) => npm(folder, "publish", tarball, "--provenance=false"),
    /** Installs into an empty folder, and answers what Node says with these words there. */
    install: (into: string, packages: ReadonlyArray<string>, words: ReadonlyArray<string>): string => {
      mkdirSync(into, { recursive: true })
      writeFileSync(join(into, "package.json"), '{"private":true,"type":"module"}')
      npm(into, "install", "--no-audit", "--no-fund", ...packages)
      return run(into, process.execPath, ...words).stdout
    }
  }
}
