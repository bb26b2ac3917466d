import { readFileSync } from "node:fs";
import { rightsInBlock } from "../../../src/formats/read/bodyRights.js";

export interface Positive {
  readonly language: string;
  readonly kind: string;
  readonly holder: string;
  readonly year: string;
  readonly text: string;
}

const FOLDER = "tests/fixtures/notices";

function linesOf(file: string): readonly string[] {
  return readFileSync(`${FOLDER}/${file}`, "utf8")
    .split("\n")
    .filter((line) => line !== "");
}

export function positives(): readonly Positive[] {
  return linesOf("positive.txt").map((line) => {
    const [language = "", kind = "", holder = "", year = "", text = ""] = line.split("|");
    return { language, kind, holder, year, text };
  });
}

export function negatives(): readonly string[] {
  return linesOf("negative.txt").map((line) => line.slice(line.indexOf("|") + 1));
}

export interface Score {
  readonly precision: number;
  readonly recall: number;
  readonly missed: readonly string[];
  readonly wrong: readonly string[];
}

/** Even lines were tuned on; odd ones were held out. A positive counts where its kind, holder and year are all read. */
export function score(half: 0 | 1): Score {
  const mine = (_: unknown, index: number) => index % 2 === half;
  const asked = positives().filter(mine);
  const missed = asked.filter((line) => !isRead(line)).map(({ text }) => text);
  const wrong = negatives()
    .filter(mine)
    .filter((text) => rightsInBlock(text, text).statedRights.length > 0);
  const found = asked.length - missed.length;
  return { precision: found / (found + wrong.length), recall: found / asked.length, missed, wrong };
}

function isRead({ kind, holder, year, text }: Positive): boolean {
  const { statedRights } = rightsInBlock(text, text);
  return (
    statedRights.some((stated) => stated.kind === kind) &&
    (holder === "" || statedRights.some((stated) => stated.holder === holder)) &&
    (year === "" || statedRights.some((stated) => String(stated.year) === year))
  );
}
