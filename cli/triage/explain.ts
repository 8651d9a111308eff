import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { decide, type Decision } from '../../layers/core/domain/decide.ts';
import { isOpen } from '../../layers/core/domain/hours.ts';
import { holds, type Facts } from '../../layers/core/domain/triggers.ts';
import { readClient } from '../../layers/core/release/readClient.ts';
import { loadTriage, trainTriage } from '../../layers/core/triage/engine.ts';

const HELP = `usage: augment triage explain "text" [options]

Shows how a message would be decided: what triage reads in it, which triggers hold, and what is done.

  --client NAME     the client (demo)
  --tries N         turns that have failed before in this case (0)
  --tier NAME       the customer's tier, as a signed token would say
  --previous TOPIC  topic of the turn before
  --at TIME         ISO time, for the client's hours (now)`;

/** The decision path of one message, for an operator. Exit code 2 for a wrong call or a wrong client file. */
export async function explainTriage(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      client: { type: 'string', default: 'demo' },
      tries: { type: 'string', default: '0' },
      tier: { type: 'string' },
      previous: { type: 'string' },
      at: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const text = positionals.join(' ');
  if (values.help || !text) {
    console.log(HELP);
    return values.help ? 0 : 2;
  }
  const { config, topics } = readClient(join(import.meta.dirname, '../../clients', values.client));
  const engine = loadTriage(trainTriage({ topics, wrongPerHundred: config.answers.wrongPerHundred }));
  const at = values.at ? Date.parse(values.at) : Date.now();
  const { sure, ranked, ...triage } = engine.triage(text, { previousTopic: values.previous });
  const customer = {
    identity: values.tier ? ('verified' as const) : ('none' as const),
    attributes: {},
    ...(values.tier && { tier: values.tier }),
  };
  const facts: Facts = {
    text,
    triage,
    customer,
    failedTries: Number(values.tries) + (sure || triage.act !== 'enquiry' ? 0 : 1),
    channel: 'chat',
    withinHours: isOpen(config.hours, at),
  };
  const decision = decide({
    ...facts,
    triage,
    sure,
    config,
    case: { customer, failedTries: Number(values.tries), topic: values.previous },
    askedForMore: false,
  });

  console.log(
    `triage      topic ${triage.topic ?? 'none of ours'}, ${sure ? 'sure' : 'not sure'}: ${triage.confidence.toFixed(3)}, needed ${engine.threshold.toFixed(3)}`,
  );
  console.log(
    `            ${triage.act}, ${triage.language}, urgency ${triage.urgency}, sentiment ${triage.sentiment}, ${triage.complexity}${triage.wantsPerson ? ', wants a person' : ''}`,
  );
  if (triage.others.length > 0) console.log(`            also about ${triage.others.join(', ')}`);
  console.log(
    `nearest     ${ranked
      .slice(0, 5)
      .map(({ topic, score }) => `${topic} ${score.toFixed(3)}`)
      .join(', ')}`,
  );
  for (const reason of triage.reasons) console.log(`because     ${reason}`);
  for (const trigger of config.triggers) {
    if (holds(trigger.when, facts))
      console.log(`trigger     ${trigger.id}: ${trigger.reason} → ${trigger.then}`);
  }
  console.log(`boundary    ${boundaryOf(triage.topic, config.boundaries)}`);
  console.log(`decision    ${inWords(decision)}`);
  return 0;
}

function boundaryOf(
  topic: string | null,
  { topics, default: fallback }: { topics: Record<string, string>; default: string },
) {
  if (topic === null) return 'none: the topic is not known';
  return topics[topic] ? `${topics[topic]} for ${topic}` : `${fallback}, as for every topic not named`;
}

function inWords({ route, reason, action, queue, priority }: Decision): string {
  const details = [
    reason && `${reason.code}: ${reason.text}`,
    action && `action ${action}`,
    (route === 'escalate' || route === 'draft') && `queue ${queue}, priority ${priority}`,
  ].filter(Boolean);
  return [route, ...details].join('; ');
}
