/**
 * Stems of which every sentence about rights has one, in lower case, each as rare in prose as the phrases allow:
 * `published` is no hint, `first published` is. `a b·c d` stands for `a` and `b` each followed by ` c` and ` d`.
 */
export const STEMS = `
copyright|creative commons|creative-commons|cc by|cc-by|cc0|cc 0|cc zero|cc-zero
permission|permiss|permiso|permesso|licen|lizenz|rights reserved|rights are reserved|consent of|consent from|written consent|consenso|consentim|consentement
courtesy|cortes|public domain|pubblico dominio|dominio pubblico|dominio público|domínio público|domaine public|publieke domein|gemeinfrei
may not be|may be re|may be free|can be re|may republish|may reprint|not for publ|not for republ|no part of this|republi|reproduc|reproduz|reproduit|reprodui|reprint|repost|reuse|re-use|reblogged
riprod|crosspost|cross-post|cross post|x-post|by arrangement|under an agreement|retains all|retains the|retains copyright|retain all|retains full|retains rights
originally|originalmente|originariamente|originellement|originalement|oorspronkelijk|ursprünglich|inicialmente publ|inizialmente pubb|inizialmente appar|initialement|précédemment pub|précédemment par|previamente publ|anteriormente publ
first·published|appeared|ran|printed|posted|released|carried|issued|aired
initially·published|appeared|ran|printed|posted
previously·published|appeared|ran|printed|posted
published·earlier|previously|in |on |by 
as·published|originally|first|seen in
version of th|comes to us
article·appeared|ran in|ran on|was published|was printed|original|appears
column·appeared|ran in|ran on|was published|was printed|appears
story·appeared|ran in|ran on|was published|was printed
essay·appeared|ran in|ran on|was published|was printed|original
piece·appeared|ran in|ran on|was published|was printed
post·appeared|ran in|was published
the original·at |here|in |on |from |appeared|ran|was published|can be|is available|article|story|column|post|essay|version|piece
the full·story at|article at|column at|story on|article on
distributed by|syndicated|provided by|supplied by|produced by|material by|material from|reporting by|writing by|reporting from|contributed to this|with material|with reporting|with files|agency material|zur verfügung gestellt|marked cc|with thanks to|many thanks to
source:|source :|text:|words:|texte:|texte :|texto:|testo:|tekst:|news agency|news service|press agency|wire service|newswire|presseagentur|we publish|we print|sources:|quelle:|fuente:|fonte:|bron:|via:|from:|credit:|credits:|crédit|crédito:|créditos:|credito:|rechte:
alle rechte|rechte bei|rechte liegen|sämtliche rechte|nachdruck|nachgedruckt|abgedruckt|abdruck|vervielf|weiterverbr|weiterverw|wiedergabe|genehmigung|erlaubnis|zustimmung|einwilligung|vorbehalten
erschienen·in|im|bei|auf|am
zuerst·ersch|in|im|auf|bei|am|ver|pub|unter|als
zunächst·ersch|in|im|auf|bei|am|ver|pub|unter
erschien·erstmals|zuerst|zunächst|bereits|vorab|am
erstmals|erstver|erstersch|erstpub|erstabdr|zweitver|originalartikel|originalbeitrag|originaltext|material von|agenturmaterial|stammt ursprünglich|übernahme|bereits ersch
droits·réserv|de repr|d’auteur|d'auteur
tous droits|interdite|autoris|autoriz|avec l’acc|avec l'acc|l’accord d|l'accord d|d’abord|d'abord|première pub|première par|pour la première fois·dans|sur|par|en|chez
publié·dans|sur|par|avec|pour|initial
publiée·dans|sur|par|avec|pour|initial
paru·dans|sur|initial|pour|à l
parue·dans|sur|initial|pour|à l
repris·de|du|avec|depuis
reprise·de|du|avec|depuis
article original|texte original|artículo original|artigo original|articolo originale|texto original|columna original|coluna original
derechos|reservados|prohibid|por primera vez·en|por
primera publ|publicado en|publicada en|con información|con informaciones|agradecemos
diritti|riservat|vietat|concessione|per la prima volta·su|in|nel|da|sul
prima pubb|già pubb|già appar|già usc|tratto da|tratta da|ripubb|ringrazi
direitos|proibid|pela primeira vez·em|no|na|por|pel
primeira publ|com informações
toestemming|rechten voorb|rechten bij|rechten zijn|overname|nadruk|niets uit|overgenomen|herpubl|vermenigv|verspreiding|met informatie|met medewerking|voor het eerst·gepubl|gepl|versch|in |op 
eerder·gepubl|versch|gepl
eerst·gepubl|versch|gepl|in |op 
verscheen·eer|oorsp|voor
eerste publ|originele|origineel
syndication|licensing·requests|inquiries|enquiries|rights
for reprint|unauthorized re|unauthorised re|thanks to·the |our |its 
blessing of|debuted in|original article:|original story:|original post:|original column:|original source:|original link:|original publication:|saw the light of day|original:|original :|originally:|also·published|appeared|ran in
where it·first|orig|appeared
brought to you|courtesy|excerpted|adapted from|extracted from|translated from|cannot be re|must not be re|should not be re|not to be re
do not re|don’t re|don't re|may not re|no reprod|free to re|welcome to re|steal our|steal this|intellectual property|under the terms of
urheberrecht|einverständnis|übernahme|wiederveröff|veröffentlichung mit|verbreitung|verwertung|nutzungsrechte|weitergabe nur|entnommen aus|zum ersten mal in|erstmalig|originalfassung|original:
stammt·aus|von
gekürzt|auszug aus|dank an|danken·der|dem|den
ist·auf|bei
ursprüngl|lizenz|darf nicht|darf nur|dürfen nicht|dürfen nur|freundlicherweise|dankenswerterweise|frdl|nutzung·nur|ohne|ist
dieser·text ersch|text ist|text wurde|artikel ist|artikel wurde|artikel ersch|beitrag ist|beitrag wurde|beitrag ersch|beitrag stammt
diese kolumne·ersch|ist|wurde
version·ersch|appeared|was p|ran
fassung·ersch|dies|ist|wurde
meldung der|bericht der
original·auf|bei|in der|im
droit·d’auteur|d'auteur
droits·de cet|sur cet|de ce
propriété·de|exclusive|intell
reproduction·autor|et diff|sans|même|inter|part|de cet
interdite|ne peut être|ne peuvent être|sans l’accord|sans l'accord|ne pas reprod|ne pas copier|ne pas diff|originaire|auparavant
mise en ligne·sur|dans|pour
mis en ligne·sur|dans|pour
en premier·sur|dans|lieu
publiée·le |en |aux|à l
publié·le |en |aux|à l|à
paru·le |en |dans|d
a paru|a d’abord|a d'abord|a déjà
parue·le |en |d
tirée·de|du
tiré·de|du
extrait·de|du
extraite·de|du
traduit·de|du
traduite·de|du
issu·de|du
version·remaniée|originale|longue|courte|abrégée|adaptée|anterior|previa|original|más|precedente|di quest|mais|prévia|van dit|van deze
avec la perm|aimable|gracieus|courtoisie|republi|nous remercions|remerci|dépêche
cedid|gentil|amable|anuencia|tomado de|tomada de|reprod|extraíd|retomad|difundido·en|por|orig
difundida·en|por|orig
vio la luz|salió a la luz|primera edición
publicado·primero|inicial|ant|prev|por|em|no|na|pel|el|n’
publicada·primero|inicial|ant|prev|por|em|no|na|pel|el|n’
se public|apareció·en|por|orig|prim|ini|ant
salió en|ya public|já public|no se permite|no está permit|no puede ser|no podrá|no pueden ser|propiedad·de|intel|excl
propriedade·de|intel|excl
é proib|vedada|interdita|não é perm|não se perm|não pode|não podem|agradec|cortesia|veiculad|divulgado·em|orig
divulgada·em|orig
primeiramente|primeiro·na|no|em|pel
saiu·orig|prim|em |no |na |ini|ant
apareceu·orig|prim|em |no |na |ini|ant
extraído d|extraída d|retirado d|retirada d|adaptado d|reprodu|desde que|à vontade
permess|autorizz|concess|gentilment|proprietà·di|del|intel|lett|escl
protett|riproduz|ripropos|ripres|estratto·d
estratta·d
apparso·su|per|in|orig|ne|sul
apparsa·su|per|in|orig|ne|sul
uscito·su|per|in|orig|ne|sul
uscita·su|per|in orig|ne|sul
pubblicato·su|in|per|orig|ne|pre
pubblicata·su|in|per|orig|ne|pre
in origine|originalmente|proibit|può essere ri|possono essere ri|tratto d|tratta d|estratto d
leggi l’art|leggi l'art
diritti|consentit|con informazioni
auteursrecht|toestemming|herplaats|herdruk|ontleend|goedvinden|instemming|goedkeuring|beschikking gesteld|beschikbaar gesteld|verveelv|openbaarm|doorplaats|verspreid door|hergebruik|mag niet|mogen niet|mag alleen|gratis|welwillend
artikel·verscheen
tekst·verscheen
column·verscheen
stuk·verscheen
verhaal·verscheen
essay·verscheen
bijdrage·verscheen
verscheen·al |voor
verschenen·in|op|bij
stond·eerder|eerst|oorsp
werd·eerder|eerst|oorsp
overgenomen|oorspronk|vertaald uit|komt uit|bericht van·het|anp
artikel·komt|staat|is over|van het
het volledige artikel|copr.|associated press|agreement with|arrangement with|encourage you to|invite you to|it is available|origineel art|rechten voorb|agence france|deutsche presse|bewerkt naar
`;
