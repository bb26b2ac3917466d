import { CC, NAMED, phrasesOf } from "./standing.js";

const WORK =
  "(?:column|article|story|piece|essay|post|text|letter|work|item|report|feature|poem|interview|excerpt|extract|content|material|version|op-?ed|commentary|editorial|review|chapter|translation|talk|speech|recipe|entry|blog ?post|opinion piece)";
const WORKS =
  "(?:articles?|stor(?:y|ies)|columns?|work|pieces?|posts?|content|essays?|texts?|reporting|journalism|commentary)";
const ADJECTIVE =
  "(?:(?:slightly |somewhat )?(?:longer|shorter|earlier|similar|different|edited|condensed|previous|abridged|expanded|updated|modified|following) )";
const VERSION = `an? ${ADJECTIVE}?version of (?:this|the) ${WORK}`;
const THIS = `(?:(?:this|the)(?: following| above| present| original)? (?:opinion |guest )?${WORK}(?: below| above)?|this|${VERSION})`;
const SUBJECT = `(?:(?:${THIS}|it|they|both|(?:his|her|their|our|all|these|today[’']s)(?: \\p{L}{3,12})? (?:${WORK}|${WORKS}|photos?|images?)|${WORK}|photos?|photographs?|images?|illustrations?)(?: (?:is|was|has been|are|were|is being))?(?: (?:kindly|here))? )`;
const USED =
  "(?:(?:(?:re)?(?:published|printed|posted|produced|run|used|shared)|reproduced|appear(?:s|ed|ing)|excerpted|extracted|adapted|translated|syndicated|taken|cross-?posted|featured|presented|distributed|made available|comes to us)(?: here| below| in full| online| in part)?,?(?: and |, | or )?){1,3}";
const KIND =
  "(?:(?:the|a|our|full|kind|kindly|express|written|prior|generous|gracious|special|explicit|exclusive) ){0,3}";
const GRANT = `(?:with|by|under|through) ${KIND}(?:permission|consent|licen[cs]e|agreement|arrangement)`;
const FROM = "(?:of|from|by|with|granted by|given by)";
const FIRST = "(?:originally|first|previously|initially)";
const OUT =
  "(?:published|appeared|ran|printed|posted|released|carried|issued|written|seen|aired)(?: online| in print)?";
const AT =
  "(?:in (?:english|german|french|spanish|italian|portuguese|dutch) )?(?:,? ?under the (?:title|headline|name) .{2,80}? )?(?:in|by|on|at|with|for|via|over at):?";
const TAIL = `(?:,? (?:and|but) (?:(?:it )?(?:is|was|has been|are|appears) )?(?:being )?(?:re(?:published|printed|posted|produced)|(?:lightly |slightly )?(?:edited|updated|adapted|translated|shared|used|shown|abridged|shortened|printed|published|posted|reproduced)|may not|here)\\b.{0,100}|,? (?:where (?:it|this)|as part of|in (?:partnership|collaboration)|with (?:minor|light|some|many thanks))\\b.{0,120})?`;
const FREELY =
  "(?:for free|free of charge|freely|at no (?:cost|charge)|online|in print|both online|under|provided|as long as|with (?:attribution|credit))";

