import { addAccount, issueApiToken, listAccounts, signInLink } from "../../../services/accounts.js";
import { trail } from "../../../services/audit.js";
import { parseAccount } from "../../../services/input.js";
import { cursorAt } from "../../../services/lists/page.js";
import { actorIn, queryOf } from "../../context.js";
import { onceIn } from "../../once.js";
import { bodyOf, listing, numberIn, type Operation, pageIn } from "../operation.js";

export const auditOperations: readonly Operation[] = [
  {
    method: "get",
    path: "/ledger/entries",
    summary:
      "Entries, latest first: about one subject (item:…, permission:…, channel:…) where one is named, and before an entry",
    query: ["subject", "before"],
    isPaged: true,
    status: 200,
    run: async ({ desk }, ctx) => {
      const before = numberIn(ctx, "before", Number.MAX_SAFE_INTEGER);
      const { after, limit } = pageIn(ctx);
      const query = { after: after ?? (before === null ? null : cursorAt([before])), limit };
      return listing(ctx, "entries", await trail(desk, actorIn(ctx), queryOf(ctx, "subject"), query));
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
    isPaged: true,
    status: 200,
    run: async ({ desk }, ctx) => listing(ctx, "accounts", await listAccounts(desk, actorIn(ctx), pageIn(ctx))),
  },
  {
    method: "post",
    path: "/accounts",
    summary: "Give a person an account with a role; the API token is shown once",
    request: parseAccount,
    takesKey: true,
    status: 201,
    run: async ({ desk }, ctx) => {
      const { name, role } = parseAccount(bodyOf(ctx), "The account");
      const [actor, asked] = [actorIn(ctx), onceIn(ctx)];
      const account = await addAccount(desk, actor, name, role, asked);
      const token = await issueApiToken(desk, actor, account.id, "first token", asked);
      return { account: account.id, role, token, signIn: await signInLink(desk, account.id, asked) };
    },
  },
];
