import { CC, NAMED, phrasesOf } from "./standing.js";

const WORK =
  "(?:artigo|texto|coluna|ensaio|obra|trabalho|conto|entrevista|conteúdo|crônica|crónica|excerto|trecho|poema|reportagem|resenha|post)";
const SUBJECT = `(?:(?:est[ea]|o|a) ${WORK}|${WORK}|uma versão (?:anterior |mais longa |mais curta |reduzida )?(?:deste|desta) ${WORK})`;
const USED = "(?:reproduzid|publicad|republicad|usad|utilizad|traduzid|cedid|partilhad|compartilhad|adaptad)[oa]";
const OF = "(?:de|do|da|dos|das)";
const GRANT = `com (?:a |o )?(?:gentil |devida |expressa |amável )?(?:permissão|autorização|consentimento)(?: ${OF} ${NAMED})?`;
const AT = "(?:em|no|na|por|pelo|pela|nos|nas)";
const FIRST = "(?:originalmente|pela primeira vez|inicialmente|anteriormente)";
const TAIL = "(?:,? e (?:é |foi |está )?(?:aqui |re|publicad|traduzid|compartilhad|partilhad).{0,100})?";

export const PORTUGUESE = phrasesOf("pt", {
  "permission-claim": [
    `(?:${SUBJECT} )?(?:(?:é|foi) )?(?:${USED} (?:aqui )?(?:e ${USED} )?)?${GRANT}`,
    `(?:${SUBJECT} )?(?:(?:é|foi) )?${USED} por cortesia ${OF} ${NAMED}`,
    `(?:agradecemos (?:à|ao|a)|obrigad[oa]s? (?:à|ao|a)) ${NAMED} (?:a|pela|por) (?:permissão|autorização|(?:permitir|autorizar)).{0,80}`,
  ],
  "first-publication": [
    `(?:${SUBJECT} )?(?:foi )?(?:publicad[oa]|apareceu|saiu) ${FIRST} ${AT} ${NAMED}${TAIL}`,
    `(?:${SUBJECT} )?(?:foi )?${FIRST} (?:publicad[oa]|apareceu) ${AT} ${NAMED}${TAIL}`,
    `primeira publicação(?::| em) ${NAMED}`,
    `(?:crosspost|republicad[oa]|retirad[oa]) ${OF} ${NAMED}`,
    `(?:leia|ler|veja) (?:o|a) ${WORK} original ${AT} ${NAMED}`,
    `(?:o|a) ${WORK} original (?:foi publicad[oa]|apareceu|saiu) ${AT} ${NAMED}`,
  ],
  copyright: [
    "(?:todos os )?direitos reservados",
    "(?:é )?(?:expressamente |estritamente )?proibida a (?:reprodução|publicação|divulgação)(?: total ou parcial)?(?: d[eo]ste [\\p{L}]{4,12})?(?: sem .{0,20}(?:autorização|permissão).{0,60})?",
    "reprodução proibida(?: sem (?:autorização|permissão).{0,60})?",
  ],
  credit: [`fonte: ${NAMED}`, `(?:por )?cortesia ${OF} ${NAMED}`, `com (?:informações|material) ${OF} ${NAMED}`],
  license: [
    `(?:(?:salvo|exceto) (?:indicação em contrário|quando indicado|se indicado de outra forma|menção em contrário),? )?(?:${SUBJECT}|(?:os|todos os|nossos) (?:textos|artigos|conteúdos)[\\p{L} ]{0,20}?) (?:está|estão|é|são|foi|pode)(?!\\p{L}).{0,40}? ?(?:sob|com) (?:uma |a )?licença ${CC}`,
    `(?:você pode|pode|podem) (?:republicar|reproduzir|compartilhar|partilhar) .{2,40} sob (?:uma |a )?licença ${CC}`,
    `(?:${WORK} )?(?:disponível |publicado |distribuído )?sob (?:uma |a )?licença ${CC}`,
    `licença: ${CC}`,
    `${SUBJECT} (?:está em|é de) domínio público`,
  ],
});
