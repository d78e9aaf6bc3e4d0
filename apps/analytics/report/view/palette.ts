// Colours of charts for the light and dark themes, each readable on its background.

export interface Palette {
  readonly ink: string
  readonly muted: string
  readonly ground: string
  readonly accent: string
  readonly second: string
  /** From low to high. */
  readonly scale: ReadonlyArray<string>
  readonly states: Readonly<Record<string, string>>
}

export const light: Palette = {
  ink: "#1d2733",
  muted: "#5a6675",
  ground: "#ffffff",
  accent: "#0b7a6f",
  second: "#b45f06",
  scale: ["#e8f3f1", "#7fc4b8", "#0b7a6f", "#06403a"],
  states: { ok: "#0b7a6f", gap: "#e0a100", lost: "#c0392b", blind: "#7d8896", maybe_truncated: "#7d5fb2" }
}

export const dark: Palette = {
  ink: "#e7ecf1",
  muted: "#9fabb8",
  ground: "#19212a",
  accent: "#45bfae",
  second: "#e8a552",
  scale: ["#20302f", "#2b6f66", "#45bfae", "#c3f2ea"],
  states: { ok: "#45bfae", gap: "#f0bd3c", lost: "#ef6f61", blind: "#8793a1", maybe_truncated: "#a98be0" }
}
