export type Params = Record<string, unknown>
export type Answer = { ok: boolean; error?: string } & Record<string, unknown>
