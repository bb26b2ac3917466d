import { CC, NAMED, phrasesOf } from "./standing.js";

const WORK =
  "(?:column|article|story|piece|essay|post|text|letter|work|item|report|feature|poem|interview|excerpt|extract|content|material|version|op-?ed|commentary|editorial|review|chapter|translation|talk|speech|recipe|entry|blog ?post|opinion piece|photo essay|dispatch|investigation|profile|obituary|newsletter|podcast|transcript|guide)";
const WORKS =
  "(?:articles?|stor(?:y|ies)|columns?|work|pieces?|posts?|content|essays?|texts?|reporting|journalism|commentary)";
const ADJECTIVE =
  "(?:(?:slightly |somewhat |lightly |significantly )?(?:longer|shorter|earlier|similar|different|edited|condensed|previous|abridged|expanded|updated|modified|following|extended|revised|adapted|translated|shortened|full|print) )";
const VERSION = `an? ${ADJECTIVE}?version of (?:this|the) ${WORK}`;
const THIS = `(?:(?:this|the|today[’']s)(?: following| above| below| present| original)? (?:opinion |guest |news |feature |personal |photo )?${WORK}(?: below| above| you are reading)?(?:,? by .{3,60}?,?)?|this|${VERSION})`;
const SUBJECT = `(?:(?:${THIS}|it|they|both|(?:his|her|their|our|all|these|today[’']s)(?: \\p{L}{3,12})? (?:${WORK}|${WORKS}|photos?|images?)|${WORK}|photos?|photographs?|images?|illustrations?)(?: (?:is|was|has been|are|were|is being))?(?: (?:kindly|here))? )`;
const USED =
  "(?:(?:(?:re)?(?:published|printed|posted|produced|run|used|shared)|reproduced|appear(?:s|ed|ing)|excerpted|extracted|adapted|translated|syndicated|taken|cross-?posted|featured|presented|distributed|made available|comes to us)(?: here| below| in full| online| in part|,? gratefully|,? with (?:thanks|gratitude))?,?(?: and |, | or )?){1,3}";
const KIND =
  "(?:(?:the|a|an|our|full|kind|kindly|express|expressed|written|prior|generous|gracious|special|explicit|exclusive|courteous|much-appreciated) ){0,4}";
const GRANT = `(?:with|by|under|through) ${KIND}(?:permissions?|consent|licen[cs]e|agreement|arrangement|authori[sz]ation|approval|leave)`;
const FROM = "(?:of|from|by|with|granted by|given by|kindly granted by)";
const FIRST = "(?:originally|first|previously|initially|also|earlier)";
const OUT =
  "(?:published|appeared|ran|printed|posted|released|carried|issued|written|seen|aired|featured|produced|commissioned|reported|run|shared|syndicated|broadcast|uploaded|came out)(?: online| in print| here)?";
const AT =
  "(?:in (?:english|german|french|spanish|italian|portuguese|dutch) )?(?:,? ?under the (?:title|headline|name) .{2,80}? )?(?:in|by|on|at|with|for|via|over at):?";
const TAIL = `(?:,? (?:and|but) (?:(?:it )?(?:is|was|has been|are|appears) )?(?:being )?(?:re(?:published|printed|posted|produced)|(?:lightly |slightly )?(?:edited|updated|adapted|translated|shared|used|shown|abridged|shortened|printed|published|posted|reproduced)|may not|here)\\b.{0,100}|,? (?:where (?:it|this)|as part of|in (?:partnership|collaboration)|with (?:minor|light|some|many thanks))\\b.{0,120})?`;
const ON =
  "(?:on (?:\\p{L}{3,9} \\d{1,2}(?:st|nd|rd|th)?(?:,? \\d{4})?|\\d{1,2} \\p{L}{3,9}(?: \\d{4})?)|in (?:\\p{L}{3,9} )?\\d{4})";
const FREELY =
  "(?:for free|free of charge|freely|at no (?:cost|charge)|online|in print|both online|under|provided|as long as|with (?:attribution|credit))";

const FREE = `(?:(?:,|:|;| [–—-])? ?(?:${FREELY}|if|so long as|with|without (?:charge|changes)|subject to|but|and|in full|unedited|elsewhere|on your|in your|at no)(?!\\p{L}).{0,150})?`;

