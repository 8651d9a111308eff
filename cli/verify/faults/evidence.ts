import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Case, Turn } from '../../../layers/core/domain/case.ts';
import type { Stage } from '../../golden/stage.ts';
import type { CloudWatch } from '../../../local/cloudwatch/alarms.ts';
import type { Cloud } from '../../../local/core/contract.ts';
import type { Said, Watched } from './persistentStage.ts';

/** What is left once a golden has been played and time has passed. */
export interface Evidence {
  now: number;
  said: (Said & { heard: boolean })[];
  /** What of it is kept, and how often. */
  kept: Map<string, number>;
  /** `isLookedAfter`: the workflow that it names runs. */
  cases: { case: Case; turns: Turn[]; withPeople: boolean; isLookedAfter: boolean }[];
  /** Everything that must not happen twice, and how often it did. */
  told: Map<string, number>;
  /** Functions that failed: how often within one minute, and what looks at that. */
  failed: { name: string; times: number; alarms: { alarm: string; threshold: number; periods: number }[] }[];
  /** Alarms of which operations was told. */
  rung: Set<string>;
}

const OPERATOR = { id: 'operator' };

export async function gatherEvidence(cloud: Cloud, stage: Stage, watched: Watched): Promise<Evidence> {
  const items = await everyItem(cloud);
  const cases = await casesAmong(items, cloud);
  const told = new Map<string, number>();
  const count = (key: string) => void told.set(key, (told.get(key) ?? 0) + 1);
  // The flow repeats its own lines while a customer waits; replies and what people say are said once.
  const replies = cases
    .flatMap(({ turns }) => turns.flatMap(({ reply }) => (reply && reply.by !== 'house' ? [reply.text] : [])))
    .join('\n');
  for (const chat of watched.chats)
    for (const { from, text } of await chat.seen())
      // In a call music is an item without words.
      if (text !== '' && (from === 'person' || (from === 'ai' && replies.includes(text))))
        count(`message: ${text}`);
  // A code sent anew differs in its digits, and is a second mail all the same.
  for (const { to, subject, text } of stage.mails())
    count(`mail to ${to.join(', ')}: ${withoutIds(subject).replace(/\d/g, '#')}: ${beginningOf(text)}`);
  // Operations is told of each deadline and each alarm anew; the client's team is asked once.
  for (const { topic, text } of stage.notifications().filter(({ topic }) => !/operations/.test(topic)))
    count(`notification to ${topic.split(':').at(-1)}: ${withoutIds(text.split('\n')[0]!)}`);
  for (const { to, text } of stage.textMessages())
    count(`text message to ${to}: ${withoutIds(text).replace(/\d/g, '#')}`);
  for (const { text } of stage.tickets()) count(`ticket: ${withoutIds(text.split('\n')[0]!)}`);
  for (const post of stage.chatPosts()) count(`post: ${withoutIds(post.split('\n')[0]!)}`);
  const rung = stage.notifications().flatMap(({ text }) => /^ALARM: "([^"]+)"/.exec(text)?.[1] ?? []);
  return {
    now: cloud.clock.now(),
    said: watched.said.map(said => ({ ...said, heard: said.wasHeard() })),
    kept: keptOf(watched.said, cases, items),
    cases,
    told,
    failed: failuresIn(cloud),
    rung: new Set(rung),
  };
}

/** The cases as they are, for who looks once more. */
export const gatherCases = async (cloud: Cloud): Promise<Evidence['cases']> =>
  casesAmong(await everyItem(cloud), cloud);

async function casesAmong(items: Item[], cloud: Cloud): Promise<Evidence['cases']> {
  const running = await runningExecutions(cloud);
  const isWithPeople = (owner: unknown) => owner === 'provider' || owner === 'client';
  return items
    .filter(({ sk }) => sk === 'CASE')
    .map(item => {
      const own = items.filter(({ pk }) => pk === item.pk);
      const found = item as unknown as Case;
      return {
        case: found,
        turns: own.filter(({ sk }) => sk.startsWith('TURN#')) as unknown as Turn[],
        withPeople:
          isWithPeople(found.owner) ||
          own.some(({ sk, owner }) => sk.startsWith('EVENT#') && isWithPeople(owner)),
        isLookedAfter: found.execution !== undefined && running.has(found.execution),
      };
    });
}

