import { type LookupAddress, type LookupOptions, lookup } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";
import { DomainError } from "../../domain/error.js";

/** How names become addresses: the system's resolver, but in tests. */
export type Resolve = (
  hostname: string,
  options: LookupOptions & { readonly all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** Addresses that are not the public internet (IANA special-purpose registries), prefix by prefix. */
const NOT_PUBLIC_V4 = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const;

/** Only global unicast counts, less what embeds or tunnels another address. */
const PUBLIC_V6 = ["2000::", 3] as const;
const NOT_PUBLIC_V6 = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const;

const blocked = new BlockList();
for (const [net, prefix] of NOT_PUBLIC_V4) blocked.addSubnet(net, prefix, "ipv4");
for (const [net, prefix] of NOT_PUBLIC_V6) blocked.addSubnet(net, prefix, "ipv6");
const global = new BlockList();
global.addSubnet(PUBLIC_V6[0], PUBLIC_V6[1], "ipv6");

/** The well-known prefix of NAT64 (RFC 6052 §2.1): on networks without IPv4, resolvers answer with the address in it. */
const nat64 = new BlockList();
nat64.addSubnet("64:ff9b::", 96, "ipv6");

/**
 * True for an address on the public internet; a text that is no address is not. An IPv4 address within NAT64 counts as
 * what it is; within 6to4, Teredo or the mapped form it is refused whatever it is. A zone id makes an address local.
 */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !blocked.check(address, "ipv4");
  if (family !== 6 || address.includes("%")) return false;
  if (nat64.check(address, "ipv6")) return isPublicAddress(lastFourBytes(address));
  return global.check(address, "ipv6") && !blocked.check(address, "ipv6");
}

/** The last 32 bits of an IPv6 address as IPv4; the URL parser knows every spelling and writes one. */
function lastFourBytes(address: string): string {
  const written = new URL(`http://[${address}]/`).hostname.slice(1, -1);
  const [high = 0, low = 0] = `0:${written}`
    .split(":")
    .slice(-2)
    .map((group) => Number.parseInt(group || "0", 16));
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}

/**
 * Refuses what is written as a literal address. Names are checked by `guardedLookup`, on the very address that is dialled.
 *
 * @throws DomainError `feed.unreachable`
 */
export function requirePublicHost(url: URL, allowPrivateNetworks: boolean): void {
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new DomainError("feed.unreachable", `Only http and https are fetched, not ${url.protocol} addresses.`);
  }
  if (url.username !== "" || url.password !== "") {
    throw new DomainError("feed.unreachable", "An address with a user name or password in it is not fetched.");
  }
  const host = url.hostname.replace(/^\[|\]$/gu, "");
  if (!allowPrivateNetworks && isIP(host) !== 0 && !isPublicAddress(host)) throw privateAddress(host);
}

/**
 * A `lookup` for connections that yields public addresses only: the address that was checked is the one that is dialled.
 * A name with a private address among its public ones is refused whole.
 */
export function guardedLookup(allowPrivateNetworks: boolean, resolve: Resolve = lookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return callback(error, []);
      const refused = addresses.find(({ address }) => !allowPrivateNetworks && !isPublicAddress(address));
      if (refused !== undefined) return callback(privateAddress(hostname), []);
      const [first] = addresses;
      if (first === undefined) return callback(new Error(`${hostname} has no address`), []);
      if (options.all === true) return callback(null, addresses);
      return callback(null, first.address, first.family);
    });
  };
}

function privateAddress(host: string): DomainError {
  return new DomainError(
    "feed.unreachable",
    `${host} is a private or loopback address, which is not fetched; set ALLOW_PRIVATE_NETWORKS=true if that is meant.`,
  );
}
