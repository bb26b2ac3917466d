import { useOf } from "../domain/channel.js";
import { assess, type Clearance } from "../domain/clearance.js";
import { DomainError } from "../domain/error.js";
import { type Actor, requireCapability } from "../domain/role.js";
import { isCountry } from "../domain/territory.js";
import { COMMON_USE, type Use } from "../domain/use.js";
import type { Instant } from "../domain/window.js";
import type { WorkFacts } from "../domain/works.js";
import type { AssessRequest } from "../formats/shapes/questions.js";
import { channelAt, partnerAt, pastOf, workAt } from "./asOf.js";
import type { Desk } from "./desk.js";
import { recordAt } from "./rulebook.js";

export interface Answered {
  readonly item: string | null;
  readonly channel: string | null;
  readonly at: Instant;
  readonly use: Use;
  readonly clearance: Clearance;
}

/** Answers one question about a use that nobody has decided on; nothing is recorded. */
export async function answer(desk: Desk, actor: Actor, request: AssessRequest): Promise<Answered> {
  return (await answerWithWork(desk, actor, request)).answer;
}

/** The answer, and the facts of the work that it is about. */
export interface AnswerWithWork {
  readonly answer: Answered;
  readonly work: WorkFacts;
}

export async function answerWithWork(desk: Desk, actor: Actor, request: AssessRequest): Promise<AnswerWithWork> {
  requireCapability(actor, "read");
  await desk.ledger.catchUp();
  return answered(desk, request);
}

/** One place of a batch: the answer, or what is wrong with the question. */
export type BatchAnswer = Answered | { readonly problem: { readonly code: string; readonly detail: string } };

/** Answers many questions from one state of the record; one that cannot be asked does not stop the others. */
export async function answerAll(
  desk: Desk,
  actor: Actor,
  questions: readonly AssessRequest[],
): Promise<readonly BatchAnswer[]> {
  requireCapability(actor, "read");
  await desk.ledger.catchUp();
  const answers: BatchAnswer[] = [];
  for (const question of questions) answers.push(await answeredOrProblem(desk, question));
  return answers;
}

async function answeredOrProblem(desk: Desk, question: AssessRequest): Promise<BatchAnswer> {
  try {
    return (await answered(desk, question)).answer;
  } catch (error) {
    if (error instanceof DomainError) return { problem: { code: error.code, detail: error.message } };
    throw error;
  }
}

async function answered(desk: Desk, request: AssessRequest): Promise<AnswerWithWork> {
  const at = request.at ?? desk.now();
  const past = pastOf(desk, request.at);
  const work = await workOf(desk, request, past);
  const use = await useFor(desk, request, past);
  const { rules } = await recordAt(desk, work.partner, work.id, past);
  const clearance = assess(use, work, rules, at);
  return { answer: { item: request.item, channel: request.channel, at, use, clearance }, work };
}

/** A work that is not on record: nothing is known of it but what the question says. */
const UNKNOWN_WORK: Omit<WorkFacts, "partner"> = {
  id: "",
  sources: [],
  authors: [],
  tags: [],
  url: null,
  publishedAt: null,
  language: null,
  words: 0,
  imageCredits: [],
  reserved: null,
};

async function workOf(desk: Desk, { item, work }: AssessRequest, past: Instant | null): Promise<WorkFacts> {
  if ((item === null) === (work === null)) {
    throw new DomainError(
      "input.invalid",
      "Ask about an item on record, or about a work by its facts: one of the two.",
      [{ pointer: "/item", detail: "exactly one of item and work must be there" }],
    );
  }
  if (item !== null) return (await workAt(desk, item, past)).facts;
  if (work === null) throw new TypeError("unreachable: a question without item and work was refused");
  await partnerAt(desk, work.partner, past);
  return { ...UNKNOWN_WORK, ...work };
}

async function useFor(desk: Desk, { channel, use }: AssessRequest, past: Instant | null): Promise<Use> {
  const base = channel === null ? unboundUse(use) : useOf(await channelAt(desk, channel, past));
  const asked: Use = { ...base, ...use };
  const unknown = asked.territories === "worldwide" ? [] : asked.territories.filter((code) => !isCountry(code));
  if (unknown.length === 0) return asked;
  throw new DomainError(
    "input.invalid",
    `The question cannot be asked: ${unknown.join(", ")} is not an ISO 3166-1 alpha-2 code.`,
    unknown.map((code) => ({ pointer: "/use/territories", detail: `${code} is not an ISO 3166-1 alpha-2 code` })),
  );
}

function unboundUse({ territories }: AssessRequest["use"]): Use {
  if (territories !== undefined) return { ...COMMON_USE, channel: "", territories };
  throw new DomainError("input.invalid", "Say where it is to be read: name a channel, or the territories of the use.", [
    { pointer: "/use/territories", detail: "is needed where no channel is named" },
  ]);
}
