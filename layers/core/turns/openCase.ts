import { createHash } from 'node:crypto';
import type { Case, Turn } from '../domain/case.ts';
import type { ClientConfig } from '../domain/clientConfig.ts';
import { peopleSpeak } from '../domain/phoneLanguages.ts';
import { replyLanguage } from '../domain/replyLanguage.ts';
import { spokenIn } from '../domain/spokenIn.ts';
import type { Exchange, OpenedTurn, TurnInput } from '../domain/turn.ts';
import { aiDeadline } from '../domain/deadlines.ts';
import { areOthers, provedIn, strongerIdentity } from '../domain/identity.ts';
import { lacksWorkflow } from '../domain/transitions.ts';
import type { CaseStore } from '../store/caseStore.ts';
import { joinCase, mayJoin } from './joinCase.ts';

/** Exchanges that the understanding of the next message may need. */
const HISTORY = 6;
/** Turns read for them: what people say is a turn of its own. A long case costs no more than this. */
const TURNS_READ = 12;
const DAY = 24 * 3600_000;

export interface OpenCaseDependencies {
  store: CaseStore;
  config: Pick<ClientConfig, 'reopenDays' | 'silence' | 'mail' | 'languages' | 'skills' | 'voice'>;
  now: () => Date;
}

/** Opens, continues or reopens the case of a message, and stores the message before anything works on it. */
export async function openCase(asked: TurnInput, deps: OpenCaseDependencies): Promise<OpenedTurn> {
  const { store } = deps;
  const input = { ...asked, customer: provedIn(asked.contactId, asked.customer) };
  const found = await findCase(input, deps);
  const { fresh, case: opened } = found ? { fresh: false, case: found } : await newCase(input, deps);
  const turn: Turn = {
    turnId: input.turnId,
    caseId: opened.caseId,
    contactId: input.contactId,
    channel: input.channel,
    at: deps.now().toISOString(),
    ...(input.files ? { files: input.files } : { customer: input.text }),
    ...(input.mail && { mail: input.mail }),
  };
  if (!(await store.addTurn(turn))) {
    const recorded = await recordedResult(opened, input.turnId, store);
    if (recorded) return { turnId: input.turnId, case: opened, history: [], mayAnswer: false, recorded };
  }
  if (fresh) return { turnId: input.turnId, case: opened, history: [], mayAnswer: true };
  const current = await continued(opened, input, deps);
  return {
    turnId: input.turnId,
    case: current,
    history: exchanges(await store.lastTurns(current.caseId, TURNS_READ), input.turnId),
    mayAnswer: current.owner === 'ai',
  };
}

/**
 * The case of this contact, or the one it goes on with, or the one that a customer who has proved who they are has left
 * open elsewhere. One that was closed too long ago stays closed; one of somebody else is left alone.
 */
async function findCase(input: TurnInput, deps: OpenCaseDependencies): Promise<Case | undefined> {
  const contact = await deps.store.getContact(input.contactId);
  const caseId = contact?.caseId ?? input.caseId;
  const named = caseId ? await deps.store.get(caseId) : undefined;
  if (contact && named?.contactId === input.contactId)
    return tooOld(named, deps) ? undefined : ((await joined(named, input, deps)) ?? named);
  const found = named && !areOthers(named.customer, input.customer) ? named : await leftOpen(input, deps);
  if (found && tooOld(found, deps)) return undefined;
  // In the chat that is still open the customer hears who has it; whoever comes back begins anew.
  return found?.state === 'taken-over' ? undefined : found;
}

/** Who proved it by a code, after the case was made; whoever came with a proof has been looked for at the first message. */
async function joined(own: Case, input: TurnInput, deps: OpenCaseDependencies): Promise<Case | undefined> {
  if (input.customer.identity === 'verified' || !mayJoin(own, input.contactId)) return undefined;
  const elsewhere = await leftOpen({ ...input, customer: own.customer }, deps, own);
  return elsewhere && joinCase(own, elsewhere, input, deps);
}

/** A mail is not a place where the customer can be spoken to. */
const whereIn = ({ channel }: TurnInput) => ({ channel, contactOpen: channel !== 'email' });

/** Cases of one customer that are looked through, the last ones: however many they had, it costs no more. */
const MOST_CASES = 20;

/** The case this customer waits in, wherever it began; not one they are talking in at this moment. */
async function leftOpen(
  { customer, contactId }: TurnInput,
  { store }: OpenCaseDependencies,
  except?: Case,
): Promise<Case | undefined> {
  if (customer.identity !== 'verified' || !customer.customerId) return undefined;
  const theirs = await store.casesOf(customer.customerId, MOST_CASES);
  return theirs
    .filter(one => isOpen(one.state) && one.caseId !== except?.caseId)
    .filter(one => !one.contactOpen || one.contactId === contactId)
    .sort((a, b) => b.updatedAt.localeCompare(a.updatedAt))[0];
}
const isOpen = (state: Case['state']) => state !== 'closed' && state !== 'taken-over';

/** A new case's id follows from its contact, so that a repeated first message finds the same case. */
export function caseIdOf(contactId: string): string {
  const digits = BigInt(`0x${createHash('sha256').update(contactId).digest('hex').slice(0, 12)}`);
  return `C-${digits.toString(36).toUpperCase().padStart(10, '0').slice(-10)}`;
}

