// Name and version, as files and snapshots tell them.
import manifest from "../package.json" with { type: "json" }

export const program = { name: "chatledger", version: manifest.version } as const

/** `chatledger 0.1.0` */
export const programText = `${program.name} ${program.version}`
