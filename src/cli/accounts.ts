import { ROLES, type Role } from "../domain/role.js";
import { type Command, OPERATOR, textOf, UsageError, withProgram } from "./command.js";

const accountCommand: Command = {
  name: "account add",
  summary: "Give a person an account with a role; prints an API token and a sign-in link, once",
  usage: `imprimatur account add NAME --role ${ROLES.join("|")} [--json]`,
  options: { role: { type: "string" } },
  run: (call) => {
    const name = call.positionals.join(" ");
    const role = textOf(call, "role");
    if (name === "") throw new UsageError("Name the person.");
    if (role === null || !(ROLES as readonly string[]).includes(role))
      throw new UsageError(`Name a role: ${ROLES.join(", ")}.`);
    return withProgram(call, async ({ desk }) => {
      const { addAccount, issueApiToken, signInLink } = await import("../services/accounts.js");
      const account = await addAccount(desk, OPERATOR, name, role as Role);
      const token = await issueApiToken(desk, OPERATOR, account.id, "first token");
      const signIn = await signInLink(desk, account.id);
      if (call.json) call.print(JSON.stringify({ account: account.id, role, token, signIn }));
      else call.print(`account    ${account.id}\napi token  ${token}\nsign in    ${signIn}`);
      return 0;
    });
  },
};

const tokenCommand: Command = {
  name: "token issue",
  summary: "Issue a token for an outlet's channel; prints the secret, once",
  usage: "imprimatur token issue CHANNEL [--name NAME] [--json]",
  options: { name: { type: "string" } },
  run: (call) => {
    const [channel, ...others] = call.positionals;
    if (channel === undefined || others.length > 0) throw new UsageError("Name one channel.");
    return withProgram(call, async ({ desk }) => {
      const { issueOutletToken } = await import("../services/accounts.js");
      const { token, secret } = await issueOutletToken(desk, OPERATOR, channel, textOf(call, "name") ?? "token");
      const address = `${desk.settings.baseUrl}/feeds/${channel}.rss?token=${secret}`;
      if (call.json) call.print(JSON.stringify({ token, secret, address }));
      else call.print(`token    ${token}\nsecret   ${secret}\naddress  ${address}`);
      return 0;
    });
  },
};

export const accountCommands: readonly Command[] = [accountCommand, tokenCommand];
