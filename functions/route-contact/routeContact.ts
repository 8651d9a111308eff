import { houseLinesIn, type HouseLines } from '../../layers/core/answer/houseLines.ts';
import type { ContactCenter } from '../../layers/core/connect/contactCenter.ts';
import { spokenText } from '../../layers/core/answer/spoken/spokenText.ts';
import type { Calls } from '../../layers/core/connect/calls.ts';
import type { Contacts } from '../../layers/core/connect/contacts.ts';
import type { Case, Customer } from '../../layers/core/domain/case.ts';
import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import type { ReasonCode } from '../../layers/core/domain/decide.ts';
import { localeOf, replyLanguage } from '../../layers/core/domain/replyLanguage.ts';
import { languageOfCase } from '../../layers/core/domain/spokenIn.ts';
import { isWaiting } from '../../layers/core/domain/transitions.ts';
import { askForSkills } from '../../layers/core/speaking/rankInQueue.ts';
import type { Links } from '../../layers/core/secrets/links.ts';
import type { Figures } from '../../layers/core/platform/figures.ts';
import type { CaseStore } from '../../layers/core/store/caseStore.ts';
import type { HeardMessages } from '../../layers/core/store/heard.ts';
import { goToPeople } from '../../layers/core/turns/goToPeople.ts';
import { keepUnheard } from '../../layers/core/turns/keepUnheard.ts';
import type { Workflows } from '../../layers/core/workflows/workflows.ts';
import { answerElsewhere } from './answerElsewhere.ts';
import { openCall } from './openCall.ts';
import { nobodyIsThere, queueArn } from './intoQueue.ts';
import { noteCallBack } from './onCall.ts';
import { closeSilent, closedInQueue, closing } from './closing.ts';
import { rated, type Asked } from './surveyByKeys.ts';
import { whileWaiting, type WaitingDependencies, type WaitingInput } from './whileWaiting.ts';

/** Where in a flow the question comes up. */
export const STEPS = [
  'queue',
  'full',
  'closed',
  'silent',
  'after-agent',
  // In the queue: once a minute and every tenth time; after a long wait every five minutes and every other time.
  'waiting',
  'still-waiting',
  // Calls only:
  'call-back',
  'rated',
] as const;
export type Step = (typeof STEPS)[number];

export interface RouteContactInput extends WaitingInput {
  /** From the contact's or the bot session's attributes; the contact's own case when absent. */
  caseId?: string;
  /** Who that is, as the contact has it. */
  customer: Customer;
  /** What the contact's voice speaks, `de-DE`. */
  speaks?: string;
  step: Step;
  /** The question of the survey that was asked, and the keys pressed in answer. */
  asked?: Asked;
  keys?: string;
}

/** A flat map of text, as flows take it. */
export interface ContactRoute {
  /** `again`: nobody is in the line, so the queue is tried again later. `agent`: into the own queue of `agent`. */
  next: 'queue' | 'agent' | 'ai' | 'wait' | 'wait-long' | 'again' | 'survey' | 'end';
  message: string;
  /** Asked on the phone, to be answered by a key. */
  question: string;
  /** Which question that is: comes back with the answer. */
  asked: Asked | '';
  /** ARN of the queue. */
  queue: string;
  /** ARN of the agent. */
  agent: string;
  /** What the contact keeps of where it is: see `whileWaiting.ts`. */
  movedTo: string;
  heldBy: string;
  priority: string;
  caseId: string;
  reason: string;
  summary: string;
  /** What the contact is spoken to in, ISO 639-1. */
  language: string;
}

export interface RouteContactDependencies extends WaitingDependencies {
  figures?: Figures;
  store: CaseStore;
  heard: HeardMessages;
  center: ContactCenter;
  contacts: Pick<Contacts, 'askForSkills' | 'setPriority' | 'agentsOnline'>;
  calls: Pick<Calls, 'waiting'>;
  workflows: Workflows;
  links: Links;
  config: ClientConfig;
  now: () => Date;
}

/** What the flow does next with a contact. The flow has a safe way of its own when this fails. */
export async function routeContact(
  input: RouteContactInput,
  deps: RouteContactDependencies,
): Promise<ContactRoute> {
  await deps.store.moveContact(input.contactId, input.currentId);
  const known = await findCase(input, deps.store);
  const found = (await keepWhatNoTurnHas(input, deps)) ?? known;
  const unmoved = found?.state === 'with-ai' ? whyToPeople(input, found) : undefined;
  const current = await withPeople(input, found, unmoved, deps);
  const onCall = input.channel === 'voice';
  const language = languageOf(input, current, deps.config);
  const lines = houseLinesIn(language);
  const locale = input.speaks ?? localeOf(deps.config, language);
  const route: Route = (next, message, question) => ({
    next,
    message: onCall ? spokenText(message, { locale }) : message,
    question: question?.text ?? '',
    asked: question?.asked ?? '',
    queue: queueArn(current, deps),
    agent: '',
    movedTo: '',
    heldBy: current?.state === 'with-agent' ? (current.agent?.id ?? '') : '',
    priority: String(current?.priority ?? 5),
    caseId: current?.caseId ?? '',
    reason: current?.reason?.text ?? 'The customer could not be served by the AI.',
    summary: current?.story?.what ?? '',
    language,
  });
  const queue = async () => {
    // Whoever has gone on in another contact is told there.
    const isHere = current?.contactId === input.contactId;
    if (isHere && (await nobodyIsThere(current, deps))) {
      const elsewhere = await answerElsewhere(current, 'noAgents', language, deps);
      if (elsewhere) return route('ai', elsewhere);
    }
    await askForSkills(input.currentId, current, deps);
    // That it is in the queue says the queue's own flow: here it is not sure yet that there is room.
    return route('queue', '');
  };
  if (input.step === 'waiting' || input.step === 'still-waiting') {
    if (current?.state === 'closed') return closedInQueue(current, onCall, deps, { route, lines });
    const { next, message, agent, movedTo } = await whileWaiting(input, current, lines, deps);
    return { ...route(next, message), agent, movedTo };
  }
  if (!current) return input.step === 'queue' ? route('queue', '') : route('end', lines.stillClosing);

  switch (input.step) {
    case 'queue':
      if (input.channel) return queue();
      // A task or an e-mail whose case waits no more ends by itself; else it waits for whoever comes.
      if (!isWaiting(current)) return route('end', '');
      await askForSkills(input.currentId, current, deps);
      return route('queue', '');
    case 'full': {
      if (!input.channel) return route('again', '');
      const elsewhere = await answerElsewhere(current, 'queueFull', language, deps);
      return elsewhere ? route('ai', elsewhere) : route('end', lines.stillClosing);
    }
    case 'silent':
      if (unmoved) return queue();
      // Who has nothing to say while people work on their case is not sent away.
      if (current.owner === 'provider' || current.owner === 'client')
        return route('wait', lines.stillWithPeople);
      await closeSilent(current, deps);
      return route('end', lines.silent);
    case 'closed':
      return closing(current, onCall, deps, { route, lines });
    case 'after-agent':
      return afterAgent(current, onCall, deps, { route, queue, lines });
    case 'call-back':
      await noteCallBack(current, deps);
      return route('end', '');
    case 'rated':
      return afterAnswer(current, input, deps, { route, lines });
  }
}

