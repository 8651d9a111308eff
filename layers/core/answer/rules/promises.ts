import { stem } from '../../knowledge/stem.ts';
import type { Refusal } from '../contract.ts';
import { coverage } from './support.ts';
import { subjectStems, type Reading } from '../reading.ts';
import { fold } from '../../knowledge/words.ts';
import { splitClauses } from '../sentences.ts';

const DO =
  'refund|reimburs|credit|cancel|transfer|connect|forward|escalat|pass(?:ed|ing)? |reset|sen[dt]|call|phon|ring|updat|chang|order|ship|dispatch|replac|notif|arrang|process|open|creat|issu|submit|book|reserv|extend|waiv|remov|delet|add|activat|deactivat|block|unlock|unblock|clos|schedul|mail|email|found|locat|recover|receiv|writ|wrote|contact|get back|report|register|log(?:ged|ging)|charg|compensat|apply|applied|adjust|correct|fix|check(?:ed|ing)|look(?:ed|ing) into|assign|confirm|upgrad|downgrad|renew|paus|stop|investigat|tak(?:e|en|ing) care|made? |mak(?:e|ing) |hand|put|prioriti|review|verif(?:ied|ying)|initiat|trigger|start|rais|fil(?:e|ed|ing) |give|gave|given|approv|grant|expedit';
/** Who speaks, in the several ways of saying that something is or will be done. */
const WE_DO = new RegExp(
  `\\b(?:i|we|our (?:\\w+ )?(?:team|agents?|colleagues?|staff|support|department|manager)|my (?:team|colleagues?)|(?:a|an|one of our) (?:agents?|colleagues?|speciali[sz]ts?|representatives?|managers?|team members?)|someone)(?:ve|ll|re|m)? ?(?:have|has|had|will|am|are|is|can|shall|would)?(?: (?:now|just|already|also|be|been|go ahead and|gone ahead and|personally|immediately|happily|going to|currently|today|soon|shortly|gladly))* ?(?:${DO})\\w*`,
);
const DONE_FOR_YOU = new RegExp(
  `\\b(?:your|the|this|that|it|a|an|everything|all|both|their|my)\\b(?: [\\p{L}\\d#'-]+){0,6}? (?:has|have|had|was|were|is|are|s|ve|will|should)(?: (?:now|just|already|successfully|also|been|being|be|currently))+ (?:${DO})\\w*`,
  'u',
);
const PASSIVE_DONE = new RegExp(
  `\\b(?:has|have) (?:(?:now|just|already|successfully|also) )*been (?:(?:now|just|already|successfully) )*(?:${DO})\\w*`,
);
/** Done to the customer: "you've been switched". */
const DONE_TO_YOU =
  /\byou(?:ve| have)(?: (?:now|just|already|also|successfully))* been \p{L}+(?:ed|en|wn|nt)\b|\byou(?:re| are) (?:(?:now |all )(?!able\b)\p{L}+(?:ed|en)\b|(?:booked|signed up|enrolled|refunded|upgraded|switched|unlocked|verified)\b)/u;
const COMING =
  /\b(?:is|are|s) (?:now |already )?(?:on (?:its|the|their) way|being (?:refunded|processed|cancell?ed|shipped|replaced|sent)|under way|underway|all set|taken care of|sorted|complete[d]?)\b|\byou(?:ll| will) (?:get|receive|hear|be (?:contacted|called|refunded|transferred|connected|notified|credited))\b|\bconsider it done\b|\ball done\b|\b(?:refund|cancellation|transfer|reset|change|replacement|order) (?:complete|confirmed|done|successful|initiated|issued|approved)\b/;
const TRANSFER =
  /\b(?:transferr?(?:ing|ed)?|connect(?:ing|ed)?|put(?:ting)? you through|hand(?:ing|ed)? (?:you|this|it) (?:over|off)|pass(?:ing|ed)? (?:you|this|it|your (?:case|message|request|question)) (?:on|over|along|to)|escalat(?:e|ed|ing)|bring(?:ing)? in|forward(?:ed|ing)?|loop(?:ing|ed)? in|rout(?:e|ed|ing))\b.{0,60}\b(?:you|agent|colleague|person|human|someone|team|specialist|representative|supervisor|manager|department|expert|advisor|this|case|message|request|question)\b|\b(?:agent|colleague|person|human|someone|specialist|representative|supervisor|manager|advisor|expert|(?:our|the|my) \w* ?team)\b(?: \w+){0,3} (?:will|is going to|shall|ll|is|are|has|have)(?: \w+){0,2} (?:be with you|contact|call|reach|get back|take over|join|help|assist|look|answer|write|e-?mail|follow up|review|on it|been (?:informed|notified|told)|joining|reviewing|handling)/;