/** `fresh` is false when the same message delivered twice found the case made already. */
async function newCase(
  input: TurnInput,
  { store, config, now }: OpenCaseDependencies,
): Promise<{ fresh: boolean; case: Case }> {
  const at = now().toISOString();
  const fresh: Case = {
    caseId: caseIdOf(input.contactId),
    state: 'with-ai',
    owner: 'ai',
    epoch: 1,
    contactId: input.contactId,
    ...whereIn(input),
    ...(input.thread && { thread: input.thread }),
    customer: input.customer,
    openedAt: at,
    updatedAt: at,
    dueAt: aiDeadline(config, whereIn(input), now()),
    urgency: 'normal',
    sentiment: 'neutral',
    complexity: 'simple',
    language: replyLanguage(spokenIn(config, input.channel, false), input.language),
    failedTries: 0,
    recontacts: 0,
  };
  await store.saveContact({ contactId: input.contactId, caseId: fresh.caseId, channel: input.channel });
  if (await store.create(fresh)) {
    await store.event(fresh, 'open', 'customer');
    return { fresh: true, case: fresh };
  }
  return { fresh: false, case: (await store.get(fresh.caseId))! };
}

/** Brings a known case up to date with the message: the contact it is now in, and open again if it was closed. */
async function continued(opened: Case, input: TurnInput, deps: OpenCaseDependencies): Promise<Case> {
  const { store, config, now } = deps;
  const moved = opened.contactId !== input.contactId;
  // Found by who they are, in a contact that nobody has written in yet.
  const cameBack = moved && input.caseId !== opened.caseId && !(await store.getContact(input.contactId));
  if (moved) {
    await store.saveContact({ contactId: input.contactId, caseId: opened.caseId, channel: input.channel });
  }
  const here: Partial<Case> = {
    contactId: input.contactId,
    ...whereIn(input),
    ...(input.thread && { thread: input.thread }),
    customer: strongerIdentity(opened.customer, input.customer),
    ...(input.channel === 'voice' && peopleSpeak(config, input.language) && { language: input.language }),
    ...(opened.owner === 'ai' && { dueAt: aiDeadline(config, whereIn(input), now()) }),
  };
  if (opened.state !== 'closed') {
    // Who asks again in another place, before the case is done, has come back as well.
    const noted = await store.note(opened.caseId, {
      ...here,
      ...(cameBack && { recontacts: opened.recontacts + 1 }),
    });
    return noted.ok ? noted.case : opened;
  }
  const reopened = await store.transition('reopen', opened, 'customer', {
    ...here,
    ...FRESH_START,
    recontacts: opened.recontacts + 1,
    dueAt: aiDeadline(config, whereIn(input), now()),
  });
  return reopened.ok ? reopened.case : reopened.current!;
}

/** What a reopened case must not carry over from its first life. */
const FRESH_START: Partial<Case> = {
  closedAs: undefined,
  closedAt: undefined,
  reason: undefined,
  agent: undefined,
  draft: undefined,
  dialog: undefined,
  ask: undefined,
  note: undefined,
  answer: undefined,
  asked: undefined,
  story: undefined,
  waiting: undefined,
  offeredAs: undefined,
  awaitingEmail: undefined,
  awaitingPhone: undefined,
  wantsCall: undefined,
  onCall: undefined,
  agentDialog: undefined,
  wrapUp: undefined,
  awaitingMessage: undefined,
  callBack: undefined,
  callBackContact: undefined,
  neededAt: undefined,
  firstWords: undefined,
  calledBackFrom: undefined,
  failedTries: 0,
};

const tooOld = (old: Case, { config, now }: OpenCaseDependencies) =>
  old.state === 'closed' &&
  now().getTime() - Date.parse(old.closedAt ?? old.updatedAt) > config.reopenDays * DAY;

async function recordedResult(
  current: Case,
  turnId: string,
  store: CaseStore,
): Promise<OpenedTurn['recorded']> {
  const turn = await store.getTurn(current.caseId, turnId);
  if (!turn?.reply) return undefined;
  const { text, outcome = 'continue', citations = [] } = turn.reply;
  return {
    caseId: current.caseId,
    epoch: current.epoch,
    reply: text,
    ...(citations.length > 0 && { sources: [...new Set(citations.map(({ title }) => title))] }),
    language: current.language,
    outcome,
    ...(current.awaitingMessage && { expects: 'message' as const }),
    escalation: lacksWorkflow(current),
  };
}

function exchanges(turns: Turn[], except: string): Exchange[] {
  const found: Exchange[] = [];
  for (const { turnId, customer, reply, files } of turns) {
    // Files, and that they were kept, are no part of what is talked about.
    if (turnId === except || files) continue;
    const said = {
      ...(reply && !reply.discarded && { reply: reply.text }),
      ...(reply?.citations && { cited: reply.citations.map(({ id }) => id) }),
    };
    if (customer) found.push({ customer, ...said });
    // What a person said without being asked anew is the last that the customer heard.
    else if (found.length > 0) Object.assign(found.at(-1)!, said);
  }
  return found.slice(-HISTORY);
}
