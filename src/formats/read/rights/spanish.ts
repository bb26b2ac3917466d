import { CC, NAMED, phrasesOf } from "./standing.js";

const WORK =
  "(?:artículo|texto|columna|ensayo|obra|relato|pieza|entrevista|contenido|extracto|fragmento|crónica|reportaje|poema|tribuna|reseña|nota|entrada|post|publicación|trabajo|historia|cuento|editorial|noticia|investigación|perfil|traducción|capítulo|documento|material|opinión)";
const WORKS = "(?:textos|artículos|contenidos|materiales|notas|obras|imágenes|fotografías|columnas)";
const ADJECTIVE =
  "(?:anterior|previa|más larga|más breve|más corta|más extensa|abreviada|primera|reducida|editada|ampliada|actualizada|adaptada|ligeramente distinta|original|inglesa|extensa)";
const VERSION = `(?:(?:una|la) )?(?:primera )?versión(?: ${ADJECTIVE})?(?: (?:de|del) (?:(?:este|esta|el|la|un|una) )?${WORK})?`;
const SUBJECT = `(?:(?:est[ea]|el|la|el siguiente|la siguiente|el presente|la presente) ${WORK}(?: (?:de .{3,40}?|original))?|${WORK}|${VERSION})`;
const IS = "(?:(?:se|es|fue|ha sido|está|había sido|aparece|se ha)(?: (?:aquí|también))? )";
const USED =
  "(?:(?:reproducid|publicad|republicad|reimpres|usad|utilizad|traducid|cedid|compartid|adaptad|tomad|extraíd|retomad|difundid|reeditad|editad)[oa]s?|reproduce|publica|republica|comparte|retoma|traduce)";
const GRANT = `(?:con|bajo|por|mediante|previa) (?:la |el |su |los )?(?:(?:amable|debida|expresa|gentil|generosa|previa|especial|generoso|debido|expreso) )?(?:autorización|permisos?|consentimiento|licencia|anuencia|acuerdo)(?: (?:expresa|previa|escrita|expreso|previo|especial))?(?: (?:de los|de la|de|del|concedid[oa] por|otorgad[oa] por) ${NAMED})?`;
const ON = "(?:,? ?\\(?(?:el|en) (?:\\d{1,2} de .{3,20}?|(?:\\p{L}{3,10} (?:de )?)?\\d{4})\\)?,?)";
const AT = "(?:en las páginas de|en la web de|en el sitio de|en la revista|en el diario|en el blog|en|por|a través de)";
const FIRST =
  "(?:originalmente|por primera vez|inicialmente|previamente|primero|en primer lugar|anteriormente|originariamente|ya|antes|también)";
const OUT =
  "(?:(?:fue |ha sido |se ha |había sido )?(?:publicad|aparecid|difundid|editad|impres|divulgad|colgad|emitid)[oa]|se publicó|apareció|salió|vio la luz|salió a la luz|se difundió|publicó)";
const TAIL =
  "(?:,? (?:y|que) (?:se |es |ha sido |fue |lo |la |aquí |hoy )?(?:re|publica|traduc|comparte|difund|comparti).{0,100})?";
const LEAVE = "(?:autorización|permiso|consentimiento|licencia)";
const USING =
  "(?:reproducción|difusión|publicación|distribución|copia|utilización|uso|transmisión|comunicación pública|reutilización|republicación|retransmisión|explotación|traducción)";
const CC_UNDER = `(?:bajo|con|según|conforme a|de acuerdo con|sujeto a|en) (?:(?:los términos de|una|la|licencia|de|tipo|licencias) ){0,4}${CC}`;

