import { CC, NAMED, phrasesOf } from "./standing.js";

const WORK =
  "(?:artigo|texto|coluna|ensaio|obra|trabalho|conto|entrevista|conteúdo|crônica|crónica|excerto|trecho|poema|reportagem|resenha|post|matéria|publicação|peça|história|editorial|notícia|investigação|perfil|tradução|capítulo|material|postagem|opinião|recensão)";
const WORKS = "(?:textos|artigos|conteúdos|materiais|matérias|obras|imagens|fotografias|colunas)";
const ADJECTIVE =
  "(?:anterior|prévia|mais longa|mais curta|mais breve|mais extensa|reduzida|abreviada|editada|ampliada|atualizada|adaptada|ligeiramente diferente|original|inglesa|extensa)";
const VERSION = `(?:(?:uma|a) )?(?:primeira )?versão(?: ${ADJECTIVE})?(?: d(?:este|esta|o|a|e um|e uma) ${WORK})?`;
const SUBJECT = `(?:(?:est[ea]|ess[ea]|o|a|o presente|a presente|o seguinte|a seguinte) ${WORK}(?: (?:de .{3,40}?|original))?|${WORK}|${VERSION})`;
const IS = "(?:(?:é|foi|está|tem sido|fora|havia sido|aparece)(?: (?:aqui|também))? )";
const USED =
  "(?:(?:reproduzid|publicad|republicad|usad|utilizad|traduzid|cedid|partilhad|compartilhad|adaptad|extraíd|retirad|veiculad|divulgad|reeditad|editad|impress)[oa]s?)";
const OF = "(?:(?:de|do|da|dos|das|pel[oa]|concedida por) |d[’'])";
const GRANT = `(?:com|sob|por|mediante) (?:a |o |sua )?(?:(?:gentil|devida|expressa|amável|generosa|prévia|especial|devido) )?(?:permissão|autorização|consentimento|licença|anuência|acordo)(?: (?:expressa|prévia|escrita|expresso|prévio|especial))?(?: ${OF}${NAMED})?`;
const ON = "(?:,? ?\\(?(?:em|a|no dia|na edição de) (?:\\d{1,2} de .{3,20}?|(?:\\p{L}{3,10} (?:de )?)?\\d{4})\\)?,?)";
const AT =
  "(?:nas páginas d[aeo] |no site d[aeo] |(?:na revista|no jornal|no blogue?|em|no|na|por|pelo|pela|nos|nas) |n[’'])";
const FIRST =
  "(?:originalmente|pela primeira vez|inicialmente|anteriormente|primeiro|primeiramente|em primeiro lugar|em primeira mão|previamente|originariamente|já|também|antes|de início)";
const OUT =
  "(?:(?:foi |tinha sido |havia sido |fora )?(?:publicad|veiculad|divulgad|editad|impress|postad|difundid|lançad)[oa]|apareceu|saiu|publicou-se|surgiu|circulou)";
const TAIL = "(?:,? e (?:é |foi |está |aqui |hoje )?(?:aqui |re|publicad|traduzid|compartilhad|partilhad).{0,100})?";
const LEAVE = "(?:autorização|permissão|consentimento|licença)";
const USING =
  "(?:reprodução|publicação|divulgação|distribuição|cópia|utilização|uso|transmissão|difusão|republicação|reutilização|comercialização|retransmissão|tradução)";
const CC_UNDER = `(?:sob|com|segundo|conforme|de acordo com|nos termos de|nos termos da|em) (?:(?:os termos d[ae]|uma|a|licença|de|licenças|tipo|os termos de uma) ){0,4}${CC}`;

