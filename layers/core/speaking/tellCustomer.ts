import type { ChatVoice } from '../connect/chatVoice.ts';
import type { Case, CaseState, Reply } from '../domain/case.ts';
import type { CustomerMails, MailSent } from '../mail/customerMails.ts';
import type { Figures } from '../platform/figures.ts';
import type { CaseStore } from '../store/caseStore.ts';
import { firstWords, putFirstWords } from './firstWords.ts';

export interface Words {
  case: Case;
  /** Whose words they are, and the owner that must still have the case for them to be said. */
  by: 'agent' | 'client' | 'house';
  name: string;
  /** What the words rest on, and whether they are the AI's draft, for the timeline. */
  about?: Pick<Reply, 'citations' | 'draft'>;
  text: string;
  /** Unique per message: saying it again says nothing. */
  key: string;
}

export interface TellCustomerDependencies {
  store: CaseStore;
  voice: ChatVoice;
  mails: () => Promise<CustomerMails>;
  figures?: Figures;
  now: () => Date;
}

export type Told = { ok: true; via: Reply['via'] } | { ok: false; current: Case | undefined };

/** Where whose words may be said. Within an epoch only one agent ever has the case: it rises when it leaves them. */
const STATES: Record<Words['by'], readonly CaseState[]> = {
  agent: ['with-agent'],
  client: ['with-client'],
  house: ['waiting-for-approval', 'waiting-for-agent', 'with-agent'],
};

/**
 * Says a person's words to the customer: in the chat while they are there, else by e-mail. Only the owner under the
 * current epoch may speak, and nobody else gets the case until it is said; `via: 'nowhere'` when the customer left and no
 * address is known.
 */
export async function tellCustomer(words: Words, deps: TellCustomerDependencies): Promise<Told> {
  const { store } = deps;
  const claimed = await store.beginSpeech(words.case, STATES[words.by], words.key);
  if (!claimed.ok) return claimed;
  let heard: ReturnType<typeof firstWords>;
  try {
    const via = await say(words, claimed.case, deps);
    if (words.by !== 'house' && via !== 'nowhere') heard = firstWords(claimed.case, deps.now().toISOString());
    return { ok: true, via };
  } finally {
    const ended = await store.endSpeech(words.case.caseId, words.key, heard);
    if (heard && ended.ok) putFirstWords(ended.case, deps.figures);
  }
}

async function say(words: Words, current: Case, deps: TellCustomerDependencies): Promise<Reply['via']> {
  const { store, now } = deps;
  const turnId = `said:${words.key}`;
  const earlier = await store.getTurn(words.case.caseId, turnId);
  if (earlier?.reply) return earlier.reply.via;

  const via =
    (await sayInChat(words, current, deps)) ?? (await sendByMail(words, current, deps)) ?? 'nowhere';
  await store.addTurn({
    turnId,
    caseId: words.case.caseId,
    contactId: current.contactId,
    channel: via === 'email' ? 'email' : current.channel,
    at: now().toISOString(),
    reply: {
      text: words.text,
      by: words.by,
      name: words.name,
      at: now().toISOString(),
      via,
      ...words.about,
    },
  });
  return via;
}

async function sayInChat(words: Words, current: Case, { store, voice }: TellCustomerDependencies) {
  if (!current.contactOpen || current.channel !== 'chat') return undefined;
  const contact = await store.getContact(current.contactId);
  const said = await voice.say({
    contactId: contact?.currentId ?? current.contactId,
    name: words.name,
    text: words.text,
    key: words.key,
    connection: contact?.connectionToken,
  });
  if (!said) {
    await store.note(current.caseId, { contactOpen: false }, { equals: { contactId: current.contactId } });
    return undefined;
  }
  if (said.connection !== contact?.connectionToken)
    await store.setConnection(current.contactId, said.connection);
  return 'chat' as const;
}

/** In the conversation of the case; to an address that bounced or complained nothing is sent, and the agent is told. */
async function sendByMail(words: Words, current: Case, { store, mails }: TellCustomerDependencies) {
  if (!current.customer.email) return undefined;
  let sent: MailSent = 'sent';
  await store.once(`mail-${current.caseId}-${words.key}`, async () => {
    const isPerson = words.by !== 'house';
    sent = await (
      await mails()
    ).send({
      case: current,
      by: isPerson ? 'person' : 'house',
      words: words.text,
      ...(isPerson && { signedBy: words.name }),
    });
  });
  return sent === ('sent' as MailSent) ? ('email' as const) : undefined;
}
