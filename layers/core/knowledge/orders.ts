/**
 * Words that are meant for an assistant and not for a customer: orders to forget its rules, parts played in a conversation,
 * "tell the customer that …". Where they stand in an article or in a service's reply they are nobody's knowledge: verify
 * rests nothing on them, and no receipt repeats them.
 */
const ORDERS = [
  /\b(?:ignore|disregard|forget|override|bypass)\b[^.!?\n]{0,40}\b(?:instructions?|rules?|prompts?|guidelines|restrictions|polic(?:y|ies) above)\b/i,
  /\b(?:system|developer) (?:prompt|override|message|mode)\b|\bjailbreak\b|\bdo anything now\b/i,
  /(?:^|[.!?\n])\s*(?:SYSTEM|Assistant|ASSISTANT|Human|HUMAN|AI)\s*:/,
  /\b(?:tell|inform|assure|say to|answer) (?:the|this|every|each|all|any) (?:customers?|users?)\b|\btell them (?:to|that)\b/i,
  /\bevery (?:customer|user) must (?:hear|be told)\b/i,
  /\b(?:call|run|invoke|execute) (?:the |every |all |any |your )?(?:tools?|functions?)\b|\bevery tool you have\b/i,
  /\b(?:you are|act as|pretend to be) (?:now )?(?:an? )?(?:ai|assistant|language model|dan|unrestricted)\b/i,
  /\b(?:as an ai|language model)\b/i,
  /\b(?:ignoriere|vergiss|missachte)\b[^.!?\n]{0,40}\b(?:anweisungen|regeln|vorgaben)\b|\b(?:ignore|oublie[sz]?)\b[^.!?\n]{0,40}\b(?:consignes|regles|règles)\b|\bignor[ae]\b[^.!?\n]{0,40}\b(?:reglas|instrucciones|regole|istruzioni)\b/i,
];

export const givesOrders = (text: string) => ORDERS.some(order => order.test(text));
