import type { NodeObject } from "jsonld";
import { ODRL_CONTEXT, ODRL_CONTEXT_URL } from "./contexts/odrl.js";
import { RIGHTSML_CONTEXT, RIGHTSML_CONTEXT_URL } from "./contexts/rightsml.js";
import { IMPR } from "./vocabulary.js";

/** The profile’s own context, written into each policy: nothing of it has to be fetched. */
export const PROFILE_CONTEXT = { impr: IMPR } as const;

/** What every policy that is written begins with. */
export const WRITTEN_CONTEXT = [ODRL_CONTEXT_URL, RIGHTSML_CONTEXT_URL, PROFILE_CONTEXT] as const;

const VENDORED: ReadonlyMap<string, NodeObject> = new Map<string, NodeObject>([
  [ODRL_CONTEXT_URL, { "@context": ODRL_CONTEXT }],
  [ODRL_CONTEXT_URL.replace("http:", "https:"), { "@context": ODRL_CONTEXT }],
  [RIGHTSML_CONTEXT_URL, { "@context": RIGHTSML_CONTEXT }],
  [RIGHTSML_CONTEXT_URL.replace("https:", "http:"), { "@context": RIGHTSML_CONTEXT }],
]);

export const CONTEXT_URLS: readonly string[] = [...VENDORED.keys()];

/** A context at an address that is not among the vendored ones. */
export class RemoteContextRefused extends Error {
  readonly address: string;

  constructor(address: string) {
    super(`The context ${address} is not kept here, and nothing is fetched.`);
    this.name = "RemoteContextRefused";
    this.address = address;
  }
}

/** Serves the vendored contexts and nothing else; it never asks the network. */
export async function loadContext(address: string) {
  const document = VENDORED.get(address);
  if (document === undefined) throw new RemoteContextRefused(address);
  return { contextUrl: undefined, documentUrl: address, document };
}
