import { isIP } from "node:net";
import { isPublicAddress } from "../addressGuard.js";

/** Names that never lead to this desk from elsewhere (RFC 2606, 6761, 6762, 8375). */
const NOT_PUBLIC = /(?:^|\.)(?:localhost|local|internal|lan|home\.arpa|test|invalid|example(?:\.(?:com|net|org))?)$/u;

/** Whether a hub elsewhere could reach the desk at its own address, as far as the address tells. */
export function isReachable(baseUrl: string): boolean {
  const host = new URL(baseUrl).hostname.replace(/^\[|\]$/gu, "").replace(/\.$/u, "");
  if (isIP(host) !== 0) return isPublicAddress(host);
  return host.includes(".") && !NOT_PUBLIC.test(host);
}