const VOW =
  /\b(?:i|we)(?: can)?(?: personally)? (?:promise|guarantee|assure|swear|vow)\b|\brest assured\b|\byou have my word\b|\bwithout (?:fail|doubt)\b|\bi (?:will|ll) make sure\b|\byou will definitely\b/;

/** The same in the other languages the product is sold for. */
const ABROAD: Record<string, RegExp> = {
  de: /\b(?:ich|wir) (?:habe|haben|werde|werden|leite|leiten|verbinde|verbinden|storniere|stornieren|erstatte|erstatten|schicke|schicken|sende|senden|rufe|rufen|kummere|kummern|veranlasse|veranlassen)\b(?=.*\b(?:storniert|erstattet|veranlasst|gesendet|geschickt|verbunden|weitergeleitet|weiter|geandert|gutgeschrieben|zuruckgesetzt|stornieren|erstatten|verbinden|weiterleiten|anrufen|senden|schicken|sie|ihnen|ihre|darum)\b)|\bwurde (?:\w+ )*(?:storniert|erstattet|veranlasst|zuruckgesetzt|gutgeschrieben|geandert|gesendet|verschickt)\b/,
  fr: /\b(?:j ?ai|jai|nous avons|je vais|nous allons|je viens de) (?:\w+ )*(?:rembourse|annule|envoye|transfere|modifie|credite|reinitialise|transmis|cree|rappele|contacte)\w*|\bje vous (?:transfere|mets en relation|rembourse|passe|rappelle)\b|\ba ete (?:rembourse|annule|envoye|transfere|modifie|credite|reinitialise)\w*/,
  es: /\b(?:he|hemos|voy a|vamos a) (?:\w+ )*(?:reembolsa|cancela|envia|transferi|modifica|acredita|restablec|cambia|llama)\w*|\b(?:le|te) (?:transfiero|paso|conecto|llamaremos|reembolsaremos)\b|\bha sido (?:reembolsa|cancela|envia|transferi|modifica)\w*/,
  it: /\b(?:ho|abbiamo|sto per) (?:\w+ )*(?:rimborsat|annullat|inviat|trasferit|modificat|accreditat|reimpostat|cancellat)\w*|\b(?:la|ti) (?:trasferisco|metto in contatto|collego|richiameremo)\b|\be stat[oa] (?:rimborsat|annullat|inviat|trasferit|modificat|reimpostat)\w*/,
};

/** "Once your order has been cancelled …", "if we have sent …": a condition promises nothing. */
const CONDITION =
  /^(?:once|if|when|after|until|unless|as soon as|before|in case|whenever|wenn|sobald|falls|si|lorsque|quand|una vez|cuando|se|quando)\b/;

/** Of a promise every word counts: what was sent, taken or given is the promise itself. */
const NO_WORDS: ReadonlySet<string> = new Set();

/** The client's own wording of a receipt says this: most of the sentence's words of subject, verb included. */
function claimShows(text: string, reading: Reading): boolean {
  const stems = new Set([...subjectStems(text, reading.language)]);
  return reading.input.draft.receipts.some(({ claim, text: whole }) => {
    const claimed = new Set(subjectStems(claim ?? whole, reading.language));
    return stems.size === 0 || coverage(stems, claimed, reading, NO_WORDS) >= 0.6;
  });
}

/** What happened, by the receipt's whole text. */
function receiptShows(text: string, reading: Reading): boolean {
  const stems = new Set(subjectStems(text, reading.language));
  return reading.sources.some(
    source =>
      source.kind === 'receipt' &&
      (stems.size === 0 || coverage(stems, source.stems, reading, NO_WORDS) >= 0.6),
  );
}

