import { readdirSync, readFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import type { FeedDocument, FeedEntry } from "../../../src/formats/read/document.js";
import { readFeed } from "../../../src/formats/read/readFeed.js";

const FOLDER = "tests/fixtures/feeds";
const SUFFIX = ".golden.json";
/** The address that the fixtures' relative links are resolved by. */
const ADDRESS = "http://lantern.example/feeds/columns";

/** What a fixture says of itself beside what is read from it. */
interface Golden {
  readonly contentType?: string;
  /** Absent where it does not matter. */
  readonly charset?: string;
}

export interface Fixture {
  /** Class and name. */
  readonly name: string;
  readonly feed: string;
  readonly golden: string;
}

/** Every feed under tests/fixtures/feeds/<class>/ beside the file that says what is to be read from it. */
export function fixtures(): readonly Fixture[] {
  const files = readdirSync(FOLDER, { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => extname(file) !== "" && !file.endsWith(SUFFIX))
    .sort()
    .map((file) => {
      const name = join(file, "..", basename(file, extname(file)));
      return { name, feed: join(FOLDER, file), golden: join(FOLDER, `${name}${SUFFIX}`) };
    });
}

/** What is read from a fixture, in the form of its golden file; what is empty is left out. */
export async function readFixture({ feed, golden }: Fixture): Promise<object> {
  const said: Golden = JSON.parse(readFileSync(golden, "utf8"));
  const document = await readFeed(readFileSync(feed), { contentType: said.contentType ?? null, url: ADDRESS });
  const { name, chosenBy } = document.charset;
  return {
    ...(said.contentType === undefined ? {} : { contentType: said.contentType }),
    format: document.format,
    title: document.title,
    ...(document.language === null ? {} : { language: document.language }),
    ...(said.charset === undefined ? {} : { charset: `${name} by ${chosenBy}` }),
    ...(document.faults.length === 0 ? {} : { faults: document.faults.map(inWords) }),
    entries: document.entries.map(shortened),
  };
}

function inWords({ code, line }: FeedDocument["faults"][number]): string {
  return line === null ? code : `${code} on line ${line}`;
}

function shortened(entry: FeedEntry): object {
  const { id, url, title, authors, publishedAt, updatedAt, tags, html, language } = entry;
  const enclosures = entry.enclosures.map(({ bytes, ...rest }) => (bytes === null ? rest : { ...rest, bytes }));
  const facts = { id, url, title, authors, publishedAt, updatedAt, tags, html, language, enclosures };
  return Object.fromEntries(
    Object.entries(facts).filter(
      ([, value]) => value !== null && value !== "" && !(Array.isArray(value) && value.length === 0),
    ),
  );
}
