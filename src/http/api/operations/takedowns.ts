import type { Context } from "koa";
import { DomainError } from "../../../domain/error.js";
import { type Actor, may, requireCapability } from "../../../domain/role.js";
import { holdingsOf, inShort } from "../../../services/holdings.js";
import { parseAcknowledgement, parseContact, parseOutletAnswer, parseReason } from "../../../services/input.js";
import { acknowledgementLink } from "../../../services/notify/acknowledgement.js";
import { type Contact, contactOf, getContact, setContact } from "../../../services/notify/contacts.js";
import { listNotifications, notificationsOf, retryNotification } from "../../../services/notify/notifier.js";
import { queueNow } from "../../../services/notify/notifyOutlets.js";
import { answerNotice, unansweredNotices } from "../../../services/notify/outletNotices.js";
import {
  acknowledgeTakedown,
  getTakedown,
  liftTakedown,
  listTakedowns,
  onlyFor,
  takeDown,
  takedownsFor,
  viewOf,
} from "../../../services/takedowns.js";
import { actorIn, param, queryOf, type Web } from "../../context.js";
import { callerIn } from "../../middleware/outlet.js";
import { bodyOf, listing, type Operation, ofVersion, pageIn } from "../operation.js";

const STATES = ["open", "done", "lifted"] as const;
const SENDING = ["waiting", "delivered", "dead"] as const;

export const takedownOperations: readonly Operation[] = [
  {
    method: "post",
    path: "/items/:id/takedown",
    summary:
      "Take a column down everywhere: out of every feed at once, and every outlet that was sent it is asked to remove it",
    request: parseReason,
    status: 201,
    run: async (web, ctx) => {
      const { reason } = parseReason(bodyOf(ctx), "The takedown");
      const { takedown } = await takeDown(web.desk, actorIn(ctx), param(ctx, "id"), reason);
      web.desk.afterwards(() => queueNow(web.desk, takedown));
      return presentTakedown(web, actorIn(ctx), takedown);
    },
  },
  {
    method: "get",
    path: "/takedowns",
    summary: "Takedowns in one state (open, done, lifted), latest first, with the standing of each outlet",
    query: ["state"],
    isPaged: true,
    status: 200,
    run: async ({ desk }, ctx) =>
      listing(ctx, "takedowns", await listTakedowns(desk, actorIn(ctx), oneOf(ctx, STATES), pageIn(ctx))),
  },
  {
    method: "get",
    path: "/takedowns/:id",
    summary:
      "One takedown: who was sent which text when, who has answered, what was sent to whom, and each outlet's link",
    status: 200,
    run: async (web, ctx) => {
      requireCapability(actorIn(ctx), "read");
      return presentTakedown(web, actorIn(ctx), param(ctx, "id"));
    },
  },
  {
    method: "post",
    path: "/takedowns/:id/acknowledge",
    summary: "Record what an outlet said by other means, say on the telephone",
    request: parseAcknowledgement,
    status: 200,
    run: async (web, ctx) => {
      requireCapability(actorIn(ctx), "take-down");
      const { outlet, removed } = parseAcknowledgement(bodyOf(ctx), "The acknowledgement");
      await acknowledgeTakedown(web.desk, param(ctx, "id"), outlet, removed, actorIn(ctx).id);
      return presentTakedown(web, actorIn(ctx), param(ctx, "id"));
    },
  },
  {
    method: "post",
    path: "/takedowns/:id/lift",
    summary: "End a takedown; the column waits for an editor anew",
    request: parseReason,
    status: 200,
    run: async (web, ctx) => {
      const { reason } = parseReason(bodyOf(ctx), "The lifting");
      await liftTakedown(web.desk, actorIn(ctx), param(ctx, "id"), reason);
      return presentTakedown(web, actorIn(ctx), param(ctx, "id"));
    },
  },
  {
    method: "get",
    path: "/outlets/:id/contact",
    summary: "Where an outlet is told of what it has to remove",
    status: 200,
    run: async ({ desk }, ctx) => tagged(ctx, await getContact(desk, actorIn(ctx), param(ctx, "id"))),
  },
  {
    method: "post",
    path: "/outlets/:id/contact",
    summary: "Say where an outlet is told; the secret that signs its webhooks is shown once",
    request: parseContact,
    isVersioned: true,
    status: 200,
    run: async ({ desk }, ctx) => {
      const request = ofVersion(ctx, parseContact(bodyOf(ctx), "The contact"));
      return tagged(ctx, await setContact(desk, actorIn(ctx), param(ctx, "id"), request));
    },
  },
  {
    method: "get",
    path: "/notifications",
    summary: "What was to be told to outlets, in one state (waiting, delivered, dead); dead letters wait for a person",
    query: ["state"],
    isPaged: true,
    status: 200,
    run: async ({ desk }, ctx) =>
      listing(ctx, "notifications", await listNotifications(desk, actorIn(ctx), oneOf(ctx, SENDING), pageIn(ctx))),
  },
  {
    method: "post",
    path: "/notifications/:id/retry",
    summary: "Try a dead letter anew",
    status: 200,
    run: ({ desk }, ctx) => retryNotification(desk, actorIn(ctx), param(ctx, "id")),
  },
  {
    method: "get",
    path: "/notices",
    summary: "Notices of withdrawals that no outlet has answered, and which of them are late",
    isPaged: true,
    status: 200,
    run: async ({ desk }, ctx) => listing(ctx, "notices", await unansweredNotices(desk, actorIn(ctx), pageIn(ctx))),
  },
  {
    method: "post",
    path: "/notices/:id/answer",
    summary: "Record, in the caller's name, that the outlet says its copies are gone",
    status: 200,
    run: async ({ desk }, ctx) => {
      await answerNotice(desk, actorIn(ctx), param(ctx, "id"));
      return { notice: param(ctx, "id"), answered: true };
    },
  },
  {
    method: "get",
    path: "/outlet/takedowns",
    summary: "For an outlet: what it is asked to remove, and how it stands",
    access: "outlet",
    isPaged: true,
    status: 200,
    run: async ({ desk }, ctx) =>
      listing(ctx, "takedowns", await takedownsFor(desk, callerIn(ctx).outlet, pageIn(ctx))),
  },
  {
    method: "post",
    path: "/outlet/takedowns/:id/acknowledge",
    summary: "For an outlet: say that it has taken note, or that its copies are gone",
    request: parseOutletAnswer,
    access: "outlet",
    status: 200,
    run: async ({ desk }, ctx) => {
      const { outlet, token } = callerIn(ctx);
      const { removed } = parseOutletAnswer(bodyOf(ctx), "The acknowledgement");
      await acknowledgeTakedown(desk, param(ctx, "id"), outlet, removed, token);
      return viewOf(onlyFor(await getTakedown(desk, param(ctx, "id")), outlet), desk.now());
    },
  },
];

