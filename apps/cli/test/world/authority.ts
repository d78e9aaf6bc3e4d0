// A certificate authority of somebody's own, made by openssl, and the journal server behind a certificate of it.
import { spawnSync } from "node:child_process"
import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { connect } from "node:net"
import { join } from "node:path"
import { createServer } from "node:tls"
import { expect } from "vitest"
import { type Listening, listen } from "./proxy.ts"

export interface Authority {
  /** PEM of the authority, as NODE_EXTRA_CA_CERTS wants it. */
  readonly path: string
  /** The same in DER, which Node does not read. */
  readonly derPath: string
  readonly certificate: string
  readonly key: string
}

const openssl = (...words: ReadonlyArray<string>) => {
  const { status, stderr } = spawnSync("openssl", words, { encoding: "utf8" })
  expect([words.join(" "), status, status === 0 ? "" : stderr]).toEqual([words.join(" "), 0, ""])
}

const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]

/** Makes an authority in a folder, and a certificate of it for some hosts, good for 30 days. */
export const makeAuthority = (folder: string, hosts: ReadonlyArray<string>): Authority => {
  mkdirSync(folder, { recursive: true })
  const at = (name: string) => join(folder, name)
  const [ca, caKey, request, serverKey, server] = [
    "ca.pem",
    "ca.key",
    "server.csr",
    "server.key",
    "server.pem"
  ].map(at) as [string, string, string, string, string]
  const names = hosts.map((host) => `${/^[\d.]+$/.test(host) ? "IP" : "DNS"}:${host}`).join(",")
  openssl("req", "-x509", ...key, "-keyout", caKey, "-out", ca, "-days", "30", "-subj", "/CN=An office")
  openssl("req", ...key, "-keyout", serverKey, "-out", request, "-subj", "/CN=A service of the office")
  writeFileSync(at("names"), `subjectAltName=${names}\n`)
  const signing = ["-CA", ca, "-CAkey", caKey, "-CAcreateserial", "-days", "30", "-extfile", at("names")]
  openssl("x509", "-req", "-in", request, "-out", server, ...signing)
  openssl("x509", "-in", ca, "-outform", "DER", "-out", at("ca.der"))
  return {
    path: ca,
    derPath: at("ca.der"),
    certificate: readFileSync(server, "utf8"),
    key: readFileSync(serverKey, "utf8")
  }
}

/** Speaks TLS with a certificate of the authority, and passes on what comes to a port. */
export const encrypted = ({ certificate, key }: Authority, port: number): Promise<Listening> =>
  listen(
    createServer({ cert: certificate, key }, (socket) => {
      const service = connect(port, "127.0.0.1")
      for (const end of [socket, service]) end.on("error", () => {})
      socket.pipe(service).pipe(socket)
      socket.on("close", () => service.destroy())
    })
  )
