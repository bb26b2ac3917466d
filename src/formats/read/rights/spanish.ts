import { CC, NAMED, phrasesOf } from "./standing.js";

const WORK =
  "(?:artículo|texto|columna|ensayo|obra|relato|pieza|entrevista|contenido|extracto|fragmento|crónica|reportaje|poema|tribuna|reseña|nota)";
const SUBJECT = `(?:(?:est[ea]|el|la) ${WORK}|${WORK}|una versión (?:anterior |más larga |más breve |abreviada )?de (?:este|esta) ${WORK})`;
const USED =
  "(?:(?:reproducid|publicad|republicad|reimpres|usad|utilizad|traducid|cedid|compartid|adaptad|tomad)[oa]|reproduce|publica|republica)";
const GRANT = `con (?:la |el |su )?(?:amable |debida |expresa |gentil )?(?:autorización|permiso|consentimiento)(?: (?:de|del) ${NAMED})?`;
const AT = "(?:en|por)";
const FIRST = "(?:originalmente|por primera vez|inicialmente|previamente|primero)";
const TAIL = "(?:,? y (?:se |es |ha sido |fue )(?:re|publica|traduc|comparte).{0,100})?";

export const SPANISH = phrasesOf("es", {
  "permission-claim": [
    `(?:${SUBJECT} )?(?:(?:se|es|fue|ha sido) )?(?:${USED} (?:aquí )?(?:y ${USED} )?)?${GRANT}`,
    `(?:${SUBJECT} )?(?:(?:se|es|fue) )?${USED} (?:por|gracias a la) cortesía de ${NAMED}`,
    `(?:agradecemos a|gracias a|damos las gracias a) ${NAMED} (?:el|la|por el|por la|por su) (?:permiso|autorización)(?: (?:para|de) .{2,80})?`,
  ],
  "first-publication": [
    `${SUBJECT} (?:fue|se|ha sido) (?:${USED}|publicó) ${FIRST} ${AT} ${NAMED}${TAIL}`,
    `${SUBJECT} (?:fue|se|ha sido) ${FIRST} (?:${USED}|publicó) ${AT} ${NAMED}${TAIL}`,
    `(?:${SUBJECT} )?(?:publicad[oa]|apareció|aparecid[oa]|salió) ${FIRST} ${AT} ${NAMED}${TAIL}`,
    `(?:${SUBJECT} )?${FIRST} (?:publicad|aparecid)[oa] ${AT} ${NAMED}${TAIL}`,
    `primera publicación(?::| en) ${NAMED}`,
    `(?:${SUBJECT} )?(?:republicad|tomad)[oa] de ${NAMED}`,
    `(?:lea|lee|leer|vea|ver) (?:el|la) ${WORK} original (?:en|de) ${NAMED}`,
    `(?:el|la) ${WORK} original (?:se publicó|apareció|fue publicad[oa]) en ${NAMED}`,
  ],
  copyright: [
    "(?:todos los derechos reservados|reservados todos los derechos|derechos reservados)",
    "(?:queda |está )?(?:terminantemente |estrictamente )?prohibida (?:la|su) (?:reproducción|difusión|publicación)(?: total o parcial| total| parcial)?(?: de (?:este|esta) [\\p{L}]{3,12})?(?: sin .{0,20}(?:autorización|permiso|consentimiento).{0,60})?",
  ],
  credit: [
    `fuente: ${NAMED}`,
    `con (?:información|informaciones|datos|material) de ${NAMED}`,
    `(?:por )?cortesía de ${NAMED}`,
  ],
  license: [
    `(?:salvo (?:que se indique lo contrario|indicación contraria|mención contraria),? )?(?:${SUBJECT}|(?:los|nuestros|todos los) (?:textos|artículos|contenidos)[\\p{L} ]{0,20}?) (?:está|están|se publican?|se distribuyen?|es|son|puede)(?!\\p{L}).{0,40}? ?(?:bajo|con) (?:una |la )?licencia (?:de )?${CC}`,
    `(?:puedes|puede|pueden) (?:republicar|reproducir|compartir) .{2,40} (?:bajo|con) (?:una |la )?licencia (?:de )?${CC}`,
    `(?:${WORK} )?(?:publicad[oa] |disponible |distribuid[oa] )?(?:bajo|con) (?:una |la )?licencia (?:de )?${CC}`,
    `licencia: ${CC}`,
    `${SUBJECT} (?:está en el|es de) dominio público`,
  ],
});
