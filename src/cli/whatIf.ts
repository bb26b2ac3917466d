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
      const [{ whatIf }, { FIRST_PAGE }] = await Promise.all([
        import("../services/whatIf.js"),
        import("../services/lists/page.js"),
      ]);
      const revocation = { revoke: permission, amend: null, grant: null, at: null };
      let foreseen = await whatIf(desk, OPERATOR, revocation);
      while (foreseen.next !== null) {
        const further = await whatIf(desk, OPERATOR, revocation, { ...FIRST_PAGE, after: foreseen.next });
        foreseen = together(foreseen, further);
      }
      call.print(call.json ? JSON.stringify(foreseen) : inWords(foreseen));
      return 0;
    });
  },
};

/** The counts of both; the first changes stand for all. */
function together(first: Foreseen, further: Foreseen): Foreseen {
  return {
    ...first,
    compared: first.compared + further.compared,
    changed: first.changed + further.changed,
    cleared: first.cleared + further.cleared,
    refused: first.refused + further.refused,
    leaving: first.leaving + further.leaving,
    changes: first.changes.length > 0 ? first.changes : further.changes,
    more: first.more ?? further.more,
    next: further.next,
  };
}

function inWords({ permission, at, compared, changed, leaving, changes }: Foreseen): string {
  const rest = changed - changes.length;
  return [
    `If ${permission} were revoked at ${at}: ${changed} of ${compared} answers would differ, ${leaving} published columns would leave.`,
    ...changes.map(({ item, title, channel, isReleased, before, after }) => {
      const relied = after.reliedOn === null ? "" : `, relying on ${after.reliedOn.permission}`;
      const leaves = isReleased && after.verdict === "refused" ? "  (leaves the feed)" : "";
      return `  ${item}  ${channel}  ${before.verdict} → ${after.verdict}${relied}${leaves}  ${title}`;
    }),
    ...(rest > 0 ? [`  and ${rest} more; POST /api/v1/what-if lists them page by page.`] : []),
  ].join("\n");
}
