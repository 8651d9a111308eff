import type { Cloud, Timer } from '../core/contract.ts';
import type { LexMessage } from './turn.ts';

/** What a bot says while its code hook works: `FulfillmentUpdatesSpecification`. Seconds. */
export interface Updates {
  start: { after: number; messages: LexMessage[] };
  update: { every: number; messages: LexMessage[] };
}

/** Says them when they are due; of several messages the first, so that a test hears what it expects. */
export function sayWhileWorking(
  cloud: Cloud,
  { start, update }: Updates,
  say: (message: LexMessage) => void,
): { stop(): void } {
  const began = cloud.clock.now();
  let timers: Timer[] = [];
  const at = (seconds: number, messages: LexMessage[], then?: () => void) => {
    timers.push(
      cloud.clock.at(began + seconds * 1000, () => {
        if (messages[0]) say(messages[0]);
        then?.();
      }),
    );
  };
  const again = (times: number) => at(times * update.every, update.messages, () => again(times + 1));
  at(start.after, start.messages);
  again(1);
  return {
    stop() {
      for (const timer of timers) timer.cancel();
      timers = [];
    },
  };
}

/** Reads the template's specification; undefined when there is none or it is off. */
export function readUpdates(specification: any): Updates | undefined {
  if (String(specification?.Active) !== 'true') return undefined;
  const { StartResponse = {}, UpdateResponse = {} } = specification;
  return {
    start: {
      after: Number(StartResponse.DelayInSeconds ?? 0),
      messages: messagesOf(StartResponse.MessageGroups),
    },
    update: {
      every: Number(UpdateResponse.FrequencyInSeconds),
      messages: messagesOf(UpdateResponse.MessageGroups),
    },
  };
}

const messagesOf = (groups: any[] = []): LexMessage[] =>
  groups.flatMap(({ Message }) => [
    ...(Message?.PlainTextMessage
      ? [{ contentType: 'PlainText', content: Message.PlainTextMessage.Value }]
      : []),
    ...(Message?.SSMLMessage ? [{ contentType: 'SSML', content: Message.SSMLMessage.Value }] : []),
  ]);
