import type { Partner } from "../../domain/partner.js";
import type { MarkDoc } from "../../store/models/desk.js";
import type { Models } from "../../store/models/models.js";

/** `example`: the store holds the invented newsroom, and nothing else is meant to be in it. */
export type StoreKind = "example" | "real";

const KIND = "store-kind";
const SEEDED = "example";
const ADDRESS = "address";
/** No host of this domain exists (RFC 2606): only invented partners are there. */
const INVENTED_HOST = /(?:^|\.)example$/u;

/**
 * Says whether a store is an example. That is decided when it is first opened, and stays so. While nothing of the example
 * is on record, a person who asks for a real one still gets it.
 *
 * @param begins what a store becomes that holds nothing yet.
 */
export async function kindOfStore(models: Models, isEmpty: boolean, begins: StoreKind): Promise<StoreKind> {
  const known = (await markText(models, KIND)) as StoreKind | null;
  if (known === null) return decide(models, isEmpty ? begins : await kindByWhatItHolds(models));
  if (known === begins || begins === "example" || (await holdsExample(models))) return known;
  await leaveMark(models, KIND, "real");
  return "real";
}

/** Of several processes that open a new store, the first one decides. */
async function decide(models: Models, kind: StoreKind): Promise<StoreKind> {
  const { collection } = models.mark;
  const decided = { $setOnInsert: { seq: 0, text: kind } };
  await collection.updateOne({ _id: KIND as never }, decided, { upsert: true });
  return ((await markText(models, KIND)) ?? kind) as StoreKind;
}

/**
 * A store of an earlier version has no mark: it is an example where it has invented partners and no others. Where they got
 * among others, they are the ones that leave.
 */
async function kindByWhatItHolds(models: Models): Promise<StoreKind> {
  const docs = await models.projected.partner.find({ retiredAt: null }).lean();
  const partners = docs as unknown as readonly Pick<Partner, "sources">[];
  const isInvented = ({ sources }: Pick<Partner, "sources">) =>
    sources.some(({ url }) => INVENTED_HOST.test(new URL(url).hostname));
  return partners.length > 0 && partners.every(isInvented) ? "example" : "real";
}

async function holdsExample(models: Models): Promise<boolean> {
  return (await wasSeeded(models)) || (await models.projected.partner.countDocuments({})) > 0;
}

/** Whether the example's permissions, people and tokens are on record. */
export async function wasSeeded(models: Models): Promise<boolean> {
  return (await models.mark.findOne({ _id: SEEDED }).lean()) !== null;
}

export async function markSeeded(models: Models): Promise<void> {
  await leaveMark(models, SEEDED, "seeded");
}

/** Where a desk of this store last listened; null where none has yet. */
export async function lastAddress(models: Models): Promise<string | null> {
  return markText(models, ADDRESS);
}

/** For the commands that run beside the desk. */
export async function leaveAddress(models: Models, baseUrl: string): Promise<void> {
  await leaveMark(models, ADDRESS, baseUrl);
}

async function markText(models: Models, id: string): Promise<string | null> {
  const mark: MarkDoc | null = await models.mark.findOne({ _id: id }).lean();
  return mark?.text ?? null;
}

async function leaveMark(models: Models, id: string, text: string): Promise<void> {
  await models.mark.collection.replaceOne({ _id: id as never }, { seq: 1, text }, { upsert: true });
}
