import type { StatedRight } from "../../../domain/statedRight.js";
import { webUrl } from "../links.js";
import { type Statement, statementOf } from "./statement.js";

type Members = Readonly<Record<string, unknown>>;
type Reading = Pick<Statement, "kind" | "isHolder">;

/** Members that state rights, in an extension (JSON Feed 1.1, Extensions) or beside the feed's own. */
const STATING: ReadonlyMap<string, Reading> = new Map<string, Reading>([
  ["notice", { kind: "copyright" }],
  ["copyright", { kind: "copyright" }],
  ["rights", { kind: "copyright" }],
  ["holder", { kind: "copyright", isHolder: true }],
  ["rights_holder", { kind: "copyright", isHolder: true }],
  ["copyright_holder", { kind: "copyright", isHolder: true }],
  ["license", { kind: "license" }],
  ["license_url", { kind: "license" }],
  ["usage_terms", { kind: "usage-terms" }],
  ["usage_info", { kind: "usage-terms" }],
  ["terms", { kind: "usage-terms" }],
  ["credit", { kind: "credit", isHolder: true }],
  ["attribution", { kind: "credit", isHolder: true }],
  ["restriction", { kind: "restriction" }],
]);
/** What may stand outside an extension without being something else. */
const PLAIN = ["copyright", "license", "_copyright", "_license"];
const MAX_FILES = 100;

/**
 * What a JSON feed or an item states: in extensions, whose names begin with an underscore, in a few plain members, and of
 * attachments in their extensions. `_rights` is what outbound feeds carry.
 */
export function rightsInMembers(object: Members, scope: "feed" | "entry"): readonly StatedRight[] {
  const attachments = Array.isArray(object.attachments) ? object.attachments.slice(0, MAX_FILES) : [];
  return [
    ...extensionsOf(object).flatMap(([name, extension]) => statedIn(extension, name, scope)),
    ...PLAIN.flatMap((name) => statedBy(name.replace("_", ""), object[name], name, name, scope)),
    ...attachments.flatMap((attachment) => {
      if (!isObject(attachment)) return [];
      const about = webUrl(typeof attachment.url === "string" ? attachment.url : null, null);
      const stated = extensionsOf(attachment).flatMap(([name, extension]) => statedIn(extension, name, scope));
      return about === null ? stated : stated.map((right) => ({ ...right, about }));
    }),
  ];
}

function extensionsOf(object: Members): readonly (readonly [string, Members])[] {
  return Object.entries(object).flatMap(([name, value]) =>
    name.startsWith("_") && isObject(value) ? [[name, value] as const] : [],
  );
}

/** A holder that stands beside a notice is the notice's. */
function statedIn(extension: Members, element: string, scope: "feed" | "entry"): readonly StatedRight[] {
  const holder = textOf(extension.holder);
  const hasNotice = textOf(extension.notice) !== null;
  return Object.entries(extension).flatMap(([name, value]) => {
    if (name === "holder" && hasNotice) return [];
    const stated = statedBy(name, value, element, `${element}/${name}`, scope);
    return name === "notice" && holder !== null ? stated.map((right) => ({ ...right, holder })) : stated;
  });
}

function statedBy(
  name: string,
  value: unknown,
  element: string,
  place: string,
  scope: "feed" | "entry",
): readonly StatedRight[] {
  const reading = STATING.get(name);
  const text = textOf(value);
  if (reading === undefined || text === null) return [];
  const address = isObject(value) ? value.url : value;
  const licenseUrl = reading.kind === "license" && typeof address === "string" ? webUrl(address, null) : null;
  return [statementOf({ ...reading, text, scope, element, namespace: null, place, licenseUrl })];
}

function textOf(value: unknown): string | null {
  if (isObject(value)) return textOf(value.name) ?? textOf(value.url);
  return typeof value === "string" && value.trim() !== "" ? value.toWellFormed() : null;
}

function isObject(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
