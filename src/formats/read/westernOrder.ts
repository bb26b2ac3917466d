import { monthNamed } from "./monthNames.js";

/** What Korean feeds write is Korean time. */
const KOREA = "+09:00";
const KOREAN = /\p{sc=Hang}/u;

const EASTERN =
  /^(\d{4})(?:-|\s?[년年]\s?)(\d{1,2})(?:-|\s?[월月]\s?)(\d{1,2})(?:\s?[일日](?!요일))?(?: \p{L}요일)?\s?(오전|오후)?\s?(.{0,40})$/u;
/** A month by name where ISO 8601 has its number. */
const NAMED_MONTH = /^(\d{4})-(\p{L}{3,12})-(\d{1,2})(?:T|$)(.{0,40})$/u;

/** Korean, Japanese and Chinese dates name their parts, Hungarian ones the month; a weekday before an ISO date is left out. */
export function inWesternOrder(text: string): string {
  const eastern = /[년年]|[요오]/u.test(text) ? EASTERN.exec(text) : null;
  if (eastern !== null) return easternDate(eastern);
  const named = NAMED_MONTH.exec(text);
  if (named !== null) return `${named[1]}-${monthNamed(named[2] ?? "") ?? ""}-${named[3]} ${named[4]}`.trim();
  return text.replace(/^\p{L}{2,12}\.?,? (?=\d{4}[-/])/u, "");
}

function easternDate([text = "", year, month, day, half, rest = ""]: readonly (string | undefined)[]): string {
  const time = half === undefined ? rest : `${rest} ${half === "오후" ? "pm" : "am"}`;
  return `${year}-${month}-${day} ${time} ${KOREAN.test(text) && rest !== "" ? KOREA : ""}`.trim();
}
