import { EventBus } from 'aws-cdk-lib/aws-events';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import { Stack } from 'aws-cdk-lib/core';
import type { Foundation } from './foundation.ts';
import type { ServiceFunction } from './serviceFunction.ts';

/** Sends as the client's own address; what bounces is reported on the account's default event bus. */
export class Mail extends Construct {
  readonly from: string;
  readonly configurationSet: ConfigurationSet;
  private readonly domain: string;

  constructor(scope: Construct, id: string, { config }: Foundation) {
    super(scope, id);
    this.from = config.mail.from;
    this.domain = config.mail.domain;
    this.configurationSet = new ConfigurationSet(this, 'configuration', {
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    this.configurationSet.addEventDestination('events', {
      destination: EventDestination.eventBus(EventBus.fromEventBusName(this, 'default', 'default')),
      events: [EmailSendingEvent.BOUNCE, EmailSendingEvent.COMPLAINT, EmailSendingEvent.REJECT],
    });
    new EmailIdentity(this, 'identity', {
      identity: Identity.domain(this.domain),
      configurationSet: this.configurationSet,
    });
  }

  get variables() {
    return { FROM_ADDRESS: this.from, CONFIGURATION_SET: this.configurationSet.configurationSetName };
  }

  /** Lets a function send as the client's address, and as no other. */
  send(fn: ServiceFunction<any>): void {
    const { partition, region, account } = Stack.of(this);
    const ses = `arn:${partition}:ses:${region}:${account}`;
    fn.allow(
      ['ses:SendEmail'],
      [
        `${ses}:identity/${this.domain}`,
        `${ses}:configuration-set/${this.configurationSet.configurationSetName}`,
      ],
      { StringEquals: { 'ses:FromAddress': this.from } },
    );
  }
}