export const ENGLISH = phrasesOf("en", {
  "permission-claim": [
    `${SUBJECT}?(?:${USED} ?)?${GRANT},?(?: ${FROM} ${NAMED}${TAIL})?(?:,? and may not be .{2,80})?`,
    `(?:(?:from|excerpt(?:ed)? from|adapted from|copyright|©|\\(c\\)|text|words)\\b.{2,160}?[,;] )(?:and )?${USED} ?${GRANT}(?: ${FROM} ${NAMED})?`,
    `${SUBJECT}?${USED} ?(?:from|in|on) ${NAMED},? (?:and (?:is )?(?:used|reprinted|republished) )?${GRANT}`,
    `we (?:re)?(?:publish|print|post|run|share|produce)(?: it| this ${WORK})?(?: here)? ${GRANT}(?: ${FROM} ${NAMED})?`,
    `${SUBJECT}?${USED} ?with (?:many |our |grateful )?thanks to ${NAMED}`,
    `(?:our |with |many )?thanks to ${NAMED} for (?:the )?permission`,
    `${SUBJECT}?${USED} ?(?:by )?courtesy of ${NAMED}${TAIL}`,
    `${SUBJECT}?${USED} ?with ${NAMED}[’']s?(?: kind)? permission`,
    `${THIS} (?:was |is )?${FIRST} ${OUT} ${AT} ${NAMED}(?:,? and (?:is|has been|appears) (?:${USED}))?,? ${GRANT}`,
    `${FIRST} ${OUT} ${AT} ${NAMED}[,;]? (?:and )?(?:${USED})?,? ?${GRANT}`,
    `${USED} ?${GRANT}[,;] (?:originally|first) ${OUT} ${AT} ${NAMED}`,
    `${NAMED} (?:has|have)(?: kindly| generously)? (?:given|granted)(?: us)?(?: kind| full)? permission (?:to|for) .{0,20}(?:publi|print|post|use|run|produc|share).{0,80}`,
    `(?:we thank|(?:our |many |with )?thanks to|we are grateful to|grateful acknowledgement (?:is made )?to) ${NAMED} for .{0,30}?(?:permission to|allowing us to|letting us) (?:re|use|run|share|publish|print).{0,80}`,
    `permission to (?:re|use|run|share|publish|print)\\S{1,12}(?: (?:this|the) ${WORK})? (?:was |has been )?(?:kindly )?(?:granted|given) by ${NAMED}`,
  ],
  "first-publication": [
    `(?:${THIS}|${WORK}) (?:(?:is|was|has been|had been) )?${FIRST} ${OUT} ${AT} ${NAMED}${TAIL}`,
    `${FIRST} ${OUT}(?: ${AT}|:) ${NAMED}${TAIL}`,
    `(?:this ${WORK}|${VERSION}) (?:was |has )?(?:also |been )?(?:appeared|published|printed|ran)(?: ${FIRST}| earlier| before)? (?:in|on|by|at) ${NAMED}${TAIL}`,
    `(?:${THIS} (?:was )?)?(?:published|appeared|ran|printed) (?:earlier|previously|originally|first) ${AT} ${NAMED}${TAIL}`,
    `${THIS} (?:was )?(?:produced|written|reported|commissioned) (?:by|for) ${NAMED} and (?:was )?(?:originally|first) published.{0,60}`,
    `this is an? (?:${ADJECTIVE})?(?:version|excerpt|extract|translation|transcript|adaptation) (?:of|from) .{2,80}?\\b(?:${FIRST} )?${OUT} ${AT} ${NAMED}`,
    `(?:adapted|excerpted|extracted|translated|abridged|taken|condensed) from .{2,80}? (?:that |which )?(?:was )?${FIRST} ${OUT} ${AT} ${NAMED}`,
    `(?:you can |please )?(?:read|find|see|view) the original(?: ${WORK})?(?: here)?(?:,| at| on| in|:) ?${NAMED}`,
    `as (?:originally |first )?(?:published|seen|printed|featured) (?:in|on|by|at) ${NAMED}`,
    `from (?<holder>.{2,80}?), (?:(?:the )?[\\p{L}]{3,10} )?(?:\\d{1,2},? )?(?:[\\p{L}]{3,10},? )?(?:19|20)\\d{2}`,
    `the original(?: ${WORK})? (?:(?:was )?(?:published|appeared|ran)|can be (?:found|read)|is(?: available)?) (?:in|on|at|by) ${NAMED}${TAIL}`,
    `(?:${THIS} (?:is |was )?)?(?:cross|x)[ -]?post(?:ed)? (?:from|at|on|with|to) ${NAMED}${TAIL}`,
    `(?:${THIS} (?:is |was )?)?re(?:published|posted|printed|blogged|produced) from ${NAMED}${TAIL}`,
    `(?:read|see|view|find) the (?:original|full)(?: ${WORK})?(?: here)? (?:at|on|in|from) ${NAMED}`,
  ],
  copyright: [
    `(?:all|some|no) rights (?:are )?reserved(?: ©)?(?:,? (?:to|by) ${NAMED})?(?: worldwide)?`,
    `(?:the )?copyright (?:remains with|belongs to|is held by|is owned by|rests with|held by|owned by|held with) ${NAMED}`,
    `${THIS} is (?:the )?(?:copyright of ${NAMED}|protected by copyright)`,
    `(?:the authors?|the publishers?|authors?) retains?(?: all| full)?(?: the)? (?:rights|copyright)`,
    `(?:this |our |the |all )(?:${WORK}|${WORKS})(?: on this (?:site|page))?(?: is| are)?(?: protected by)? (?:copyright(?:ed)?|©)(?: ?©|(?: by)|:)?(?: \\d{4})?(?: by)? ${NAMED}`,
    `(?:this (?:material|${WORK})|no part of this (?:${WORK}|publication|material|site)|(?:our )?(?:content|articles|material)) may (?:not )?be (?:published|reproduced|copied|reprinted|republished|used|distributed|redistributed|reposted|translated|stored)\\b.{0,160}? without (?:(?:the|express|prior|written|our) ){0,4}(?:permission|consent)(?: (?:of|from|by) ${NAMED})?`,
    "this (?:material|article|column|text|content|work) may not be (?:published|reproduced|copied|reprinted|republished)(?:,? (?:broadcast|rewritten|or redistributed|redistributed|or transmitted|transmitted)){0,4}",
    "(?:please )?(?:do not|don[’']t) (?:republish|reprint|reproduce|copy|repost|redistribute)(?: or (?:republish|reprint|reproduce|copy|repost|redistribute))?(?: (?:this|our|any) [\\p{L} ]{3,30})? without (?:(?:the|express|prior|written|our) ){0,4}(?:permission|consent)(?: (?:of|from) .{2,60})?",
    "(?:(?:any )?unauthori[sz]ed (?:re-?use|reproduction|use|copying|republication|distribution|duplication)(?: or (?:re-?use|reproduction|use|copying|distribution|republication|duplication))?|(?:reproduction|republication|copying|reprinting|redistribution)(?: in whole or in part)? without (?:(?:the|express|prior|written|our) ){0,4}(?:permission|consent))(?: of .{3,60})? (?:is )?(?:strictly |expressly )?(?:prohibited|forbidden|not (?:allowed|permitted))",
    "not for (?:re)?publication(?: without (?:written )?permission)?",
  ],
  credit: [
    `(?:source:?|(?:${WORK} )?(?:distributed|syndicated|provided|supplied) by|from:|via:) ${NAMED}`,
    `(?:${THIS} )?(?:is |was )(?:produced|distributed|syndicated|provided)(?: and distributed)? by ${NAMED}`,
    `(?:by )?courtesy of ${NAMED}`,
    `(?:with )?(?:additional )?(?:reporting|material|files|contributions|information|writing) (?:by|from) ${NAMED}`,
  ],
  license: [
    `(?:(?:except|unless) (?:where )?otherwise (?:noted|stated|indicated),? )?(?:(?:this|the|our|all|text|content) ?[\\p{L} ]{0,40}? ?(?:is|are|has been|may be|can be) )?(?:(?:freely |made )?(?:licen[cs]ed|available|published|shared|republished|reprinted|distributed|released|reused|offered)|in the public domain)\\b(?: from (?<origin>.{2,80}?)|[\\p{L} ,]{0,40})? (?:under|with|using|via) (?:an? |the |our |the terms of (?:the|a) )?${CC}`,
    `(?:you|anyone|others) (?:may|can|are free to|are welcome to)\\b[\\p{L} ,]{0,80}\\bunder (?:an? |the |our )?(?:terms of the )?${CC}`,
    `(?:feel free to |please )?(?:republish|reprint|reuse|repost|share) (?:this|our|these|the) ${WORKS}[\\p{L} ,]{0,60}\\bunder (?:an? |the |our )?(?:terms of the )?${CC}`,
    `we (?:publish|share|licen[cs]e|release)(?: (?:this|our|all|everything)[\\p{L} ]{0,30})? under (?:an? |the )?${CC}`,
    `(?:you (?:may|can|are free to|are welcome to) |feel free to |please )(?:republish|reprint|repost) (?:this|our|these) ${WORKS},? ${FREELY}\\b.{0,150}`,
    `republish (?:this|our|these) ${WORKS},? ${FREELY}\\b.{0,150}`,
    `you (?:may|can|are free to|are welcome to) (?:republish|reprint|repost) (?:this|our|these) ${WORKS} under .{2,80}`,
    `(?:(?:this|our|all|the) ${WORKS} (?:is|are) )creative[ -]commons[ -]licen[cs]ed`,
    `(?:this|our|these) ${WORKS} (?:may|can) be (?:freely )?(?:republished|reprinted|reposted)(?: ${FREELY}\\b.{0,150}| freely)?`,
    `(?:this|the) ${WORK} (?:is|has been) (?:in|dedicated to|released (?:in)?to|placed in) the public domain(?: [^,]{0,60})?`,
    "(?:released into|dedicated to) the public domain(?: by .{2,60})?",
    `(?:(?:this|our|all) [\\p{L} ]{2,30} (?:is|are) )?licen[cs]ed under (?:an? |the )?(?<origin>.{2,60}?) (?:licen[cs]e|agreement)(?: (?:v|version )?\\d(?:\\.\\d)?)?`,
    `(?:this|the) ${WORK} (?:by .{2,60} )?is marked(?: with)? ${CC}`,
    `some rights reserved:? ${CC}`,
    `licen[cs]e: ${CC}`,
  ],
});
