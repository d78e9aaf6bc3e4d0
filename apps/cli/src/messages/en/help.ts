import type { Help } from "../help.ts"

export const help: Help = {
  fixed: undefined,
  invocationError: ({ message }) => message,
  seeHelp: (command) => `see ${command} --help`
}
