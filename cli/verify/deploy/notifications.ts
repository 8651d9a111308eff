import { ConfirmSubscriptionCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import type { StageNotification } from '../../golden/stage.ts';
import type { Deployment } from './deployment.ts';

const PATIENCE_SECONDS = 20;

/** Subscribes to the deployment's topics, as a person's web hook would. */
export async function subscribe({ topics, options }: Deployment) {
  const sns = new SNSClient(options);
  const published: StageNotification[] = [];
  const confirmed = new Set<string>();
  const server = createServer((request, response) => {
    void text(request).then(async body => {
      const { Type, TopicArn, Token, Subject = '', Message } = JSON.parse(body) as Record<string, string>;
      if (Type === 'Notification') published.push({ topic: TopicArn!, text: `${Subject ?? ''}\n${Message}` });
      response.end();
      if (Type !== 'SubscriptionConfirmation') return;
      await sns.send(new ConfirmSubscriptionCommand({ TopicArn, Token }));
      confirmed.add(TopicArn!);
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const Endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (const TopicArn of topics)
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'http', Endpoint }));
  for (let tries = 0; confirmed.size < topics.length; tries++) {
    if (tries > PATIENCE_SECONDS * 10) throw new Error('the emulator did not confirm the subscriptions');
    await wait(100);
  }
  return {
    /** Oldest first. */
    published: () => [...published],
    forget: () => void published.splice(0),
    stop: () => void server.close(),
  };
}
export type Notifications = Awaited<ReturnType<typeof subscribe>>;