export const SPANISH = phrasesOf("es", {
  "permission-claim": [
    `(?:${SUBJECT} )?(?:${IS})?(?:tomad|reproducid|extraíd|retomad|republicad|traducid)[oa] (?:de|del) ${NAMED},? con (?:su|la|el) (?:amable )?(?:autorización|permiso)`,
    `(?:${SUBJECT}(?: de .{3,40}?)? )?(?:${IS})?(?:${USED} (?:(?:aquí|y) )?(?:${USED} )?(?:(?:de|del) .{2,60}?,? )?)?${GRANT}`,
    `(?:©|\\(c\\)) ${NAMED}[,.;] (?:${USED} )?con (?:la |el )?(?:amable |debida )?(?:autorización|permiso)`,
    `(?:re)?(?:publicamos|producimos|reproducimos|compartimos|difundimos|traducimos)(?: aquí)? (?:este|esta|el|la) ${WORK}(?: de .{3,40}?)? ${GRANT}`,
    `(?:${SUBJECT} )?(?:${IS})?(?:${USED} )?(?:por|gracias a la|con la) cortesía de ${NAMED}(?:, con (?:su )?(?:autorización|permiso))?`,
    `(?:agradecemos a|gracias a|damos las gracias a|nuestro agradecimiento a)(?: la| el| los)? ${NAMED} (?:el|la|por el|por la|por su|por|que) .{0,20}(?:permiso|autorización|permitir|autorizar|permita|autorice|autorizarnos|permitirnos)(?: ?(?:para|de|a)? .{2,80})?`,
    `(?:${SUBJECT} )?(?:${IS})?(?:amablemente |gentilmente )?cedid[oa] (?:amablemente |gentilmente )?por ${NAMED}(?: (?:a|para) .{2,60})?`,
    `${NAMED} (?:nos )?(?:ha |han )?(?:autorizado|autorizó|concedido|concedió|permitido|permitió|dio|dado|cedió)(?: su| el| la)?(?: permiso| autorización)?.{0,30}(?:reproduc|republi|publica|difund|compart).{0,60}`,
    `(?:reproducción|publicación) autorizada(?: por ${NAMED})?`,
  ],
  "first-publication": [
    `(?:${SUBJECT} )?${OUT} ${FIRST}${ON}? ${AT} ${NAMED}${TAIL}`,
    `(?:${SUBJECT} )?(?:fue |ha sido |se )?${FIRST} ${OUT}${ON}? ${AT} ${NAMED}${TAIL}`,
    `(?:est[ea] ${WORK}|${WORK}|${VERSION}) ${OUT}${ON}? ${AT} ${NAMED}${TAIL}`,
    `(?:publicad|aparecid)[oa]${ON}? en ${NAMED}`,
    `${VERSION} ${OUT}(?: ${FIRST})?${ON}? ${AT} ${NAMED}${TAIL}`,
    `primera (?:publicación|edición|aparición)(?: ?:| en) ${NAMED}`,
    `(?:${SUBJECT} )?(?:${IS})?(?:republicad|tomad|reproducid|extraíd|retomad|traducid|adaptad)[oa] (?:de la revista|del diario|del blog|de|del|desde) ${NAMED}${TAIL}`,
    `(?:(?:lea|lee|leer|vea|ver|puedes leer|puede leer|consulta|consulte) )?(?:el|la)? ?(?:${WORK}|fuente|versión|enlace) (?:original|complet[oa])(?: (?:aquí|se encuentra|está disponible|puede leerse))?(?: ?:| en| de| del) ${NAMED}`,
    `(?:el|la) ${WORK} original (?:se publicó|apareció|fue publicad[oa])(?: ${FIRST})? en ${NAMED}`,
    `cross-?post(?:ead[oa]|ing)? (?:de|desde|en) ${NAMED}`,
  ],
  copyright: [
    `(?:d\\. ?r\\.?,? ?)?(?:©? ?)?(?:todos los |algunos )?derechos (?:de autor )?(?:están )?reservados(?: (?:a|por|para) ${NAMED})?`,
    "(?:© ?)?reservados todos los derechos",
    `(?:los |todos los )?derechos (?:de autor )?(?:de|sobre) (?:est[ea]|el|la) ${WORK} (?:pertenecen|corresponden|son(?: propiedad)?|permanecen)(?: propiedad)? (?:a|al|de|del|en) ?${NAMED}`,
    `(?:est[ea]|el|la) ${WORK} es propiedad (?:exclusiva )?(?:de|del) ${NAMED}`,
    `(?:d\\. ?r\\.?|derechos de autor|propiedad intelectual(?: de)?):? (?:© ?)?(?:\\d{4}(?:[-–]\\d{2,4})?,? (?:de )?)?${NAMED}`,
    `(?:(?:est[ea]|el|la|los|todos los|todo el|nuestros) )?(?:${WORKS}|${WORK})(?: (?:de|en) est[ea] .{3,30}?)? ?(?:está |están )?protegid[oa]s? por (?:los |las |la |el )?(?:derechos? de autor|leyes? de .{3,50}|copyright|propiedad intelectual).{0,60}`,
    `(?:queda |está |se )?(?:terminantemente |estrictamente |totalmente |expresamente )?(?:prohibid[oa]s?|prohíbe) (?:la |su |el |cualquier |toda )?${USING}(?:(?:,| y| o| ni)+ (?:la |su |el )?${USING})*(?: (?:total o parcial|total|parcial|total y\\/o parcial|parcial o total))?(?: (?:de|del) (?:est[ea]|l[oa]s?|nuestros|los) .{3,40}?)?(?:,? (?:sin|salvo).{0,24}${LEAVE}.{0,60}|,? por cualquier medio.{0,60})?`,
    `(?:cualquier |toda )?${USING}(?: total o parcial)?(?: (?:de|del) .{3,40}?)? (?:sin .{0,20}${LEAVE}.{0,40}? )?(?:está |queda )?(?:terminantemente |estrictamente )?prohibid[oa](?: sin .{0,20}${LEAVE}.{0,60})?`,
    `no (?:se permite|está permitid[oa]|se autoriza) (?:la |su |el )?${USING}(?:(?:,| y| o| ni)+ (?:la )?${USING})*(?: .{3,60}?)?(?: sin .{0,20}${LEAVE}.{0,60})?`,
    `(?:est[ea] ${WORK}|ninguna parte de est[ea] ${WORK}|los ${WORKS}) (?:no )?(?:puede|podrá|pueden|podrán) (?:no )?(?:ser )?(?:reproducid|publicad|copiad|difundid|reproducir|redistribuid)(?!\\.).{0,120}`,
  ],
  "usage-terms": [
    "(?:para (?:solicitar|pedir|obtener|republicar|reproducir|solicitudes|consultas)|(?:solicitudes|permisos|derechos) de (?:reproducción|republicación))(?!\\p{L}).{0,60}(?:contact|escri|correo|@|:).{2,80}",
  ],
  credit: [
    `fuentes?: ${NAMED}`,
    `con (?:información|informaciones|datos|material) de(?: la)? ${NAMED}`,
    `(?:por )?cortesía de ${NAMED}`,
    `(?:distribuid|suministrad|proporcionad)[oa] por ${NAMED}`,
    `(?:agencias?|redacción) ?[/,]? ?${NAMED}`,
  ],
  license: [
    `${SUBJECT} (?:${IS})?(?:re)?(?:publica|publicó|produce|toma|publicad[oa]|producid[oa]|tomad[oa]|reproducid[oa]|compart[ei]|compartid[oa]) (?:originalmente )?(?:de|del|desde|en|por) (?<origin>.{2,80}?),? (?:y (?:se )?(?:republica|reproduce|comparte) )?${CC_UNDER}`,
    `(?:republicad|tomad|reproducid)[oa] (?:de|del|desde) (?<origin>.{2,80}?),? ${CC_UNDER}`,
    `(?:(?:salvo|excepto) (?:que se indique lo contrario|indicación (?:en )?contrari[oa]|mención (?:en )?contrari[oa]|donde se indique lo contrario),? )?(?:${SUBJECT}|(?:los|nuestros|todos los|todos nuestros|el) (?:textos|artículos|contenidos?|sitio)[\\p{L} ]{0,30}?) (?:está|están|se publican?|se distribuyen?|se encuentra|es|son|puede|pueden|queda|se comparte|se rige)(?!\\p{L}).{0,40}? ?${CC_UNDER}`,
    `(?:puedes?|pueden|eres libre de|siéntase libre de|siéntete libre de|se puede) (?:republicar|reproducir|compartir|copiar|reutilizar|difundir) .{2,80}(?:${CC_UNDER}|gratis|gratuitamente|libremente|siempre que|citando).{0,100}`,
    `(?:republica|reproduce|comparte|republique) (?:est[ea]|nuestros?|nuestras?) ${WORK}s?.{0,80}(?:${CC_UNDER}|gratis|gratuitamente|libremente).{0,80}`,
    `(?:${WORK} |${WORKS} )?(?:(?:está |se encuentra )?(?:publicad[oa]|disponible|distribuid[oa]|licenciad[oa]|difundid[oa]|compartid[oa]|liberad[oa])s? )?${CC_UNDER}`,
    `(?:licencia|texto|contenido|derechos|publicado)(?: (?:de|del) (?:texto|contenido|uso))? ?[:–—-] ?(?:licencia )?${CC}`,
    `${SUBJECT} (?:está en el|es de|pertenece al) dominio público`,
    `algunos derechos reservados ?[:,–—-]? ?(?:bajo )?(?:licencia )?${CC}`,
  ],
});
