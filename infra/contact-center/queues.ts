import {
  CfnHoursOfOperation,
  type CfnPhoneNumber,
  CfnPredefinedAttribute,
  CfnQueue,
  CfnRoutingProfile,
  CfnSecurityProfile,
} from 'aws-cdk-lib/aws-connect';
import { Construct } from 'constructs';
import { skillAttribute, type ClientConfig, type Hours } from '../../layers/core/domain/clientConfig.ts';

const [NOTHING_ELSE, ANYTHING] = ['ROUTE_CURRENT_CHANNEL_ONLY', 'ROUTE_ANY_CHANNEL'];

/**
 * How many contacts an agent has at once, and what else may ring meanwhile. Whoever is on the phone is there for that
 * caller. Calls don't ring among chats; since Connect knows only "anything" or "nothing else", with a phone neither do tasks. Who
 * works on a task or e-mail gets whoever waits in the line.
 */
const concurrencies = ({ voice, mail }: Pick<ClientConfig, 'voice' | 'mail'>) =>
  [
    { channel: 'VOICE', concurrency: 1, beside: NOTHING_ELSE },
    { channel: 'CHAT', concurrency: 5, beside: voice ? NOTHING_ELSE : ANYTHING },
    { channel: 'TASK', concurrency: 10, beside: ANYTHING },
    ...(mail.agents ? [{ channel: 'EMAIL', concurrency: 10, beside: ANYTHING }] : []),
  ].map(({ beside, ...each }) => ({ ...each, crossChannelBehavior: { behaviorType: beside! } }));

/** Where contacts wait, when somebody is there, and who serves them. Names carry the client's: an instance may serve several. */
export class Queues extends Construct {
  /** ARN by queue id of client.yaml; the first is the default queue. */
  readonly arns: Record<string, string> = {};
  readonly defaultArn: string;
  /** ARN of the agents' routing profile. */
  readonly profileArn: string;

  constructor(
    scope: Construct,
    id: string,
    instanceArn: string,
    config: ClientConfig,
    workspaceNamespace: string,
    /** What called customers see, when there is a number to call from. */
    number?: CfnPhoneNumber,
  ) {
    super(scope, id);
    const hours = new CfnHoursOfOperation(this, 'hours', {
      instanceArn,
      name: `${config.client} hours`,
      timeZone: config.hours.timeZone,
      config: openDays(config.hours),
      hoursOfOperationOverrides: config.hours.holidays.map(holiday),
    });
    for (const queue of config.queues)
      this.arns[queue.id] = new CfnQueue(this, queue.id, {
        instanceArn,
        name: `${config.client} ${queue.name}`,
        maxContacts: queue.mostWaiting,
        hoursOfOperationArn: hours.attrHoursOfOperationArn,
        ...(number && {
          outboundCallerConfig: {
            outboundCallerIdName: config.name,
            outboundCallerIdNumberArn: number.attrPhoneNumberArn,
          },
        }),
      }).attrQueueArn;
    this.defaultArn = this.arns[config.queues[0]!.id]!;
    const concurrency = concurrencies(config);
    const profile = new CfnRoutingProfile(this, 'agents', {
      instanceArn,
      name: `${config.client} agents`,
      description: `Everything of ${config.name}`,
      defaultOutboundQueueArn: this.defaultArn,
      mediaConcurrencies: concurrency,
      queueConfigs: Object.values(this.arns).flatMap(queueArn =>
        concurrency.map(({ channel }) => ({ priority: 1, delay: 0, queueReference: { channel, queueArn } })),
      ),
    });
    this.profileArn = profile.attrRoutingProfileArn;
    if (config.skills)
      new CfnPredefinedAttribute(this, 'skills', {
        instanceArn,
        name: skillAttribute(config.client),
        values: { stringList: config.skills.names },
      });
    new CfnSecurityProfile(this, 'agent', {
      instanceArn,
      securityProfileName: `${config.client} agent`,
      description: 'Takes contacts, sees own ones',
      permissions: ['BasicAgentAccess', 'OutboundCallAccess'],
      applications: [{ namespace: workspaceNamespace, applicationPermissions: ['ACCESS'] }],
    });
  }
}

function openDays({ days }: Hours) {
  return Object.entries(days).map(([day, { open, close }]) => ({
    day: day.toUpperCase(),
    startTime: time(open),
    endTime: time(close),
  }));
}

/** A day on which nobody is there, whatever the weekday says. */
function holiday(date: string) {
  const day = new Date(`${date}T12:00:00Z`).toLocaleDateString('en', { weekday: 'long', timeZone: 'UTC' });
  return {
    overrideName: `closed ${date}`,
    overrideType: 'CLOSED',
    effectiveFrom: date,
    effectiveTill: date,
    overrideConfig: [{ day: day.toUpperCase(), startTime: time('00:00'), endTime: time('23:59') }],
  };
}

function time(text: string): { hours: number; minutes: number } {
  const [hours, minutes] = text.split(':').map(Number);
  return { hours: hours!, minutes: minutes! };
}
