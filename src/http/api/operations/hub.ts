import { listSubscriptions } from "../../../services/hub/subscriptions.js";
import { actorIn } from "../../context.js";
import { listing, type Operation, pageIn } from "../operation.js";

export const hubOperations: readonly Operation[] = [
  {
    method: "get",
    path: "/subscriptions",
    summary: "Who is pushed to, what was delivered, what failed, and the dead letters",
    isPaged: true,
    status: 200,
    run: async ({ desk }, ctx) =>
      listing(ctx, "subscriptions", await listSubscriptions(desk, actorIn(ctx), pageIn(ctx))),
  },
];
