import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { deadLetters } from '../support/deadLetters.ts';
import type { SupportStack } from '../support/supportStack.ts';

/** Contact events of this instance, from the account's bus that all instances share, to `follow-contact`. */
export class ContactEvents extends Construct {
  constructor(scope: Construct, id: string, support: SupportStack, instanceArn: string) {
    super(scope, id);
    const undelivered = deadLetters(
      this,
      support.foundation,
      support.operations,
      'Ended chats stay open until the sweeper finds them.',
    );
    new Rule(this, 'contact-events', {
      description: `Contacts of ${support.foundation.config.client}`,
      eventPattern: {
        source: ['aws.connect'],
        detailType: ['Amazon Connect Contact Event'],
        // Of the other events of a contact nothing follows: they would only start the function.
        detail: {
          instanceArn: [instanceArn],
          $or: [
            { eventType: ['CONNECTED_TO_AGENT', 'DISCONNECTED'] },
            { eventType: ['QUEUED'], initiationMethod: ['CALLBACK'] },
          ],
        },
      },
      targets: [
        new LambdaFunction(support.contacts.followContact.lambda, {
          deadLetterQueue: undelivered,
          maxEventAge: Duration.hours(2),
        }),
      ],
    });
  }
}
