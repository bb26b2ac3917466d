/** Zones by name, in minutes east of Greenwich (RFC 822 §5 and what feeds use besides). */
const ZONES: Readonly<Record<string, number>> = {
  ut: 0,
  utc: 0,
  gmt: 0,
  z: 0,
  wet: 0,
  bst: 60,
  west: 60,
  cet: 60,
  met: 60,
  cest: 120,
  mest: 120,
  eet: 120,
  eest: 180,
  msk: 180,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
  akst: -540,
  akdt: -480,
  hst: -600,
  jst: 540,
  kst: 540,
  ist: 330,
  sgt: 480,
  hkt: 480,
  aest: 600,
  aedt: 660,
  acst: 570,
  awst: 480,
  nzst: 720,
  nzdt: 780,
};

/** Hours of two digits, and minutes of one: those are never the hours of one digit. */
const CUT_OFF = /([+-]0\d)\d$/u;

/**
 * Minutes east of Greenwich; null for what is no zone. A name that nobody knows counts as Greenwich (RFC 2822 §4.3), and
 * so do the military letters, which were used the wrong way round.
 */
export function zoneOffset(zone: string): number | null {
  const text = zone.replace(/\(.*$/, "").trim().toLowerCase();
  if (text === "") return 0;
  const numeric = /^(?:gmt|utc?)?\s?([+-])(\d{1,2}):?(\d{2})?(?:\s?[a-z]{1,5})?$/u.exec(text.replace(CUT_OFF, "$1"));
  if (numeric !== null) {
    const [, sign, hours, minutes] = numeric;
    const offset = Number(hours) * 60 + Number(minutes ?? 0);
    return Number(hours) > 15 ? null : sign === "-" ? -offset : offset;
  }
  return ZONES[text] ?? (/^[a-z]{1,10}(?:\/[a-z_]{1,20}){0,2}$/u.test(text) ? 0 : null);
}
