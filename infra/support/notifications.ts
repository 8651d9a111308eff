import { AnyPrincipal, Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { useKey } from './access.ts';
import type { Foundation } from './foundation.ts';
import type { ServiceFunction } from './serviceFunction.ts';

/** The topics: what the client's team must see, what the provider's operations must see, what is said in live chats. */
export class Notifications extends Construct {
  readonly handoff: Topic;
  readonly operations: Topic;
  readonly chat: Topic;
  private readonly foundation: Foundation;

  constructor(scope: Construct, id: string, foundation: Foundation) {
    super(scope, id);
    this.foundation = foundation;
    this.handoff = this.topic('handoff');
    this.operations = this.topic('operations', 'cloudwatch');
    this.chat = this.topic('chat', 'connect');
    this.operations.addSubscription(new EmailSubscription(foundation.config.operations.email));
  }

  /** Lets a function publish to a topic of this stack. */
  publish(fn: ServiceFunction<any>, topic: Topic): void {
    fn.allow(['sns:Publish'], [topic.topicArn]);
    useKey(fn, this.foundation, 'sns', 'write');
  }

  private topic(name: string, publisher?: string): Topic {
    const topic = new Topic(this, name, {
      displayName: `${this.foundation.config.name}: ${name}`,
      masterKey: this.foundation.key,
    });
    if (publisher)
      topic.addToResourcePolicy(
        new PolicyStatement({
          sid: 'Publisher',
          principals: [new ServicePrincipal(`${publisher}.amazonaws.com`)],
          actions: ['sns:Publish'],
          resources: [topic.topicArn],
          conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
        }),
      );
    topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'TlsOnly',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    );
    return topic;
  }
}
