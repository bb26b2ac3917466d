/**
 * One cheap, linear look at a block: only what holds one of these stems is read sentence by sentence. They are tried on
 * lower-case text, each as rare in prose as the phrases allow: `published` alone is no hint, `first published` is.
 */
const STEMS =
  /©|\(c\)|copyright|creative.commons|\bcc[ -]?(?:by|0|zero)|permission|permiso|permesso|permissão|consen[ts]|courtesy|cortes[ií]a|licen[cszç]|lizenz|rights (?:are )?reserved|all (?:the )?rights|retains?(?: all)? (?:the )?(?:rights|copy)|may not be|may be (?:freely )?re|public domain|pubblico dominio|dominio público|domínio público|domaine public|publieke domein|gemeinfrei|not for (?:re)?publication|re-?use|republi|reproduc|riprod|reprint|repost|cross.?post|x.post|originally|original (?:\w+ )?(?:at|on|in|appear|was|ran)|(?:first|initially|previously) (?:published|appeared|ran|printed|posted|released|carried|issued|aired)|version of th|appeared in the|(?:this|the) \w+ (?:appeared|ran|was published|was printed) (?:in|on|at|by)|distributed by|syndicated|provided by|supplied by|contributed to this|by arrangement|published earlier|produced by|reporting by|material by|(?:source|quelle|fuente|fonte|bron|via|from|credits?) ?:|photo|illustrati|image|picture|graphic|cartoon|artwork|foto|\bbild|grafik|zeichnung|illustrazion|ilustra|imagen|immagine|imagem|beeld|afbeelding|cr[eé]dit|rechte|vorbehalt|nachdruck|gedruckt|abdruck|vervielf|weiterv|wiedergabe|genehmigung|erlaubnis|zustimmung|einwilligung|zuerst|zunächst (?:in|auf|bei|im|am|unter) |ursprünglich|erstmals|erstver|erstersch|übernommen|zweitver|original(?:artikel|beitrag|text)|material von|droits|interdit|autoris|accord d|initialement|à l[’']origine|d[’']abord|première p|pour la première|publiée? (?:dans|sur|par|avec)|parue? (?:dans|sur)|repris|originellement|original[ei]? (?:sur|en|su|em|op|auf|dans)|republi|derechos|prohibid|autoriz|original(?:mente|ly)|por primera vez|primera publ|información de|diritti|vietat|autorizz|concession|originariamente|inizialmente|prima (?:volta|pubb)|già (?:pubb|appar|usc)|tratto da|direitos|proibid|pela primeira|primeira publ|toestemming|rechten|overname|nadruk|niets uit|overgenomen|eerder (?:gepubl|versch)|oorspronkelijk|voor het eerst|eerst (?:gepubl|versch|in|op)|originele|verscheen|verbod/u;

/** Blocks as short as this are read anyway: an agency signs with its name alone. */
const SIGNATURE = 40;
const SIGNED_END = /(?:^|[\s([/])(?:dpa|afp|reuters|ap|upi|efe|ansa|lusa|anp|agi|apa|sda|epd|kna|sid)[)\].]?$/u;
const OPENING = 64;

/** False where a block surely says nothing about rights. Linear. */
export function mayStateRights(text: string): boolean {
  if (text.length <= SIGNATURE) return true;
  const folded = text.toLowerCase();
  return STEMS.test(folded) || SIGNED_END.test(folded.slice(-SIGNATURE)) || hasDateline(text);
}

function hasDateline(text: string): boolean {
  const bracket = text.slice(0, OPENING).indexOf(") ");
  return bracket > 0 && /^[—–-]/u.test(text.slice(bracket + 2, bracket + 3));
}
