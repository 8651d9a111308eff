import type { Cloud, Collection } from '../core/contract.ts';

/** A notification as it was published to a topic, whoever has subscribed to it. */
export interface Published {
  at: string;
  topicArn: string;
  subject?: string;
  message: string;
}

/** What Connect streams of live chats and what services tell each other is no notification for people. */
const NOT_FOR_PEOPLE = /^service:(connect|events|ses)\./;

/**
 * Keeps what is published from now on: the local SNS keeps only what reaches an address, and a client's team may not have
 * subscribed one yet. Watching twice keeps each notification once.
 */
export function watchPublished(cloud: Cloud): Collection<Published> {
  const kept = cloud.store.collection<Published>('console.published');
  const { Publish } = cloud.service('sns').operations;
  if (!Publish || watched.has(Publish)) return kept;
  watched.add(Publish);
  const { run } = Publish;
  Publish.run = async (input, context) => {
    const reply = await run(input, context);
    if (NOT_FOR_PEOPLE.test(context.principal.id)) return reply;
    const at = new Date(cloud.clock.now()).toISOString();
    const { TopicArn, Subject, Message } = input;
    // A text message goes to one number, by no topic; the outbox has it.
    if (!TopicArn) return reply;
    kept.put(`${at}|${reply.MessageId}`, {
      at,
      topicArn: TopicArn,
      ...(Subject ? { subject: Subject } : {}),
      message: Message,
    });
    return reply;
  };
  return kept;
}

const watched = new WeakSet<object>();
