import type { Case } from '../../../layers/core/domain/case.ts';
import type { Golden } from '../../golden/golden.ts';
import type { Machinery } from './machinery.ts';

/** What came of one conversation, without what differs by time and place. */
export interface Outcome {
  said: { customer: string; reply: string; outcome: string }[];
  case?: Partial<Case>;
  /** Of the conversations that went to people: what became of it when an agent accepted and resolved it. */
  worked?: { accepted: number; resolved: number; state?: string; closedAs?: string; workflow: string };
}

interface LexReply {
  sessionState: { sessionAttributes: Record<string, string> };
  messages?: { content: string }[];
}

/** What the customer writes before anybody else acts: that much of a golden needs neither a chat nor a moved clock. */
export function openingOf({ steps, channel }: Pick<Golden, 'steps'> & { channel?: string }): string[] {
  if (channel && channel !== 'chat') return [];
  const words: string[] = [];
  for (const step of steps) {
    if ('customer' in step && !step.customer.includes('{')) words.push(step.customer);
    else if (!('ai' in step) && !('case' in step)) break;
  }
  return words;
}

/** Says it to the bot's code hook as Lex would, then, when it went to people, takes and resolves it as an agent would. */
export async function converse(name: string, words: string[], machinery: Machinery): Promise<Outcome> {
  const said: Outcome['said'] = [];
  let attributes: Record<string, string> = { contactId: name, initialContactId: name, channel: 'CHAT' };
  for (const customer of words) {
    const reply = await machinery.invoke<LexReply>('take-turn', lexEvent(name, customer, attributes));
    attributes = reply.sessionState.sessionAttributes;
    said.push({
      customer,
      reply: (reply.messages ?? []).map(({ content }) => content).join('\n'),
      outcome: attributes['outcome'] ?? '',
    });
    if (attributes['outcome'] !== 'continue') break;
  }
  const caseId = attributes['caseId'];
  if (!caseId) return { said };
  const current = await machinery.case(caseId);
  if (current?.owner !== 'provider') return { said, case: essence(current) };
  const waiting = await machinery.caseWhen(caseId, one => one.waiting !== undefined);
  return { said, case: essence(waiting), worked: await work(waiting!, machinery) };
}

async function work(waiting: Case, machinery: Machinery): Promise<Outcome['worked']> {
  const ask = (what: string, body: object) =>
    machinery.invoke<{ statusCode: number; body: string }>(
      'work-case',
      httpEvent(waiting.caseId, what, body),
    );
  const accepted = await ask('accept', { epoch: waiting.epoch });
  const { epoch } = (await machinery.case(waiting.caseId))!;
  const resolved = await ask('resolve', { epoch, how: 'explained' });
  const closed = await machinery.caseWhen(waiting.caseId, ({ state }) => state === 'closed');
  return {
    accepted: accepted.statusCode,
    resolved: resolved.statusCode,
    state: closed?.state,
    closedAs: closed?.closedAs,
    workflow: await machinery.workflow(closed ?? waiting),
  };
}

const essence = (one: Case | undefined): Partial<Case> | undefined =>
  one && {
    caseId: one.caseId,
    state: one.state,
    owner: one.owner,
    epoch: one.epoch,
    topic: one.topic,
    urgency: one.urgency,
    sentiment: one.sentiment,
    language: one.language,
    failedTries: one.failedTries,
    reason: one.reason,
    queue: one.queue,
    story: one.story,
  };

const lexEvent = (sessionId: string, inputTranscript: string, sessionAttributes: Record<string, string>) => ({
  messageVersion: '1.0',
  invocationSource: 'FulfillmentCodeHook',
  inputMode: 'Text',
  inputTranscript,
  sessionId,
  bot: { id: 'BOT', name: 'bot', aliasId: 'ALIAS', aliasName: 'live', localeId: 'en_GB', version: '1' },
  interpretations: [],
  requestAttributes: {},
  sessionState: { sessionAttributes, intent: { name: 'CatchAll', state: 'InProgress', slots: {} } },
});

const httpEvent = (caseId: string, what: string, body: object) => ({
  version: '2.0',
  routeKey: `POST /cases/{caseId}/${what}`,
  rawPath: `/cases/${caseId}/${what}`,
  pathParameters: { caseId },
  headers: { 'content-type': 'application/json' },
  isBase64Encoded: false,
  body: JSON.stringify(body),
  requestContext: {
    authorizer: {
      jwt: { claims: { sub: 'agent-1', name: 'Ada', 'cognito:groups': '[agents supervisors]' } },
    },
  },
});