function tagged(ctx: Context, contact: Contact): Contact {
  if (contact.version > 0) ctx.set("ETag", `"${contact.version}"`);
  return contact;
}

/** The links answer in the outlets' names: only those who may take down see them. */
async function presentTakedown({ desk }: Web, actor: Actor, id: string): Promise<object> {
  const view = viewOf(await getTakedown(desk, id), desk.now());
  const recipients = await Promise.all(
    view.recipients.map(async (recipient) => {
      const contact = await contactOf(desk, recipient.outlet);
      const told = contact?.webhook != null || (contact?.email != null && desk.settings.mail !== null);
      const link = may(actor, "take-down") ? await acknowledgementLink(desk, id, recipient.outlet) : null;
      return { ...recipient, link, hasContact: told };
    }),
  );
  const holdings = inShort(await holdingsOf(desk, actor, view.item));
  return {
    ...view,
    recipients,
    publicChannels: holdings.filter(({ outlet }) => outlet === null),
    notifications: await notificationsOf(desk, id),
  };
}

/** The state named in the query; the first one where none is. */
function oneOf<State extends string>(ctx: Context, states: readonly [State, ...State[]]): State {
  const asked = queryOf(ctx, "state") ?? states[0];
  const found = states.find((state) => state === asked);
  if (found === undefined)
    throw new DomainError("input.invalid", `There is no state ${asked}; there is ${states.join(", ")}.`);
  return found;
}
