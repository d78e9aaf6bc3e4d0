// The fixed words of help, which effect/cli produces, and errors of the command line.
import type { CliError } from "effect/cli/CliError"

/** Translations of effect/cli's texts. */
export interface HelpWords {
  readonly headings: Readonly<Record<string, string>>
  /** Names of value types, if there is no metavar. */
  readonly types: Readonly<Record<string, string>>
  readonly usage: Readonly<Record<string, string>>
  /** Flags that effect/cli adds. */
  readonly globalFlags: Readonly<Record<string, string>>
  readonly choices: string
  readonly optional: string
}

export interface Help {
  /** Undefined to keep effect/cli's own. */
  readonly fixed: HelpWords | undefined
  readonly invocationError: (error: CliError) => string
  readonly seeHelp: (command: string) => string
}
