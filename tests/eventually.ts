import assert from "node:assert/strict";

/** A limit that no test reaches, in seconds, however busy the machine is: only a test of a limit sets a short one. */
export const LONG_SECONDS = 600;

/** Longer than mocha gives a test: on however slow a machine, no test is decided by this. */
const MAX_MILLISECONDS = 120_000;
const PAUSE_MILLISECONDS = 20;

/** Waits until something holds that other programs, or what goes on beside a test, bring about. */
export async function eventually(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + MAX_MILLISECONDS;
  while (!(await holds())) {
    assert.ok(Date.now() < end, `in vain waited until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLISECONDS));
  }
}
