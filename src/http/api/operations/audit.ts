import { requireCapability } from "../../../domain/role.js";
import { addAccount, issueApiToken, people, signInLink } from "../../../services/accounts.js";
import { trail } from "../../../services/audit.js";
import { parseAccount } from "../../../services/input.js";
import { actorIn, queryOf } from "../../context.js";
import { bodyOf, numberIn, type Operation } from "../operation.js";

const DEFAULT_ENTRIES = 100;
const MAX_ENTRIES = 1_000;

export const auditOperations: readonly Operation[] = [
  {
    method: "get",
    path: "/ledger/entries",
    summary: "Entries, latest first; about one subject (item:…, permission:…, channel:…) where one is named",
    query: ["subject", "before", "limit"],
    status: 200,
    run: async ({ desk }, ctx) => {
      const limit = numberIn(ctx, "limit", MAX_ENTRIES) ?? DEFAULT_ENTRIES;
      const before = numberIn(ctx, "before", Number.MAX_SAFE_INTEGER) ?? undefined;
      return {
        entries: await trail(desk, actorIn(ctx), { subject: queryOf(ctx, "subject") ?? undefined, before, limit }),
      };
    },
  },
  {
    method: "get",
    path: "/ledger/head",
    summary: "The last entry's sequence number, hash and instant",
    status: 200,
    run: ({ desk }) => desk.ledger.catchUp(),
  },
  {
    method: "get",
    path: "/accounts",
    summary: "People and their roles",
    status: 200,
    run: async ({ desk }, ctx) => {
      requireCapability(actorIn(ctx), "read");
      return { accounts: await people(desk) };
    },
  },
  {
    method: "post",
    path: "/accounts",
    summary: "Give a person an account with a role; the API token is shown once",
    request: parseAccount,
    status: 201,
    run: async ({ desk }, ctx) => {
      const { name, role } = parseAccount(bodyOf(ctx), "The account");
      const account = await addAccount(desk, actorIn(ctx), name, role);
      const token = await issueApiToken(desk, actorIn(ctx), account.id, "first token");
      return { account: account.id, role, token, signIn: await signInLink(desk, account.id) };
    },
  },
];
