// Every flag, once: name and kind here, by what they are about; their meaning stands in `wording/flags.ts`. Commands choose
// from here; help and `docs/cli.md` are made of it.
export * from "./flags/asking.ts"
export * from "./flags/choice.ts"
export * from "./flags/common.ts"
export * from "./flags/keeping.ts"
export * from "./flags/privacy.ts"
export * from "./flags/recording.ts"
export * from "./flags/serving.ts"
export * from "./flags/writing.ts"