/** The speaker acts: whatever the verb, a reply that only informs has no need of it. */
const I_ACT =
  /\bi(?:ve| have|ll| will| shall|m going to| am going to|m| am|d| did)(?: (?:now|just|already|also|personally|gladly|happily|immediately|currently))* (?!(?:sorry|afraid|happy|glad|here|not|unable|sure|pleased|an?|the|your|able|be|been|understand|hope|recommend|suggest|like|love)\b)\p{L}+/u;
/** The house has acted, or will for this customer; a passage may say so of everybody. */
const WE_ACT =
  /\bwe(?:ve| have|ll| will| shall|re going to| are going to| just| already)+ (?:now |just |already |also )*(?!(?:be|been|not|no|the|an?)\b)\p{L}+|\bwe (?:now |just |already |also )*\p{L}{2,}(?<!need|feed|speed|exceed|proceed|indeed|embed|succeed)ed\b/u;

const WE_DID =
  /\b(?:weve|we have|we had) |\bwe (?:now |just |already |also )*\p{L}{3,}(?<!need|feed|speed|exceed|proceed|succeed)ed\b/u;

/** Something that has happened to this customer: no general passage can know it. */
const HAPPENED =
  /\b(?:your|the)(?: [\p{L}\d#-]+){1,4}? (?:has|have|had|was|were)(?: (?:now|just|already|also|successfully))* (?:been |left |arrived|reached|gone |come |received|\p{L}+ed\b)/u;

/** A passage says the same in general ("we send you a link"): what the house always does may be told. */
function passageSays(text: string, reading: Reading): boolean {
  const stems = new Set([...subjectStems(text, reading.language)].filter(one => one !== stem('now')));
  return (
    stems.size >= 2 &&
    reading.sources.some(
      source =>
        source.kind === 'passage' &&
        source.sentences.some(
          sentence =>
            coverage(stems, sentence.stems, reading, NO_WORDS) >= 0.75 &&
            /\b(?:we|our|you|your|will|is|are|by)\b/i.test(sentence.text),
        ),
    )
  );
}

/** What was done, is being done or will be done for this customer needs a receipt; a transfer, a decision. */
export function promiseRule(reading: Reading): Refusal[] {
  const { transferDecided } = reading.input;
  const refuse = (detail: string) => [{ rule: 'promise', detail }];
  return reading.claims.flatMap(claim => {
    const own = claim.folded;
    const abroad = ABROAD[reading.language]?.exec(own);
    if (abroad && !receiptShows(claim.text, reading)) return refuse(abroad[0]);
    if (reading.language !== 'en') return [];

    // The dialog of an action may ask whether to do a thing; a model may not offer it.
    if (reading.input.draft.source === 'dialog' && own.trimEnd().endsWith('?')) return [];
    const vow = VOW.exec(own);
    if (vow) return refuse(vow[0]);
    const clauses = splitClauses(claim.text).map(fold);
    const told = clauses.filter(clause => !CONDITION.test(clause)).join(', ');
    const transfer = TRANSFER.exec(told);
    if (
      transfer &&
      /\b(?:i|im|ill|ive|we|were|well|weve|your case|someone|agent|colleague|specialist|representative|supervisor|manager|advisor|expert|team)\b/.test(
        told,
      )
    ) {
      if (transferDecided || receiptShows(claim.text, reading)) return [];
      return passageSays(claim.text, reading) && !/\b(?:i|im|ill|ive)\b/.test(told)
        ? []
        : refuse(transfer[0]);
    }
    const first = /\b(?:i|im|ill|ive)\b/.test(told);
    const happened = HAPPENED.exec(told);
    const done =
      PASSIVE_DONE.exec(told) ??
      DONE_TO_YOU.exec(told) ??
      happened ??
      DONE_FOR_YOU.exec(told) ??
      COMING.exec(told);
    const act = WE_DO.exec(told) ?? I_ACT.exec(told) ?? WE_ACT.exec(told);
    if (!act && !done) return [];
    // What we did ourselves rests on the client's wording; what became of an order may be the service's own word.
    if ((act ? claimShows : receiptShows)(claim.text, reading)) return [];
    if (act && first) return refuse(act[0]);
    if (happened || PASSIVE_DONE.test(told) || DONE_TO_YOU.test(told) || WE_DID.test(told))
      return refuse((act ?? done)![0]);
    return passageSays(claim.text, reading) ? [] : refuse((act ?? done)![0]);
  });
}
