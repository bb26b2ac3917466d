import { trieOf } from "../trie.js";
import { isAgencyName } from "./shared.js";
import { STEMS } from "./stems.js";

/** Words for a picture, each with what makes a credit of it. */
const PICTURES =
  "photo photos photograph photographs photography photographie image images picture pictures illustration illustrations graphic cartoon artwork video videos audio chart map foto fotos fotografie fotografía fotografia fotograf bild bilder bildnachweis bildquelle titelbild grafik zeichnung illustrazione ilustración ilustração illustratie imagen immagine imagem beeld afbeelding tekening dessin dibujo disegno desenho".split(
    " ",
  );
const CREDITED = ": | :| :|©| ©| | | by | credit| courtesy| source| par | por | di | von | door |: ©"
  .split("|")
  .filter((mark) => mark.trim() !== "");

function stems(): readonly string[] {
  const listed = STEMS.trim()
    .split("\n")
    .flatMap((line) => {
      const [heads = "", tails] = line.split("·");
      if (tails === undefined) return heads.split("|");
      const [last = "", ...others] = heads.split("|").reverse();
      return [...others, ...tails.split("|").map((tail) => `${last} ${tail}`)];
    });
  return [...listed, ...PICTURES.flatMap((picture) => CREDITED.map((mark) => `${picture}${mark}`))];
}

const HINT = new RegExp(`(?:^|[^a-z])${trieOf(stems())}|©|\\(c\\)|übernommen|à l[’']origine|été publi`);

/** An agency signs at the end, or with its name alone. */
const SIGNATURE_CHARACTERS = 40;
const SIGNED_END =
  /(?:^|[\s([/])(?:dpa|afp|reuters|ap|upi|efe|ansa|lusa|anp|agi|apa|sda|epd|kna|sid|getty images|alamy|shutterstock)[)\].]?$/u;

/** `From The Kettle, 4 April 2025`. */
const DATED = /^from [^.]{2,80}, [^.]{0,30}\d{4}\.?$/u;

/** False where a block or a sentence surely says nothing about rights: one cheap look at it, linear. */
export function mayStateRights(text: string): boolean {
  const folded = text.toLowerCase();
  return (
    HINT.test(folded) ||
    SIGNED_END.test(folded.slice(-SIGNATURE_CHARACTERS)) ||
    DATED.test(folded) ||
    (text.length <= SIGNATURE_CHARACTERS && isAgencyName(text.replace(/^[^\p{L}]{1,4}|[^\p{L}]{1,3}$/gu, "")))
  );
}