export const PORTUGUESE = phrasesOf("pt", {
  "permission-claim": [
    `(?:${SUBJECT} )?(?:${IS})?(?:retirad|reproduzid|extraíd|republicad|traduzid)[oa] d[aeo] ${NAMED},? com (?:sua|a) (?:gentil )?(?:autorização|permissão)`,
    `(?:${SUBJECT}(?: de .{3,40}?)? )?(?:${IS})?(?:${USED} (?:(?:aqui|e) )?(?:${USED} )?(?:(?:de|do|da) .{2,60}?,? )?)?${GRANT}`,
    `(?:©|\\(c\\)) ${NAMED}[,.;] (?:${USED} )?com (?:a )?(?:gentil |devida )?(?:autorização|permissão)`,
    `(?:re)?(?:publicamos|produzimos|reproduzimos|partilhamos|compartilhamos|divulgamos|traduzimos)(?: aqui)? (?:este|esta|o|a) ${WORK}(?: de .{3,40}?)? ${GRANT}`,
    `(?:${SUBJECT} )?(?:${IS})?(?:${USED} )?(?:por|com a) cortesia ${OF}${NAMED}(?:, com (?:sua )?(?:autorização|permissão))?`,
    `(?:agradecemos (?:à|ao|a|às|aos)|obrigad[oa]s? (?:à|ao|a)|agradecimentos (?:à|ao|a)|um obrigado (?:à|ao|a)) ${NAMED} (?:a|pela|por|que) .{0,20}(?:permissão|autorização|permitir|autorizar|ter).{0,80}`,
    `(?:${SUBJECT} )?(?:${IS})?(?:gentilmente |amavelmente )?cedid[oa] (?:gentilmente |amavelmente )?por ${NAMED}(?: (?:a|para) .{2,60})?`,
    `${NAMED} (?:nos )?(?:autorizou|concedeu|permitiu|deu|cedeu|autorizou-nos|permitiu-nos|deu-nos)(?:-nos)?(?: a| sua)?(?: permissão| autorização)?.{0,30}(?:reprodu|republi|publica|divulg|partilh|compartilh).{0,60}`,
    `(?:reprodução|publicação) autorizada(?: por ${NAMED})?`,
  ],
  "first-publication": [
    `(?:${SUBJECT} )?${OUT} ${FIRST}${ON}? ${AT}${NAMED}${TAIL}`,
    `(?:${SUBJECT} )?(?:foi )?${FIRST} ${OUT}${ON}? ${AT}${NAMED}${TAIL}`,
    `(?:est[ea] ${WORK}|${WORK}|${VERSION}) ${OUT}${ON}? ${AT}${NAMED}${TAIL}`,
    `publicad[oa]${ON}? (?:(?:em|no|na) |n[’'])${NAMED}`,
    `${VERSION} ${OUT}(?: ${FIRST})?${ON}? ${AT}${NAMED}${TAIL}`,
    `primeira (?:publicação|edição|aparição)(?: ?:| em| no| na) ${NAMED}`,
    `(?:${SUBJECT} )?(?:${IS})?(?:crosspost|republicad[oa]|retirad[oa]|reproduzid[oa]|extraíd[oa]|traduzid[oa]|adaptad[oa]) (?:da revista|do jornal|do blog|de|do|da|dos|das|a partir d[aeo]) ${NAMED}${TAIL}`,
    `(?:(?:leia|ler|veja|confira|consulte|pode ler|você pode ler) )?(?:o|a)? ?(?:${WORK}|fonte|versão|link) (?:original|complet[oa]|integral)(?: (?:aqui|está disponível|pode ser lid[oa]))?(?: ?: | ${AT}| d[aeo] )${NAMED}`,
    `(?:o|a) ${WORK} original (?:foi publicad[oa]|apareceu|saiu)(?: ${FIRST})? ${AT}${NAMED}`,
    `cross-?post(?:ing)? (?:de|do|da|em|com) ${NAMED}`,
  ],
  copyright: [
    `(?:© ?)?(?:todos os |alguns )?direitos (?:de autor |autorais )?(?:estão )?reservados(?: (?:a|à|ao|por|para) ${NAMED})?`,
    "(?:© ?)?reservados todos os direitos",
    `(?:os |todos os )?direitos (?:de autor |autorais )?(?:d[eo]st[ea]|sobre est[ea]|d[oa]) ${WORK} (?:pertencem|cabem|são(?: propriedade)?|permanecem)(?: propriedade)? (?:a|à|ao|de|do|da|com o|com a) ?${NAMED}`,
    `(?:est[ea]|o|a) ${WORK} é propriedade (?:exclusiva )?(?:de|do|da) ${NAMED}`,
    `(?:direitos autorais|direitos de autor|propriedade intelectual(?: de)?):? (?:© ?)?(?:\\d{4}(?:[-–]\\d{2,4})?,? (?:de )?)?${NAMED}`,
    `(?:(?:est[ea]|o|a|os|todos os|todo o|nossos) )?(?:${WORKS}|${WORK})(?: d[eo]st[ea] .{3,30}?)? ?(?:está |estão |é |são )?protegid[oa]s? (?:por|pelos|pela|pelo|pelas) ?(?:direitos? (?:autora(?:l|is)|de autor)|leis? .{3,50}|copyright|propriedade intelectual).{0,60}`,
    `(?:é |fica |está )?(?:expressamente |estritamente |terminantemente )?(?:proibid[oa]s?|vedad[oa]s?|proíbe-se|interdit[oa]) (?:a |o |qualquer |toda a |sua )?${USING}(?:(?:,| e| ou| nem)+ (?:a |o )?${USING})*(?: (?:total ou parcial|total|parcial|total e\\/ou parcial|parcial ou total|integral ou parcial))?(?: d(?:este|esta|os|as|o|a|e) .{3,40}?)?(?:,? (?:sem|salvo).{0,24}${LEAVE}.{0,60}|,? por qualquer meio.{0,60})?`,
    `(?:qualquer |toda a )?${USING}(?: total ou parcial)?(?: d.{3,40}?)? (?:sem .{0,20}${LEAVE}.{0,40}? )?(?:é |está )?(?:expressamente |estritamente )?(?:proibida|vedada|interdita)(?: sem .{0,20}${LEAVE}.{0,60})?`,
    `não (?:é permitid[oa]|se permite|é autorizad[oa]|está autorizad[oa]) (?:a |o |sua )?${USING}(?:(?:,| e| ou| nem)+ (?:a )?${USING})*(?: .{3,60}?)?(?: sem .{0,20}${LEAVE}.{0,60})?`,
    `(?:est[ea] ${WORK}|nenhuma parte d[eo]st[ea] ${WORK}|os ${WORKS}) (?:não )?(?:pode|poderá|podem|poderão) (?:não )?ser (?:reproduzid|publicad|copiad|divulgad|redistribuíd|reescrit|utilizad).{0,120}`,
  ],
  "usage-terms": [
    "(?:para (?:solicitar|pedir|obter|republicar|reproduzir|pedidos)|(?:pedidos|solicitações|direitos) de (?:reprodução|republicação))(?!\\p{L}).{0,60}(?:contact|contat|escrev|e-?mail|@|:).{2,80}",
  ],
  credit: [
    `fontes?: ${NAMED}`,
    `(?:por )?cortesia ${OF}${NAMED}`,
    `com (?:informações|material|dados) ${OF}(?:agência )?${NAMED}`,
    `(?:distribuíd|fornecid)[oa] (?:por|pela|pelo) ${NAMED}`,
  ],
  license: [
    `${SUBJECT} (?:${IS})?(?:re)?(?:publicad[oa]|produzid[oa]|retirad[oa]|reproduzid[oa]|partilhad[oa]|compartilhad[oa]) (?:originalmente )?(?:de|do|da|em|no|na|por|a partir d[aeo]) (?<origin>.{2,80}?),? (?:e (?:é )?(?:republicad[oa]|reproduzid[oa]) )?${CC_UNDER}`,
    `(?:republicad|retirad|reproduzid)[oa] (?:de|do|da|a partir d[aeo]) (?<origin>.{2,80}?),? ${CC_UNDER}`,
    `(?:(?:salvo|exceto) (?:indicação (?:em )?contrári[oa]|quando indicado|se indicado de outra forma|menção (?:em )?contrári[oa]|onde indicado)(?: em contrário)?,? )?(?:${SUBJECT}|(?:os|todos os|nossos|o) (?:textos|artigos|conteúdos?|site)[\\p{L} ]{0,30}?) (?:está|estão|é|são|foi|pode|podem|fica|encontra-se)(?!\\p{L}).{0,40}? ?${CC_UNDER}`,
    `(?:você pode|pode|podem|podes|é livre para|sinta-se livre para|fique à vontade para|sinta-se à vontade para) (?:republicar|reproduzir|compartilhar|partilhar|copiar|reutilizar|divulgar) .{2,80}(?:${CC_UNDER}|grátis|gratuitamente|livremente|desde que).{0,100}`,
    `(?:republique|reproduza|compartilhe|partilhe) (?:est[ea]|nossos?|nossas?|os nossos) ${WORK}s?.{0,80}(?:${CC_UNDER}|grátis|gratuitamente|livremente).{0,80}`,
    `(?:${WORK} |${WORKS} )?(?:(?:está )?(?:disponível|publicad[oa]|distribuíd[oa]|licenciad[oa]|divulgad[oa]|partilhad[oa]|compartilhad[oa])s? )?${CC_UNDER}`,
    `(?:licença|texto|conteúdo|direitos|publicado)(?: d[oe] (?:texto|conteúdo|uso))? ?[:–—-] ?(?:licença )?${CC}`,
    `${SUBJECT} (?:está em|é de|pertence ao|está no) domínio público`,
    `alguns direitos reservados ?[:,–—-]? ?(?:sob )?(?:licença )?${CC}`,
  ],
});
