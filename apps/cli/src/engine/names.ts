// The engines of `--engine`.
export const engineNames = ["clickhouse", "trino"] as const

export type EngineName = (typeof engineNames)[number]
