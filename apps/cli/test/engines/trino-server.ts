// Trino on this machine: a coordinator and two workers on loopback, which read Delta tables below the root folder.
//
// The server comes from Maven Central (821 MB, once, into a cache folder) and runs on a JDK 24 or later: JAVA_HOME_TRINO, or
// the one that Debian's Temurin has. It takes passwords over HTTPS, and anybody over HTTP.
import { type ChildProcess, execFileSync, spawn } from "node:child_process"
import { pbkdf2Sync } from "node:crypto"
import { existsSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs"
import type { AddressInfo } from "node:net"
import { createServer } from "node:net"
import { homedir } from "node:os"
import { join } from "node:path"
import { setTimeout } from "node:timers/promises"
import { Trino } from "trino-client"
import { finishedPages } from "../../src/engine/trino-pages.ts"

const VERSION = "476"
const JDK = process.env["JAVA_HOME_TRINO"] ?? "/usr/lib/jvm/temurin-25-jdk-amd64"
const PLUGINS = ["delta-lake", "password-authenticators"]
const STORE = "of this machine only"
const STARTS_WITHIN_SECONDS = 600

/** Fetches the server unless it is there, and returns its folder; keeps only the plugins that are needed. */
const installTrino = (): string => {
  const cache = join(homedir(), ".cache/chatledger-trino")
  const place = join(cache, `trino-server-${VERSION}`)
  if (existsSync(place)) return place
  const folder = join(cache, `tmp-${process.pid}`)
  mkdirSync(folder, { recursive: true })
  const artifact = `io.trino:trino-server:${VERSION}:tar.gz`
  const copy = ["-q", "-B", "dependency:copy", `-Dartifact=${artifact}`, `-DoutputDirectory=${folder}`]
  execFileSync("mvn", copy, { cwd: folder, stdio: "inherit" })
  execFileSync("tar", ["xzf", `trino-server-${VERSION}.tar.gz`], { cwd: folder })
  const unpacked = join(folder, `trino-server-${VERSION}`)
  for (const plugin of readdirSync(join(unpacked, "plugin")))
    if (!PLUGINS.includes(plugin)) rmSync(join(unpacked, "plugin", plugin), { recursive: true })
  renameSync(unpacked, place)
  rmSync(folder, { recursive: true })
  return place
}

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer()
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })

const lines = (settings: Readonly<Record<string, string | number | boolean>>): string =>
  Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join("")

interface Node {
  readonly name: string
  readonly port: number
}

/** A key for HTTPS, and its certificate for clients; returns the certificate's path. */
const makeKey = (folder: string): string => {
  const keytool = (...words: ReadonlyArray<string>) =>
    execFileSync(
      join(JDK, "bin/keytool"),
      [...words, "-alias", "trino", "-keystore", join(folder, "key.p12"), "-storepass", STORE],
      { stdio: "ignore" }
    )
  keytool(..."-genkeypair -keyalg RSA -dname CN=127.0.0.1 -ext san=ip:127.0.0.1 -storetype PKCS12".split(" "))
  const certificate = join(folder, "certificate.pem")
  keytool("-exportcert", "-rfc", "-file", certificate)
  return certificate
}

/** A line of a password file of Trino, by PBKDF2. */
const passwordLine = (user: string, password: string): string => {
  const [rounds, salt] = [1000, Buffer.from(user)]
  const hash = pbkdf2Sync(password, salt, rounds, 64, "sha1")
  return `${user}:${rounds}:${salt.toString("hex")}:${hash.toString("hex")}\n`
}

export interface Cluster {
  readonly url: string
  readonly httpsUrl: string
  readonly certificate: string
  readonly run: (sql: string) => Promise<ReadonlyArray<ReadonlyArray<unknown>>>
  /** Waits until so many workers are there. */
  readonly hasWorkers: (count: number) => Promise<void>
  readonly kill: (worker: string) => void
  readonly start: (worker: string) => void
  readonly stop: () => void
}