export const ENGLISH = phrasesOf("en", {
  "permission-claim": [
    `${THIS} (?:is |was )?(?:taken|adapted|excerpted|extracted|translated) from .{2,100}? and (?:is |was )?${USED} ?${GRANT}(?: ${FROM} ${NAMED})?`,
    `(?:©|\\(c\\)|courtesy of) ${NAMED}[.,;:]? ${USED} ?${GRANT}`,
    `(?:kindly )?(?:re)?(?:published|printed|posted|shared|used|reproduced)(?: here)?(?: with thanks,?)? (?:thanks to|through the (?:courtesy|generosity) of|with the (?:courtesy|blessing|agreement) of) ${NAMED}`,
    `${NAMED} (?:gave|granted|has given|kindly gave) (?:us|the paper|this (?:site|paper|newspaper)) (?:(?:kind|full|their|her|his) )?permission (?:to|for) .{0,20}(?:publi|print|post|use|run|produc|share).{0,80}`,
    `(?:excerpted|extracted|adapted|taken|translated) (?:with|by) (?:the )?permission (?:of .{2,60} )?from .{2,120}?,? (?:published|copyright|©) (?:by |\\d{4} (?:by )?)?${NAMED}`,
    `(?:kind )?permission (?:was )?(?:granted|given)(?: to (?:re|use|run|share|publish|print).{0,30})? by ${NAMED}`,
    `(?:licen[cs]ed|provided|supplied) (?:content )?(?:from|by) ${NAMED} (?:and )?${USED} ?${GRANT}`,
    `${THIS} (?:comes|came|appears|is brought) to (?:us|you) (?:courtesy of|with the permission of|by permission of|thanks to) ${NAMED}`,
    `${SUBJECT}?(?:${USED} ?)?${GRANT},?(?: ${FROM} ${NAMED}${TAIL})?(?:,? and may not be .{2,80})?`,
    `(?:(?:from|excerpt(?:ed)? from|adapted from|copyright|©|\\(c\\)|text|words)\\b.{2,160}?[,;] )(?:and )?${USED} ?${GRANT}(?: ${FROM} ${NAMED})?`,
    `${SUBJECT}?${USED} ?(?:from|in|on) ${NAMED},? (?:and (?:is )?(?:used|reprinted|republished) )?${GRANT}`,
    `we(?: are|[’']re)? (?:re)?(?:publish|print|post|run|share|produce|publishing|printing|posting|running|sharing|producing)(?: it| (?:this|the)(?: following)? ${WORK})?(?: here| today| below| in full)* ${GRANT}(?: ${FROM} ${NAMED})?${TAIL}`,
    `${SUBJECT}?${USED} ?with (?:many |our |grateful )?thanks to ${NAMED}`,
    `(?:our |with |many )?thanks to ${NAMED} for (?:the )?permission`,
    `${SUBJECT}?${USED} ?(?:by )?courtesy of ${NAMED}${TAIL}`,
    `${SUBJECT}?${USED} ?with ${NAMED}[’']s?(?: kind)? permission`,
    `${THIS} (?:was |is )?${FIRST} ${OUT} ${AT} ${NAMED}(?:,? and (?:is|has been|appears) (?:${USED}))?,? ${GRANT}`,
    `${FIRST} ${OUT} ${AT} ${NAMED}[,;]? (?:and )?(?:${USED})?,? ?${GRANT}`,
    `${USED} ?${GRANT}[,;.]? (?:originally|first) ${OUT} ${AT} ${NAMED}`,
    `${NAMED} (?:has|have)(?: kindly| generously)? (?:given|granted)(?: us)?(?: kind| full)? permission (?:to|for) .{0,20}(?:publi|print|post|use|run|produc|share).{0,80}`,
    `(?:we thank|(?:our |many |with )?thanks to|we are grateful to|grateful acknowledgement (?:is made )?to) ${NAMED} for .{0,30}?(?:permission to|allowing us to|letting us) (?:re|use|run|share|publish|print).{0,80}`,
    `permission to (?:re|use|run|share|publish|print)\\S{1,12}(?: (?:this|the) ${WORK})? (?:was |has been )?(?:kindly )?(?:granted|given) by ${NAMED}`,
  ],
  "first-publication": [
    `(?:from|in|by) ${NAMED},? where (?:it|this|this ${WORK}|an? ${ADJECTIVE}?version)(?: of (?:it|this))? (?:was )?${FIRST} ${OUT}(?:\\b.{0,60})?`,
    `(?:original(?:ly)?|first|original (?:source|${WORK}|publication|link|version)|first publication) ?: (?:in |on |at |from )?${NAMED}`,
    `originally (?:in|at|on) ${NAMED}`,
    `${THIS} (?:is (?:an? )?)?(?:re-?publication|cross-?post|reprint|re-?post|repeat|co-?publication) (?:of|from|with|by) ${NAMED}${TAIL}`,
    `(?:an? )?(?:${ADJECTIVE})?(?:version|excerpt|extract|translation)(?: of (?:this|it))? (?:has |was |is )?(?:(?:also|previously|first|originally) )?(?:been )?${OUT} (?:${FIRST} )?${AT} ${NAMED}${TAIL}`,
    `(?:adapted|excerpted|extracted|translated|abridged|taken|condensed|re-?published|reprinted|reposted|syndicated|courtesy) from (?:the )?(?:original (?:in|at|on) )?${NAMED}${TAIL}`,
    `${THIS} (?:is |was )?(?:adapted|excerpted|extracted|translated|abridged|taken|condensed|syndicated|drawn) from ${NAMED}${TAIL}`,
    `${THIS} (?:comes|came) to (?:us|you) from ${NAMED}${TAIL}`,
    `(?:published|appeared|ran|printed|posted) (?:simultaneously|jointly|in partnership|in collaboration|in cooperation|concurrently) (?:in|on|by|with|at) ${NAMED}`,
    `${THIS} (?:is|was)(?: being)? (?:co-?)?(?:published|produced|reported) (?:jointly|simultaneously|in (?:partnership|collaboration|cooperation)) (?:with|by|in) ${NAMED}${TAIL}`,
    `${THIS} (?:first |originally )?(?:saw the light of day|made its debut|debuted|premiered) (?:in|on|at) ${NAMED}${TAIL}`,
    `${THIS} (?:was )?${FIRST} ${OUT},? ${ON},? ${AT} ${NAMED}${TAIL}`,
    `this ${WORK} (?:was )?(?:published|appeared|printed|ran|posted),? ${ON},? ${AT} ${NAMED}${TAIL}`,
    `(?:${THIS}|${WORK}) (?:(?:is|was|has been|had been) )?${FIRST} ${OUT} ${AT} ${NAMED}${TAIL}`,
    `(?:${WORK} )?${FIRST} ${OUT}(?: ${AT}|:) ${NAMED}${TAIL}`,
    `(?:this ${WORK}|${VERSION}) (?:(?:was|has|is) )?(?:also |been )?(?:appeared|appears|published|printed|ran|carried)(?: ${FIRST}| earlier| before)? (?:in|on|by|at|with) ${NAMED}${TAIL}`,
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
    `(?:all|some|no) rights (?:are )?reserved(?: ©)?(?:(?:,? (?:to|by)|,| [–—-]) ${NAMED})?(?: worldwide)?`,
    `(?:the )?copyright (?:remains with|belongs to|is held by|is owned by|rests with|held by|owned by|held with) ${NAMED}`,
    `${THIS} is (?:the )?(?:copyright of ${NAMED}|protected by copyright)`,
    `(?:the authors?|the publishers?|authors?) retains?(?: all| full)?(?: the)? (?:rights|copyright)`,
    `(?:this |our |the |all )(?:${WORK}|${WORKS})(?: on this (?:site|page))?(?: is| are)?(?: protected by)? (?:copyright(?:ed)?|©)(?: ?©|(?: by)|:)?(?: \\d{4})?(?: by)? ${NAMED}(?:,? (?:unless|except) .{3,50})?`,
    `(?:this (?:material|${WORK})|no part of this (?:${WORK}|publication|material|site)|(?:our )?(?:content|articles|material)) may (?:not )?be (?:published|reproduced|copied|reprinted|republished|used|distributed|redistributed|reposted|translated|stored)\\b.{0,160}? without (?:(?:the|express|prior|written|our) ){0,4}(?:permission|consent)(?: (?:of|from|by) ${NAMED})?`,
    "this (?:material|article|column|text|content|work) may not be (?:published|reproduced|copied|reprinted|republished)(?:,? (?:broadcast|rewritten|or redistributed|redistributed|or transmitted|transmitted)){0,4}",
    "(?:please )?(?:do not|don[’']t) (?:republish|reprint|reproduce|copy|repost|redistribute)(?: or (?:republish|reprint|reproduce|copy|repost|redistribute))?(?: (?:this|our|any) [\\p{L} ]{3,30})? without (?:(?:the|express|prior|written|our) ){0,4}(?:permission|consent)(?: (?:of|from) .{2,60})?",
    "(?:(?:any )?unauthori[sz]ed (?:re-?use|reproduction|use|copying|republication|distribution|duplication)(?: or (?:re-?use|reproduction|use|copying|distribution|republication|duplication))?|(?:reproduction|republication|copying|reprinting|redistribution)(?: in whole or in part)? without (?:(?:the|express|prior|written|our) ){0,4}(?:permission|consent))(?: of .{3,60})? (?:is )?(?:strictly |expressly )?(?:prohibited|forbidden|not (?:allowed|permitted))",
    "not for (?:re)?publication(?: without (?:written )?permission)?",
    `(?:the )?copyright (?:of|in|to|for|on) (?:this|the) ${WORK} (?:(?:remains|rests|lies|stays) with|belongs to|is (?:held|owned|retained) by|is with) ${NAMED}`,
    `(?:all )?(?:rights|copyrights?)(?: (?:of|in|to|for) (?:this|the|all) ${WORKS})? (?:are |is )?(?:(?:remain|remains|rest|rests) with|belongs? to|held by|owned by|retained by) ${NAMED}`,
    `${NAMED} (?:holds|owns|retains|reserves) (?:all |the |full )*(?:rights|copyrights?)(?: (?:to|in|of|for) (?:this|the|all) ${WORKS})?`,
    `(?:all|this|our|the|website|site|its)?(?: ?${WORKS})?(?: on this (?:site|page|website))?,? ?(?:is|are) (?:strictly )?(?:protected by|subject to)(?: \\p{L}{3,14}| u\\.?[sk]\\.?)?(?: and international)? (?:copyrights?|intellectual property)(?: laws?)?(?:,? (?:and|so) (?:may|must|can|should)(?:not| not)? .{2,120})?`,
    "(?:no part of .{2,60}? (?:may|can) be|(?:this|our|the|all) [\\p{L} ]{3,40}? (?:may|must|can|should) ?not be|not to be) (?:published|reproduced|copied|reprinted|republished|used|distributed|redistributed|reposted|translated|stored|shared|broadcast|rewritten)\\b.{0,160}",
    "(?:no|any) (?:unauthori[sz]ed )?(?:re-?use|reproduction|republication|reprinting|copying|redistribution|syndication|part)(?:,? (?:or|and) [\\p{L}-]{4,18}){0,2}(?: in (?:whole|any form)(?: or in part)?)?(?: is)?(?: (?:allowed|permitted))? without (?:(?:the|our|an?|express|explicit|prior|previous|written|editor[’']s|publisher[’']s) ){0,5}(?:permission|consent|authori[sz]ation|licen[cs]e|agreement)(?:\\b.{0,60})?",
    "(?:reproduction|republication|re-?use|copying|reprinting|redistribution|duplication|syndication|publication)(?:,? (?:or|and) [\\p{L}-]{4,18}){0,3}(?: of .{3,50}?)?,? (?:(?:in (?:whole|any form|part|full)|wholly)(?: (?:or|and)(?: in)? part)?,? )?(?:is |are )?(?:strictly |expressly )?(?:prohibited|forbidden|not (?:allowed|permitted)|(?:allowed |permitted )?(?:only )?(?:with|by|subject to) (?:(?:the|our|express|explicit|prior|previous|written) ){0,4}(?:permission|consent))(?:,? (?:without|unless|except|of|from) .{2,60})?",
    "(?:please )?(?:do not|don[’']t|may not) (?:re-?publish|re-?print|re-?produce|copy|re-?post|redistribute|re-?use|share)(?:,? (?:or|and) [\\p{L}-]{4,14}){0,3}(?: (?:this|our|any|it)(?: [\\p{L} ]{3,30})?)? without (?:(?:the|our|express|explicit|prior|previous|written|author[’']s|publisher[’']s) ){0,4}(?:permission|consent)(?: (?:of|from|by) .{2,60})?",
    `(?:this )?(?:${WORK} )?(?:is )?copyrighted(?: (?:material|content|work|${WORK}))?(?: (?:by|of|to) ${NAMED})?`,
  ],
  "usage-terms": [
    "(?:for|to (?:request|obtain|apply for|ask for)|to (?:re-?publish|reprint|license|reuse) (?:this|our) [\\p{L} ]{3,20}|(?:questions|inquiries|enquiries|requests) (?:about|for|regarding)) ?(?:re-?print|re-?publication|re-?publishing|syndication|licen[cs]ing|rights|permissions?|re-?use)?(?: (?:or|and) [\\p{L}-]{4,14})?(?: (?:rights|permissions?|requests|inquiries|enquiries|information))?,? (?:please )?(?:contact|e-?mail|write to|see|visit|call|apply to|click)\\b.{2,120}",
    "(?:re-?print|re-?publication|licen[cs]ing|syndication) (?:rights|permissions?|requests|inquiries|enquiries)(?: ?: ?| (?:are )?(?:available|can be requested) (?:at|from|through|via) ).{2,120}",
  ],
  credit: [
    `(?:source:?|(?:${WORK} )?(?:distributed|syndicated|provided|supplied) by|from:|via:) ${NAMED}`,
    `(?:${THIS} )?(?:is |was |comes )(?:produced|distributed|syndicated|provided|supplied|brought to you)(?: and (?:distributed|syndicated))? by ${NAMED}${TAIL}`,
    `(?:by |photo |story |column )?courtesy(?: of)? ${NAMED}`,
    `(?:with )?(?:additional )?(?:reporting|material|files|contributions|information|writing) (?:by|from) ${NAMED}`,
  ],
  license: [
    `we (?:encourage|invite|welcome) (?:you|others|anyone|newsrooms|media|outlets) to (?:re-?publish|re-?print|re-?post|share) (?:this|our|these) ${WORKS}${FREE}`,
    `(?:${THIS} |it |they |text |words |content |copyright .{2,60} )?(?:is |was |are )?(?:re-?published|reprinted|licen[cs]ed|released|shared|published|reproduced|posted|issued|made available|available|offered|provided|distributed|used)(?: here)?(?: for re-?publication| for re-?use| to everyone| to all)?(?: from (?<origin>.{2,80}?),? )? ?(?:and (?:is )?(?:licen[cs]ed|released|shared) )?(?:under|with|using|via|as|by) (?:(?:an?|the|its|their|our|terms of) ){0,3}${CC}`,
    `(?:${THIS} )?(?:originally |first )?${OUT} (?:${AT}) (?<origin>.{2,80}?),? (?:and )?(?:(?:is )?(?:re-?published|reprinted|reproduced|reposted|used|shared)(?: here)? )?under (?:(?:an?|the|its|terms of) ){0,3}${CC}`,
    `(?:in accordance with|subject to|pursuant to|according to|per) (?:the |an? )?(?:terms of (?:the|an?) )?${CC}`,
    `(?:want|like|wish|interested in|looking|would like) .{0,30}(?:re-?publish|re-?print|re-?post|re-?use)\\w{0,3}\\b.{0,60}under (?:an? |the |our )?${CC}`,
    `(?:some rights reserved|licen[cs]ing|licen[cs]e|text|words|terms|content|${WORK}|except where noted) ?[:;,–—-]{1,2} ?(?:licen[cs]ed )?(?:under )?(?:an? )?${CC}`,
    `(?:this|our|all our|all of our|most of our) ${WORKS} (?:is|are) (?:free|available)(?: for anyone)? (?:to|for) (?:re-?publish|re-?print|re-?post|re-?use|share|re-?publication|reprinting)${FREE}`,
    `(?:other )?(?:news(?:rooms| organi[sz]ations| outlets)?|media|outlets|publishers|anyone|anybody|you|editors) (?:may|can|are (?:free|welcome|invited|encouraged) to)(?: freely)? (?:re-?publish|re-?print|re-?post|re-?use) (?:this|our|these|any of our|all our) ${WORKS}${FREE}`,
    `(?:re-?publish|re-?print|share|steal|re-?post) (?:this|our|these) ${WORKS}(?:,? for free|: | freely|,? provided|,? as long as|\\. you | under ).{0,250}`,
    `you (?:may|can|are free to|are welcome to) (?:copy|use|re-?publish|re-?print|re-?post) (?:the text|this text|the ${WORK}|it)(?: below| above)?,? (?:provided|as long as|on condition|if you|for free|with).{0,160}`,
    `to the extent possible under law,? .{3,120}`,
    `(?:the )?(?:author|publisher|writer|.{3,60}?) (?:has|have) (?:waived|dedicated) .{0,80}(?:copyright|cc0|cc zero|public domain).{0,80}`,
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
