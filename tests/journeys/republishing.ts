import assert from "node:assert/strict";
import { ADMIN_TOKEN, grantOf, list, text } from "../program.js";
import type { PollingDesk } from "../services/pollingDesk.js";

export type Call = (method: string, path: string, body?: unknown) => Promise<unknown>;

/** Asks a desk's API as its administrator. */
export function caller(origin: string): Call {
  return async (method, path, body) => {
    const answer = await fetch(`${origin}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${ADMIN_TOKEN}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const said = await answer.json();
    assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${JSON.stringify(said)}`);
    return said;
  };
}

/** Polls the columns, permits them and releases them in the channel `web`; the permission's id. */
export async function published(desk: PollingDesk, url: string, call: Call): Promise<string> {
  await desk.begin(url);
  await desk.poll();
  const granted = await call("POST", "/permissions", grantOf());
  for (const item of list(await call("GET", "/items"), "items")) {
    const revision = text(item, "revision");
    await call("POST", `/items/${text(item, "id")}/approve`, { revision, channels: ["web"] });
  }
  return text(granted, "permission");
}

/** How a desk answers for the feed of `web`, and how many columns are in it. */
export const columnsIn = async (origin: string) => {
  const answer = await fetch(`${origin}/feeds/web.rss`);
  return { status: answer.status, columns: (await answer.text()).match(/<item>/gu)?.length ?? 0 };
};
