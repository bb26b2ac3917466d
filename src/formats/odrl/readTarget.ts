import { NO_WORK_NAMES, type WorkNames, type Works } from "../../domain/works.js";
import { type Comparison, comparisonsOf, refuseComparison, refuseOperand } from "./comparisons.js";
import type { Graph, GraphNode } from "./graph.js";
import { chosen, timeBound } from "./readValues.js";
import { impr, iriOf, nameIn, odrl } from "./vocabulary.js";

/** The works of a rule, and whose they are; no partner where the policy names none of ours. */
export interface TargetRead {
  readonly partner: string;
  readonly works: Works;
}

const NO_TARGET: TargetRead = { partner: "", works: { ...NO_WORK_NAMES, published: null, except: NO_WORK_NAMES } };

/** The assets of a rule: a collection of ours narrowed by refinements, or single assets by address or name. */
export function targetOf(graph: Graph, owner: GraphNode): TargetRead {
  const assets = graph.nodes(owner, odrl("target"));
  const [first, ...more] = assets;
  if (first === undefined) {
    graph.refuse(owner, null, "lacks odrl:target; name the works it is about.");
    return NO_TARGET;
  }
  if (assets.some(isCollection)) {
    if (more.length > 0)
      graph.refuse(owner, odrl("target"), "names a collection beside other assets; write a rule for each.");
    return collection(graph, first);
  }
  return { partner: "", works: singleAssets(graph, owner, assets) };
}

function isCollection(node: GraphNode): boolean {
  const type = node["@type"];
  const isTyped = Array.isArray(type) && type.includes(odrl("AssetCollection"));
  return isTyped || node[odrl("refinement")] !== undefined || node[odrl("source")] !== undefined;
}

/** Addresses are works by address; this desk’s own names, and any other IRI, are works by id. */
function singleAssets(graph: Graph, owner: GraphNode, assets: readonly GraphNode[]): Works {
  const iris = assets.map((node) => {
    graph.refuseOthers(node, new Set(), "an asset");
    return typeof node["@id"] === "string" ? node["@id"] : "";
  });
  const urls = iris.filter((iri) => /^https?:/u.test(iri));
  const items = iris.filter((iri) => !urls.includes(iri)).map((iri) => nameIn(iri, "item") ?? iri);
  if (items.includes("")) graph.refuse(owner, odrl("target"), "names an asset without uid; give each its uid.");
  if (urls.some((url) => url.includes("*"))) {
    graph.refuse(owner, odrl("target"), "names an address with *, which stands for anything here; write it as %2A.");
  }
  if (urls.length > 0 && items.length > 0) {
    graph.refuse(owner, odrl("target"), "names works by address and by id at once; write a rule for each kind.");
  }
  return { ...NO_TARGET.works, urls: [...new Set(urls)], items: [...new Set(items)] };
}

function collection(graph: Graph, node: GraphNode): TargetRead {
  graph.refuseOthers(node, new Set([odrl("source"), odrl("refinement")]), "a collection of assets");
  const named = graph.iris(node, odrl("source"));
  const id = named[0] ?? (typeof node["@id"] === "string" ? node["@id"] : "");
  const partner = nameIn(id, "works");
  if (partner === null || named.length > 1) {
    graph.refuse(
      node,
      odrl("source"),
      `the collection ${id || "without uid"} is not known here; name single assets, or ${iriOf("works", "…")}.`,
    );
  }
  const works = comparisonsOf(graph, node, odrl("refinement")).reduce(
    (before, one) => refined(graph, before, one),
    NO_TARGET.works,
  );
  return { partner: partner ?? "", works };
}

const LISTS: ReadonlyMap<string, keyof WorkNames> = new Map([
  [impr("source"), "sources"],
  [impr("author"), "authors"],
  [impr("tag"), "tags"],
  [impr("url"), "urls"],
  [impr("item"), "items"],
]);
const PUBLISHED = impr("published");

function refined(graph: Graph, works: Works, one: Comparison): Works {
  if (one.operand === PUBLISHED) return published(graph, works, one);
  const list = LISTS.get(one.operand);
  if (list === undefined) {
    refuseOperand(graph, one, [...LISTS.keys(), PUBLISHED]);
    return works;
  }
  const choice = chosen(graph, one);
  if (choice === null) return works;
  const names = choice.values.map(({ value }) => String(value));
  const before = choice.isExcluding ? works.except[list] : works[list];
  if (names.length === 0 || before.length > 0) {
    refuseComparison(graph, one, "name such works once, in one list that is not empty");
    return works;
  }
  return choice.isExcluding ? { ...works, except: { ...works.except, [list]: names } } : { ...works, [list]: names };
}

/** Several bounds hold together; `isA known` says only that the day is known. */
function published(graph: Graph, works: Works, one: Comparison): Works {
  const before = works.published ?? { from: null, until: null };
  if (one.operator === "isA" && one.values[0]?.value === "known") return { ...works, published: before };
  const bound = timeBound(graph, one);
  if (bound === null) return works;
  if (before[bound.end] !== null) refuseComparison(graph, one, "write each bound once");
  return { ...works, published: { ...before, [bound.end]: bound.at } };
}
