import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Case, Turn } from '../../../layers/core/domain/case.ts';
import type { Stage } from '../../golden/stage.ts';
import type { Cloud } from '../../../local/core/contract.ts';
import type { Said, Watched } from './persistentStage.ts';

/** What is left once a golden has been played and time has passed. */
export interface Evidence {
  now: number;
  said: Said[];
  cases: { case: Case; turns: Turn[]; withPeople: boolean }[];
  /** Everything that must not happen twice, and how often it did. */
  told: Map<string, number>;
}

const OPERATOR = { id: 'operator' };

export async function gatherEvidence(cloud: Cloud, stage: Stage, watched: Watched): Promise<Evidence> {
  const items = await everyItem(cloud);
  const cases = items
    .filter(({ sk }) => sk === 'CASE')
    .map(item => {
      const own = items.filter(({ pk }) => pk === item.pk);
      return {
        case: item as unknown as Case,
        turns: own.filter(({ sk }) => sk.startsWith('TURN#')) as unknown as Turn[],
        withPeople:
          item.owner === 'provider' ||
          item.owner === 'client' ||
          own.some(
            ({ sk, owner }) => sk.startsWith('EVENT#') && (owner === 'provider' || owner === 'client'),
          ),
      };
    });
  const told = new Map<string, number>();
  const count = (key: string) => void told.set(key, (told.get(key) ?? 0) + 1);
  // The flow repeats its own lines while a customer waits; replies and what people say are said once.
  const replies = cases
    .flatMap(({ turns }) => turns.flatMap(({ reply }) => (reply && reply.by !== 'house' ? [reply.text] : [])))
    .join('\n');
  for (const chat of watched.chats)
    for (const { from, text } of await chat.seen())
      if (from === 'person' || (from === 'ai' && replies.includes(text))) count(`message: ${text}`);
  // A code sent anew differs in its digits, and is a second mail all the same.
  for (const { to, subject } of stage.mails())
    count(`mail to ${to.join(', ')}: ${subject.replace(/\d/g, '#')}`);
  // Operations is told of each deadline and each alarm anew; the client's team is asked once.
  for (const { topic, text } of stage.notifications().filter(({ topic }) => !/operations/.test(topic)))
    count(`notification to ${topic.split(':').at(-1)}: ${withoutIds(text.split('\n')[0]!)}`);
  for (const { text } of stage.tickets()) count(`ticket: ${withoutIds(text.split('\n')[0]!)}`);
  for (const post of stage.chatPosts()) count(`post: ${withoutIds(post.split('\n')[0]!)}`);
  return { now: cloud.clock.now(), said: watched.said, cases, told };
}

const withoutIds = (text: string) => text.replace(/\b[\w-]{20,}\b/g, '…');

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
