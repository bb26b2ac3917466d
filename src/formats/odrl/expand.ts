import type { JsonLdDocument } from "jsonld";
import type { Problem } from "../../domain/error.js";
import { pointerTo } from "./bounds.js";
import { CONTEXT_URLS, loadContext, RemoteContextRefused } from "./contexts.js";

/** A node of an expanded document: its properties by IRI. */
export interface GraphNode {
  readonly [iri: string]: unknown;
}

/** The property that keeps, through the expansion, where in the input a node stood. */
export const PLACE = "urn:x-imprimatur:place";

export interface Expanded {
  readonly nodes: readonly GraphNode[];
  /** The objects of the input by their JSON pointer. */
  readonly sources: ReadonlyMap<string, object>;
  readonly problems: readonly Problem[];
}

/** No node of the data model: they carry values, or name what holds them. */
const NOT_MARKED = ["@value", "@list", "@set", "@graph"] as const;

interface Marked {
  readonly sources: Map<string, object>;
  /** Where each member’s name stands, at most a few places of each. */
  readonly places: Map<string, string[]>;
}

const MAX_PLACES = 5;

/** Expands a document within bounds by the vendored contexts. Terms that no context knows are problems, not dropped. */
export async function expandPolicy(input: object): Promise<Expanded> {
  const marked: Marked = { sources: new Map(), places: new Map() };
  const document = mark(input, "", marked);
  const problems: Problem[] = [];
  const options = {
    documentLoader: loadContext,
    eventHandler: ({ event }: { readonly event: unknown }) => problems.push(...problemsOf(event, marked)),
  };
  const { default: jsonld } = await import("jsonld");
  try {
    const nodes: unknown = await jsonld.expand(document as JsonLdDocument, options);
    return { nodes: nodes as readonly GraphNode[], sources: marked.sources, problems };
  } catch (error) {
    return { nodes: [], sources: marked.sources, problems: [...problems, failure(error)] };
  }
}

function mark(value: unknown, pointer: string, marked: Marked): unknown {
  if (Array.isArray(value)) return value.map((member, index) => mark(member, pointerTo(pointer, index), marked));
  if (typeof value !== "object" || value === null) return value;
  marked.sources.set(pointer, value);
  const members = Object.entries(value).map(([name, member]) => {
    const place = pointerTo(pointer, name);
    const places = marked.places.get(name) ?? [];
    if (places.length < MAX_PLACES) marked.places.set(name, [...places, place]);
    return [name, name === "@context" ? member : mark(member, place, marked)] as const;
  });
  const isNode = !NOT_MARKED.some((keyword) => Object.hasOwn(value, keyword));
  return Object.fromEntries(isNode ? [...members, [PLACE, pointer]] : members);
}

/** Relative names of nodes and types are for the rules’ own readers, who know what belongs there. */
const HARMLESS = ["relative @id reference", "relative @type reference"];

function problemsOf(event: unknown, { places }: Marked): readonly Problem[] {
  const { code, details } = event as { readonly code?: string; readonly details?: { readonly property?: unknown } };
  if (code === undefined || HARMLESS.includes(code)) return [];
  const term = details?.property;
  if (code !== "invalid property" || typeof term !== "string") {
    return [{ pointer: "", detail: `holds what JSON-LD drops (${code}); remove it.` }];
  }
  const detail = `“${term}” is a term that no context of this policy defines; remove it, or write it as an IRI.`;
  return (places.get(term) ?? [""]).map((pointer) => ({ pointer, detail }));
}

function failure(error: unknown): Problem {
  const refused = refusedContext(error);
  if (refused !== null) {
    return {
      pointer: "/@context",
      detail: `The context ${refused} is not kept here and nothing is fetched; use ${CONTEXT_URLS[0]}, or write the terms out.`,
    };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { pointer: "", detail: `is no JSON-LD that can be read: ${message.slice(0, 300)}` };
}

function refusedContext(error: unknown): string | null {
  if (error instanceof RemoteContextRefused) return error.address;
  const details = error instanceof Error && "details" in error ? error.details : undefined;
  const cause = typeof details === "object" && details !== null && "cause" in details ? details.cause : undefined;
  return cause instanceof RemoteContextRefused ? cause.address : null;
}