/** Starts a cluster whose files are in a folder, with one user for HTTPS. */
export const startTrino = async (folder: string, user: string, password: string): Promise<Cluster> => {
  const server = installTrino()
  mkdirSync(folder, { recursive: true })
  const certificate = makeKey(folder)
  writeFileSync(join(folder, "passwords"), passwordLine(user, password))
  const ports = [await freePort(), await freePort(), await freePort(), await freePort()]
  const [port = 0, httpsPort = 0] = ports
  const nodes: ReadonlyArray<Node> = [
    { name: "coordinator", port },
    { name: "worker-1", port: ports[2] ?? 0 },
    { name: "worker-2", port: ports[3] ?? 0 }
  ]
  const ofCoordinator = {
    "node-scheduler.include-coordinator": false,
    "http-server.https.enabled": true,
    "http-server.https.port": httpsPort,
    "http-server.https.keystore.path": join(folder, "key.p12"),
    "http-server.https.keystore.key": STORE,
    "http-server.authentication.type": "PASSWORD",
    "http-server.authentication.allow-insecure-over-http": true,
    "password-authenticator.config-files": join(folder, "password.properties")
  }
  writeFileSync(
    join(folder, "password.properties"),
    lines({ "password-authenticator.name": "file", "file.password-file": join(folder, "passwords") })
  )
  const running = new Map<string, ChildProcess>()
  const start = (name: string) => {
    const node = nodes.find((each) => each.name === name)
    const place = join(folder, name)
    mkdirSync(join(place, "catalog"), { recursive: true })
    const isCoordinator = name === "coordinator"
    writeFileSync(
      join(place, "config.properties"),
      lines({
        coordinator: isCoordinator,
        ...(isCoordinator ? ofCoordinator : {}),
        "node.environment": "chatledger",
        "node.id": name,
        "node.internal-address": "127.0.0.1",
        "http-server.http.port": node?.port ?? 0,
        "discovery.uri": `http://127.0.0.1:${port}`,
        "internal-communication.shared-secret": STORE,
        "query.max-memory": "1GB",
        "query.max-memory-per-node": "600MB",
        "memory.heap-headroom-per-node": "300MB",
        "plugin.dir": join(server, "plugin"),
        "catalog.config-dir": join(place, "catalog")
      })
    )
    writeFileSync(
      join(place, "catalog/delta.properties"),
      lines({
        "connector.name": "delta_lake",
        "hive.metastore": "file",
        "hive.metastore.catalog.dir": `local://${join(folder, "metastore")}`,
        "fs.native-local.enabled": true,
        "local.location": "/",
        "delta.register-table-procedure.enabled": true
      })
    )
    const log = openSync(join(folder, `${name}.log`), "a")
    const words = [
      ..."-server -Xmx1500M -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError".split(" "),
      ..."-Djdk.attach.allowAttachSelf=true --add-modules=jdk.incubator.vector".split(" "),
      ..."--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED".split(" "),
      `-Dnode.data-dir=${join(place, "data")}`,
      `-Dconfig=${join(place, "config.properties")}`,
      ...["-cp", join(server, "lib/*"), "io.trino.server.TrinoServer"]
    ]
    running.set(name, spawn(join(JDK, "bin/java"), words, { cwd: place, stdio: ["ignore", log, log] }))
  }
  const kill = (name: string) => void running.get(name)?.kill("SIGKILL")
  const url = `http://127.0.0.1:${port}`
  const client = Trino.create({ server: url, catalog: "delta", extraHeaders: { "X-Trino-User": user } })
  const run = async (sql: string) => {
    const rows: Array<ReadonlyArray<unknown>> = []
    for await (const page of finishedPages(client, sql)) rows.push(...page.rows)
    return rows
  }
  const hasWorkers = async (count: number) => {
    const sql = "select count(*) from system.runtime.nodes where not coordinator and state = 'active'"
    for (let seconds = 0; seconds < STARTS_WITHIN_SECONDS; seconds += 2) {
      const [row] = await run(sql).catch(() => [])
      if (row?.[0] === count) return
      await setTimeout(2000)
    }
    throw new Error(`Trino did not start in ${STARTS_WITHIN_SECONDS} s: see ${folder}/*.log`)
  }
  const stop = () => {
    for (const name of running.keys()) kill(name)
  }
  process.once("exit", stop)
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => process.exit(1))
  for (const { name } of nodes) start(name)
  await hasWorkers(2)
  return { url, httpsUrl: `https://127.0.0.1:${httpsPort}`, certificate, run, hasWorkers, kill, start, stop }
}
