import type { Foreseen } from "../services/whatIf.js";
import { type Command, OPERATOR, UsageError, withProgram } from "./command.js";

export const whatIfCommand: Command = {
  name: "what-if revoke",
  summary: "Every column and channel whose answer would differ if a permission were revoked; nothing is recorded",
  usage: "imprimatur what-if revoke PERMISSION [--json]",
  run: (call) => {
    const [permission, ...others] = call.positionals;
    if (permission === undefined || others.length > 0) throw new UsageError("Name one permission.");
    return withProgram(call, async ({ desk }) => {
      const { whatIf } = await import("../services/whatIf.js");
      const foreseen = await whatIf(desk, OPERATOR, { revoke: permission, amend: null, grant: null, at: null });
      call.print(call.json ? JSON.stringify(foreseen) : inWords(foreseen));
      return 0;
    });
  },
};

function inWords({ permission, at, compared, changes }: Foreseen): string {
  const released = changes.filter(({ isReleased, after }) => isReleased && after.verdict === "refused").length;
  return [
    `If ${permission} were revoked at ${at}: ${changes.length} of ${compared} answers would differ, ${released} published columns would leave.`,
    ...changes.map(({ item, title, channel, isReleased, before, after }) => {
      const relied = after.reliedOn === null ? "" : `, relying on ${after.reliedOn.permission}`;
      const leaves = isReleased && after.verdict === "refused" ? "  (leaves the feed)" : "";
      return `  ${item}  ${channel}  ${before.verdict} → ${after.verdict}${relied}${leaves}  ${title}`;
    }),
  ].join("\n");
}
