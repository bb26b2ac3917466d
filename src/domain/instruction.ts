import type { Instant } from "./window.js";

/**
 * A standing instruction: columns of one source may go to one channel on arrival, where they are cleared and
 * reading them left no doubt. A named person gives it, with an end.
 */
export interface Instruction {
  readonly id: string;
  readonly source: string;
  readonly channel: string;
  readonly by: string;
  readonly givenAt: Instant;
  readonly until: Instant;
  readonly endedAt: Instant | null;
}

export interface InstructionGiven {
  readonly type: "instruction.given";
  readonly instruction: string;
  readonly source: string;
  readonly channel: string;
  readonly by: string;
  readonly until: Instant;
}

export interface InstructionEnded {
  readonly type: "instruction.ended";
  readonly instruction: string;
  readonly by: string;
}

export type InstructionEvent = InstructionGiven | InstructionEnded;

export function isStanding(instruction: Instruction, at: Instant): boolean {
  return instruction.endedAt === null && at < instruction.until;
}

export function foldInstruction(instruction: Instruction | null, event: InstructionEvent, at: Instant): Instruction {
  if (event.type === "instruction.given") {
    const { type: _, instruction: id, ...facts } = event;
    return { id, ...facts, givenAt: at, endedAt: null };
  }
  if (instruction === null) throw new TypeError(`instruction.ended before instruction.given: ${event.instruction}`);
  return { ...instruction, endedAt: at };
}
