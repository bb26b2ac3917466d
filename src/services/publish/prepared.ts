import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Rendering } from "./render.js";

/** How a body may be coded on its way (RFC 9110 §8.4). */
export const CODINGS = ["br", "gzip", "identity"] as const;
export type Coding = (typeof CODINGS)[number];

/** Nearly as small as the highest, at a hundredth of its time: a change must be out at once. */
const BROTLI_QUALITY = 5;

const gzipped = promisify(gzip);
const brotlied = promisify(brotliCompress);

/** A rendering with its bodies, each coded once, when it is first asked for, whoever asks. */
export interface Prepared {
  readonly rendering: Rendering;
  /** The strong validator of the body in a coding, in quotes. */
  tag(coding: Coding): string;
  body(coding: Coding): Promise<Buffer>;
}

export function prepared(rendering: Rendering): Prepared {
  const digits = rendering.digest.slice("sha256:".length);
  const bodies = new Map<Coding, Promise<Buffer>>();
  return {
    rendering,
    tag: (coding) => (coding === "identity" ? `"${digits}"` : `"${digits}-${coding}"`),
    body: (coding) => {
      const made = bodies.get(coding) ?? coded(rendering.body, coding);
      bodies.set(coding, made);
      return made;
    },
  };
}

function coded(body: Buffer, coding: Coding): Promise<Buffer> {
  if (coding === "gzip") return gzipped(body);
  if (coding === "br") return brotlied(body, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } });
  return Promise.resolve(body);
}