async function runningExecutions(cloud: Cloud): Promise<Set<string>> {
  const names = new Set<string>();
  const { stateMachines } = await cloud.call(OPERATOR, 'states', 'ListStateMachines', {});
  for (const { stateMachineArn } of stateMachines) {
    const asked = { stateMachineArn, statusFilter: 'RUNNING', maxResults: 1000 };
    const { executions } = await cloud.call(OPERATOR, 'states', 'ListExecutions', asked);
    for (const { name } of executions) names.add(name);
  }
  return names;
}

/** How often each text is kept as a customer's; a mail also where it was judged to be none. */
function keptOf(said: Said[], cases: Evidence['cases'], items: Item[]): Map<string, number> {
  const turns = cases.flatMap(each => each.turns);
  const kept = new Map<string, number>();
  for (const text of new Set(said.map(each => each.text))) {
    const mails = said.flatMap(each => (each.text === text && each.mail ? [each.mail] : []));
    const asMail = mails.map(id => {
      const record = items.find(({ pk, sk }) => pk === `MAIL#${id}` && sk === 'MAIL');
      const own = turns.filter(({ mail }) => mail?.id === id).length;
      return own === 0 && record && record.outcome !== 'turn' ? 1 : own;
    });
    const written = turns.filter(({ customer, mail }) => !mail && customer?.trim() === text).length;
    kept.set(text, written + sum(asMail));
  }
  return kept;
}

/** What a mail says, in a few words: the answer and the survey of a case have one subject. */
const beginningOf = (text: string) =>
  (text.split(/\n\s*\n/)[1] ?? text)
    .replace(/https?:\S+/g, '…')
    .replace(/\bC-[0-9A-Z]{10}\b/g, '…')
    .replace(/\d/g, '#')
    .slice(0, 60);

const MINUTE = 60_000;
/** No golden lasts longer. */
const LOOKED_BACK_MS = 24 * 60 * MINUTE;

/** By what Lambda counts, which is what alarms go by. */
function failuresIn(cloud: Cloud): Evidence['failed'] {
  const { metrics, watching } = cloud.service<CloudWatch>('monitoring');
  const now = cloud.clock.now();
  return metrics
    .list()
    .filter(({ namespace, name }) => namespace === 'AWS/Lambda' && name === 'Errors')
    .flatMap(metric => {
      const errors = (from: number) => sum(metrics.values(metric, from, from + MINUTE));
      if (sum(metrics.values(metric, now - LOOKED_BACK_MS, now + MINUTE)) === 0) return [];
      let times = 0;
      for (let from = Math.floor((now - LOOKED_BACK_MS) / MINUTE) * MINUTE; from <= now; from += MINUTE)
        times = Math.max(times, errors(from));
      const alarms = watching(metric).map(({ alarm, threshold, periods }) => ({ alarm, threshold, periods }));
      return [{ name: metric.dimensions['FunctionName']!, times, alarms }];
    });
}

const sum = (values: number[]) => values.reduce((all, value) => all + value, 0);

const withoutIds = (text: string) => text.replace(/\bC-[0-9A-Z]{10}\b|\b[\w-]{20,}\b/g, '…');

type Item = Record<string, unknown> & { pk: string; sk: string };

async function everyItem(cloud: Cloud): Promise<Item[]> {
  const { TableNames } = await cloud.call(OPERATOR, 'dynamodb', 'ListTables', {});
  const items: Item[] = [];
  for (const TableName of TableNames) {
    let ExclusiveStartKey: unknown;
    do {
      const page = await cloud.call(OPERATOR, 'dynamodb', 'Scan', {
        TableName,
        ...(ExclusiveStartKey ? { ExclusiveStartKey } : {}),
      });
      items.push(...page.Items.map((item: any) => unmarshall(item) as Item));
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);
  }
  return items;
}
