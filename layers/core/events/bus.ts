import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { lazily } from '../platform/lazily.ts';

/** Events of ours on the client's bus. */
export interface Bus {
  /** @throws Error when the bus did not take it */
  caseClosed(detail: { caseId: string; epoch: number; closedAs: string }): Promise<void>;
}

export const EVENT_SOURCE = 'augmented-support';

export function createBus(busName: string, client = lazily(() => new EventBridgeClient({}))): Bus {
  const put = async (detailType: string, detail: object) => {
    const { FailedEntryCount, Entries } = await client.send(
      new PutEventsCommand({
        Entries: [
          {
            EventBusName: busName,
            Source: EVENT_SOURCE,
            DetailType: detailType,
            Detail: JSON.stringify(detail),
          },
        ],
      }),
    );
    if (FailedEntryCount) throw new Error(`the bus refused ${detailType}: ${Entries?.[0]?.ErrorCode}`);
  };
  return { caseClosed: detail => put('Case Closed', detail) };
}

/** Notifications to people (the client's team, the provider's operations), by whatever they subscribed with. */
export interface Notifier {
  notify(subject: string, message: string): Promise<void>;
}

/** SNS refuses longer subjects, and line breaks in them. */
const LONGEST_SUBJECT = 100;

/** SNS takes ASCII only: letters lose their accents rather than their place. */
const asSubject = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[‘’]/g, "'")
    .replace(/ß/g, 'ss')
    .replace(/[^\x20-\x7e]+/g, ' ')
    .trim()
    .slice(0, LONGEST_SUBJECT);

export function createNotifier(topicArn: string, client = lazily(() => new SNSClient({}))): Notifier {
  return {
    async notify(subject, message) {
      await client.send(
        new PublishCommand({
          TopicArn: topicArn,
          Subject: asSubject(subject),
          Message: message,
        }),
      );
    },
  };
}
