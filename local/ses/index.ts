import {
  AwsError,
  type CallContext,
  type Cloud,
  type Operation,
  type Resource,
  type Service,
} from '../core/contract.ts';
import { publishMailEvent, type EventDestination } from './events.ts';
import { address, mailOf, sender, type SentMail } from './mail.ts';
import { createReceiving, type Receiving } from './receiving.ts';
import { fate, suppressionOperations } from './suppression.ts';

export type { SentMail } from './mail.ts';

export interface SesService extends Service, Pick<Receiving, 'takes' | 'receive'> {}

/** SES v2: sending, identities, configuration sets, suppression; SES v1: receiving. */
export function createSes(): SesService {
  const room: MailRoom = { identities: new Set(), configurationSets: new Map() };
  const { takes, receive, ...receiving } = createReceiving();
  return {
    name: 'ses',
    protocol: 'rest-json',
    takes,
    receive,
    operations: { SendEmail: sendEmail(room), ...suppressionOperations(), ...receiving.operations },
    resourceTypes: {
      ...receiving.resourceTypes,
      'AWS::SES::EmailIdentity': {
        deploy({ properties: { EmailIdentity } }) {
          room.identities.add(EmailIdentity.toLowerCase());
          return { ref: EmailIdentity, attributes: dkimAttributes(EmailIdentity) };
        },
      },
      'AWS::SES::ConfigurationSet': {
        deploy({ properties, physicalName }) {
          const name = properties.Name ?? physicalName;
          room.configurationSets.set(name, new Map());
          return { ref: name, attributes: {} };
        },
      },
      'AWS::SES::ConfigurationSetEventDestination': { deploy: resource => deployDestination(room, resource) },
    },
  };
}

interface MailRoom {
  identities: Set<string>;
  configurationSets: Map<string, Map<string, EventDestination>>;
}

function dkimAttributes(identity: string): Record<string, string> {
  return Object.fromEntries(
    [1, 2, 3].flatMap(n => [
      [`DkimDNSTokenName${n}`, `local${n}._domainkey.${identity}`],
      [`DkimDNSTokenValue${n}`, `local${n}.dkim.amazonses.com`],
    ]),
  );
}

function deployDestination(room: MailRoom, { stack, logicalId, properties, physicalName }: Resource) {
  const { ConfigurationSetName, EventDestination } = properties;
  const set = room.configurationSets.get(ConfigurationSetName);
  if (!set) throw new Error(`${stack}/${logicalId}: no configuration set ${ConfigurationSetName}`);
  const {
    Name = physicalName,
    Enabled,
    MatchingEventTypes,
    EventBridgeDestination,
    SnsDestination,
  } = EventDestination;
  if (!EventBridgeDestination && !SnsDestination) {
    throw new Error(`${stack}/${logicalId}: the local cloud knows EventBridge and SNS destinations only`);
  }
  set.set(Name, {
    name: Name,
    enabled: Enabled !== false && Enabled !== 'false',
    types: MatchingEventTypes.map((type: string) => type.toLowerCase()),
    eventBusArn: EventBridgeDestination?.EventBusArn,
    topicArn: SnsDestination?.TopicARN,
  });
  return { ref: Name, attributes: { Id: physicalName } };
}

function sendEmail(room: MailRoom): Operation {
  return {
    http: 'POST /v2/email/outbound-emails',
    // Raw mail needs another action than this operation's; it is asked for in `run`.
    resources: (input, cloud) => (input.Content?.Raw ? [] : sendResources(room, input, cloud)),
    conditions: input => ({ 'ses:FromAddress': address(sender(input)) }),
    async run(input, { cloud, principal }: CallContext) {
      if (input.Content?.Raw) {
        const conditions = { 'ses:FromAddress': address(sender(input)) };
        cloud.authorize(principal, 'ses:SendRawEmail', sendResources(room, input, cloud), conditions);
      }
      const set = input.ConfigurationSetName;
      if (set && !room.configurationSets.has(set)) {
        throw new AwsError('NotFoundException', `Configuration set <${set}> does not exist.`, 404);
      }
      const mail = mailOf(input, cloud);
      if (!identityOf(room, address(mail.from))) {
        throw new AwsError(
          'MessageRejected',
          'Email address is not verified. The sender is no identity of this account.',
        );
      }
      const recipients = [...mail.to, ...mail.cc, ...mail.bcc];
      if (recipients.length < 1 || recipients.length > 50) {
        throw new AwsError(
          'BadRequestException',
          `Recipient count must be 1 to 50, not ${recipients.length}.`,
        );
      }
      cloud.store.collection<SentMail>('ses-outbox').put(`${mail.at}|${mail.messageId}`, mail);
      await tell(room, cloud, mail, recipients);
      return { MessageId: mail.messageId };
    },
  };
}

/** Publishes what becomes of a mail: delivered, bounced or complained of, recipient by recipient. */
async function tell(room: MailRoom, cloud: Cloud, mail: SentMail, recipients: string[]) {
  const destinations = [...(room.configurationSets.get(mail.configurationSet ?? '')?.values() ?? [])];
  if (!destinations.length) return;
  await publishMailEvent(cloud, destinations, 'send', mail, recipients);
  for (const recipient of recipients) {
    await publishMailEvent(cloud, destinations, fate(cloud, address(recipient)), mail, [address(recipient)]);
  }
}

/** The identity a sender is covered by: the address itself, else its domain. */
function identityOf(room: MailRoom, from: string): string | undefined {
  const domain = from.slice(from.indexOf('@') + 1);
  return [from, domain].find(name => room.identities.has(name));
}

function sendResources(room: MailRoom, input: any, cloud: Cloud): string[] {
  const from = address(sender(input));
  const arn = (resource: string) => `arn:aws:ses:${cloud.region}:${cloud.account}:${resource}`;
  const identity = arn(`identity/${identityOf(room, from) ?? from}`);
  return input.ConfigurationSetName
    ? [identity, arn(`configuration-set/${input.ConfigurationSetName}`)]
    : [identity];
}
