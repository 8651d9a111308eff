import { unmarshall } from '@aws-sdk/util-dynamodb';
import { caseIdOf } from '../../cli/golden/caseIdOf.ts';
import { OWNER_OF, type Case, type Turn } from '../../layers/core/domain/case.ts';
import type { LocalCloud } from '../../local/boot.ts';
import type { Chat } from './crowd.ts';
import { tableOf } from './fillTable.ts';

export interface Found {
  cases: number;
  messages: number;
  /** How many cases ended with whom. */
  states: Record<string, number>;
  /** Messages that the AI answered, and those that people had the case for. */
  answered: number;
  /** What was lost, one line each; nothing should be. */
  lost: string[];
}

/**
 * Looks through what is stored after a crowd was played: every message is there, every turn of the AI has its reply, whoever
 * wrote last was answered or has an owner who will, and every case is closed or has an owner, a deadline and, with people, a
 * workflow that runs.
 */
export async function lookForLost(local: LocalCloud, chats: Chat[]): Promise<Found> {
  const found: Found = { cases: 0, messages: 0, states: {}, answered: 0, lost: [] };
  const seen = new Set<string>();
  for (const chat of chats) {
    if (chat.said.length === 0) continue;
    const caseId = caseIdOf(local)(chat.contactId);
    if (!caseId) {
      found.lost.push(`chat ${chat.contactId} said ${chat.said.length} messages and has no case`);
      continue;
    }
    const { theCase, turns } = await readCase(local, caseId);
    if (!theCase) {
      found.lost.push(`case ${caseId} is not stored`);
      continue;
    }
    found.messages += chat.said.length;
    const stored = turns.filter(({ customer }) => customer);
    for (const text of new Set(chat.said)) {
      const missing = count(chat.said, text) - stored.filter(turn => turn.customer === text).length;
      if (missing > 0) found.lost.push(`case ${caseId}: ${missing} × "${text.slice(0, 60)}" is not stored`);
    }
    for (const turn of stored) {
      // People's answers are turns of their own.
      if (turn.turnId.startsWith('heard:')) continue;
      if (turn.reply?.text) found.answered++;
      else found.lost.push(`case ${caseId}: turn ${turn.turnId} has no reply`);
    }
    const last = chat.participant.items.filter(({ Type }) => Type === 'MESSAGE').at(-1);
    const hasOwner = theCase.owner === 'provider' || theCase.owner === 'client';
    if (last?.ParticipantRole === 'CUSTOMER' && !hasOwner && !chat.hasLeft)
      found.lost.push(`case ${caseId} (${theCase.state}): the customer's last message has no answer`);
    if (seen.has(caseId)) continue;
    seen.add(caseId);
    found.cases++;
    found.states[theCase.state] = (found.states[theCase.state] ?? 0) + 1;
    found.lost.push(...orphaned(local, theCase));
  }
  return found;
}

function orphaned({ cloud }: LocalCloud, theCase: Case): string[] {
  const { caseId, state, owner, dueAt, execution } = theCase;
  if (owner !== OWNER_OF[state]) return [`case ${caseId} is ${state} and its owner ${owner}`];
  if (state === 'closed' || state === 'taken-over') return [];
  if (!dueAt) return [`case ${caseId} is ${state} without a deadline`];
  if (owner === 'ai') return [];
  const running = cloud.store
    .collection<true>('states-running')
    .list()
    .some(({ id }) => id.endsWith(`:${execution}`));
  return running ? [] : [`case ${caseId} is ${state} and no workflow of it runs`];
}

async function readCase({ cloud, deployed }: LocalCloud, caseId: string) {
  const items: Record<string, any>[] = [];
  let from: unknown;
  do {
    const page = await cloud.call({ id: 'operator' }, 'dynamodb', 'Query', {
      TableName: tableOf(deployed),
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: `CASE#${caseId}` } },
      ExclusiveStartKey: from,
    });
    items.push(...page.Items.map((item: any) => unmarshall(item)));
    from = page.LastEvaluatedKey;
  } while (from);
  return {
    theCase: items.find(({ sk }) => sk === 'CASE') as Case | undefined,
    turns: items.filter(({ sk }) => sk.startsWith('TURN#')) as unknown as Turn[],
  };
}

const count = (texts: string[], text: string) => texts.filter(one => one === text).length;