/** What the bot never brought us is in no turn: where it could not reach us, or was still busy with the message before. */
async function keepWhatNoTurnHas(
  { contactId, step, channel, caseId, customer }: RouteContactInput,
  deps: RouteContactDependencies,
): Promise<Case | undefined> {
  if (step !== 'queue' || channel !== 'chat') return undefined;
  await deps.heard.routed(contactId, { at: deps.now().toISOString(), customer, ...(caseId && { caseId }) });
  return keepUnheard(contactId, deps);
}

/** Why a case that is still with the AI goes to people with its contact. */
function whyToPeople(
  { step, channel }: RouteContactInput,
  { fileInEpoch, epoch }: Case,
): ReasonCode | undefined {
  if (step === 'queue') return channel && 'ai-unavailable';
  // Nobody has looked at the file, and the customer says no more: that is no reason to close.
  return step === 'silent' && fileInEpoch === epoch ? 'file-unseen' : undefined;
}

/** Whatever brings a contact to people: they have its case too. */
async function withPeople(
  { step, contactId, channel, customer, speaks }: RouteContactInput,
  found: Case | undefined,
  why: ReasonCode | undefined,
  deps: RouteContactDependencies,
): Promise<Case | undefined> {
  if (found) return why ? goToPeople(found, why, deps) : found;
  // What was said in a chat comes by Connect's stream, and brings its case.
  return step === 'queue' && channel === 'voice'
    ? openCall(contactId, { customer, ...(speaks && { language: speaks.slice(0, 2) }) }, deps)
    : undefined;
}

/** On the phone what the voice speaks; else the case's. */
function languageOf(
  { channel, speaks }: RouteContactInput,
  current: Case | undefined,
  config: ClientConfig,
): string {
  if (channel === 'voice' && speaks) return speaks.slice(0, 2);
  const spoken = speaks?.slice(0, 2);
  return current ? languageOfCase(config, current, spoken) : replyLanguage(config, spoken);
}

export type Route = (
  next: ContactRoute['next'],
  message: string,
  question?: { asked: Asked; text: string },
) => ContactRoute;

async function afterAnswer(
  current: Case,
  { asked, keys }: RouteContactInput,
  deps: RouteContactDependencies,
  { route, lines }: { route: Route; lines: HouseLines },
): Promise<ContactRoute> {
  if (!asked) return route('end', lines.stillClosing);
  const { thanks, next } = await rated(current, { asked, keys }, lines, deps);
  return next ? route('survey', thanks, next) : route('end', thanks);
}

async function afterAgent(
  current: Case,
  onCall: boolean,
  deps: RouteContactDependencies,
  { route, queue, lines }: { route: Route; queue: () => Promise<ContactRoute>; lines: HouseLines },
): Promise<ContactRoute> {
  switch (current.state) {
    case 'with-ai':
      return route('ai', onCall ? lines.backToAiOnCall : lines.backToAi);
    case 'with-client':
      // Nobody holds the line for hours: the answer finds them by another way.
      if (onCall)
        return route('end', `${lines.agentLeftForClient(deps.config.clientTeam.name)} ${lines.theyGetBack}`);
      return route(
        'wait',
        `${lines.agentLeftForClient(deps.config.clientTeam.name)} ${lines.clientTeamAnswersHere}`,
      );
    case 'closed':
      return closing(current, onCall, deps, { route, lines });
    case 'with-agent':
      // The case has gone to an agent who has it beside the chat: in the queue it would only ring at somebody else.
      if (current.offeredAs === 'task')
        return onCall
          ? route('end', `${lines.colleagueHasIt} ${lines.theyGetBack}`)
          : route('wait', lines.stillWithPeople);
      return queue();
    default:
      // The agent was cut off before deciding anything: the next one takes over.
      return queue();
  }
}

async function findCase(
  { contactId, caseId }: RouteContactInput,
  store: CaseStore,
): Promise<Case | undefined> {
  const contact = await store.getContact(contactId);
  const id = contact?.caseId ?? caseId;
  return id ? store.get(id) : undefined;
}
