// The fixed words of help, which effect/cli makes, and what is wrong with the words of a command line.
import type { CliError } from "effect/cli/CliError"

/** What effect/cli writes, and what stands for it. */
export interface HelpWords {
  readonly headings: Readonly<Record<string, string>>
  /** Kinds of values where no metavar says it. */
  readonly types: Readonly<Record<string, string>>
  readonly usage: Readonly<Record<string, string>>
  /** Flags that effect/cli brings. */
  readonly globalFlags: Readonly<Record<string, string>>
  readonly choices: string
  readonly optional: string
}

export interface Help {
  /** Undefined where those of effect/cli will do. */
  readonly fixed: HelpWords | undefined
  readonly invocationError: (error: CliError) => string
  readonly seeHelp: (command: string) => string
}
