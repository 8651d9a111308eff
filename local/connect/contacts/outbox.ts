import type { Center } from '../center.ts';
import { sortable } from '../ids.ts';
import { count } from './counters.ts';
import type { Item, Visibility } from '../participants/transcript.ts';

/** What Connect owes others: written with the change that caused it, sent once that is on disk, at least once. */
export type OutboxEntry =
  | { kind: 'event'; detail: Record<string, unknown>; resources: string[] }
  | { kind: 'stream'; topicArn: string; item: Item; visibility: Visibility; instanceId: string };

export const CONNECT = { id: 'service:connect.amazonaws.com' };

/** Queues an entry (inside a commit); entries leave in this order. */
export function post(center: Center, entry: OutboxEntry): void {
  center.outbox.put(sortable(count(center, 'outbox')), entry);
  center.later(() => flush(center));
}

/** Sends what is owed. An entry that is refused is told to the operator and dropped: both ways are best effort in AWS too. */
export function flush(center: Center): void {
  if (!center.ready || center.flushing || center.stopped || center.outbox.list({ limit: 1 }).length === 0)
    return;
  center.flushing = true;
  const { cloud } = center;
  void cloud.activity.run(async () => {
    try {
      for (;;) {
        const [next] = center.stopped ? [] : center.outbox.list({ limit: 1 });
        if (!next) break;
        try {
          await send(center, next.document);
        } catch (error) {
          cloud.log(
            `connect: ${next.document.kind} not delivered: ${(error as Error).name}: ${(error as Error).message}`,
          );
        }
        if (!center.stopped) center.outbox.delete(next.id);
      }
    } finally {
      center.flushing = false;
    }
  });
}

async function send(center: Center, entry: OutboxEntry) {
  if (entry.kind === 'event') {
    return center.cloud.emit({
      bus: 'default',
      source: 'aws.connect',
      detailType: 'Amazon Connect Contact Event',
      detail: entry.detail,
      resources: entry.resources,
    });
  }
  const { item, visibility, instanceId, topicArn } = entry;
  const attributes: Record<string, string | undefined> = {
    InitialContactId: item.InitialContactId,
    ContactId: item.ContactId,
    ParticipantRole: item.ParticipantRole,
    InstanceId: instanceId,
    AccountId: center.cloud.account,
    Type: item.Type,
    ContentType: item.ContentType,
    MessageVisibility: visibility,
  };
  await center.cloud.call(CONNECT, 'sns', 'Publish', {
    TopicArn: topicArn,
    Message: JSON.stringify({ ...item, InstanceId: instanceId }),
    MessageAttributes: Object.fromEntries(
      Object.entries(attributes)
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => [name, { DataType: 'String', StringValue: value }]),
    ),
  });
}
