import { readFileSync } from "node:fs";
import { rightsInBlock } from "../src/formats/read/bodyRights.js";
import { type BenchRow, median, timed } from "./row.js";

const FOLDER = "tests/fixtures/notices";
const ROUNDS = 15;
const BLOCKS = 40_000;
/** What a column of prose asks of the reader: a scan that would find nothing but two words. */
const PLAIN = /copyright|permission/iu;
const TARGET_PRECISION = 0.98;
const TARGET_RECALL = 0.95;
const TARGET_RATE = 0.1;

const PROSE = [
  "My grandmother kept bees behind the station, and every spring she would write their names in a ledger that smelled of smoke. Nobody knew how she told them apart, least of all the bees.",
  "He said the source of the trouble was the common field, used by everyone and mended by no one. I thought about that post for years, and about the article he never published.",
  "Die Straße führt am Hafen entlang, und wer im Winter dort steht, hört das Eis. Früher gingen hier Pferde, bis zum Leuchtturm und zurück, jeden Tag, auch an Feiertagen.",
  "La maison était vide depuis dix ans, et pourtant chaque soir une lampe brûlait à la fenêtre du haut. Les enfants disaient que c’était le vent ; les vieux ne disaient rien.",
] as const;

function linesOf(file: string): readonly string[] {
  return readFileSync(`${FOLDER}/${file}`, "utf8")
    .split("\n")
    .filter((line) => line !== "");
}

/** Precision and recall on the notices corpus, and the rate on prose beside a plain scan of it in the same run. */
export async function benchNotices(): Promise<readonly BenchRow[]> {
  const found = (text: string) => rightsInBlock(text, text).statedRights;
  const asked = linesOf("positive.txt").map((line) => line.split("|"));
  const right = asked.filter(([, kind, , , text = ""]) => found(text).some((stated) => stated.kind === kind)).length;
  const wrong = linesOf("negative.txt").filter((line) => found(line.slice(line.indexOf("|") + 1)).length > 0).length;
  const [precision, recall] = [right / (right + wrong), right / asked.length];
  return [
    row("notices: precision", precision, `of ${right + wrong} found`, TARGET_PRECISION),
    row("notices: recall", recall, `of ${asked.length} lines`, TARGET_RECALL),
    ...(await rates()),
  ];
}

async function rates(): Promise<readonly BenchRow[]> {
  const blocks = Array.from({ length: BLOCKS }, (_, index) => PROSE[index % PROSE.length] ?? "");
  const reading: number[] = [];
  const plain: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    plain.push(await timed(async () => blocks.filter((block) => PLAIN.test(block))));
    reading.push(
      await timed(async () => blocks.filter((block) => rightsInBlock(block, block).statedRights.length > 0)),
    );
  }
  return [
    row("notices: blocks of prose read / a plain scan", median(plain) / median(reading), "of its rate", TARGET_RATE),
    { name: "notices: blocks of prose read", value: (BLOCKS / median(reading)) * 1_000, unit: "per second" },
  ];
}

function row(name: string, value: number, unit: string, target: number): BenchRow {
  return { name, value, unit, target: `at least ${target}`, met: value >= target };
}
