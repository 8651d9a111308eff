import { Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledgeWildcard } from '../acknowledge.ts';
import type { ServiceFunction } from '../support/serviceFunction.ts';
import type { SupportStack } from '../support/supportStack.ts';
import { dialsOut } from './phone.ts';

/** A file may be the first that is heard of a customer, who is told what became of it. */
const FOR_FILES = ['GetContactAttributes', 'CreateParticipant'];

/** What each function may do in the contact centre. */
function actions({
  contacts,
  escalation,
  people,
  surveys,
  sweeping,
  foundation: { config },
}: SupportStack): [ServiceFunction<any>, string[]][] {
  return [
    [contacts.startChat, ['StartChatContact', 'StartContactStreaming']],
    [
      contacts.routeContact,
      ['UpdateContactRoutingData', 'GetCurrentMetricData', ...(config.voice ? ['GetContactMetrics'] : [])],
    ],
    [
      contacts.followContact,
      ['StartTaskContact', ...(dialsOut(config) ? ['StartOutboundVoiceContact'] : [])],
    ],
    [
      escalation.offerCase,
      [
        'StartTaskContact',
        'DescribeContact',
        'StopContact',
        ...(config.mail.agents ? ['StartEmailContact'] : []),
      ],
    ],
    [escalation.raiseCase, ['UpdateContactRoutingData']],
    [escalation.deliverAnswer, ['CreateParticipant']],
    [escalation.lapseDraft, ['CreateParticipant']],
    [escalation.closeCase, ['DescribeContact', 'StopContact']],
    [people.workCase, ['CreateParticipant', 'UpdateContactRoutingData', 'DescribeContact', 'StopContact']],
    [surveys.sendSurvey, ['CreateParticipant']],
    [sweeping.sweepCases, ['DescribeContact']],
    [contacts.recordMessage, ['UpdateContactAttributes', ...(config.chat?.attachments ? FOR_FILES : [])]],
  ];
}

/** What there is in the contact centre to act on. */
export interface ContactResources {
  instanceArn: string;
  /** By their names. */
  flowArns: Record<string, string>;
  queueArns: string[];
  profileArn: string;
}

/**
 * What an action acts on: the kinds of resources that it knows
 * (https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonconnect.html), and of them those it is called for.
 */
function actedOn(
  operation: string,
  { instanceArn, flowArns, queueArns, profileArn }: ContactResources,
): string[] {
  const contacts = `${instanceArn}/contact/*`;
  const { main, conversation } = flowArns as { main: string; conversation: string };
  switch (operation) {
    case 'StartChatContact':
      return [main];
    case 'StartOutboundVoiceContact':
      return [contacts, main];
    case 'StartTaskContact':
      return [contacts, conversation];
    case 'StartEmailContact':
      return [contacts, conversation, `${instanceArn}/email-address/*`];
    // Needs both kinds, though it is asked for queues alone.
    case 'GetCurrentMetricData':
      return [...queueArns, profileArn];
    case 'StartContactStreaming':
    case 'CreateParticipant':
    case 'GetContactMetrics':
      return [instanceArn, contacts];
    default:
      return [contacts];
  }
}

/**
 * Attaches the functions' permissions on this instance, and no other, from this stack: the functions' own stack is there
 * before the instance is.
 */
export class ContactAccess extends Construct {
  constructor(scope: Construct, id: string, support: SupportStack, there: ContactResources) {
    super(scope, id);
    for (const [fn, operations] of actions(support)) {
      const policy = new Policy(this, fn.name, {
        roles: [fn.role],
        statements: operations.map(
          operation =>
            new PolicyStatement({
              actions: [`connect:${operation}`],
              resources: actedOn(operation, there),
            }),
        ),
      });
      for (const kind of ['contact', 'email-address'])
        acknowledgeWildcard(
          policy,
          `${there.instanceArn}/${kind}/*`,
          "Contacts come and go: any contact of the client's own instance, and of no other.",
        );
    }
  }
}
