import { plain } from '../text/normalise.ts';

/** Function words and words of service talk, without accents. A word of several languages counts for each. */
const WORDS: Record<string, string> = {
  en: "the a an is are was were i i'm i've it's my me you your he she we they this that these what what's where when why how who which do does did don't can can't could would will to of in on for from with at by and or but if not no have has had get got need want please help there been about any be am as so it its thanks thank hi hello yes tell show give make order account password card refund cancel delivery payment bank track change money balance check credit bill phone number address know like again much long many today tomorrow",
  de: 'der die das den dem des ein eine einen einem einer ist sind war ich mein meine meinen meinem meiner mir mich du sie ihr ihre ihren wir er es dies diese dieser was wo wann warum wie wer welche und oder aber wenn nicht kein keine haben habe hat hatte kann konnte mochte will zu von im in auf fur mit bei aus nach uber bitte hilfe danke noch schon auch hallo guten tag bestellung konto passwort rechnung lieferung ruckerstattung geld kundigen stornieren bekommen zuruck wurde wird seit nur sehr immer mehr als bin gibt zum zur vom am an paket karte',
  fr: "le la les un une des du de est sont etait je j'ai j'aimerais mon ma mes me moi tu vous votre vos nous il elle ils ce cette ces c'est qu'est que qui quoi ou quand pourquoi comment quel quelle et ou mais si ne pas n'ai n'est plus avoir ai a avez peux pouvez voudrais veux au aux en dans sur pour avec par chez s'il plait aide merci bonjour encore deja commande compte mot passe facture livraison remboursement argent annuler colis carte recu toujours depuis combien d'un d'une l'argent m'aider suis etes tres",
  es: 'el la los las un una unos es son era yo mi mis me tu su sus usted nosotros ellos este esta estos eso que quien donde cuando por porque como cual y o pero si no tengo tiene he ha puedo puede quiero quisiera necesito a de del en con para desde sobre favor ayuda gracias hola todavia ya pedido cuenta contrasena factura entrega reembolso dinero cancelar paquete tarjeta mucho muy mas al lo le se estoy hay fue sin cuanto recibido llegado buenos dias',
  it: "il lo la i gli le un uno una e sono era io mio mia miei mie mi tu suo sua vostro noi loro questo questa quello che chi cosa dove quando perche come quale ed o ma se non ho ha hai posso puo vorrei voglio devo bisogno a di del della dei in nel con per da su sul aiuto grazie ciao buongiorno ancora gia ordine conto password fattura consegna rimborso soldi annullare pacco carta molto piu al alla ricevuto arrivato dov'e com'e c'e favore sto stato quanto mio",
  pt: 'o a os as um uma uns e sao era eu meu minha meus minhas me voce seu sua nos eles este esta isso que quem onde quando porque como qual ou mas se nao tenho tem ha posso pode quero queria preciso de do da dos das em no na com para por desde sobre ajuda obrigado obrigada ola ainda ja pedido conta senha fatura entrega reembolso dinheiro cancelar encomenda cartao muito mais ao estou esta foi sem quanto recebi chegou bom dia fazer',
  nl: 'de het een is zijn was ik mijn mij me jij je u uw wij zij dit dat deze die wat waar wanneer waarom hoe wie welke en of maar als niet geen heb heeft had kan kunnen wil zou te van in op voor met bij uit naar over alstublieft hulp bedankt nog al ook hallo bestelling rekening wachtwoord factuur levering terugbetaling geld annuleren opzeggen krijgen terug werd wordt sinds alleen heel meer ben er om aan pakket kaart mag graag goedemorgen nooit ontvangen dank',
};

/** Characters that speak for a language before accents are taken off; each occurrence of a word with one counts a word. */
const LETTERS: [RegExp, string, number][] = [
  [/[äöüß]/gu, 'de', 0.8],
  [/[ñ¿¡]/gu, 'es', 2],
  [/[áíóú]/gu, 'es', 0.4],
  [/[ãõ]/gu, 'pt', 2],
  [/[çâêô]/gu, 'pt', 0.3],
  [/[áíóú]/gu, 'pt', 0.3],
  [/[çœêâîôûëè]|\b[lcdjnqsm]'\p{L}/gu, 'fr', 0.6],
  [/é/gu, 'fr', 0.4],
  [/é/gu, 'es', 0.2],
  [/[àèìòù]/gu, 'it', 0.7],
  [/ij|\p{L}aa\p{L}|\p{L}oo\p{L}{1,2}\b/gu, 'nl', 0.15],
  [/sch|\bge\p{L}{3,}t\b|ung\b|keit\b/gu, 'de', 0.3],
  [/zione\b|\bgli\b|cch/gu, 'it', 0.6],
  [/ção\b|ções\b|nh/gu, 'pt', 0.6],
  [/ción\b|\bll/gu, 'es', 0.6],
  [/\bth|ing\b|wh/gu, 'en', 0.4],
];

/** Scripts that one language of customers uses nearly alone. */
const SCRIPTS: [RegExp, string][] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 'ja'],
  [/\p{Script=Hangul}/u, 'ko'],
  [/\p{Script=Han}/u, 'zh'],
  [/\p{Script=Hebrew}/u, 'he'],
  [/\p{Script=Arabic}/u, 'ar'],
  [/\p{Script=Cyrillic}/u, 'ru'],
  [/\p{Script=Greek}/u, 'el'],
  [/\p{Script=Thai}/u, 'th'],
  [/\p{Script=Devanagari}/u, 'hi'],
];

const LANGUAGES_OF = new Map<string, string[]>();
for (const [language, list] of Object.entries(WORDS))
  for (const word of list.split(' ')) {
    const languages = LANGUAGES_OF.get(word);
    if (!languages) LANGUAGES_OF.set(word, [language]);
    else if (languages.at(-1) !== language) languages.push(language);
  }

/** The language must have this much evidence, and lead the next by LEAD. */
const ENOUGH = 0.9;
const LEAD = 0.25;

/** ISO 639-1 code of a message's language; `und` when it is too short or has no words. `text` as `readable` gives it. */
export function languageOf(text: string): string {
  const read = text.toLowerCase();
  const letters = read.match(/\p{L}/gu)?.length ?? 0;
  if (letters === 0) return 'und';
  const latin = read.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (latin < letters / 2) return SCRIPTS.find(([script]) => script.test(read))?.[1] ?? 'und';
  const evidence = new Map<string, number>();
  const add = (language: string, much: number) =>
    evidence.set(language, (evidence.get(language) ?? 0) + much);
  for (const [word] of plain(read).matchAll(/\p{L}+(?:'\p{L}+)?/gu)) {
    const languages = LANGUAGES_OF.get(word) ?? [];
    for (const language of languages) add(language, 1 / Math.sqrt(languages.length));
  }
  for (const [pattern, language, much] of LETTERS)
    add(language, Math.min(4, read.match(pattern)?.length ?? 0) * much);
  const [first, second] = [...evidence].sort((a, b) => b[1] - a[1]);
  if (!first || first[1] < ENOUGH || first[1] - (second?.[1] ?? 0) < LEAD) return 'und';
  return first[0];
}
