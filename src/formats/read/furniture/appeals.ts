import { trieOf } from "../trie.js";

/** What asks readers for money: the partner's appeal, which the republishing desk may not want under its own name. */
const APPEALS: readonly RegExp[] = [
  /\b(?:donate (?:now|today|here|to (?:us|our|the)\b)|make a (?:tax-deductible |one-time |monthly )?donation|become a (?:paying )?(?:member|supporter|patron|subscriber)|chip in|buy (?:me|us) a coffee|support (?:our|this|independent|local|my) (?:work|journalism|newsroom|reporting|mission|writing|site|newsletter|team|coverage)|please (?:consider )?(?:donat(?:e|ing)|support(?:ing)? (?:us|our|this (?:site|newsletter|paper|work))|giving (?:what|today))|consider (?:making a (?:donation|gift|contribution)|donating|becoming an? .{0,20}(?:member|supporter|subscriber|patron)|supporting (?:us|our|this)|a (?:donation|gift))|(?:from|for) (?:as little as|just|only) [£$€]\s?\d.{0,20}|we rely on (?:readers|your|the support|donations)|leave (?:us |me )?a tip|tip jar|make a (?:gift|pledge|contribution)|your (?:donation|gift|contribution|support|membership) (?:makes|helps|keeps|allows|enables|will)|help us (?:keep|continue|fund|reach|raise)|(?:on|via|through) (?:patreon|ko-?fi|paypal|gofundme|liberapay))\b/iu,
  /\b(?:(?:jetzt|hier|bitte) spenden|spenden sie|(?:mit|durch) (?:ihrer|deiner|einer) spende|unterstützen sie (?:uns|unsere|unseren|unabhängigen)|unterstütze (?:uns|unsere)|werden sie (?:mitglied|unterstützer)|spendenkonto|unterstützt (?:uns|unsere|unseren)|(?:euro|€|franken) (?:im monat|monatlich)|freiwilligen? (?:beitrag|abo)|werd(?:e|et) (?:mitglied|teil)|ihre spende)\b/iu,
  /\b(?:fai(?:tes)? un don\b|faites? un don|soutenez(?:-nous| (?:notre|nos|le journalisme))|donnez (?:dès|ici|maintenant|aujourd)|faisant un don|(?:euros|€) par mois|appel aux dons|votre (?:don|soutien|contribution) (?:nous|permet|aide)|devenez (?:membre|adhérent|mécène))/iu,
  /\b(?:haz una donación|dona (?:ahora|aquí|hoy)|apoya(?:r|nos)? ?(?:nuestro|nuestra|el periodismo|este)|apóyanos|haciendo una donación|colabora (?:desde|con|con nosotros)|(?:euros|€|pesos|dólares) al mes|ayúdanos a|tu (?:donación|apoyo|aporte|contribución) (?:nos|hace|permite|ayuda)|hazte (?:socio|socia|miembro))/iu,
  /\b(?:fai una donazione|dona (?:ora|adesso|qui)|sostieni (?:il nostro|la nostra|il giornalismo)|sostienici|dona (?:oggi|subito)|(?:euro|€) al mese|con una donazione|aiutaci a|tuo 5 ?x ?(?:mille|1000)|il tuo (?:sostegno|contributo) ci|diventa (?:sostenitore|socio|abbonato))/iu,
  /\b(?:faça uma doação|doe (?:agora|aqui|hoje)|apoie(?:-nos| (?:o nosso|a nossa|o jornalismo))|(?:reais|euros|€) por mês|contribua (?:com|a partir|para)|(?:com|fazer) (?:um donativo|uma doação)|ajude-nos a|seu apoio é|a? ?sua (?:doação|contribuição) (?:nos|ajuda|permite)|torne-se (?:membro|assinante|apoiador))/iu,
  /\b(?:doneer (?:nu|hier|vandaag|aan)|steun (?:ons|onze|ons werk|onafhankelijke)|jouw (?:donatie|bijdrage|steun) (?:helpt|maakt)|uw (?:donatie|bijdrage|steun) (?:helpt|maakt)|word (?:dan |nu |ook )?(?:lid|donateur|vriend)|(?:euro|€) per maand|(?:met|via) een donatie|doneer (?:vanaf|een)|jouw steun is|help ons (?:om|met|te))\b/iu,
];
/** One of these is in every appeal, in lower case: a column without any need not be read for one. */
const STEMS = [
  "consider",
  "little as",
  "rely on ",
  "tip jar",
  "monatlich",
  "par mois",
  "donnez ",
  "apóyanos",
  "ayúdanos",
  "colabora ",
  "sostienici",
  "por mês",
  "contribua",
  "seu apoio",
  "help ons",
  "donate",
  "donation",
  "member",
  "supporter",
  "patron",
  "patreon",
  "subscriber",
  "chip in",
  "us a coffee",
  "me a coffee",
  "support ",
  "your gift",
  "your contribution",
  "help us",
  "ko-fi",
  "kofi",
  "paypal",
  "gofundme",
  "liberapay",
  "spende",
  "unterstütz",
  "mitglied",
  "un don",
  "soutenez",
  "votre ",
  "devenez",
  "donación",
  "dona ",
  "apoya",
  "tu apoyo",
  "tu aporte",
  "tu contribución",
  "hazte",
  "donazione",
  "sostieni",
  "il tuo ",
  "diventa",
  "doação",
  "doe ",
  "apoie",
  "contribuição",
  "torne-se",
  "doneer",
  "steun",
  "jouw ",
  "uw bijdrage",
  "uw donatie",
  "word ",
];
const MAX_READ = 1_000;

const STEM = new RegExp(trieOf(STEMS));

/** The words of an appeal for money in a block; null where there is none. */
export function appealIn(text: string): string | null {
  const read = text.slice(0, MAX_READ);
  if (!STEM.test(read.toLowerCase())) return null;
  for (const appeal of APPEALS) {
    const found = appeal.exec(read);
    if (found !== null) return found[0];
  }
  return null;
}
