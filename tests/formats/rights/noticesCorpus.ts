import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { rightsInBlock } from "../../../src/formats/read/bodyRights.js";

export interface Positive {
  readonly language: string;
  readonly kind: string;
  readonly holder: string;
  readonly year: string;
  readonly text: string;
}

/** Lines it was tuned on, or the quarter that was held out. */
export type Part = "tuned" | "held-out";

const FOLDER = "tests/fixtures/notices";

function linesOf(file: string): readonly string[] {
  return readFileSync(`${FOLDER}/${file}`, "utf8")
    .split("\n")
    .filter((line) => line !== "");
}

/** A quarter of all lines, by their digests, so that a new line moves no other. */
function partOf(line: string): Part {
  return createHash("sha256").update(line).digest().readUInt8(0) < 64 ? "held-out" : "tuned";
}

export function positives(part?: Part): readonly Positive[] {
  return linesOf("positive.txt")
    .filter((line) => part === undefined || partOf(line) === part)
    .map((line) => {
      const [language = "", kind = "", holder = "", year = "", text = ""] = line.split("|");
      return { language, kind, holder, year, text };
    });
}

export function negatives(part?: Part): readonly string[] {
  return linesOf("negative.txt")
    .filter((line) => part === undefined || partOf(line) === part)
    .map((line) => line.slice(line.indexOf("|") + 1));
}

export interface Score {
  /** Of the lines in which rights were found, how many state rights. */
  readonly precision: number;
  /** Of the lines that state rights, in how many the right kind was found. */
  readonly recall: number;
  /** Of the lines that name a holder or a year, or name none, for how many just that was read. */
  readonly named: number;
  readonly missed: readonly string[];
  readonly misnamed: readonly string[];
  readonly wrong: readonly string[];
}

export function score(part: Part): Score {
  const asked = positives(part);
  const missed = asked.filter((line) => !isDetected(line));
  const misnamed = asked.filter((line) => isDetected(line) && !isNamed(line));
  const wrong = negatives(part).filter((text) => rightsInBlock(text, text).statedRights.length > 0);
  const found = asked.length - missed.length;
  return {
    precision: found / (found + wrong.length),
    recall: found / asked.length,
    named: (found - misnamed.length) / asked.length,
    missed: missed.map(({ text }) => text),
    misnamed: misnamed.map(({ text }) => text),
    wrong,
  };
}

function isDetected({ kind, text }: Positive): boolean {
  return rightsInBlock(text, text).statedRights.some((stated) => stated.kind === kind);
}

function isNamed({ holder, year, text }: Positive): boolean {
  const { statedRights } = rightsInBlock(text, text);
  const isHolder =
    holder === ""
      ? statedRights.every((stated) => stated.holder === null || stated.kind === "first-publication")
      : statedRights.some((stated) => withoutArticle(stated.holder ?? "") === withoutArticle(holder));
  return isHolder && (year === "" || statedRights.some((stated) => String(stated.year) === year));
}

/** Whether an article is part of a name is a matter of taste. */
function withoutArticle(name: string): string {
  return name.replace(/^(?:the|der|die|das|de|het|le|la|les|el|il|o|a)\s/iu, "");
}
