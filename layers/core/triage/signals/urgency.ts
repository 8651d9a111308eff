import { URGENCIES, type Urgency } from '../../domain/triage.ts';

export interface UrgencyFound {
  urgency: Urgency;
  reasons: string[];
}

/** Tested against " words joined by blanks ". Everything that matches is a reason; the most urgent one decides. */
const CUES: [Urgency, RegExp, string][] = [
  [
    'critical',
    / (?:emergency|life threatening|ambulance|(?:caught|on|is) fire|smoke|smoking (?:from|out)|sparks|sparking|explod\w+|burn(?:t|ed|ing) (?:me|my|smell)|gas leak|(?:smell|smelling|smell of) gas|trapped|carbon monoxide|electric shock|got shocked|injur\w+|bleeding|hospital|allergic reaction|poison\w*|overdose|suicid\w+|self harm|kill myself|unsafe|in danger|dangerous|notfall|urgence vitale|emergencia|emergenza|noodgeval) /,
    'safety',
  ],
  [
    'critical',
    / (?:hacked|hijacked|account (?:was |has been |is |got )?(?:taken over|compromised|breached)|identity theft|stole my identity|(?:unauthori[sz]ed|fraudulent|suspicious) (?:\S+ ){0,2}(?:transactions?|transfers?|charges?|payments?|purchases?|withdrawals?|access|logins?|activity)|(?:transactions?|charges?|payments?|withdrawals?|transfer) (?:\S+ ){0,3}(?:i|we) (?:didn't|did not|never|don't|do not) (?:make|do|authori[sz]e|recogni[sz]e|made|did)|someone (?:is |has |else )?(?:is )?(?:using|used|stole|stealing|emptied|draining) (?:\S+ ){0,2}(?:my|card|account|money)|emptied my account|data breach|fraud alert|it wasn't me|(?:transactions?|charges?|payments?) (?:\S+ ){0,5}(?:don't|do not|didn't) recogni[sz]e|someone (?:\S+ ){0,2}(?:logged in|changed my password|opened an account)|empty my account|gehackt|pirate|hackeado|hackerato) /,
    'fraud or a break-in',
  ],
  [
    'critical',
    / (?:stranded|stuck at the airport|locked out of (?:my|our) (?:house|home|flat|apartment|car|room)|no (?:heating|water|power|electricity|insulin|medication)|out of (?:insulin|medication)) /,
    'a person in trouble',
  ],
  [
    'high',
    / (?:urgent(?:ly)?|asap|a s a p|as soon as possible|immediately|immediate|right (?:now|away)|straight away|at once|without delay|top priority|high priority|time sensitive|time critical|can't wait|cannot wait|hurry|quickly please|please hurry|in a hurry|this minute|this instant|dringend|sofort|eilig|schnellstmoglich|urgente?|d'urgence|immediatement|au plus vite|cuanto antes|inmediatamente|il prima possibile|subito|o mais rapido possivel|imediatamente|dringend|spoed|zo snel mogelijk|onmiddellijk) /,
    'asks for haste',
  ],
  [
    'high',
    / (?:by|before|until|need(?:s|ed)? (?:it |this |that |them |to \S+ )?(?:\S+ ){0,4}(?:by|for|before)) (?:\S+ ){0,3}(?:today|tonight|tomorrow|noon|midnight|end of (?:the )?day|eod|this (?:morning|afternoon|evening)|close of business) /,
    'a deadline',
  ],
  [
    'high',
    / (?:(?:deadline|due|expires?|expiring|leav(?:e|es|ing)|depart\w*|fly|flying|flight|travel\w*|check in|check out|wedding|party|event|meeting|interview|surgery|funeral|exam|birthday|moving) (?:\S+ ){0,4}(?:today|tonight|tomorrow|in (?:an|one|two|three|a few|#1) (?:hours?|minutes)|this (?:morning|afternoon|evening))|(?:today|tonight|tomorrow) (?:\S+ ){0,3}(?:deadline|flight|wedding|party|event|meeting|interview|surgery|funeral|exam|birthday)|(?:need|want) (?:\S+ ){0,4}(?:today|tonight)|in (?:an|one|two|#1) hours?|last (?:day|chance)|final (?:notice|reminder)|heute noch|bis morgen|aujourd'hui meme|hoy mismo|entro oggi|ainda hoje|vandaag nog) /,
    'a deadline',
  ],
  [
    'high',
    / (?:(?:charged|billed|debited|paid|took|taken|deducted) (?:\S+ ){0,5}(?:twice|double|three times|again|too much|multiple times|without (?:my )?(?:permission|consent|authori[sz]ation))|(?:twice|double|overcharged|double charged|charged double)|money (?:\S+ ){0,3}(?:gone|missing|disappeared|vanished|not (?:arrived|there|received))|lost (?:\S+ ){0,2}(?:money|\$)|missing (?:money|funds|\$)|never (?:got|received) (?:\S+ ){0,2}(?:refund|money)|doppelt abgebucht|debite deux fois|cobrado dos veces|addebitat\w due volte) /,
    'money lost',
  ],
  [
    'high',
    / (?:locked out|(?:can't|cannot|can not|couldn't|unable to|not able to|won't let me) (?:\S+ ){0,2}(?:log in|login|log on|logon|sign in|signin|access|get in|get into)|account (?:\S+ ){0,2}(?:locked|blocked|suspended|disabled|frozen|deactivated)|(?:lost|stolen|stole|swallowed|ate|kept) (?:\S+ ){0,3}(?:card|wallet|phone|passport|purse)|(?:card|wallet|phone|passport|purse) (?:\S+ ){0,3}(?:stolen|lost|swallowed|stuck|gone)|locked (?:my|the) account|ausgesperrt|gesperrt|(?:karte|carte|tarjeta|carta|cartao|kaart) (?:\S+ ){0,2}(?:gestohlen|verloren|volee|perdue|robada|perdida|rubata|smarrita|roubado|gestolen)) /,
    'access or a card lost',
  ],
  [
    'high',
    / (?:(?:whole|entire) (?:\S+ ){0,1}(?:system|site|website|service|company|team|office) (?:\S+ ){0,2}down|(?:system|site|website|service|server|internet|production) (?:is |are |went |has been )?(?:completely |totally |still )?down|outage|losing (?:customers|sales|business|money)|business (?:is )?(?:at a )?standstill|can't (?:work|trade|operate)) /,
    'a service down',
  ],
  [
    'high',
    / (?:my (?:lawyer|solicitor|attorney)|legal action|sue|court|ombudsman|regulator|trading standards) /,
    'legal steps',
  ],
  [
    'low',
    / (?:no rush|no hurry|not urgent|isn't urgent|whenever you (?:can|have|get)|when you (?:have|get) (?:a |the )?(?:time|moment|minute|chance)|take your time|just (?:curious|wondering|out of curiosity|asking|browsing)|out of (?:pure )?(?:curiosity|interest)|no need to hurry|at your (?:convenience|leisure)|some(?:time| day)(?: next (?:month|year))?|in the future|low priority|just a (?:quick )?(?:thought|suggestion|idea)|keine eile|nicht eilig|pas urgent|rien d'urgent|sin prisa|no es urgente|senza fretta|non e urgente|sem pressa|geen haast) /,
    'says it can wait',
  ],
];
const DENIED =
  / (?:not|isn't|is not|no|nothing|nicht|pas|non|nao|niet|n't)(?: (?:that|so|very|super|really|an?|es|e|particularly|at all))? (?:urgent|emergency|urgente|dringend|rush|hurry|eilig|dangerous|in a hurry)/g;

/** The more urgent of what the message says and what its topic is by nature; "no rush" lowers the topic's own. */
export function urgencyOf(words: readonly string[], ofTopic: Urgency | undefined): UrgencyFound {
  const line = ` ${words.join(' ')} `;
  const denied = line.match(DENIED)?.length ?? 0;
  const said = denied > 0 ? line.replaceAll(DENIED, ' ') : line;
  const reasons: string[] = [];
  const found: Urgency[] = [];
  for (const [urgency, pattern, what] of CUES) {
    const match = pattern.exec(urgency === 'low' ? line : said);
    if (!match) continue;
    found.push(urgency);
    reasons.push(`${what}: "${match[0].trim()}"`);
  }
  if (denied > 0 && !found.includes('low')) {
    found.push('low');
    reasons.push('says it is not urgent');
  }
  const topic = ofTopic ?? 'normal';
  const raised = found.filter(one => rank(one) > rank('normal'));
  if (raised.length === 0 && found.includes('low'))
    return { urgency: rank(topic) > rank('normal') ? topic : 'low', reasons };
  const urgency = [topic, ...raised].reduce((most, one) => (rank(one) > rank(most) ? one : most));
  if (urgency === topic && topic !== 'normal') reasons.push(`its topic is of ${topic} urgency`);
  return { urgency, reasons };
}

const rank = (urgency: Urgency): number => URGENCIES.indexOf(urgency);
