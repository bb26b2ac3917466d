import type { Exclusivity, Licensees } from "../../domain/exclusivity.js";
import type { Evidence, PermissionRecord, PermissionVersion } from "../../domain/permission.js";
import type { WorkNames, Works } from "../../domain/works.js";
import { compare, type PolicyJson, type PolicyValue, stated } from "./policyJson.js";
import { iriOf } from "./vocabulary.js";
import { mediaConstraints, outletConstraint, territoryConstraints, windowConstraints } from "./writeTerms.js";

/** Which works: the partner’s works, narrowed by what the record names and excepts. */
export function target(partner: string, works: Works): PolicyJson {
  const { published } = works;
  const bounds = published === null ? [] : windowConstraints(published, "impr:published");
  const isOpen = published !== null && bounds.length === 0;
  return {
    "@type": "AssetCollection",
    source: iriOf("works", partner),
    refinement: [
      ...named(works, "isAnyOf"),
      ...bounds,
      ...(isOpen ? [compare("impr:published", "isA", "known")] : []),
      ...named(works.except, "isNoneOf"),
    ],
  };
}

function named({ sources, authors, tags, urls, items }: WorkNames, operator: string): readonly PolicyJson[] {
  const lists = { source: sources, author: authors, tag: tags, url: urls, item: items };
  return Object.entries(lists).flatMap(([name, values]) =>
    values.length === 0 ? [] : [compare(`impr:${name}`, operator, values)],
  );
}

/** Who gave it: by name, with the ground they stand on. */
export function assigner({ name, basis }: PermissionRecord["grantor"]): PolicyJson {
  return { "@type": "Party", "vcard:fn": name, "impr:basis": basis };
}

/** Whom it is for. Nobody is named where it is for anyone: the policy is then an offer. */
export function assignee(licensees: Licensees): PolicyValue | null {
  if (licensees === "anyone") return null;
  if (licensees === "house") return iriOf("house");
  return { "@type": "PartyCollection", source: iriOf("outlets"), refinement: [outletConstraint(licensees)] };
}

/** The rule holds only while the permission is active; `status` says what it is now. */
export function stateConstraint(state: PermissionVersion["state"]): PolicyJson {
  return compare("impr:state", "eq", "active", { status: state });
}

/** What a record says beside who, what, when and how; one term of the profile for each member. */
export function recordProperties(record: PermissionRecord): PolicyJson {
  const { license, fee } = record;
  return stated({
    "impr:direction": record.direction,
    "impr:parent": record.parent,
    "impr:kind": record.kind,
    "impr:license": { "impr:id": license.id, "impr:digest": license.digest },
    "impr:rightsHolder": record.rightsHolder,
    "impr:exclusivity": record.exclusivity === null ? null : exclusivity(record.exclusivity),
    "impr:creditLine": record.creditLine,
    "impr:notice": record.notice,
    "impr:reference": record.references.map(({ kind, number }) => ({ "impr:kind": kind, "impr:number": number })),
    "impr:evidence": record.evidence.map(evidence),
    "impr:fee": fee === null ? null : feeNode(fee),
    "impr:contributorPayment": record.contributorPayment,
    "impr:reviewBy": record.reviewBy,
  });
}

function exclusivity({ kind, territories, media, until }: Exclusivity): PolicyJson {
  const term = windowConstraints({ from: null, until });
  return {
    "impr:kind": kind,
    constraint: [...territoryConstraints(territories), ...mediaConstraints(media), ...term],
  };
}

function evidence({ kind, note, digest, url, capturedAt, capturedBy }: Evidence): PolicyJson {
  return stated({
    "impr:kind": kind,
    "impr:note": note,
    "impr:digest": digest,
    "impr:url": url,
    "impr:capturedAt": capturedAt,
    "impr:capturedBy": capturedBy,
  });
}

function feeNode({ amount, currency, basis, invoice }: NonNullable<PermissionRecord["fee"]>): PolicyJson {
  return stated({
    "impr:amount": amount,
    "impr:currency": currency,
    "impr:per": basis,
    "impr:invoice": invoice,
  });
}
