import { DomainError } from "../domain/error.js";
import type { Instruction } from "../domain/instruction.js";
import { type Actor, requireCapability } from "../domain/role.js";
import { type Instant, plusDays } from "../domain/window.js";
import type { Desk } from "./desk.js";
import { type Asked, eventsIn, repeated } from "./once.js";
import { getChannel, getPartner, stateOf } from "./reads.js";
import { isSentAgain } from "./sentAgain.js";

/** A standing instruction runs at most this long; then a person decides anew. */
export const MAX_INSTRUCTION_DAYS = 400;

export interface InstructRequest {
  readonly source: string;
  readonly channel: string;
  readonly until: Instant;
}

/** Gives a standing instruction, in the actor's own name. It never covers a text that raised a doubt or is not cleared. */
export async function instruct(
  desk: Desk,
  actor: Actor,
  request: InstructRequest,
  asked: Asked | null = null,
): Promise<{ readonly instruction: string }> {
  requireCapability(actor, "instruct");
  const instruction = desk.newId("inst");
  const { until } = request;
  const repeat = repeated(asked, (entry) => ({ instruction: eventsIn(entry, "instruction.given")[0].instruction }));
  const decide = async (at: Instant) => {
    await requireSource(desk, request.source);
    await getChannel(desk, request.channel);
    requireEnd(at, until);
    const event = {
      type: "instruction.given",
      instruction,
      source: request.source,
      channel: request.channel,
      by: actor.id,
      until,
    } as const;
    return { events: [event], result: { instruction } };
  };
  return desk.ledger.act(actor, "instruct", decide, repeat);
}

/** Ends a standing instruction now. Sent again, it changes nothing. */
export async function endInstruction(desk: Desk, actor: Actor, id: string): Promise<void> {
  requireCapability(actor, "instruct");
  return desk.ledger.act(actor, "end-instruction", async () => {
    const doc = await desk.models.projected.instruction.findOne({ _id: id }).lean();
    const found = doc === null ? null : stateOf<Instruction>(doc);
    if (found === null) throw new DomainError("input.invalid", `There is no standing instruction ${id}.`);
    const event = { type: "instruction.ended", instruction: id, by: actor.id } as const;
    if (found.endedAt === null) return { events: [event], result: undefined };
    if (await isSentAgain(desk, { actor, act: "end-instruction", subject: `instruction:${id}`, event }))
      return { events: [], result: undefined };
    throw new DomainError("act.conflict", `${id} has ended already.`);
  });
}

function requireEnd(at: Instant, until: Instant): void {
  const latest = plusDays(at, MAX_INSTRUCTION_DAYS);
  if (until > at && until <= latest) return;
  const detail = `The end must lie after ${at} and before ${latest}; an instruction runs at most ${MAX_INSTRUCTION_DAYS} days.`;
  throw new DomainError("input.invalid", detail, [{ pointer: "/until", detail }]);
}

async function requireSource(desk: Desk, source: string): Promise<void> {
  const partner = await getPartner(desk, source.split("/")[0] ?? "");
  if (partner.sources.some(({ id }) => id === source)) return;
  throw new DomainError(
    "source.unknown",
    `There is no source ${source}; ${partner.id} has ${partner.sources.map(({ id }) => id).join(", ")}.`,
  );
}
