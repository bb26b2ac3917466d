import assert from "node:assert/strict";
import { type Closing, closingStack, wholeOrClosed } from "../../src/closing.js";

const LIMIT_MILLISECONDS = 120_000;

/** Opens these one after another; what is closed is noted. */
async function opened(closing: Closing, steps: Readonly<Record<string, () => unknown>>): Promise<string[]> {
  const closed: string[] = [];
  for (const [step, close] of Object.entries(steps)) {
    await closing.open(
      step,
      () => step,
      async (part) => {
        await close();
        closed.push(part);
      },
    );
  }
  return closed;
}

describe("closing what was opened", () => {
  it("goes in reverse, waits for each, and is done once", async () => {
    const closing = closingStack();
    const closed = await opened(closing, {
      store: () => undefined,
      ledger: async () => undefined,
      port: () => undefined,
    });
    assert.deepEqual(await Promise.all([closing.closeAll(LIMIT_MILLISECONDS), closing.closeAll(1)]), [[], []]);
    assert.deepEqual(closed, ["port", "ledger", "store"]);
  });

  it("closes every part even where another fails, and says which", async () => {
    const closing = closingStack();
    const fails = () => {
      throw new Error("it is stuck");
    };
    const closed = await opened(closing, { store: () => undefined, ledger: fails, port: async () => fails() });
    assert.deepEqual(await closing.closeAll(LIMIT_MILLISECONDS), [
      "port: could not be closed: it is stuck",
      "ledger: could not be closed: it is stuck",
    ]);
    assert.deepEqual(closed, ["store"]);
  });

  it("does not wait for ever for a part that does not close", async () => {
    const closing = closingStack();
    const closed = await opened(closing, { store: () => undefined, port: () => new Promise(() => undefined) });
    assert.match((await closing.closeAll(20)).join("\n"), /^port: was not closed within 10 ms/u);
    await closing.closeAll(LIMIT_MILLISECONDS);
    assert.ok(closed.length <= 1);
  });

  it("closes at once what opens only afterwards, and opens nothing more", async () => {
    const closing = closingStack();
    const closed: string[] = [];
    let arrive: (part: string) => void = () => undefined;
    const late = closing.open(
      "store",
      () =>
        new Promise<string>((resolve) => {
          arrive = resolve;
        }),
      (part) => closed.push(part),
    );
    await closing.closeAll(LIMIT_MILLISECONDS);
    arrive("the store");
    await late;
    assert.deepEqual(closed, ["the store"]);
    await assert.rejects(
      closing.open("ledger", () => "never"),
      /ledger: not opened/u,
    );
  });

  it("lets the failure of a step go on when everything is closed, and complains beside it", async () => {
    const closing = closingStack();
    const complaints: string[] = [];
    const failing = wholeOrClosed(
      closing,
      async () => {
        await closing.open(
          "store",
          () => "store",
          () => Promise.reject(new Error("no")),
        );
        throw new RangeError("the ledger is cut");
      },
      (said) => complaints.push(...said),
    );
    await assert.rejects(failing, RangeError);
    assert.deepEqual(complaints, ["store: could not be closed: no"]);
  });
});
