// From where files are fetched: the vendor's hosts, the object storages that its replies name, and hosts that the user allows.
//
// A pattern is of a whole host. Built-in ones are asked by https at the usual port only; those of the user also by http and
// at a port that they name. Addresses that are no host's on the internet are refused by name here, and again when a
// connection is made, after the name was resolved: `isPublicAddress`.
import { BlockList, isIP } from "node:net"

/**
 * Hosts of the vendor, and of its storages at several clouds, each the host of a bucket.
 *
 * Sources: addresses in replies of the journals, such as `sw-media.storage.yandexcloud.net` and
 * `do-mediaout-7105.fra1.digitaloceanspaces.com`.
 */
const builtIn: ReadonlyArray<RegExp> = [
  /^(?:[a-z0-9-]+\.)*green-?api\.com$/,
  /^[a-z]{2}-media(?:in|out)?(?:-\d{1,6})?\.storage\.yandexcloud\.net$/,
  /^[a-z]{2}-media(?:in|out)?(?:-\d{1,6})?\.[a-z]{3}\d\.digitaloceanspaces\.com$/
]

/** A pattern of a host: `files.example.com`, `*.example.com`, either with a port. */
export const hostPattern =
  /^(?:\*\.)?(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?::\d{1,5})?$/i

/** Hosts that the user allows. */
export interface MediaHosts {
  /** Patterns of hosts. */
  readonly hosts: ReadonlyArray<string>
  /** Patterns of hosts whose addresses may be private: the user's own servers. */
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

/** Tells whether the addresses of a host may be private; of a name, whatever its port. */
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

/** Tells whether an address is one of the internet: not of this machine, a local network, or for other uses. */
export const isPublicAddress = (address: string): boolean => {
  const kind = isIP(address)
  if (kind === 4) return !closed.check(address, "ipv4")
  return kind === 6 && global.check(address, "ipv6") && !closed.check(address, "ipv6")
}

/** Why an address is not asked; undefined if it may be. */
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
