import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { asksModel, boundaryOf, decide, type Decision } from '../../layers/core/domain/decide.ts';
import { isOpen } from '../../layers/core/domain/hours.ts';
import { CHANNELS, type Channel } from '../../layers/core/domain/triage.ts';
import { holds, type Facts } from '../../layers/core/domain/triggers.ts';
import { ClientFileError, readClient } from '../../layers/core/release/readClient.ts';
import { loadTriage, trainTriage } from '../../layers/core/triage/engine.ts';
import { WrongInput } from './rows.ts';

const CLIENTS = fileURLToPath(new URL('../../clients', import.meta.url));

const HELP = `usage: augment triage explain "text" [options]

Shows how a message would be decided: what triage reads in it, which triggers hold, which rule decides, and what is done.

  --client NAME     the client (demo)
  --channel NAME    ${CHANNELS.join(', ')} (chat)
  --tries N         turns that have failed before in this case (0)
  --tier NAME       the customer's tier, as a signed token would say
  --attribute N=V   an attribute of the customer, e.g. orderValue=950; may be given several times
  --previous TOPIC  topic of the turn before
  --at TIME         ISO time, for the client's hours (now)`;

/** The decision path of one message, for an operator. Exit code 2 for a wrong call or a wrong client file. */
export async function explainTriage(args: string[]): Promise<number> {
  try {
    return explain(args);
  } catch (error) {
    if (!(error instanceof WrongInput || error instanceof ClientFileError)) throw error;
    console.error(error.message);
    return 2;
  }
}

function explain(args: string[]): number {
  const { values, positionals } = optionsOf(args);
  const text = positionals.join(' ');
  if (values.help || positionals.length === 0) {
    console.log(HELP);
    return values.help ? 0 : 2;
  }
  const failedTries = wholeNumber(values.tries);
  const channel = channelOf(values.channel);
  const at = timeOf(values.at);
  const attributes = attributesOf(values.attribute);
  const { config, topics } = readClient(join(CLIENTS, values.client));
  const engine = loadTriage(trainTriage({ topics, wrongPerHundred: config.answers.wrongPerHundred }));
  const { sure, ranked, ...triage } = engine.triage(text, { previousTopic: values.previous });
  const customer = {
    identity: values.tier ? ('verified' as const) : ('none' as const),
    attributes,
    ...(values.tier && { tier: values.tier }),
  };
  const input = {
    text,
    triage,
    sure,
    config,
    case: { customer, failedTries, topic: values.previous },
    channel,
    withinHours: isOpen(config.hours, at),
    askedForMore: false,
  };
  const decision = decide(input);
  const facts: Facts = { ...input, customer, failedTries: failedTries + (decision.failedTry ? 1 : 0) };
  const holding = config.triggers.filter(({ when }) => holds(when, facts));

  const more = triage.wantsPerson ? ', wants a person' : '';
  line(
    'triage',
    `topic ${triage.topic ?? 'none of ours'}, ${sure ? 'sure' : 'not sure'}: ${triage.confidence.toFixed(3)}, needed ${engine.threshold.toFixed(3)}`,
  );
  line(
    '',
    `${triage.act}, ${triage.language}, urgency ${triage.urgency}, sentiment ${triage.sentiment}, ${triage.complexity}${more}`,
  );
  if (triage.others.length > 0) line('parts', `also about ${triage.others.join(', ')}`);
  line(
    'nearest',
    ranked
      .slice(0, 5)
      .map(({ topic, score }) => `${topic} ${score.toFixed(3)}`)
      .join(', '),
  );
  for (const reason of triage.reasons) line('because', reason);
  for (const { id, reason, then } of holding)
    line('trigger', `${id}: ${reason} → ${then}${id === decision.reason?.code ? ', decides' : ''}`);
  if (holding.length === 0) line('trigger', 'none holds');
  line('boundary', boundaryInWords(triage, config));
  line(
    'model',
    asksModel(decision) ? 'is asked first: it may settle the topic, else what follows holds' : 'is not asked',
  );
  line('decision', inWords(decision));
  return 0;
}

const line = (what: string, text: string) => console.log(`${what.padEnd(12)}${text}`);

function optionsOf(args: string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        client: { ...text, default: 'demo' },
        channel: { ...text, default: 'chat' },
        tries: { ...text, default: '0' },
        tier: text,
        attribute: { ...text, multiple: true, default: [] },
        previous: text,
        at: text,
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    throw new WrongInput(`${(error as Error).message}\n${HELP}`);
  }
}

function wholeNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new WrongInput(`--tries is "${text}"; expected a whole number`);
}

function channelOf(text: string): Channel {
  const channel = CHANNELS.find(one => one === text);
  if (channel) return channel;
  throw new WrongInput(`--channel is "${text}"; expected one of ${CHANNELS.join(', ')}`);
}

function timeOf(text: string | undefined): number {
  const at = text === undefined ? Date.now() : Date.parse(text);
  if (!Number.isNaN(at)) return at;
  throw new WrongInput(`--at is "${text}"; expected a time like 2026-11-24T10:00:00Z`);
}

function attributesOf(pairs: string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map(pair => {
      const at = pair.indexOf('=');
      if (at < 1) throw new WrongInput(`--attribute is "${pair}"; expected name=value`);
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}

function boundaryInWords(triage: Decision['triage'], config: Parameters<typeof boundaryOf>[1]): string {
  if (triage.topic === null) return 'none: the topic is not known';
  const { boundary, topic } = boundaryOf(triage, config);
  const named = config.boundaries.topics[topic ?? ''];
  const why = named ? `for ${topic}` : 'as for every topic not named';
  return triage.others.length > 0
    ? `${boundary}, ${why}: the strictest of the message's topics`
    : `${boundary}, ${why}`;
}

function inWords({ route, reason, action, queue, priority, skills }: Decision): string {
  const details = [
    reason && `${reason.code}: ${reason.text}`,
    action && `action ${action}`,
    (route === 'escalate' || route === 'draft') && `queue ${queue}, priority ${priority}`,
    skills && `skills ${skills.join(', ')}`,
  ].filter(Boolean);
  return [route, ...details].join('; ');
}
