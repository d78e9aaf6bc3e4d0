// Allowed hosts of files: the vendor's, object storages in its replies, and hosts that the user allows.
//
// Patterns match whole hosts. Built-in ones require https at the default port; the user's also allow http and a
// port that they name. Private addresses are refused by name here, and again by `isPublicAddress` after the name was
// resolved, when a connection is made.
import { BlockList, isIP } from "node:net"

/**
 * The vendor's hosts, and its buckets at several clouds.
 *
 * Sources: URLs in journal replies, such as `sw-media.storage.yandexcloud.net` and
 * `do-mediaout-7105.fra1.digitaloceanspaces.com`.
 */
const builtIn: ReadonlyArray<RegExp> = [
  /^(?:[a-z0-9-]+\.)*green-?api\.com$/,
  /^[a-z]{2}-media(?:in|out)?(?:-\d{1,6})?\.storage\.yandexcloud\.net$/,
  /^[a-z]{2}-media(?:in|out)?(?:-\d{1,6})?\.[a-z]{3}\d\.digitaloceanspaces\.com$/
]

/** A host pattern: `files.example.com`, `*.example.com`, each optionally with a port. */
export const hostPattern =
  /^(?:\*\.)?(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?::\d{1,5})?$/i

/** Hosts that the user allows. */
export interface MediaHosts {
  /** Host patterns. */
  readonly hosts: ReadonlyArray<string>
  /** Patterns of hosts that may have private addresses: the user's own servers. */
  readonly privateHosts: ReadonlyArray<string>
}

const defaultPorts: Readonly<Record<string, string>> = { "http:": "80", "https:": "443" }

const nameOf = (hostname: string): string => hostname.toLowerCase().replace(/\.$/, "")

const isMatch = (pattern: string, name: string, port: string | undefined): boolean => {
  const [, wanted = "", only] = /^(.*?)(?::(\d+))?$/.exec(pattern.toLowerCase()) ?? []
  if (port !== undefined && only !== port) {
    const isUsual = only === undefined && (port === "443" || port === "80")
    if (!isUsual) return false
  }
  return wanted.startsWith("*.") ? name.endsWith(wanted.slice(1)) : name === wanted
}

/** True if a host may have private addresses; without `port`, at any port. */
export const mayBePrivate = ({ privateHosts }: MediaHosts, hostname: string, port?: string): boolean =>
  privateHosts.some((pattern) => isMatch(pattern, nameOf(hostname), port))

const closed = new BlockList()
for (const [address, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3]
] as const)
  closed.addSubnet(address, bits, "ipv4")
for (const [address, bits] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20]
] as const)
  closed.addSubnet(address, bits, "ipv6")
const global = new BlockList()
global.addSubnet("2000::", 3, "ipv6")

/** True for a public internet address: not of this machine, a local network, or reserved. */
export const isPublicAddress = (address: string): boolean => {
  const kind = isIP(address)
  if (kind === 4) return !closed.check(address, "ipv4")
  return kind === 6 && global.check(address, "ipv6") && !closed.check(address, "ipv6")
}

/** Why a URL is refused; undefined if it is allowed. */
export const whyRefused = (
  url: URL,
  allowed: MediaHosts
): "refused_host" | "refused_address" | "refused_scheme" | undefined => {
  const usual = defaultPorts[url.protocol]
  if (usual === undefined || url.username !== "" || url.password !== "") return "refused_scheme"
  const name = nameOf(url.hostname)
  const port = url.port === "" ? usual : url.port
  const address = name.replace(/^\[|\]$/g, "")
  if (mayBePrivate(allowed, name, port)) return undefined
  if (isIP(address) !== 0 && !isPublicAddress(address)) return "refused_address"
  if (allowed.hosts.some((pattern) => isMatch(pattern, name, port))) return undefined
  if (!builtIn.some((pattern) => pattern.test(name))) return "refused_host"
  if (url.protocol !== "https:") return "refused_scheme"
  return port === "443" ? undefined : "refused_host"
}
