import { listSubscriptions } from "../../../services/hub/subscriptions.js";
import { actorIn } from "../../context.js";
import type { Operation } from "../operation.js";

export const hubOperations: readonly Operation[] = [
  {
    method: "get",
    path: "/subscriptions",
    summary: "Who is pushed to, what was delivered, what failed, and the dead letters",
    status: 200,
    run: async ({ desk }, ctx) => ({ subscriptions: await listSubscriptions(desk, actorIn(ctx)) }),
  },
];
