import { AI_USES, type AiUse } from "./use.js";

/** What others' machines may do with a column at our addresses: those uses that its permission allows to anyone. */
export function openAiUses(
  terms: { readonly ai: Readonly<Record<AiUse, string>>; readonly onward: unknown } | null,
): readonly AiUse[] {
  if (terms === null || terms.onward !== "anyone") return [];
  return AI_USES.filter((use) => terms.ai[use] === "allow");
}

/** TDMRep: reserved unless both mining for answers and for training are open to anyone. */
export function reservesMining(open: readonly AiUse[]): boolean {
  return !(open.includes("input") && open.includes("train"));
}
