import { isDuplicateOnly } from "../ledger/duplicate.js";
import type { Desk } from "./desk.js";
import { newSecret } from "./newId.js";

/** A secret of the desk for one purpose. Made on first use; where two processes make it at once, the first one's stays. */
export async function serverSecret(desk: Desk, purpose: "acknowledgement" | "repeats"): Promise<string> {
  const known = await desk.models.secret.findOne({ _id: purpose }).lean();
  if (known !== null) return known.secret;
  const fresh = { _id: purpose as never, secret: newSecret(), madeAt: desk.now() };
  try {
    await desk.models.secret.collection.insertOne(fresh);
    return fresh.secret;
  } catch (error) {
    if (!isDuplicateOnly(error)) throw error;
    return serverSecret(desk, purpose);
  }
}
